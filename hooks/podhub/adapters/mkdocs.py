"""MkDocs as the builder: its theme frames the pages, and its other plugins do what they do.

The only module that knows MkDocs. The site is planned before MkDocs begins and laid out when it has
ended; MkDocs itself reads no text. Only where another plugin works on pages is it given all of them,
to be framed one by one as that plugin wants."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import material
import mkdocs
from jinja2 import Environment
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from podhub.build.builder import Builder
from podhub.build.engine import folder_digest
from podhub.build.hub import View
from podhub.build.layout import LaidOut
from podhub.build.plan import Plan, plan_site
from podhub.build.store import open_store
from podhub.model.digest import digest, digested
from podhub.outputs.pages.environment import THEME
from podhub.outputs.pages.site_view import Script

log = logging.getLogger("mkdocs.podhub")  # below `mkdocs`, so that strict mode counts it
STORE = Path(".cache", "hub")
MKDOCS = Path(mkdocs.__file__).parent
MATERIAL = Path(material.__file__).parent / "templates"
PAGE_EVENTS = ("pre_page", "page_markdown", "page_content", "page_context", "post_page")
"""Where another plugin may change a page."""
FIRST, LAST = 100, -100


class Adapter:
    """MkDocs' events, in the order in which it has them. `hooks/hub.py` hands them on."""

    def __init__(self) -> None:
        self.plan: Plan | None = None
        self.given = False
        """Whether the plan was made by whoever started MkDocs."""
        self.laid_out: LaidOut | None = None
        self.page_plugins: tuple[str, ...] = ()
        """The plugins that work on pages, which are made anew at each build for their sake."""
        self._preview = False
        self._environment = Environment(autoescape=True)

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Refuse `--dirty`, which leaves most pages without text to link."""
        if dirty:
            raise PluginError(
                "--dirty cannot work here: every build makes again what changed, only"
            )
        self._preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Plan the site, unless that is done; stop a build that has a mistake in it."""
        if not self.given:
            root = Path(config.config_file_path).parent
            view = View(root, datetime.now(UTC), config.site_url or None, self._preview)
            self.plan = plan_site(view, open_store(root / STORE))
            for problem in self.plan.problems:
                log.log(logging.WARNING if self._preview else logging.ERROR, "%s", problem)
            if self.plan.problems and not self._preview:
                raise PluginError("nothing was built, because of the mistakes above")
        own = config.theme.dirs.index(str(MATERIAL)) if str(MATERIAL) in config.theme.dirs else 0
        config.theme.dirs.insert(own, str(THEME))  # whoever has templates of their own goes first
        config.theme.static_templates.clear()
        config.nav = []
        self.page_plugins = tuple(_page_plugins(config, self))
        return config

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Keep what other plugins add. Texts and what lies beside them are the plan's."""
        for file in list(files):
            if file.src_dir in (config.docs_dir, str(THEME), str(MATERIAL)):
                files.remove(file)
        for url in self._plan.pages if self.page_plugins else ():
            files.append(File.generated(config, f"{url}index.md", content=""))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Note the environment that the theme's templates are in."""
        self._environment = env
        return env

    @event_priority(FIRST)
    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give a page its text, before other plugins work on it."""
        view = self._plan.view(page.url)
        page.meta["template"] = f"{view.kind}.html"
        return view.body.html.load()

    @event_priority(LAST)
    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Give a page's template what it reads, when other plugins have worked on it."""
        view = self._plan.view(page.url)
        body = replace(view.body, html=digested(page.content or ""))
        site = self._plan.site(self._builder(config))
        return {**context, "page": replace(view, body=body), "site": site}

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Lay the site out, beside what other plugins have written."""
        folder = Path(config.site_dir)
        self.laid_out = self._plan.lay_out(folder, self._builder(config))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> None:
        """Watch what the plan is made of."""
        for folder in (self._plan.hub.view.root / "episodes", THEME):
            server.watch(str(folder))

    @property
    def _plan(self) -> Plan:
        assert self.plan is not None  # MkDocs begins with `on_config`
        return self.plan

    def _builder(self, config: MkDocsConfig) -> Builder:
        own = [Path(place) for place in config.theme.dirs if not Path(place).is_relative_to(MKDOCS)]
        plugins = json.dumps(
            {name: getattr(plugin, "config", None) for name, plugin in config.plugins.items()},
            default=lambda value: type(value).__name__,
        )
        [stylesheet] = MATERIAL.glob("assets/stylesheets/main.*.min.css")
        return Builder(
            self._environment,
            stylesheet.read_text(encoding="utf-8"),
            digest(
                plugins, *(folder_digest(place) for place in own if place not in (THEME, MATERIAL))
            ),
            tuple(map(str, config.extra_css)),
            tuple(map(_script, config.extra_javascript)),
        )


def _page_plugins(config: MkDocsConfig, ours: Adapter) -> Iterator[str]:
    """The plugins that work on pages, ours apart."""
    for name, plugin in config.plugins.items():
        methods = (getattr(plugin, f"on_{event}", None) for event in PAGE_EVENTS)
        if any(callable(m) and getattr(m, "__self__", None) is not ours for m in methods):
            yield name


def _script(script: Any) -> Script:
    if isinstance(script, str):
        return Script(script, "module" if script.endswith(".mjs") else "")
    return Script(str(script.path), script.type, script["defer"], script["async"])


def build_site(plan: Plan, folder: Path) -> Adapter:
    """Let MkDocs build a planned site into a folder. Raises MkDocs' errors, and OSError where this
    machine is at fault."""
    config = load_config(str(plan.hub.view.root / "mkdocs.yml"), strict=True, site_dir=str(folder))
    if plan.hub.view.base_url:
        config.site_url = plan.hub.view.base_url
    adapter = next(found for found in map(_adapter, config.plugins.values()) if found)
    adapter.plan, adapter.given = plan, True
    config.plugins.on_startup(command="build", dirty=False)
    try:
        build(config)
    finally:
        adapter.given = False
        config.plugins.on_shutdown()
    return adapter


def _adapter(plugin: Any) -> Adapter | None:
    found = getattr(getattr(plugin, "on_config", None), "__self__", None)
    return found if isinstance(found, Adapter) else None


def preview_builder(plan: Plan) -> Builder:
    """MkDocs' theme for a preview that is none of MkDocs' own."""
    adapter = Adapter()
    adapter.plan, adapter.given = plan, True
    config = adapter.on_config(load_config(str(plan.hub.view.root / "mkdocs.yml")))
    adapter.on_env(config.theme.get_env(), config=config, files=Files([]))
    return adapter._builder(config)
