"""Reads a podcast's feed as apps do, all of its pages: ours, or anybody's. From a file, a built site's folder, or an address.

Feeds come from strangers: nothing in one can make us read another file, fetch a definition, or fill the memory.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import requests
from lxml import etree

from podhub.content.values import is_web_address

ATOM = "{http://www.w3.org/2005/Atom}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
FEED = "podcast.xml"
TIMEOUT = (10, 30)
"""Seconds to connect, and between two pieces."""
MAX_BYTES = 50_000_000
"""A feed larger than this is no feed that an app reads."""
MAX_PAGES = 500
OLDER = ("prev-archive", "next")
"""How a feed leads to its older items: archived and paged feeds of RFC 5005."""


class UnreadableFeedError(Exception):
    """Why there is no feed to read, in a person's words."""


class NoFeedError(UnreadableFeedError):
    """The address answers that there is nothing: the show is not public yet."""


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
    home: str = ""
    """The site's address, by what the feed says of its own."""
    documents: int = 1
    faults: tuple[str, ...] = field(default=())
    """What is wrong with it and was read all the same."""

    def on_site(self, address: str) -> str:
        """An address as a path on the feed's own site, where it is one."""
        inside = self.home and address.startswith(self.home)
        return unquote(address.removeprefix(self.home)) if inside else address


def read_feed(where: str) -> Feed:
    """Read the feed at an address, in a file, or in the folder of a built site. Raises UnreadableFeedError."""
    if is_web_address(where):
        return _all_pages(where, _fetch)
    file = Path(where, FEED) if Path(where).is_dir() else Path(where)
    if not file.is_file():
        raise UnreadableFeedError(f"a feed at {file}, found no such file")
    return _all_pages(str(file), lambda address: Path(address).read_bytes())


def _fetch(address: str) -> bytes:
    headers = {"User-Agent": "podhub (scripts/hub diff)", "Cache-Control": "no-cache"}
    try:
        with requests.get(address, headers=headers, timeout=TIMEOUT, stream=True) as answer:
            if answer.status_code in (404, 410):
                raise NoFeedError(f"a feed at {address}, found the answer {answer.status_code}")
            if not answer.ok:
                raise UnreadableFeedError(f"a feed at {address}, found the answer {answer.status_code}")
            data = b""
            for piece in answer.iter_content(1 << 20):
                data += piece
                if len(data) > MAX_BYTES:
                    raise UnreadableFeedError(f"a feed of at most {MAX_BYTES // 1_000_000} MB at {address}, found a larger one")
            return data
    except requests.RequestException as error:
        raise UnreadableFeedError(f"an answer from {address}, found {type(error).__name__}") from None


def _all_pages(where: str, fetch: Callable[[str], bytes]) -> Feed:
    """The newest document and those that it leads to."""
    first, older = _document(where, fetch(where))
    items, seen = {(item.guid, item.audio): item for item in first.items}, {where}
    faults, following = list(first.faults), older
    while following and len(seen) < MAX_PAGES:
        address = _found_at(following, where, first.home)
        if address in seen:
            break
        try:
            if address is None:
                raise NoFeedError
            page, following = _document(address, fetch(address))
        except (NoFeedError, OSError):
            faults.append(f"it leads to older episodes at {following}, where nothing is")
            break
        seen.add(address)
        faults += page.faults
        for item in page.items:
            items.setdefault((item.guid, item.audio), item)
    return replace(first, items=tuple(items.values()), documents=len(seen), faults=tuple(faults))


def _found_at(link: str, where: str, home: str) -> str | None:
    """Where the document that a feed links to is: beside it on the disk, if it was read from there, and nowhere else."""
    if is_web_address(where):
        return urljoin(where, link)
    folder = Path(where).parent
    file = folder / link.removeprefix(home)
    return str(file) if home and link.startswith(home) and file.resolve().is_relative_to(folder.resolve()) else None


def _document(address: str, data: bytes) -> tuple[Feed, str | None]:
    """Read one document; returns it and the link to older items."""
    root, faults = _parse(address, data)
    channel = root.find("channel")
    if channel is None:
        raise UnreadableFeedError(f"a podcast's feed at {address}, found <{etree.QName(root).localname}>")
    links = {link.get("rel", ""): link.get("href", "").strip() for link in reversed(channel.findall(f"{ATOM}link"))}
    own = links.get("self") or (address if is_web_address(address) else "")
    feed = Feed(
        address=address,
        title=_text(channel, "title"),
        guid=_text(channel, f"{PODCAST}guid"),
        items=tuple(_items(channel, address)),
        size=len(data),
        home=own[: own.rfind("/") + 1] if urlsplit(own).path.rstrip("/") else own,
        faults=tuple(faults),
    )
    return feed, next((links[rel] for rel in OLDER if links.get(rel)), None)


def _parse(address: str, data: bytes) -> tuple[etree._Element, list[str]]:
    try:
        return etree.fromstring(data, _parser(recover=False)), []
    except etree.XMLSyntaxError as error:
        try:
            root = etree.fromstring(data, _parser(recover=True))
        except etree.XMLSyntaxError:
            root = None
        if root is None:  # as recovering leaves it where there is nothing at all
            raise UnreadableFeedError(f"a podcast's feed at {address}, found something else") from None
        return root, [f"line {error.lineno} is not well-formed ({error.msg}); some apps read nothing at all"]


def _parser(*, recover: bool) -> etree.XMLParser[etree._Element]:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover)


def _items(channel: etree._Element, address: str) -> Iterator[FeedItem]:
    for item in channel.findall("item"):
        enclosure = item.find("enclosure")
        audio = (enclosure.get("url", "") if enclosure is not None else "").strip()
        length = enclosure.get("length", "") if enclosure is not None else ""
        told = ("guid", "title", "link", "enclosure", "pubDate", f"{ITUNES}title")
        rest = hashlib.sha256()
        for child in item:
            if child.tag not in told and isinstance(child.tag, str):
                rest.update(etree.tostring(child, method="c14n", exclusive=True))
        yield FeedItem(
            # Apple takes the address of the recording where there is no guid.
            guid=_text(item, "guid") or audio,
            title=_text(item, "title") or _text(item, f"{ITUNES}title"),
            page=_text(item, "link"),
            audio=audio,
            bytes=int(length) if length.isdecimal() and int(length) else None,
            date=_date(_text(item, "pubDate")),
            rest=rest.hexdigest(),
            line=item.sourceline or 1,
            address=address,
        )


def _text(parent: etree._Element, name: str) -> str:
    return " ".join((parent.findtext(name) or "").split())


def _date(text: str) -> datetime | None:
    """The time that a feed gives, by RFC 2822; feeds in the wild hold anything."""
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
