"""The podcast's feed: `/podcast.xml` with the newest episodes, `/podcast/feed/N.xml` with older ones (RFC 5005).

feedgen writes the channel; what it cannot say, and every item, are rows of the tables in `podcast_namespace`. Nothing here
reads a clock: two builds of the same content give the same bytes, and an app sees a new build only when something is new.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator

from podhub.content.entries import Catalog, EpisodeEntry, ShowEntry
from podhub.content.values import absolute, relative, utc
from podhub.outputs.archives import full_documents, newest_items
from podhub.outputs.podcast_namespace import EPISODE_TAGS, IN_ARCHIVES, SHOW_TAGS, EpisodeContext, ShowContext
from podhub.outputs.tags import PREFIXES, Tag, xml
from podhub.outputs.texts import Texts

PODCAST_FEED = "podcast.xml"
STYLE = "assets/feed.css"
"""Makes a page of a feed that somebody opens in a browser."""
LARGEST = 1_000_000
"""Bytes of one document; some apps take no more."""
ROOM = 900_000
"""Bytes of one document's items. A constant: if it moved with what the show says, so would the items of full documents."""
EMPTY_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
"""What an empty feed says of its last change."""


def podcast_feeds(catalog: Catalog, site_url: str, texts: Texts) -> dict[str, bytes]:
    """Every document of the podcast's feed by its path."""
    show = catalog.show
    assert show is not None
    episodes = [episode for episode in reversed(catalog.episodes.values()) if episode.audio.bytes]
    items = [_item(episode, show, site_url, texts(episode)) for episode in episodes]
    context = ShowContext(catalog, show, site_url)
    most, sizes = show.fields.feed_items, [len(item) for item in items]
    older = full_documents(sizes, most, ROOM)
    documents = {}
    for number, places in enumerate(older, start=1):
        changed = utc(episodes[places[-1]].fields.date)
        path, written = archive_path(number), [items[place] for place in reversed(places)]
        between = _archive_links(number, len(older), site_url)
        documents[path] = _document(context, path, changed, IN_ARCHIVES, between, written)
    newest = newest_items(sizes, most, ROOM)
    changed = utc(episodes[-1].fields.date) if episodes else EMPTY_SINCE
    links: list[Tag] = [(None, {"href": show.fields.websub, "rel": "hub"}, ())] if show.fields.websub else []
    if older:
        # Apps that follow pages (gPodder) know `next`; those that collect archives know `prev-archive`.
        links += [_link(rel, archive_path(len(older)), site_url) for rel in ("prev-archive", "next")]
    written = [items[place] for place in reversed(newest)]
    documents[PODCAST_FEED] = _document(context, PODCAST_FEED, changed, SHOW_TAGS, links, written)
    return documents


def archive_path(number: int) -> str:
    """Where a document of older episodes is; 1 holds the oldest."""
    return f"podcast/feed/{number}.xml"


def _archive_links(number: int, count: int, site_url: str) -> list[Tag]:
    """How a document of older episodes leads to the others (RFC 5005 §3 and §4)."""
    links = [_link("current", PODCAST_FEED, site_url), _link("first", PODCAST_FEED, site_url)]
    if number > 1:
        links += [_link(rel, archive_path(number - 1), site_url) for rel in ("prev-archive", "next")]
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
    show: ShowContext, path: str, changed: datetime, rows: Iterable[str], links: Iterable[Tag], items: Iterable[bytes] = ()
) -> bytes:
    fields, site_url = show.fields, show.site_url
    feed = channel(fields.title, fields.description, site_url, path, "podcast/", fields.language, changed)
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
    more = [xml("atom:link", links, "    "), *(xml(row, SHOW_TAGS[row](show), "    ") for row in SHOW_TAGS if row in rows)]
    if path != PODCAST_FEED:
        more.append(xml("fh:archive", [(None, {}, ())], "    "))
    return finished(feed, path, ["".join(more).encode(), *items])


def channel(
    title: str, description: str, site_url: str, path: str, page: str, language: str, changed: datetime
) -> FeedGenerator:
    """What every feed of this site begins with. `path` is the feed's own place, `page` that of the page it belongs to."""
    feed = FeedGenerator()
    feed.title(title)
    feed.description(description)
    feed.link(href=absolute(site_url, path), rel="self", type="application/rss+xml")
    # feedgen takes the last link that is set for the channel's own: it must be the page.
    feed.link(href=absolute(site_url, page))
    feed.language(language)
    feed.generator("podhub")
    feed.docs("")
    feed.lastBuildDate(changed)
    return feed


def finished(feed: FeedGenerator, path: str, items: Iterable[bytes] = ()) -> bytes:
    """A feed's document: with items that are written already, and a style for those who open it in a browser."""
    written: bytes = feed.rss_str(pretty=True)
    style = f'<?xml-stylesheet type="text/css" href="{relative(path, STYLE)}"?>\n'.encode()
    declaration, rest = written.split(b"\n", 1)
    start, end = rest.rsplit(b"  </channel>", 1)
    return b"".join([declaration, b"\n", style, start, *items, b"  </channel>", end])


def _item(episode: EpisodeEntry, show: ShowEntry, site_url: str, notes: str) -> bytes:
    """An episode's item, which may stand in more than one document; `notes` is what apps show of it."""
    context = EpisodeContext(episode, show, site_url, notes)
    rows = "".join([xml(row, values(context), "      ") for row, values in EPISODE_TAGS.items()])
    return f"    <item>\n{rows}    </item>\n".encode()
