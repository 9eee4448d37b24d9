"""The MkDocs events and nothing else: each unpacks what MkDocs gives, calls podhub, and hands back.

They read from top to bottom as a build happens. All state is one object, made anew in `on_config`:
under `mkdocs serve` this module lives through many builds."""

from __future__ import annotations

import logging
import os
import re
import signal
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from markupsafe import Markup
from mkdocs.config.config_options import ExtraScriptValue
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext
from podhub.build.inspection import inspect
from podhub.build.reading import without_bodies
from podhub.history.ledger import old_pages
from podhub.links.assembly.assembler import Assembler
from podhub.links.graph import Graph, build_graph
from podhub.links.markdown import SourceLinks
from podhub.links.pages import SitePage, capitalise, site_pages
from podhub.links.source_links import source_links
from podhub.links.views.digest import digested
from podhub.links.views.kinds import PageView, TextPage
from podhub.links.views.parts import Body, Heading, Link
from podhub.markup.dialect import slugify
from podhub.markup.harmless import clean
from podhub.media.fingerprints import Fingerprints
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.media import Audio
from podhub.model.problems import Problem
from podhub.model.values import parse_date
from podhub.outputs.cards.social_cards import social_cards
from podhub.outputs.files import OutputFile, media_files, page_files, text_files
from podhub.outputs.machine.headers import page_policy
from podhub.outputs.machine.sitemap import SITEMAP, compressed, sitemap
from podhub.outputs.pages.embed import embed_files
from podhub.outputs.pages.environment import THEME, frame, prepare
from podhub.outputs.pages.missing import missing_page
from podhub.outputs.pages.site_view import Script, SiteView, show_view
from podhub.outputs.pages.styles import joined
from podhub.outputs.placing import Placing
from podhub.outputs.search.index import search_files
from podhub.outputs.search.texts import choices, search_texts
from podhub.outputs.site import Site
from podhub.read.picture_size import picture_size

# Below `mkdocs`, so that strict mode counts warnings; without MkDocs' prefix, so that a problem is
# printed as it is.
MEASURED = ".cache/hub/recordings.json"
log = logging.getLogger("mkdocs.hub")

SUBSCRIBE = "subscribe/"
"""The page that explains how to subscribe, if somebody wrote it; it opens with the feed's
address."""
CACHE = Path(".cache", "hub")
OUR_CSS = "assets/hub.css"
MATERIAL_CSS = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")


@dataclass
class Hub:
    """One build: what is read, and what follows from it step by step."""

    root: Path
    now: datetime
    site: Site
    everything: Catalog
    """All content, whether public or not."""
    catalog: Catalog
    """What this build shows."""
    problems: list[Problem]
    links: SourceLinks
    old_pages: dict[str, EpisodeEntry] = field(default_factory=dict)
    """Where episodes' pages were, and which episode that is."""
    published: tuple[str, ...] = ()
    """The guids of all episodes that have ever been public, the oldest first."""
    pages: dict[str, SitePage] = field(default_factory=dict)
    by_source: dict[str, SitePage] = field(default_factory=dict)
    graph: Graph | None = None
    views: dict[str, PageView] = field(default_factory=dict)
    placing: Placing = field(default_factory=Placing)
    nav: Navigation | None = None
    site_view: SiteView | None = None
    styles: str = ""
    """The style sheet's path on the site."""


serving = False
hub: Hub


def on_startup(*, command: str, dirty: bool) -> None:
    """Note the command; refuse `--dirty`, which leaves most pages without text to link."""
    global serving
    if dirty:
        raise PluginError(
            "--dirty cannot work here: pages link to each other, so every build reads them all"
        )
    serving = command == "serve"
    if serving:
        # Ended from outside, a preview shall tidy up as after Ctrl-C.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit())


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Read and check all content; stop a build that has a mistake in it."""
    global hub
    root = Path(config.config_file_path).parent
    if not config.site_url:
        raise PluginError(
            "mkdocs.yml:1: site_url: expected the site's address, since feeds need full links, found nothing"
        )
    now = _now(os.environ.get("HUB_NOW"))
    read = inspect(root, now, config.site_url, guarded=not os.environ.get("HUB_UNGUARDED"))
    _report(read.problems)
    catalog = without_bodies(read.catalog)
    # A preview shows what is held back, marked as such.
    shown = catalog.without(read.unfit) if serving else catalog.public(now)
    theme = config.theme
    site = Site(
        config.site_url,
        config.site_name,
        config.site_description or "",
        theme["language"],
        theme["logo"],
    )
    placing = Placing(config.extra.get("previous_site"), serving, Fingerprints(root / MEASURED))
    links = source_links(catalog, shown, read.unfit, lambda path: picture_size(root / path))
    moved, published = old_pages(read.ledger.episodes, shown), tuple(read.ledger.episodes)
    hub = Hub(
        root, now, site, catalog, shown, read.problems, links, moved, published, placing=placing
    )
    config.markdown_extensions.append(hub.links)  # type: ignore[arg-type]
    config.mdx_configs.setdefault("toc", {})["slugify"] = slugify
    config.theme.dirs.insert(0, str(THEME))
    config.theme.static_templates.discard(SITEMAP)  # made by us
    return config


def _now(text: str | None) -> datetime:
    """The time that the build is asked for, or the present."""
    try:
        return parse_date(text) if text else datetime.now(UTC)
    except ValueError as error:
        raise PluginError(f'HUB_NOW: {error}, found "{text}"') from None


def _report(problems: list[Problem]) -> None:
    """Print every problem; end a build that has one. A preview goes on."""
    for problem in problems:
        log.log(logging.WARNING if serving else logging.ERROR, "%s", problem)
    if problems and not serving:
        raise PluginError(
            f"{len(problems)} mistakes in the content"
            if len(problems) > 1
            else "1 mistake in the content"
        )


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Take out what is held back, bring in the pages that nobody wrote, and the media that pages
    link to."""
    pages = site_pages(hub.catalog)
    hub.pages = {page.url: page for page in pages}
    hub.by_source = {page.source: page for page in pages}
    for file in list(files):
        is_content = file.src_uri.endswith(".md") and file.src_uri not in hub.by_source
        if is_content or file.src_uri in ("topics.yml", "authors.yml"):
            file.inclusion = InclusionLevel.EXCLUDED
    for page in pages:
        known = files.get_file_from_path(page.source)
        if known is None:
            known = _generated(config, page)
            files.append(known)
        if page.number > 1 or not _is_hub(page):
            known.inclusion = InclusionLevel.NOT_IN_NAV
    for output in media_files(hub.catalog, hub.root, hub.root / CACHE / "pictures"):
        files.append(_output(config, output))
    hub.styles = _join_styles(files, config)
    return files


def _join_styles(files: Files, config: MkDocsConfig) -> str:
    """Put Material's style sheet and ours into one file, and leave out all else of Material's;
    returns its path on the site."""
    material = [file for file in files if file.src_dir not in (str(THEME), config.docs_dir, None)]
    theirs = next(file for file in material if MATERIAL_CSS.fullmatch(file.src_uri))
    ours = files.get_file_from_path(OUR_CSS)
    assert ours is not None  # which stands alone too: embed.html needs no more
    templates = "".join(file.read_text(encoding="utf-8") for file in sorted(THEME.rglob("*.html")))
    styles = joined(theirs.content_string, ours.content_string, templates)
    for file in material:
        files.remove(file)
    files.append(_output(config, styles))
    return styles.path


def _is_hub(page: SitePage) -> bool:
    return page.kind in ("home", "list") or page.url in ("about/",)


def _generated(config: MkDocsConfig, page: SitePage) -> File:
    if page.entry:
        return File.generated(config, page.source, abs_src_path=str(hub.root / page.entry.path))
    return File.generated(config, page.source, content="")


class Recording(File):
    """A recording: MkDocs would copy it at every build."""

    audio: Audio

    def copy_file(self, dirty: bool = False) -> None:
        """Put it into the site."""
        hub.placing.place(
            Path(self.abs_src_path or ""), Path(self.dest_dir), self.dest_uri, self.audio
        )


def _output(config: MkDocsConfig, output: OutputFile) -> File:
    if output.source and output.recording:
        file = Recording.generated(config, output.path, abs_src_path=str(output.source))
        assert isinstance(file, Recording)
        file.audio = output.recording
        return file
    if output.source:
        return File.generated(config, output.path, abs_src_path=str(output.source))
    return File.generated(config, output.path, content=output.content or "")


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """Keep the navigation until its pages have their titles."""
    hub.nav = nav
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Hand over the Markdown without its front matter, which is read and checked already.

    The empty line keeps MkDocs from taking a first line such as `Note: …` for a field.
    """
    found = hub.by_source.get(page.file.src_uri)
    return "\n" + (found.entry.document.body if found.entry else "") if found else None


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give the page its title, description and template; note which file's links are being
    resolved."""
    found = hub.by_source.get(page.file.src_uri)
    if found is None:
        return markdown
    hub.links.page = found.entry.path if found.entry else f"docs/{found.source}"
    page.meta = {"title": capitalise(found.title), "template": f"{found.kind}.html"}
    # The tabs are all the navigation a wide screen needs; a table of contents serves only long
    # texts.
    page.meta["hide"] = ["navigation"] if found.kind == "article" else ["navigation", "toc"]
    if found.entry is None:
        page.edit_url = None
    return markdown


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Keep of what authors wrote only what can do no harm in a browser. What that leaves out was
    said when it was read."""
    return clean(html)[0]


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Every page's HTML exists and nothing is written: link the whole site, then make what apps and
    the search fetch."""
    rendered = {file.page.url: file.page for file in files.documentation_pages() if file.page}

    def content(url: str) -> str:
        return rendered[url].content or ""

    hub.graph = graph = build_graph(hub.catalog, hub.pages.values(), content)

    def body(url: str) -> Body:
        contents = _contents(rendered[url].toc) if hub.pages[url].kind == "article" else ()
        return Body(digested(graph.texts[url].html), contents)

    assembler = Assembler(hub.catalog, hub.pages.values(), graph, hub.now, body)
    hub.views = {view.url: view for view in assembler.views()}
    cards = social_cards(hub.views.values(), config.site_name, hub.root / CACHE / "cards")
    outputs, problems = text_files(hub.catalog, hub.site, content, hub.old_pages, hub.published)
    hub.problems += problems
    _report(problems)
    for output in outputs:
        files.append(_output(config, output))
    for card in {card.path: card for card in cards.values()}.values():
        files.append(_output(config, OutputFile(card.path, source=card.file)))
    contact = config.extra.get("contact") or ""
    texts = search_texts(
        hub.catalog, hub.pages.values(), hub.views, graph, hub.site.language, contact
    )
    for path, data in search_files(list(texts), choices(hub.catalog)):
        files.append(_output(config, OutputFile(path, data)))
    hub.site_view = site = _site_view(config)
    prepare(env, site)
    listed = sitemap(hub.views.values(), site)
    files.append(_output(config, OutputFile(SITEMAP, listed)))
    files.append(_output(config, OutputFile(f"{SITEMAP}.gz", compressed(listed))))
    if site.show:
        embeds = embed_files(
            hub.views.values(), site.show.title, site.url, lambda page: frame(env, page, site)
        )
        for output in embeds:
            files.append(_output(config, output))
    return env


def _contents(toc: Iterable[Any]) -> tuple[Heading, ...]:
    """A page's table of contents, without the title of the page above it."""
    headings = tuple(
        Heading(Markup(one.title).striptags(), one.id, _contents(one.children))  # noqa: S704 (only stripped)
        for one in toc
    )
    first = next(iter(toc), None)
    return headings[0].children if first and first.level == 1 else headings


def _site_view(config: MkDocsConfig) -> SiteView:
    assert hub.nav
    show = hub.catalog.show
    return SiteView(
        name=config.site_name,
        url=config.site_url or "",
        description=config.site_description or "",
        language=config.theme["language"],
        logo=config.theme["logo"],
        favicon=config.theme["favicon"],
        copyright=config.copyright or "",
        contact=config.extra.get("contact") or "",
        navigation=tuple(
            Link(item.title or "", item.url)
            for item in hub.nav.items
            if item is not hub.nav.homepage and not isinstance(item, Section)
        ),
        stylesheet=hub.styles,
        more_styles=tuple(config.extra_css),
        scripts=tuple(map(_script, config.extra_javascript)),
        policy=None if serving else page_policy(hub.catalog),
        show=show_view(show) if show else None,
        how_to_subscribe=SUBSCRIBE if SUBSCRIBE in hub.pages else None,
        problems=tuple(map(str, hub.problems)),
    )


def _script(script: ExtraScriptValue | str) -> Script:
    if isinstance(script, str):
        return Script(script)
    return Script(script.path, script.type, script.defer, script.async_)


def on_template_context(
    context: TemplateContext, *, template_name: str, config: MkDocsConfig
) -> TemplateContext:
    """Hand the page for missing addresses what all pages get."""
    if template_name != "404.html" or hub.site_view is None:
        return context
    return {"page": missing_page(hub.site_view), "site": hub.site_view}  # type: ignore[typeddict-item]


def on_page_context(
    context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Hand the template the page's view and the site's; a page of another plugin's is a text."""
    view = hub.views.get(page.url) or TextPage(
        url=page.url,
        title=str(page.title),
        description=config.site_description or "",
        body=Body(digested(page.content or "")),
    )
    return {"page": view, "site": hub.site_view}  # type: ignore[typeddict-item]


def on_serve(server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
    """Watch the templates and styles as well."""
    server.watch(str(THEME))
    return server


def on_post_build(config: MkDocsConfig) -> None:
    """Write what lies beside the pages; tell whoever started the build what it made."""
    for output in page_files(hub.catalog, hub.site, hub.pages, hub.views):
        file = Path(config.site_dir, output.path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(output.content), encoding="utf-8", newline="\n")
    config.extra["hub_result"] = hub
