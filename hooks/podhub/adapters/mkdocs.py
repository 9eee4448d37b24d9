"""MkDocs as the builder: its theme frames the pages, and its other plugins do what they do.

The only module that knows MkDocs. The site is planned before MkDocs begins and laid out when it has
ended; MkDocs reads no text. Only where another plugin works on pages is it given all of them."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from podhub.adapters.mkdocs_others import page_plugins, taken_out, written_below
from podhub.adapters.mkdocs_theme import (
    MATERIAL,
    MKDOCS,
    lead_to_templates,
    name_known_language,
    read_builder,
)
from podhub.build.hub import View
from podhub.build.plan import Plan, plan_site
from podhub.build.store import STORE, open_store
from podhub.build.template_mistakes import template_mistake
from podhub.links.views.kinds import TextPage
from podhub.links.views.parts import Body
from podhub.model.digest import digested
from podhub.model.problems import Problem
from podhub.outputs.pages.environment import THEME
from podhub.read.folders import WELL_KNOWN

log = logging.getLogger("mkdocs.podhub")  # below `mkdocs`, so that strict mode counts what is said
FIRST, LAST = 100, -100


class Adapter:
    """MkDocs' events, in the order in which it has them. A plugin or a hook hands them on."""

    def __init__(self) -> None:
        self.given: Plan | None = None
        """What whoever starts MkDocs has planned already, and lays out afterwards"""
        self.page_plugins: tuple[str, ...] = ()
        self.problems: list[Problem] = []
        """What was found wrong"""
        self._preview = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note the command. `--dirty` is for builders that make everything each time."""
        self._preview = command == "serve"
        if dirty:
            raise PluginError("expected no --dirty: what did not change is never made again anyway")

    @event_priority(FIRST)
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Plan the site, and stop at a mistake in it; a preview goes on. Other plugins find the
        theme ready."""
        root = Path(config.config_file_path).parent
        view = View(root, datetime.now(UTC), config.site_url or None, self._preview)
        self.plan = self.given or plan_site(view, open_store(root / STORE))
        self._tell(self.plan.problems)
        return self.prepare(config)

    def prepare(self, config: MkDocsConfig) -> MkDocsConfig:
        """Let a theme find our templates, and note which other plugins work on pages."""
        lead_to_templates(config.theme)
        name_known_language(config.theme)
        config.nav = []
        self.page_plugins = tuple(page_plugins(config, self))
        return config

    def _tell(self, problems: Iterable[Problem]) -> None:
        self.problems += problems
        for problem in self.problems:
            log.log(logging.WARNING if self._preview else logging.ERROR, "%s", problem)
        if self.problems and not self._preview:
            raise PluginError("nothing was built, because of the mistakes above")

    @event_priority(LAST)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Keep what other plugins add. All else of the content and the theme is the plan's.

        MkDocs has cleaned its folder but for what is hidden in it; of that, one folder is ours."""
        shutil.rmtree(Path(config.site_dir, WELL_KNOWN), ignore_errors=True)
        self._tell(taken_out(self.plan.hub, files, config, self))
        for file in list(files):
            place = Path(file.src_dir or "-")
            if place in (Path(config.docs_dir), THEME, MATERIAL) or place.is_relative_to(MKDOCS):
                files.remove(file)
        for url in self.plan.pages if self.page_plugins else ():
            files.append(File.generated(config, f"{url}index.md", content=""))
        return files

    @event_priority(LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Note where the templates are, and let them read the site: MkDocs takes a page's template
        before it asks for what the page says."""
        self.builder = read_builder(config, env)
        self.plan.prepared_site(self.builder)
        return env

    @event_priority(FIRST)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give a page its text, before other plugins work on it."""
        view = self.plan.view(page.url) if page.url in self.plan.pages else None
        page.meta["template"] = f"{view.kind}.html" if view else "page.html"
        return view.body.html.load() if view else html

    @event_priority(LAST)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Give a template what it reads, when other plugins have worked on the page."""
        html = digested(page.content or "")
        if page.url in self.plan.pages:
            view = self.plan.view(page.url)
            shown = replace(view, body=replace(view.body, html=html))
        else:
            title, said = str(page.title), config.site_description or ""
            shown = TextPage(url=page.url, title=title, description=said, body=Body(html))
        return {
            **context,
            "page": shown,
            "site": self.plan.prepared_site(self.builder),
        }

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Lay the site out, with what other plugins have written."""
        if not self.given:
            made, framed = Path(config.site_dir), bool(self.page_plugins)
            others = written_below(made)
            self._tell(self.plan.lay_out(made, self.builder, others, framed=framed)[1])

    def on_build_error(self, error: Exception) -> None:
        """Tell what a template of the hub's own made of a page."""
        if hasattr(self, "builder") and (problem := template_mistake(error, self.builder)):
            self._tell([problem])

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> None:
        """Watch all that a plan is made of."""
        server.watch(str(self.plan.hub.view.root / "episodes"))
        server.watch(str(THEME))
