"""Every file that the site holds beside its pages, by its path: made here, or taken from the
repository as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from podhub.links.pages import SitePage, is_for_authors
from podhub.links.views.kinds import PageView
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.media import Artwork, Audio
from podhub.model.problems import Problem
from podhub.model.values import absolute
from podhub.outputs.feed.articles import ARTICLES_FEED, articles_feed, topic_feeds
from podhub.outputs.feed.chapters import chapters_json
from podhub.outputs.feed.opml import OPML, opml
from podhub.outputs.feed.podcast import podcast_feeds
from podhub.outputs.feed.texts import Texts
from podhub.outputs.feed.transcripts import transcript_files
from podhub.outputs.machine.headers import headers
from podhub.outputs.machine.markdown_twins import MarkdownTwins
from podhub.outputs.pages.redirects import redirects
from podhub.outputs.pictures import small_copies
from podhub.outputs.site import Site


@dataclass(frozen=True)
class OutputFile:
    """A file of the site: either its content, or the file that it is a copy of."""

    path: str
    content: str | bytes | None = None
    source: Path | None = None
    recording: Audio | None = None
    """Set for a recording, which is placed without being copied."""


def media_files(catalog: Catalog, root: Path, cache: Path) -> Iterator[OutputFile]:
    """Audio, artwork and its small copies. Pages link to them, so they are known before any page is
    read."""
    pictures: dict[str, Artwork] = {}
    shown: dict[str, str] = {}
    if catalog.show:
        pictures[catalog.show.artwork.url] = catalog.show.artwork
    for episode in catalog.episodes.values():
        if episode.audio.source:
            yield OutputFile(
                episode.audio.url, source=root / episode.audio.source, recording=episode.audio
            )
        shown |= {picture.url: picture.source for picture in episode.own_pictures()}
        if episode.artwork:
            pictures[episode.artwork.url] = episode.artwork
    for url, source in shown.items():
        yield OutputFile(url, source=root / source)
    for url, artwork in pictures.items():
        yield OutputFile(url, source=root / artwork.source)
        for small, file in small_copies(root, artwork, cache).items():
            yield OutputFile(small, source=file)


def text_files(
    catalog: Catalog,
    site: Site,
    rendered: Callable[[str], str],
    old_pages: Mapping[str, EpisodeEntry],
    published: Iterable[str] = (),
) -> tuple[list[OutputFile], list[Problem]]:
    """Feeds, chapters, transcripts, redirects; and what apps would not take.

    `rendered` gives a page's own HTML by its address; `old_pages` are the episodes that have moved,
    by their old addresses; `published` the guids of all that were ever public, the oldest first.
    """
    texts = Texts(site.url, rendered)
    feeds, problems = (
        podcast_feeds(catalog, site.url, texts, published) if catalog.show else ({}, [])
    )
    files = [OutputFile(path, document) for path, document in feeds.items()]
    return [*files, *_text_files(catalog, site, texts, old_pages)], problems


def _text_files(
    catalog: Catalog, site: Site, texts: Texts, old_pages: Mapping[str, EpisodeEntry]
) -> Iterator[OutputFile]:
    if catalog.show:
        yield OutputFile(OPML, opml(catalog.show, site.url))
        for episode in catalog.episodes.values():
            if episode.fields.moments:
                yield OutputFile(
                    f"{episode.url}chapters.json",
                    chapters_json(episode, catalog.show.fields, site.url),
                )
            for path, transcript in transcript_files(episode, catalog.show.fields.language):
                yield OutputFile(path, transcript)
    yield OutputFile(
        ARTICLES_FEED,
        articles_feed(catalog, site.url, site.name, site.description, site.language, texts),
    )
    for path, document in topic_feeds(catalog, site.url, site.name, site.language, texts).items():
        yield OutputFile(path, document)
    for path, page in redirects(catalog, site.url, site.language, old_pages).items():
        yield OutputFile(path, page)
    yield OutputFile(
        "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {absolute(site.url, 'sitemap.xml')}\n"
    )


def page_files(
    catalog: Catalog, site: Site, pages: Mapping[str, SitePage], views: Mapping[str, PageView]
) -> Iterator[OutputFile]:
    """What follows from the pages as a whole: their Markdown twins, the list of these, and what a
    host says with each file."""
    twins = MarkdownTwins(site, pages.values(), catalog.media())
    for url, page in pages.items():
        yield OutputFile(f"{url}index.md", twins.twin(page, views[url]))
    yield OutputFile(
        "llms.txt",
        twins.index(views[url] for url, page in pages.items() if not is_for_authors(page)),
    )
    yield OutputFile("_headers", headers(catalog, site.url, pages))
