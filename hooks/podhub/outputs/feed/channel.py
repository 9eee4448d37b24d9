"""What every feed of this site begins with and ends in, whether of episodes or of articles."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from feedgen.feed import FeedGenerator

from podhub import __version__
from podhub.model.language import rss_language
from podhub.model.values import absolute, relative

STYLE = "assets/feed.css"
"""Makes a page of a feed that somebody opens in a browser."""
LARGEST = 1_000_000
"""Bytes of one document; some apps take no more."""
CHANNEL_END = b"  </channel>"
EMPTY_SINCE = datetime(2000, 1, 1, tzinfo=UTC)
"""What an empty feed says of its last change."""


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
    feed.description(description or title)  # RSS 2.0 asks for one
    feed.link(href=absolute(site_url, path), rel="self", type="application/rss+xml")
    # feedgen takes the last link that is set for the channel's own: it must be the page.
    feed.link(href=absolute(site_url, page))
    feed.language(rss_language(language))
    feed.generator(f"podhub {__version__}")
    feed.docs("")
    feed.lastBuildDate(changed)
    return feed


def finished(feed: FeedGenerator, path: str) -> bytes:
    """A feed's document, with a style for those who open it in a browser."""
    declaration, rest = feed.rss_str(pretty=True).split(b"\n", 1)
    style = f'<?xml-stylesheet type="text/css" href="{relative(path, STYLE)}"?>\n'.encode()
    return b"".join([declaration, b"\n", style, rest])


def filled(document: bytes, more: Iterable[bytes]) -> bytes:
    """A document with more at its channel's end, which is written already."""
    start, end = document.rsplit(CHANNEL_END, 1)
    return b"".join([start, *more, CHANNEL_END, end])
