"""The podcast's feed: `/podcast.xml` with the newest episodes, `/podcast/feed/N.xml` with older ones (RFC 5005).

feedgen writes the channel; what it cannot say, and every item, are rows of the tables in `podcast_namespace`. Nothing here
reads a clock: two builds of the same content give the same bytes, and an app sees a new build only when something is new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from html import escape
from typing import Any

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from podhub.content import categories
from podhub.content.entries import Catalog, EpisodeEntry, ShowEntry
from podhub.content.values import absolute, clock_digits, relative, utc
from podhub.outputs.archives import full_documents, newest_items
from podhub.outputs.notes import SHOW_NOTES, for_apps, shortened
from podhub.outputs.podcast_namespace import EPISODE_TAGS, IN_ARCHIVES, SHOW_TAGS, EpisodeContext, ShowContext
from podhub.outputs.tags import ATOM, CONTENT, HISTORY, ITUNES, PODCAST, PSC, append, attributes, name

PODCAST_FEED = "podcast.xml"
STYLE = "assets/feed.css"
"""Makes a page of a feed that somebody opens in a browser."""
LARGEST = 1_000_000
"""Bytes of one document; some apps take no more."""
NOTES_LARGEST = 32_000
"""Bytes of one episode's notes in a feed; the rest is on its page."""
EMPTY_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
"""What an empty feed says of its last change."""
# Found once: `name` takes longer than writing the tag.
_ROWS = [(name(short), values) for short, values in EPISODE_TAGS.items()]


def podcast_feeds(catalog: Catalog, site_url: str, notes: Callable[[str], str]) -> dict[str, bytes]:
    """Every document of the podcast's feed by its path; `notes` gives the rendered HTML of an episode's page by its address."""
    show = catalog.show
    assert show is not None
    episodes = [episode for episode in reversed(catalog.episodes.values()) if episode.audio.bytes]
    writer = _ItemWriter(show, site_url)
    items = [writer.write(episode, notes(episode.url)) for episode in episodes]
    context = ShowContext(catalog, show, site_url)
    most, sizes = show.fields.feed_items, [len(item) for item in items]
    room = LARGEST - len(_document(context, PODCAST_FEED, EMPTY_SINCE, SHOW_TAGS, [])) - 1000  # for the links between them
    older = full_documents(sizes, most, room)
    documents = {}
    for number, places in enumerate(older, start=1):
        changed = utc(episodes[places[-1]].fields.date)
        links = _archive_links(number, len(older), site_url)
        written = [items[place] for place in reversed(places)]
        documents[archive_path(number)] = _document(context, archive_path(number), changed, IN_ARCHIVES, links, written)
    newest = newest_items(sizes, most, room)
    changed = utc(episodes[-1].fields.date) if episodes else EMPTY_SINCE
    links = [("hub", show.fields.websub)] if show.fields.websub else []
    if older:
        # Apps that follow pages (gPodder) know `next`; those that collect archives know `prev-archive`.
        last = absolute(site_url, archive_path(len(older)))
        links += [("prev-archive", last), ("next", last)]
    written = [items[place] for place in reversed(newest)]
    documents[PODCAST_FEED] = _document(context, PODCAST_FEED, changed, SHOW_TAGS, links, written)
    return documents


def archive_path(number: int) -> str:
    """Where a document of older episodes is; 1 holds the oldest."""
    return f"podcast/feed/{number}.xml"


def _archive_links(number: int, count: int, site_url: str) -> list[tuple[str, str]]:
    """How a document of older episodes leads to the others (RFC 5005 §3 and §4)."""
    newest = absolute(site_url, PODCAST_FEED)
    links = [("current", newest), ("first", newest)]
    if number > 1:
        before = absolute(site_url, archive_path(number - 1))
        links += [("prev-archive", before), ("next", before)]
    if number < count:
        links.append(("next-archive", absolute(site_url, archive_path(number + 1))))
    return links


class _ShowExtension(BaseExtension):  # type: ignore[misc]
    """Adds to the channel what feedgen cannot write."""

    show: ShowContext
    rows: Iterable[str]
    links: list[tuple[str, str]]
    is_archive: bool

    def extend_ns(self) -> dict[str, str]:
        """The prefixes of the feed."""
        return {"podcast": PODCAST, "psc": PSC, **({"fh": HISTORY} if self.is_archive else {})}

    def extend_rss(self, rss: Any) -> Any:
        """Write the rows of the table."""
        channel = rss[0]
        for rel, href in self.links:
            kind = None if rel == "hub" else "application/rss+xml"
            append(channel, f"{{{ATOM}}}link", [attributes(rel=rel, href=href, type=kind)])
        if self.is_archive:
            etree.SubElement(channel, f"{{{HISTORY}}}archive")
        for short, values in SHOW_TAGS.items():
            if short in self.rows:
                append(channel, name(short), values(self.show))
        return rss


def _document(
    show: ShowContext,
    path: str,
    changed: datetime,
    rows: Iterable[str],
    links: list[tuple[str, str]],
    items: Iterable[bytes] = (),
) -> bytes:
    fields, site_url = show.fields, show.site_url
    feed = channel(fields.title, fields.description, site_url, path, "podcast/", fields.language, changed)
    feed.load_extension("podcast")
    feed.register_extension("podcast20", _ShowExtension, None, atom=False, rss=True)
    extension = feed.podcast20
    extension.show, extension.rows, extension.links = show, rows, links
    extension.is_archive = path != PODCAST_FEED
    feed.copyright(fields.copyright)
    feed.image(absolute(site_url, show.artwork.url), fields.title, absolute(site_url, "podcast/"))
    feed.podcast.itunes_author(fields.author)
    feed.podcast.itunes_owner(name=fields.author, email=fields.email)
    feed.podcast.itunes_image(absolute(site_url, show.artwork.url))
    feed.podcast.itunes_type(fields.type)
    feed.podcast.itunes_category([_category(category) for category in fields.category])
    if path == PODCAST_FEED:
        feed.podcast.itunes_new_feed_url(fields.new_feed_url)
    return finished(feed, path, items)


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


def _category(category: str) -> dict[str, str]:
    top, sub = categories.split(category)
    return {"cat": top, "sub": sub} if sub else {"cat": top}


class _ItemWriter:
    """Writes items one by one, since an item may stand in more than one document."""

    def __init__(self, show: ShowEntry, site_url: str) -> None:
        self._show, self._site_url = show, site_url
        # Prefixes are declared once, at the top of a document; lxml repeats them on what it writes alone.
        self._frame = etree.Element("rss", nsmap={"content": CONTENT, "itunes": ITUNES, "podcast": PODCAST, "psc": PSC})
        self._opening = len(etree.tostring(etree.SubElement(self._frame, "item"))) - len(b"/>")

    def write(self, episode: EpisodeEntry, notes: str) -> bytes:
        """An episode's item; `notes` is the rendered HTML of its page."""
        page = absolute(self._site_url, episode.url)
        context = EpisodeContext(episode, self._show, self._site_url, show_notes(episode, page, notes))
        self._frame.clear(keep_tail=True)
        item = etree.SubElement(self._frame, "item")
        for tag, values in _ROWS:
            append(item, tag, values(context))
        return b"<item" + bytes(etree.tostring(item, encoding="utf-8", pretty_print=True)[self._opening :])


def show_notes(episode: EpisodeEntry, page: str, notes: str) -> str:
    """What an app shows of an episode: summary, notes, and moments as lines that start with a time, which apps make links."""
    clean = for_apps(notes, page, SHOW_NOTES)
    parts = [f"<p>{escape(episode.fields.summary, quote=False)}</p>", shortened(clean, NOTES_LARGEST)]
    # Spotify makes chapters of lines that begin with `(00:00)`; Apple makes such times links.
    moments = [f"<li>({clock_digits(moment.at)}) {escape(moment.title, quote=False)}</li>" for moment in episode.fields.moments]
    if moments:
        parts.append(f"<ul>{''.join(moments)}</ul>")
    parts.append(f'<p><a href="{escape(page)}">Transcript and links: {escape(episode.title, quote=False)}</a></p>')
    return "\n".join(part for part in parts if part)
