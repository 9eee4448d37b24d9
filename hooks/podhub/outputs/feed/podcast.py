"""The podcast's feed: `/podcast.xml` with the newest episodes, `/podcast/feed/N.xml` with older
ones (RFC 5005).

feedgen writes the channel; what it cannot say, and every item, are rows of the tables in
`show_tags` and `episode_tags`. Nothing here reads a clock: two builds of the same content give the same bytes,
and an app sees a new build only when something is new."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from podhub.model.artifact import Artifact
from podhub.model.entries import EpisodeEntry, ShowEntry, Shown
from podhub.model.memo import Memo
from podhub.model.problems import Problem
from podhub.model.times import utc
from podhub.model.values import absolute
from podhub.outputs.feed.archives import full_documents, in_order, newest_items
from podhub.outputs.feed.channel import EMPTY_SINCE, LARGEST, filled
from podhub.outputs.feed.episode_tags import EPISODE_TAGS, EpisodeContext
from podhub.outputs.feed.feed_texts import FeedTexts
from podhub.outputs.feed.podcast_channel import PODCAST_FEED, PodcastChannel
from podhub.outputs.feed.show_tags import IN_ARCHIVES, SHOW_TAGS, ShowContext
from podhub.outputs.feed.xml import Tag, xml
from podhub.read.no_memo import NoMemo


@dataclass(frozen=True, slots=True)
class _Item:
    """An episode's item, which may stand in more than one document."""

    episode: EpisodeEntry
    key: str
    size: int
    """Bytes"""
    load: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class _Document:
    """A document before it is written: what it begins with, and which items it holds."""

    path: str
    bare: bytes
    items: Sequence[_Item]
    """Newest first"""

    @property
    def size(self) -> int:
        """Bytes"""
        return len(self.bare) + sum(item.size for item in self.items)

    def write(self) -> bytes:
        """The document."""
        return filled(self.bare, (item.load() for item in self.items))


def podcast_feeds(
    catalog: Shown,
    site_url: str,
    texts: FeedTexts,
    published: Iterable[str] = (),
    memo: Memo | None = None,
) -> tuple[list[Artifact], list[Problem]]:
    """Every document of the podcast's feed, and what makes one too large for apps.

    `published` are the guids of all episodes that have ever been public, in the order in which they
    became so."""
    memo = memo or NoMemo()
    show = catalog.show
    assert show is not None
    subscribe = catalog.messages.gettext("Subscribe in your app")
    feed = PodcastChannel(ShowContext(catalog, show, site_url), show, memo, subscribe)
    items = _items(catalog, show, site_url, texts, memo)
    places = {item.episode.fields.guid: place for place, item in enumerate(items)}
    older = [
        [places[guid] for guid in full if guid in places]
        for full in full_documents(in_order(published, places))
    ]
    documents = []
    for number, inside in enumerate(older, start=1):
        held = [items[place] for place in sorted(inside, reverse=True)]
        links = _archive_links(number, len(older), site_url)
        bare = feed.bare(archive_path(number), _changed(held), IN_ARCHIVES, links)
        documents.append(_Document(archive_path(number), bare, held))
    bare = feed.bare(
        PODCAST_FEED, _changed(items), SHOW_TAGS, _newest_links(show, len(older), site_url)
    )
    always = set(places.values()).difference(*older)
    sizes, room = [item.size for item in items], LARGEST - len(bare)
    newest = newest_items(sizes, show.fields.feed_items, room, always)
    documents.append(_Document(PODCAST_FEED, bare, [items[place] for place in reversed(newest)]))
    artifacts = [_artifact(document, show, memo) for document in documents]
    return artifacts, [_too_large(d, show) for d in documents if d.size > LARGEST]


def _items(
    catalog: Shown, show: ShowEntry, site_url: str, texts: FeedTexts, memo: Memo
) -> list[_Item]:
    """The items of all episodes that have a recording, the oldest first."""
    episodes = [episode for episode in reversed(catalog.episodes.values()) if episode.audio.bytes]
    texts.prepare(episodes)
    makers = {
        memo.key("feed item", episode.digest, show.digest, site_url, texts.key(episode)): partial(
            _measured_item, episode, show, site_url, texts
        )
        for episode in episodes
    }
    sizes = memo.parted(makers)
    return [
        _Item(episode, key, sizes[key], partial(memo.large, key, make))
        for episode, (key, make) in zip(episodes, makers.items(), strict=True)
    ]


def _measured_item(
    episode: EpisodeEntry, show: ShowEntry, site_url: str, texts: FeedTexts
) -> tuple[int, bytes]:
    """An item's size, and the item."""
    item = _item(episode, show, site_url, texts(episode))
    return len(item), item


def _artifact(document: _Document, show: ShowEntry, memo: Memo) -> Artifact:
    key = memo.key("feed", document.path, document.bare, *(item.key for item in document.items))
    return Artifact(document.path, key, document.write, show.document.path)


def _newest_links(show: ShowEntry, archives: int, site_url: str) -> list[Tag]:
    """What the newest document leads to: the show's hub, and the documents before it."""
    hub = show.fields.websub
    links: list[Tag] = [(None, {"href": hub, "rel": "hub"}, ())] if hub else []
    if archives:
        # Apps that follow pages (gPodder) know `next`; those that collect archives `prev-archive`.
        rels = ("prev-archive", "next")
        links += [_link(rel, archive_path(archives), site_url) for rel in rels]
    return links


def _changed(items: Iterable[_Item]) -> datetime:
    return max((utc(item.episode.fields.date) for item in items), default=EMPTY_SINCE)


def _too_large(feed: _Document, show: ShowEntry) -> Problem:
    """Name the largest part of a document that is too large: an episode, or what is said of the
    show."""
    parts = [(item.size, item.episode.document) for item in feed.items]
    largest, document = max([*parts, (len(feed.bare), show.document)], key=lambda part: part[0])
    expected = f"at most {LARGEST // 1000:,} kB in {feed.path}, since apps give up on larger feeds"
    found = (
        f"{feed.size / 1000:,.0f} kB, {largest / 1000:,.0f} kB of them from this file"
        " (shorten its texts, moments or lists)"
    )
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


def _item(episode: EpisodeEntry, show: ShowEntry, site_url: str, notes: str) -> bytes:
    """An episode's item, which may stand in more than one document; `notes` is what apps show of
    it."""
    context = EpisodeContext(episode, show, site_url, notes)
    rows = "".join([xml(row, values(context), "      ") for row, values in EPISODE_TAGS.items()])
    return f"    <item>\n{rows}    </item>\n".encode()
