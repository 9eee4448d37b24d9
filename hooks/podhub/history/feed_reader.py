"""A podcast as apps see it: who it is, and its episodes by guid, recording and date. Ours, or
anybody's."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from lxml import etree

from podhub.net.dates import read_date
from podhub.net.feed_documents import FeedDocument, read_documents

ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
TOLD = ("guid", "title", "link", "enclosure", "pubDate", f"{ITUNES}title")
"""What is known of an item by name"""


@dataclass(frozen=True)
class FeedItem:
    """An episode as apps see it."""

    guid: str
    title: str
    page: str
    audio: str
    bytes: int | None
    date: datetime | None
    rest: str
    """A fingerprint of everything else that is said of it."""
    line: int
    address: str
    """The document that it stands in."""


@dataclass(frozen=True)
class Feed:
    """A podcast as apps see it."""

    address: str
    title: str
    guid: str
    items: tuple[FeedItem, ...]
    size: int
    """Bytes of the document that apps look at again and again."""
    home: str
    """The site's address, by what the feed says of its own."""
    documents: int
    faults: tuple[str, ...]
    """What is wrong with it and was read all the same."""

    def on_site(self, address: str) -> str:
        """An address as a path on the feed's own site, where it is one."""
        inside = self.home and address.startswith(self.home)
        return unquote(address.removeprefix(self.home)) if inside else address


def read_feed(where: str) -> Feed:
    """Read the feed at an address, in a file, or in the folder of a built site. Raises
    UnreadableFeedError."""
    documents, faults = read_documents(where)
    first = documents[0]
    items: dict[tuple[str, str], FeedItem] = {}
    for document in documents:
        for item in _items(document):
            items.setdefault((item.guid, item.audio), item)
    return Feed(
        address=first.address,
        title=_text(first.channel, "title"),
        guid=_text(first.channel, f"{PODCAST}guid"),
        items=tuple(items.values()),
        size=first.size,
        home=first.home,
        documents=len(documents),
        faults=tuple(faults),
    )


def _items(document: FeedDocument) -> Iterator[FeedItem]:
    for item in document.channel.findall("item"):
        enclosure = item.find("enclosure")
        audio = (enclosure.get("url", "") if enclosure is not None else "").strip()
        length = enclosure.get("length", "") if enclosure is not None else ""
        rest = hashlib.sha256()
        for child in item:
            if child.tag not in TOLD and isinstance(child.tag, str):
                rest.update(etree.tostring(child, method="c14n", exclusive=True))
        yield FeedItem(
            # Apple takes the address of the recording where there is no guid.
            guid=_text(item, "guid") or audio,
            title=_text(item, "title") or _text(item, f"{ITUNES}title"),
            page=_text(item, "link"),
            audio=audio,
            bytes=int(length) if length.isdecimal() and int(length) else None,
            date=read.moment if (read := read_date(_text(item, "pubDate"))) else None,
            rest=rest.hexdigest(),
            line=item.sourceline or 1,
            address=document.address,
        )


def _text(parent: etree._Element, name: str) -> str:
    return " ".join((parent.findtext(name) or "").split())
