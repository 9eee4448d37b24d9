"""MkDocs as the builder: its theme frames the pages, and its other plugins do what they do.

The only module that knows MkDocs. The site is planned before MkDocs begins and laid out when it has
ended; MkDocs reads no text. Only where another plugin works on pages is it given all of them."""

from __future__ import annotations

import json
import logging
import sys
import tempfile
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
from mkdocs.exceptions import MkDocsException, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from podhub.build.builder import Builder
from podhub.build.engine import folder_digest
from podhub.build.hub import View
from podhub.build.layout import LaidOut
from podhub.build.plan import Plan, plan_site
from podhub.build.store import STORE, open_store
from podhub.links.views.kinds import TextPage
from podhub.links.views.parts import Body
from podhub.model.digest import digest, digested
from podhub.outputs.pages.environment import THEME
from podhub.outputs.site_view import Script

log = logging.getLogger("mkdocs.podhub")  # below `mkdocs`, so that strict mode counts what is said
MKDOCS, MATERIAL = Path(mkdocs.__file__).parent, Path(material.__file__).parent / "templates"
PAGE_EVENTS = ("pre_page", "page_markdown", "page_content", "page_context", "post_page")
"""Where another plugin may change a page"""
FIRST, LAST = 100, -100


class Adapter:
    """MkDocs' events, in the order in which it has them. `hooks/hub.py` hands them on."""

    def __init__(self) -> None:
        self.given: Plan | None = None
        """What whoever starts MkDocs has planned already"""
        self.folder: Path | None = None
        """Where the site is laid out, if not where MkDocs writes"""
        self.laid_out: LaidOut | None = None
        self.page_plugins: tuple[str, ...] = ()
        self.environment = Environment(autoescape=True)
        self._preview = False

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Note the command. `--dirty` is for builders that make everything each time."""
        self._preview = command == "serve"
        if dirty:
            raise PluginError("expected no --dirty: what did not change is never made again anyway")

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Plan the site, and stop at a mistake in it; a preview goes on."""
        root = Path(config.config_file_path).parent
        view = View(root, datetime.now(UTC), config.site_url or None, self._preview)
        self.plan = self.given or plan_site(view, open_store(root / STORE))
        self._tell(self.plan.problems)
        # Whoever has templates of their own goes first.
        config.theme.dirs.insert(config.theme.dirs.index(str(MATERIAL)), str(THEME))
        config.theme.static_templates.clear()
        config.nav = []
        self.page_plugins = tuple(self._page_plugins(config))
        return config

    def _tell(self, problems: Any) -> None:
        for problem in problems:
            log.log(logging.WARNING if self._preview else logging.ERROR, "%s", problem)
        if problems and not self._preview:
            raise PluginError("nothing was built, because of the mistakes above")

    def _page_plugins(self, config: MkDocsConfig) -> Iterator[str]:
        """The plugins that work on pages, this one apart."""
        for name, plugin in config.plugins.items():
            methods = (getattr(plugin, f"on_{event}", None) for event in PAGE_EVENTS)
            if any(callable(m) and getattr(m, "__self__", None) is not self for m in methods):
                yield name

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Keep what other plugins add. All else of the content and the theme is the plan's."""
        for file in list(files):
            place = Path(file.src_dir or "-")
            if place in (Path(config.docs_dir), THEME, MATERIAL) or place.is_relative_to(MKDOCS):
                files.remove(file)
        for url in self.plan.pages if self.page_plugins else ():
            files.append(File.generated(config, f"{url}index.md", content=""))
        return files

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Note where the templates are."""
        self.environment = env
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
        return {**context, "page": shown, "site": self.plan.prepared_site(self.builder(config))}

    def on_post_build(self, config: MkDocsConfig) -> None:
        """Lay the site out, with what other plugins have written."""
        made, framed = Path(config.site_dir), bool(self.page_plugins)
        others = {f.relative_to(made).as_posix(): f for f in made.rglob("*") if f.is_file()}
        folder, builder = self.folder or made, self.builder(config)
        self.laid_out, problems = self.plan.lay_out(folder, builder, others, framed=framed)
        self._tell(problems)

    def on_serve(self, server: Any, *, config: MkDocsConfig, builder: Any) -> None:
        """Watch all that a plan is made of."""
        server.watch(str(self.plan.hub.view.root / "episodes"))
        server.watch(str(THEME))

    def builder(self, config: MkDocsConfig) -> Builder:
        """What pages take from MkDocs, its theme and its plugins."""
        named = {name: getattr(one, "config", None) for name, one in config.plugins.items()}
        plugins = json.dumps(named, default=lambda value: type(value).__name__, sort_keys=True)
        folders = [Path(place) for place in config.theme.dirs]
        own = [f for f in folders if f not in (THEME, MATERIAL) and not f.is_relative_to(MKDOCS)]
        [styles] = MATERIAL.glob("assets/stylesheets/main.*.min.css")
        return Builder(
            self.environment,
            styles.read_text(encoding="utf-8"),
            digest(plugins, *map(folder_digest, own)),
            tuple(map(str, config.extra_css)),
            tuple(map(_script, config.extra_javascript)),
        )


def _script(script: Any) -> Script:
    if isinstance(script, str):
        return Script(script, "module" if script.endswith(".mjs") else "")
    return Script(str(script.path), script.type, script.defer, script.async_)


def load(plan: Plan, **options: Any) -> tuple[Adapter, MkDocsConfig]:
    """MkDocs' settings for a planned site, and the adapter among its plugins."""
    config = load_config(str(plan.hub.view.root / "mkdocs.yml"), strict=True, **options)
    config.site_url = plan.hub.settings.site_url
    hooks = (getattr(one, "on_config", None) for one in config.plugins.values())
    [adapter] = {
        id(a): a for h in hooks if isinstance(a := getattr(h, "__self__", 0), Adapter)
    }.values()
    adapter.given = plan
    return adapter, config


def build_site(plan: Plan, folder: Path) -> tuple[LaidOut, tuple[str, ...]] | None:
    """Build a planned site into a folder. Returns what lies there, and which plugins have worked on
    pages; None after what was wrong has been printed. Raises OSError where this machine is at
    fault."""
    said = _Lines()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    logger.propagate = False
    try:
        with tempfile.TemporaryDirectory(prefix="hub-", dir=folder.parent) as others:
            adapter, config = load(plan, site_dir=others)
            adapter.folder = folder
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as error:
        # MkDocs ends a build in its own words; what was the reason is the context of those.
        reason = (error.__context__ or error).__cause__
        if isinstance(reason, OSError):
            raise reason from None
        if not said.printed:
            print(error, file=sys.stderr)
        return None
    finally:
        logger.removeHandler(said)
    assert adapter.laid_out
    return adapter.laid_out, adapter.page_plugins


class _Lines(logging.Handler):
    """Prints warnings and errors as bare lines, which is what our problems are."""

    printed = 0

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        if not isinstance(sys.exc_info()[1], OSError):  # whose place MkDocs does not know
            self.printed += 1
            print(record.getMessage(), file=sys.stderr)
