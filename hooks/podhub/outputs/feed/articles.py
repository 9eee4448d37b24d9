"""The feeds of what there is to read: `/articles.xml` with every article in full, and one for each
topic's page."""

from __future__ import annotations

from collections.abc import Iterable

from feedgen.feed import FeedGenerator

from podhub.links.pages import topic_entries, topic_feed_path, topic_url
from podhub.model.entries import Catalog, Entry, EpisodeEntry
from podhub.model.items import Article
from podhub.model.values import absolute, utc
from podhub.outputs.feed.archives import newest_items
from podhub.outputs.feed.podcast import EMPTY_SINCE, LARGEST, channel, finished
from podhub.outputs.feed.texts import Texts
from podhub.outputs.feed.xml import address

ARTICLES_FEED = "articles.xml"
NEWEST = 100
"""The most items in one feed."""
ENVELOPE = 2_000
"""Bytes of an item beside its text, and of a feed beside its items, at most about so many."""


def articles_feed(
    catalog: Catalog, site_url: str, title: str, description: str, language: str, texts: Texts
) -> bytes:
    """The newest articles in full."""
    feed = channel(title, description, site_url, ARTICLES_FEED, "articles/", language, EMPTY_SINCE)
    return _filled(feed, ARTICLES_FEED, list(catalog.articles.values()), catalog, site_url, texts)


def topic_feeds(
    catalog: Catalog, site_url: str, site_name: str, language: str, texts: Texts
) -> dict[str, bytes]:
    """A feed for each topic that has a page, with what stands there: articles in full, and episodes
    to listen to."""
    feeds = {}
    for topic, entries in topic_entries(catalog).items():
        if entries:
            path, fields = topic_feed_path(topic), catalog.topics[topic]
            title = f"{site_name}: {fields.title}"
            feed = channel(
                title, fields.description, site_url, path, topic_url(topic), language, EMPTY_SINCE
            )
            feeds[path] = _filled(feed, path, entries, catalog, site_url, texts)
    return feeds


def _filled(
    feed: FeedGenerator,
    path: str,
    entries: list[Entry[Article] | EpisodeEntry],
    catalog: Catalog,
    site_url: str,
    texts: Texts,
) -> bytes:
    """The feed with as many of `entries`, newest first, as it may hold."""
    newest = entries[:NEWEST]
    sizes = [len(texts(entry).encode()) + ENVELOPE for entry in reversed(newest)]
    newest = newest[: len(newest_items(sizes, NEWEST, LARGEST - ENVELOPE))]
    changes = [utc(getattr(entry.fields, "updated", None) or entry.fields.date) for entry in newest]
    feed.lastBuildDate(max(changes, default=EMPTY_SINCE))
    for entry in newest:
        _add(feed, entry, catalog, site_url, texts(entry))
    return finished(feed, path)


def _add(
    feed: FeedGenerator,
    entry: Entry[Article] | EpisodeEntry,
    catalog: Catalog,
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


def _titles(topics: Iterable[str], catalog: Catalog) -> list[str]:
    """Titles of topics. A preview goes on while topics.yml is being mended."""
    return [catalog.topics[topic].title for topic in topics if topic in catalog.topics]
