"""The MkDocs events and nothing else: each unpacks what MkDocs gives, calls podhub, and hands back.

They read from top to bottom as a build happens. All state is one object, made anew in `on_config`:
under `mkdocs serve` this module lives through many builds."""

from __future__ import annotations

import logging
import os
import re
import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils.templates import TemplateContext
from podhub.build.inspection import inspect
from podhub.history.ledger import old_pages
from podhub.links.assemble import Assembler
from podhub.links.destinations import Destinations
from podhub.links.episode_view import EpisodeView
from podhub.links.graph import Graph, build_graph
from podhub.links.pages import SitePage, capitalise, site_pages
from podhub.links.view import PageView
from podhub.media.fingerprints import Fingerprints
from podhub.media.recordings import CACHE as MEASURED
from podhub.model.body import Heading
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.media import Audio
from podhub.model.problems import Problem
from podhub.model.values import clock, iso_duration, parse_date
from podhub.outputs.cards.social_cards import CardFile, social_cards
from podhub.outputs.feed.articles import ARTICLES_FEED
from podhub.outputs.feed.opml import OPML
from podhub.outputs.feed.podcast import PODCAST_FEED
from podhub.outputs.files import OutputFile, media_files, page_files, text_files
from podhub.outputs.machine.headers import page_policy
from podhub.outputs.machine.structured_data import as_script, structured_data
from podhub.outputs.pages.embed import embed_code, embed_files
from podhub.outputs.pages.frame import Frame, icons
from podhub.outputs.pages.metadata import metadata
from podhub.outputs.pages.qr import qr_svg
from podhub.outputs.pages.styles import joined
from podhub.outputs.pictures import small_url
from podhub.outputs.placing import Placing
from podhub.outputs.search.documents import search_documents
from podhub.outputs.search.pagefind_index import SearchIndex
from podhub.outputs.site import Site
from podhub.read.files import find
from podhub.read.picture_size import picture_size

# Below `mkdocs`, so that strict mode counts warnings; without MkDocs' prefix, so that a problem is
# printed as it is.
log = logging.getLogger("mkdocs.hub")

THEME = Path(__file__).parent / "podhub" / "theme"
SUBSCRIBE = "subscribe/"
"""The page that explains how to subscribe, if somebody wrote it; it opens with the feed's
address."""
CACHE = Path(".cache", "hub")
OUR_CSS = "assets/hub.css"
MATERIAL_CSS = re.compile(r"assets/stylesheets/main\.\w+\.min\.css")
NO_DATE = "2000-01-01"
"""MkDocs stamps the sitemap's archive with the newest page's date and needs one on every page; ours
never read the clock."""


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
    links: Destinations
    old_pages: dict[str, EpisodeEntry] = field(default_factory=dict)
    """Where episodes' pages were, and which episode that is."""
    published: tuple[str, ...] = ()
    """The guids of all episodes that have ever been public, the oldest first."""
    pages: dict[str, SitePage] = field(default_factory=dict)
    by_source: dict[str, SitePage] = field(default_factory=dict)
    graph: Graph | None = None
    views: dict[str, PageView] = field(default_factory=dict)
    placing: Placing = field(default_factory=Placing)
    cards: dict[str, CardFile] = field(default_factory=dict)
    styles: str = ""
    """The style sheet's path on the site."""


serving = False
hub: Hub
indexing: SearchIndex | None = None
"""What may still be at work when the next build begins."""


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
    if indexing:
        indexing.stop()
    root = Path(config.config_file_path).parent
    if not config.site_url:
        raise PluginError(
            "mkdocs.yml:1: site_url: expected the site's address, since feeds need full links, found nothing"
        )
    now = _now(os.environ.get("HUB_NOW"))
    read = inspect(root, now, config.site_url, guarded=not os.environ.get("HUB_UNGUARDED"))
    _report(read.problems)
    catalog = read.catalog
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
    links = Destinations(
        shown,
        picture_size=lambda path: picture_size(root / path),
        find=lambda path: find(root, path),
    )
    moved, published = old_pages(read.ledger.episodes, shown), tuple(read.ledger.episodes)
    hub = Hub(
        root, now, site, catalog, shown, read.problems, links, moved, published, placing=placing
    )
    config.theme.dirs.insert(0, str(THEME))
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


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Leave MkDocs nothing to read of what is read and checked already."""
    return "" if page.file.src_uri in hub.by_source else None


def on_page_markdown(markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Give the page its title, description and template."""
    found = hub.by_source.get(page.file.src_uri)
    if found is None:
        return markdown
    page.meta = {"title": capitalise(found.title), "template": f"{found.kind}.html"}
    # The tabs are all the navigation a wide screen needs; a table of contents serves only long
    # texts.
    page.meta["hide"] = ["navigation"] if found.kind == "article" else ["navigation", "toc"]
    if found.entry is None:
        page.edit_url = None
    return markdown


def on_page_content(html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put in the text that was read, with its links, and its headings for the table of
    contents."""
    found = hub.by_source.get(page.file.src_uri)
    if found is None or found.entry is None:
        return html
    body = hub.everything.bodies[found.entry.path]
    page.toc = _table_of_contents(body.headings)
    return body.with_links(hub.links.on_page(found.entry.path, found.url))


def _table_of_contents(headings: Iterable[Heading]) -> TableOfContents:
    items: list[AnchorLink] = []
    around: list[AnchorLink] = []
    for heading in headings:
        item = AnchorLink(escape(heading.title), heading.anchor, heading.level)
        while around and around[-1].level >= heading.level:
            around.pop()
        (around[-1].children if around else items).append(item)
        around.append(item)
    return TableOfContents(items)


def on_env(env: Any, *, config: MkDocsConfig, files: Files) -> Any:
    """Every page's HTML exists and nothing is written: link the whole site, then make what apps and
    the search fetch."""
    global indexing
    rendered = {file.page.url: file.page for file in files.documentation_pages() if file.page}

    def content(url: str) -> str:
        return rendered[url].content or ""

    hub.graph = build_graph(hub.catalog, hub.pages.values(), content)
    hub.views = Assembler(hub.catalog, hub.pages.values(), hub.graph, hub.now).views()
    hub.cards = social_cards(hub.views.values(), config.site_name, hub.root / CACHE / "cards")
    outputs, problems = text_files(hub.catalog, hub.site, content, hub.old_pages, hub.published)
    hub.problems += problems
    _report(problems)
    for output in outputs:
        files.append(_output(config, output))
    for card in {card.path: card for card in hub.cards.values()}.values():
        files.append(_output(config, OutputFile(card.path, source=card.file)))
    indexing = SearchIndex(
        search_documents(hub.catalog, hub.pages.values(), hub.views, hub.graph, hub.site.language)
    )
    for url, page in rendered.items():
        if url in hub.graph.texts:
            page.content = hub.graph.texts[url].html
        modified = hub.views[url].modified if url in hub.views else None
        page.meta["modified"] = modified
        page.update_date = modified or NO_DATE
    # MkDocs escapes nothing in templates; ours escape everything, Material's stay as they are.
    ours = {file.relative_to(THEME).as_posix() for file in THEME.rglob("*.html")}
    env.autoescape = lambda name: name in ours
    env.globals["problems"] = hub.problems
    env.globals["policy"] = None if serving else page_policy(hub.catalog)
    env.globals["styles"] = hub.styles
    env.globals["frame"] = Frame().render
    env.globals["icon"] = icons(env)
    env.globals["embed_code"] = lambda episode: embed_code(episode, config.site_url or "")
    env.filters.update(
        qr=qr_svg,
        clock=clock,
        iso_duration=iso_duration,
        small=small_url,
        day=_day,
        capitalise=capitalise,
    )
    for output in _embeds(env, config):
        files.append(_output(config, output))
    return env


def _embeds(env: Any, config: MkDocsConfig) -> Iterator[OutputFile]:
    """Pages for other sites' frames, which are no pages of this site: in no navigation, search or
    sitemap."""
    show = hub.catalog.show
    if show is None:
        return iter(())
    template = env.get_template("embed.html")

    def page(url: str, episode: EpisodeView) -> str:
        place = SimpleNamespace(url=url)
        return str(
            template.render(
                page=place, base_url=".", config=config, show=show.fields, episode=episode
            )
        )

    return embed_files(hub.views.values(), show.fields.title, config.site_url or "", page)


def _day(text: str) -> str:
    """Write a date for readers: 23 November 2026."""
    moment = datetime.fromisoformat(text)
    return f"{moment.day} {moment:%B %Y}"


def on_page_context(
    context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Hand the template the page's view and the show."""
    show = hub.catalog.show
    view = hub.views.get(page.url)
    card = hub.cards.get(page.url)
    return {  # type: ignore[typeddict-unknown-key]
        **context,
        "view": view,
        "head": metadata(view, hub.site, card.card, card.path) if view and card else [],
        "structured_data": as_script(structured_data(view, hub.site, show, card.path))
        if view and card
        else None,
        "show": show.fields if show else None,
        "show_artwork": show.artwork.url if show else None,
        "feeds": {
            "podcast": PODCAST_FEED if show else None,
            "articles": ARTICLES_FEED,
            "opml": OPML,
        },
        "how_to_subscribe": SUBSCRIBE if SUBSCRIBE in hub.pages else None,
    }


def on_serve(server: Any, *, config: MkDocsConfig, builder: Any) -> Any:
    """Watch the templates and styles as well."""
    server.watch(str(THEME))
    return server


def on_post_build(config: MkDocsConfig) -> None:
    """Write what lies beside the pages, put the search index in place; tell whoever started the
    build what it made."""
    for output in page_files(hub.catalog, hub.site, hub.pages, hub.views, hub.links):
        file = Path(config.site_dir, output.path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(str(output.content), encoding="utf-8", newline="\n")
    assert indexing  # made in `on_env`
    if serving:
        indexing.finish_later(Path(config.site_dir), log.error)
    else:
        try:
            indexing.finish(Path(config.site_dir))
        except OSError as error:
            raise PluginError(str(error)) from error
    config.extra["hub_result"] = hub


def on_build_error(*, error: Exception) -> None:
    """Leave nothing at work behind a build that failed."""
    if indexing:
        indexing.stop()


def on_shutdown() -> None:
    """Leave nothing at work behind a preview that ends."""
    if indexing:
        indexing.stop()
