"""A live preview: it plans the site anew at each save, and makes a page when somebody looks at it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from html import escape
from pathlib import Path

from mkdocs.exceptions import MkDocsException
from werkzeug.security import safe_join

from podhub.adapters.mkdocs_build import load, load_without_settings
from podhub.adapters.mkdocs_settings import refused_settings
from podhub.adapters.mkdocs_theme import read_builder
from podhub.adapters.saves import Saves
from podhub.adapters.unsure_words import with_marks
from podhub.build.builder import Builder
from podhub.build.engine import PACKAGE, engine_digest
from podhub.build.hub import View
from podhub.build.layout import conflicts
from podhub.build.live_store import LiveStore
from podhub.build.other_files import hub_script
from podhub.build.page_files import PageFiles, owner_of
from podhub.build.plan import Plan, plan_site
from podhub.build.site import style_sheet
from podhub.build.store import STORE
from podhub.build.template_mistakes import OwnTemplateError
from podhub.media.unsure import read_unsure
from podhub.model.artifact import Artifact, SiteFile
from podhub.outputs.pages.environment import THEME
from podhub.outputs.pages.script_messages import PATH as SCRIPT_MESSAGES
from podhub.read.files import CONTENT_FOLDERS
from podhub.read.text_files import read_text


@dataclass(frozen=True)
class _Shown:
    """A plan as it is looked at."""

    plan: Plan
    builder: Builder
    made: dict[str, bytes] = field(default_factory=dict)
    """The pages that somebody has looked at"""

    @cached_property
    def pages(self) -> PageFiles:
        """Makes the pages."""
        site = self.plan.prepared_site(self.builder)
        return PageFiles(site, self.builder, self.plan.store)

    @cached_property
    def files(self) -> dict[str, SiteFile]:
        """Every file, which takes a moment to find out."""
        return conflicts(self.plan.files(self.builder))[0]

    def find(self, path: str) -> bytes | Path | None:
        """The content of a file, or where it lies. What a page needs at once is found at once."""
        url = path.removesuffix("index.html")
        if url != path and url in self.plan.pages:
            if url not in self.made:
                view, page = self.plan.view(url), self.plan.pages[url]
                made = self.pages.page(view, "", owner_of(page)).make()
                self.made[url] = self._marked(url, made)
            return self.made[url]
        if theme := self._theme_file(path):
            is_made = path == SCRIPT_MESSAGES
            return hub_script(self.plan.hub.settings.messages) if is_made else theme
        styles = style_sheet(self.builder, self.plan.hub.settings.colours, self.plan.store)
        found = styles if path == styles.path else self.files.get(path)
        if isinstance(found, Artifact):
            return found.make()
        return found.source if found and found.content else None

    def _marked(self, url: str, page: bytes) -> bytes:
        """A page, in which a transcript's unsure words are marked."""
        hub = self.plan.hub
        episode = next((e for e in hub.shown.episodes.values() if e.url == url), None)
        if not episode or not episode.transcript:
            return page
        notes = read_unsure(read_text(hub.view.root, episode.transcript)[0])
        words = [word for _, found in notes for word in found]
        return with_marks(page.decode(), words).encode() if words else page

    def _theme_file(self, path: str) -> Path | None:
        """A file of the theme, where the hub has none of its own in its place."""
        is_own = f"docs/{path}" in self.plan.hub.everything.files
        place = safe_join(str(THEME), path) if path.startswith("assets/") and not is_own else None
        return Path(place) if place and Path(place).is_file() else None


class Preview:
    """Shows a hub that is being edited. `view` tells which, as of when; `say` prints a line."""

    def __init__(self, view: Callable[[], View], say: Callable[[str], None]) -> None:
        self._view, self._say = view, say
        self._root = view().root
        self._store = LiveStore(self._root / STORE, engine_digest(), rechecks=False)
        self._said: list[str] = []
        self._said_of_templates: set[str] = set()
        self._refused = refused_settings(self._root)
        self._watched: tuple[str, ...] = ()
        # Before the first look: what is saved while it lasts is seen too.
        contents = (self._root / name for name in CONTENT_FOLDERS)
        self._saves = Saves(self._root, contents, [PACKAGE], say)
        plan = self._plan()
        self._shown = _Shown(plan, self._builder(plan))

    def find(self, path: str) -> bytes | Path | None:
        """The content of a file of the site, or where it lies; None where there is none. A page that
        the hub's own template cannot fill says why instead."""
        try:
            return self._shown.find(path)
        except OwnTemplateError as error:
            line = str(error.problem)
        if line not in self._said_of_templates:
            self._say(line)
        self._said_of_templates.add(line)
        is_page = path.endswith(".html")
        return (
            f"<!doctype html><body><pre>{escape(line)}</pre></body>".encode() if is_page else None
        )

    def follow(self, tell: Callable[[], None]) -> None:
        """Plan anew at each change, and `tell` when it is to be seen. Returns after `end`."""
        while changed := self._saves.wait():
            if any(Path(path).is_relative_to(PACKAGE) for path in changed):
                self._restart()
            self._follow(any(path.endswith((".yml", ".yaml", ".html", ".py")) for path in changed))
            tell()

    def end(self) -> None:
        """Let `follow` return."""
        self._saves.end()

    def close(self) -> None:
        """Let go of the store, when nothing follows any more."""
        self._store.close()

    def _follow(self, settings: bool) -> None:
        self._said_of_templates.clear()
        if settings:
            self._refused = refused_settings(self._root)
        plan = self._plan()
        self._shown = _Shown(plan, self._builder(plan) if settings else self._shown.builder)

    def _plan(self) -> Plan:
        plan = plan_site(self._view(), self._store)
        lines = [str(problem) for problem in sorted({*plan.hub.problems, *self._refused})]
        for line in lines:
            if line not in self._said:
                self._say(line)
        if self._said and not lines:
            self._say("All right again.")
        self._said = lines
        if plan.hub.settings.watch != self._watched:
            self._watched = plan.hub.settings.watch
            self._saves.watch(self._root / name for name in self._watched)
            return self._plan()  # what was saved there meanwhile was told nobody
        self._store.keep_used()
        return plan

    def _builder(self, plan: Plan) -> Builder:
        try:
            adapter, config = load_without_settings(plan) if self._refused else load(plan)
        except (MkDocsException, SystemExit):  # the plan has told what is wrong with the settings
            adapter, config = load_without_settings(plan)
        config = adapter.prepare(config)
        if adapter.page_plugins:
            names = ", ".join(adapter.page_plugins)
            self._say(f"note: this preview shows pages without {names}; `mkdocs serve` has them")
        builder = read_builder(config, config.theme.get_env())
        return replace(builder, problems=tuple(map(str, self._refused)))

    def _restart(self) -> None:
        """Begin anew with the engine's new code, never to return; unless that cannot run."""
        check = [sys.executable, "-c", "import podhub.cli.serve"]
        done = subprocess.run(check, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            self._say(f"hub: the engine's code changed and does not run: {done.stderr.strip()}")
            return
        self._say("hub: the engine's code changed; starting anew")
        self._store.close()
        os.execv(sys.executable, [sys.executable, "-m", "podhub.cli", *sys.argv[1:]])
