"""The documents of a podcast's feed: fetched or read from the disk, parsed, followed to those with
older episodes.

Feeds come from strangers: nothing in one can make us read another file, fetch a definition, or fill
the memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree

from podhub.model.values import is_web_address
from podhub.net.encodings import decoded
from podhub.net.feed_values import address_path
from podhub.net.xml_repair import declared_anew, repaired

ATOM = "{http://www.w3.org/2005/Atom}"
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
class FeedDocument:
    """One document of a feed."""

    address: str
    """Where it was read: a full address, or a file"""
    channel: etree._Element
    """RSS 2.0's channel, with its items in it"""
    size: int
    """Bytes"""
    faults: tuple[str, ...] = ()
    """What is wrong with it and was read all the same"""

    def link(self, *relations: str) -> str:
        """The address that its Atom link with the first of these relations gives; empty where there
        is none."""
        links = {
            link.get("rel", ""): link.get("href", "").strip()
            for link in reversed(self.channel.findall(f"{ATOM}link"))
        }
        return next((links[relation] for relation in relations if links.get(relation)), "")

    @property
    def own_address(self) -> str:
        """Its address by its own word, or else where it was read; empty for a file that says
        nothing."""
        return self.link("self") or (self.address if is_web_address(self.address) else "")

    @property
    def home(self) -> str:
        """The address of the site that it belongs to, by its own address."""
        own = self.own_address
        return own[: own.rfind("/") + 1] if address_path(own).rstrip("/") else own


def read_documents(where: str) -> tuple[list[FeedDocument], list[str]]:
    """Read the feed at an address, in a file, or in the folder of a built site: the newest document
    and those it leads to.

    Returns them, the newest first, and what is wrong with them. Raises UnreadableFeedError.
    """
    if is_web_address(where):
        return _all_pages(where, fetch)
    file = Path(where, FEED) if Path(where).is_dir() else Path(where)
    if not file.is_file():
        raise UnreadableFeedError(f"a feed at {file}, found no such file")
    return _all_pages(str(file), lambda address: Path(address).read_bytes())


def fetch(address: str) -> bytes:
    """Fetch a document of at most MAX_BYTES. Raises UnreadableFeedError, and NoFeedError where
    nothing is."""
    # A tenth of a command's start, and most commands ask nobody.
    import requests

    from podhub.net.remote_audio import reason

    headers = {"User-Agent": "podhub (import)", "Cache-Control": "no-cache"}
    try:
        with requests.get(address, headers=headers, timeout=TIMEOUT, stream=True) as answer:
            if answer.status_code in (404, 410):
                raise NoFeedError(f"a feed at {address}, found the answer {answer.status_code}")
            if not answer.ok:
                raise UnreadableFeedError(
                    f"a feed at {address}, found the answer {answer.status_code}"
                )
            data = b""
            for piece in answer.iter_content(1 << 20):
                data += piece
                if len(data) > MAX_BYTES:
                    raise UnreadableFeedError(
                        f"a feed of at most {MAX_BYTES // 1_000_000} MB at {address}, found a larger one"
                    )
            return data
    except requests.RequestException as error:
        raise UnreadableFeedError(f"an answer from {address}, found {reason(error)}") from None


def _all_pages(where: str, get: Callable[[str], bytes]) -> tuple[list[FeedDocument], list[str]]:
    first = _document(where, get(where))
    documents, seen, faults = [first], {where}, list(first.faults)
    while (following := documents[-1].link(*OLDER)) and len(seen) < MAX_PAGES:
        address = _found_at(following, where, first.home)
        if address in seen:
            break
        try:
            if address is None:
                raise NoFeedError
            documents.append(_document(address, get(address)))
        except (NoFeedError, OSError):
            faults.append(f"it leads to older episodes at {following}, where nothing is")
            break
        seen.add(address)
        faults += documents[-1].faults
    else:
        if following:
            faults.append(f"it has more than {MAX_PAGES} documents (what is older was not read)")
    return documents, faults


def _found_at(link: str, where: str, home: str) -> str | None:
    """Where the document that a feed links to is: beside it on the disk, if it was read from there,
    and nowhere else."""
    if is_web_address(where):
        try:
            return urljoin(where, link)
        except ValueError:
            return None
    folder = Path(where).parent
    file = folder / link.removeprefix(home)
    return (
        str(file)
        if home and link.startswith(home) and file.resolve().is_relative_to(folder.resolve())
        else None
    )


def _document(address: str, data: bytes) -> FeedDocument:
    root, faults = _parse(address, data)
    channel = root.find("channel")
    if channel is None:
        raise UnreadableFeedError(
            f"a podcast's feed at {address}, found <{etree.QName(root).localname}>"
        )
    return FeedDocument(address, channel, len(data), tuple(faults))


def _parse(address: str, data: bytes) -> tuple[etree._Element, list[str]]:
    text, fault = decoded(data)
    faults = [fault] if fault else []
    try:
        return etree.fromstring(declared_anew(text), _parser(recover=False)), faults
    except etree.XMLSyntaxError as error:
        try:
            root = etree.fromstring(repaired(text), _parser(recover=True))
        except (etree.XMLSyntaxError, ValueError):
            root = None
        if root is None:  # as recovering leaves it where there is nothing at all
            raise UnreadableFeedError(
                f"a podcast's feed at {address}, found something else"
            ) from None
        told = f"line {error.lineno} is not well-formed ({error.msg}); it was repaired, and some apps read nothing at all"
        return root, [*faults, told]


def _parser(*, recover: bool) -> etree.XMLParser[etree._Element]:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover
    )
