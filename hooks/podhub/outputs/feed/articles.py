"""The feeds of what there is to read: `/articles.xml` with every article in full, and one for each
topic's page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any, cast

from feedgen.feed import FeedGenerator

from podhub.links.pages import topic_entries, topic_feed_path, topic_url
from podhub.model.artifact import Artifact
from podhub.model.entries import Entry, EpisodeEntry, Shown
from podhub.model.items import Item
from podhub.model.memo import Memo
from podhub.model.times import utc
from podhub.model.values import absolute
from podhub.outputs.feed.archives import newest_items
from podhub.outputs.feed.channel import EMPTY_SINCE, LARGEST, channel, finished
from podhub.outputs.feed.feed_texts import FeedTexts
from podhub.outputs.feed.xml import address
from podhub.read.folders import TOPICS
from podhub.read.no_memo import NoMemo

ARTICLES_FEED = "articles.xml"
NEWEST = 100
"""The most items in one feed."""
ENVELOPE = 2_000
"""Bytes of an item beside its text, and of a feed beside its items, at most about so many."""


@dataclass(frozen=True, slots=True)
class _Feed:
    """A feed before it is written."""

    path: str
    page: str
    """The page that it belongs to, as a path on the site"""
    title: str
    description: str
    language: str
    entries: Sequence[Entry[Item]]
    """All that belongs to it, newest first"""
    owner: str
    """The file that it is told in"""
    former: tuple[str, ...] = ()
    """Paths on the site at which apps may still ask for it"""


def article_feeds(
    catalog: Shown,
    site_url: str,
    site_name: str,
    description: str,
    language: str,
    texts: FeedTexts,
    memo: Memo | None = None,
) -> list[Artifact]:
    """The newest articles in full; and for each topic that has a page what stands there: articles in
    full, and episodes to listen to."""
    entries: list[Entry[Item]] = list(catalog.articles.values())
    feeds = [
        _Feed(ARTICLES_FEED, "articles/", site_name, description, language, entries, "mkdocs.yml")
    ]
    for topic, entries in topic_entries(catalog).items():
        if entries:
            fields = catalog.topics[topic]
            title, page = f"{site_name}: {fields.title}", topic_url(topic)
            path, about = topic_feed_path(topic), fields.description
            former = tuple(f"{alias}feed.xml" for alias in fields.aliases if alias.is_page)
            feeds.append(_Feed(path, page, title, about, language, entries, TOPICS, former))
    texts.prepare({entry.url: entry for feed in feeds for entry in feed.entries[:NEWEST]}.values())
    made = [_artifact(feed, catalog, site_url, texts, memo or NoMemo()) for feed in feeds]
    # No app follows a page that says where a feed has gone: it stands at its old addresses too.
    copies = [
        replace(one, path=p) for feed, one in zip(feeds, made, strict=True) for p in feed.former
    ]
    return made + copies


def _artifact(feed: _Feed, catalog: Shown, site_url: str, texts: FeedTexts, memo: Memo) -> Artifact:
    """The feed with as many of its entries as it may hold."""
    newest = feed.entries[:NEWEST]
    sizes = [texts.size(entry) + ENVELOPE for entry in reversed(newest)]
    newest = newest[: len(newest_items(sizes, NEWEST, LARGEST - ENVELOPE))]
    titles = "\n".join(f"{name} {topic.title}" for name, topic in catalog.topics.items())
    said = (feed.path, site_url, feed.title, feed.description, feed.language, titles)
    key = memo.key("article feed", *said, *map(texts.key, newest))
    return Artifact(
        feed.path, key, partial(_written, feed, newest, catalog, site_url, texts), feed.owner
    )


def _written(
    feed: _Feed, entries: Iterable[Entry[Item]], catalog: Shown, site_url: str, texts: FeedTexts
) -> bytes:
    changes = [utc(getattr(e.fields, "updated", None) or cast(datetime, e.date)) for e in entries]
    changed = max(changes, default=EMPTY_SINCE)
    made = channel(
        feed.title, feed.description, site_url, feed.path, feed.page, feed.language, changed
    )
    for entry in entries:
        _add(made, entry, catalog, site_url, texts(entry))
    return finished(made, feed.path)


def _add(
    feed: FeedGenerator,
    entry: Entry[Any],
    catalog: Shown,
    site_url: str,
    text: str,
) -> None:
    item = feed.add_entry(order="append")
    item.title(entry.title)
    if isinstance(entry, EpisodeEntry):
        item.guid(entry.fields.guid, permalink=False)
        item.description(entry.fields.summary)
        if entry.audio.bytes:
            item.enclosure(
                address(site_url, entry.audio.url), str(entry.audio.bytes), entry.audio.type
            )
    else:
        # A reader's app must not show an article anew because the site moved: the path alone is the
        # id.
        item.guid(entry.url, permalink=False)
        item.description(entry.fields.description)
    item.link(href=absolute(site_url, entry.url))
    item.pubDate(utc(entry.fields.date))
    item.content(text, type="CDATA")
    for topic in _titles(entry.fields.topics, catalog):
        item.category(term=topic)


def _titles(topics: Iterable[str], catalog: Shown) -> list[str]:
    """Titles of topics. A preview goes on while topics.yml is being fixed."""
    return [catalog.topics[topic].title for topic in topics if topic in catalog.topics]
