"""The podcast's feed: `/podcast.xml` with the newest episodes, `/podcast/feed/N.xml` with older
ones (RFC 5005).

feedgen writes the channel; what it cannot say, and every item, are rows of the tables in
`podcast_namespace`. Nothing here reads a clock: two builds of the same content give the same bytes,
and an app sees a new build only when something is new."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator

from podhub.model.document import Document
from podhub.model.entries import Catalog, EpisodeEntry, ShowEntry
from podhub.model.problems import Problem
from podhub.model.values import absolute, relative, utc
from podhub.outputs.feed.archives import full_documents, in_order, newest_items
from podhub.outputs.feed.podcast_tags import (
    EPISODE_TAGS,
    IN_ARCHIVES,
    SHOW_TAGS,
    EpisodeContext,
    ShowContext,
)
from podhub.outputs.feed.texts import Texts
from podhub.outputs.feed.xml import PREFIXES, Tag, xml

PODCAST_FEED = "podcast.xml"
STYLE = "assets/feed.css"
"""Makes a page of a feed that somebody opens in a browser."""
LARGEST = 1_000_000
"""Bytes of one document; some apps take no more."""
XHTML = "http://www.w3.org/1999/xhtml"
CHANNEL_END = b"  </channel>"
EMPTY_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
"""What an empty feed says of its last change."""


def podcast_feeds(
    catalog: Catalog, site_url: str, texts: Texts, published: Iterable[str] = ()
) -> tuple[dict[str, bytes], list[Problem]]:
    """Every document of the podcast's feed by its path, and what makes one too large for apps.

    `published` are the guids of all episodes that have ever been public, in the order in which they
    became so."""
    show = catalog.show
    assert show is not None
    episodes = [episode for episode in reversed(catalog.episodes.values()) if episode.audio.bytes]
    items = [_item(episode, show, site_url, texts(episode)) for episode in episodes]
    context = ShowContext(catalog, show, site_url)
    places = {episode.fields.guid: place for place, episode in enumerate(episodes)}
    older = [
        [places[guid] for guid in full if guid in places]
        for full in full_documents(in_order(published, places))
    ]
    bare: dict[str, bytes] = {}
    held: dict[str, Sequence[int]] = {}
    for number, inside in enumerate(older, start=1):
        path, between = archive_path(number), _archive_links(number, len(older), site_url)
        bare[path] = _document(
            context, path, _changed(episodes[place] for place in inside), IN_ARCHIVES, between
        )
        held[path] = sorted(inside)
    links: list[Tag] = (
        [(None, {"href": show.fields.websub, "rel": "hub"}, ())] if show.fields.websub else []
    )
    if older:
        # Apps that follow pages (gPodder) know `next`; those that collect archives know
        # `prev-archive`.
        links += [
            _link(rel, archive_path(len(older)), site_url) for rel in ("prev-archive", "next")
        ]
    bare[PODCAST_FEED] = _document(context, PODCAST_FEED, _changed(episodes), SHOW_TAGS, links)
    sizes, room = [len(item) for item in items], LARGEST - len(bare[PODCAST_FEED])
    held[PODCAST_FEED] = newest_items(
        sizes, show.fields.feed_items, room, set(places.values()).difference(*older)
    )
    documents = {
        path: _filled(bare[path], [items[place] for place in reversed(held[path])]) for path in bare
    }
    problems = []
    for path, document in documents.items():
        if len(document) > LARGEST:
            parts = [
                (len(bare[path]), show.document),
                *((sizes[place], episodes[place].document) for place in held[path]),
            ]
            problems.append(_too_large(path, len(document), parts))
    return documents, problems


def _changed(episodes: Iterable[EpisodeEntry]) -> datetime:
    return max((utc(episode.fields.date) for episode in episodes), default=EMPTY_SINCE)


def _too_large(path: str, size: int, parts: list[tuple[int, Document]]) -> Problem:
    """Name the largest part of a document that is too large: an episode, or what is said of the
    show."""
    largest, document = max(parts, key=lambda part: part[0])
    expected = f"at most {LARGEST // 1000:,} kB in {path}, since apps give up on larger feeds"
    found = f"{size / 1000:,.0f} kB, {largest / 1000:,.0f} kB of them from this file (shorten its texts, moments or lists)"
    return Problem(document.path, 1, "feed", expected, found)


def archive_path(number: int) -> str:
    """Where a document of older episodes is; 1 holds the oldest."""
    return f"podcast/feed/{number}.xml"


def _archive_links(number: int, count: int, site_url: str) -> list[Tag]:
    """How a document of older episodes leads to the others (RFC 5005 §3 and §4)."""
    links = [_link("current", PODCAST_FEED, site_url), _link("first", PODCAST_FEED, site_url)]
    if number > 1:
        links += [
            _link(rel, archive_path(number - 1), site_url) for rel in ("prev-archive", "next")
        ]
    if number < count:
        links.append(_link("next-archive", archive_path(number + 1), site_url))
    return links


def _link(rel: str, path: str, site_url: str) -> Tag:
    return None, {"href": absolute(site_url, path), "rel": rel, "type": "application/rss+xml"}, ()


class _Prefixes(BaseExtension):  # type: ignore[misc]
    """Tells feedgen which prefixes the rows of our tables have."""

    def extend_ns(self) -> dict[str, str]:
        """The prefixes of the feed."""
        return PREFIXES


def _document(
    show: ShowContext, path: str, changed: datetime, rows: Iterable[str], links: Iterable[Tag]
) -> bytes:
    """A document without its items."""
    fields, site_url = show.fields, show.site_url
    feed = channel(
        fields.title, fields.description, site_url, path, "podcast/", fields.language, changed
    )
    feed.load_extension("podcast")
    feed.register_extension("podcast20", _Prefixes, None, atom=False, rss=True)
    feed.copyright(fields.copyright)
    feed.image(absolute(site_url, show.artwork.url), fields.title, absolute(site_url, "podcast/"))
    feed.podcast.itunes_author(fields.author)
    feed.podcast.itunes_owner(name=fields.author, email=fields.email)
    feed.podcast.itunes_image(absolute(site_url, show.artwork.url))
    feed.podcast.itunes_type(fields.type)
    if path == PODCAST_FEED:
        feed.podcast.itunes_new_feed_url(fields.new_feed_url)
    more = [
        xml("atom:link", links, "    "),
        *(xml(row, SHOW_TAGS[row](show), "    ") for row in SHOW_TAGS if row in rows),
    ]
    if path == PODCAST_FEED:
        # In a browser it is a link, the only one that a feed can have without XSLT; apps pass over
        # what they do not know.
        button = {"xmlns": XHTML, "href": absolute(site_url, "podcast/")}
        more.append(xml("a", [("Subscribe in your app", button, ())], "    "))
    else:
        more.append(xml("fh:archive", [(None, {}, ())], "    "))
    return _filled(finished(feed, path), ["".join(more).encode()])


def channel(
    title: str,
    description: str,
    site_url: str,
    path: str,
    page: str,
    language: str,
    changed: datetime,
) -> FeedGenerator:
    """What every feed of this site begins with. `path` is the feed's own place, `page` that of the
    page it belongs to."""
    feed = FeedGenerator()
    feed.title(title)
    feed.description(description)
    feed.link(href=absolute(site_url, path), rel="self", type="application/rss+xml")
    # feedgen takes the last link that is set for the channel's own: it must be the page.
    feed.link(href=absolute(site_url, page))
    feed.language(language.lower())  # as RSS lists them; some readers compare letter by letter
    feed.generator("podhub")
    feed.docs("")
    feed.lastBuildDate(changed)
    return feed


def finished(feed: FeedGenerator, path: str) -> bytes:
    """A feed's document, with a style for those who open it in a browser."""
    declaration, rest = feed.rss_str(pretty=True).split(b"\n", 1)
    style = f'<?xml-stylesheet type="text/css" href="{relative(path, STYLE)}"?>\n'.encode()
    return b"".join([declaration, b"\n", style, rest])


def _filled(document: bytes, more: Iterable[bytes]) -> bytes:
    """A document with more at its channel's end, which is written already."""
    start, end = document.rsplit(CHANNEL_END, 1)
    return b"".join([start, *more, CHANNEL_END, end])


def _item(episode: EpisodeEntry, show: ShowEntry, site_url: str, notes: str) -> bytes:
    """An episode's item, which may stand in more than one document; `notes` is what apps show of
    it."""
    context = EpisodeContext(episode, show, site_url, notes)
    rows = "".join([xml(row, values(context), "      ") for row, values in EPISODE_TAGS.items()])
    return f"    <item>\n{rows}    </item>\n".encode()
