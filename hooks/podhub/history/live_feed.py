"""A live feed as the record of what has been public, where nothing can be written back into the
repository."""

from __future__ import annotations

from collections.abc import Iterator

from podhub.history.feed_reader import Feed
from podhub.history.ledger import PublishedAudio, Record


def records(feed: Feed) -> Iterator[Record]:
    """What the ledger would say of each episode of a feed; a feed tells the sizes of recordings,
    and not their hashes."""
    for item in feed.items:
        page = feed.on_site(item.page) or None
        yield Record(
            guid=item.guid,
            page=page if page and "://" not in page else None,
            sound=PublishedAudio(feed.on_site(item.audio), bytes=item.bytes)
            if item.audio
            else None,
            first=item.date,
            path=item.address,
            line=item.line,
            title=item.title,
        )
