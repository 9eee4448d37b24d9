"""A part of a feed and what was read of it, so that whatever was not can be told."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from podhub.net.feed_values import escaped_address, one_line

# The prefixes that our tables use, by namespace in small letters: feeds write them in any case, and
# some by an old name.
PREFIXES = {
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "https://podcastindex.org/namespace/1.0": "podcast",
    "https://github.com/podcastindex-org/podcast-namespace/blob/main/docs/1.0.md": "podcast",
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://podlove.org/simple-chapters": "psc",
    "http://purl.org/syndication/history/1.0": "fh",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.google.com/schemas/play-podcasts/1.0": "googleplay",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
ADDRESSES = frozenset(["url", "uri", "href", "img", "feedUrl", "accountUrl"])
"""Attributes that are addresses"""


def tag_name(element: etree._Element) -> str:
    """A tag's name with the prefix that our tables use, whatever the feed's own is."""
    namespace, _, name = str(element.tag).lstrip("{").rpartition("}")
    # A prefix that the feed does not declare is left in the name by a parser that repairs.
    prefix = PREFIXES.get(namespace.strip().lower(), namespace)
    return f"{prefix}:{name}" if prefix else name


class Source:
    """The channel, an item, or any tag that holds others."""

    def __init__(self, element: etree._Element | None) -> None:
        self._is_there = element is not None
        self.element = etree.Element("nothing") if element is None else element
        self._children: dict[str, list[etree._Element]] = {}
        for child in self.element:
            if isinstance(child.tag, str):
                self._children.setdefault(tag_name(child), []).append(child)
        self._read: set[str] = set()

    def all(self, name: str) -> list[Source]:
        """Every tag of a name."""
        self._read.add(name)
        return [Source(child) for child in self._children.get(name, ())]

    def first(self, name: str) -> Source:
        """The first tag of a name; where there is none, one that says nothing and counts as false."""
        return next(iter(self.all(name)), Source(None))

    def __bool__(self) -> bool:
        return self._is_there

    @property
    def content(self) -> str:
        """The text inside it, as it stands."""
        return "".join(str(part) for part in self.element.itertext()).strip()

    @property
    def line(self) -> str:
        """The text inside it, on one line and without markup."""
        return one_line(self.content)

    def text(self, *names: str) -> str:
        """The text of the first of these tags that has one, as it stands."""
        said = [child.content for name in names for child in self.all(name)]
        return next(filter(None, said), "")

    def attribute(self, name: str) -> str:
        """An attribute's value without spaces around it; empty where there is none."""
        return (self.element.get(name) or "").strip()

    def address(self, name: str) -> str:
        """An attribute that is an address, with what cannot stand in one escaped."""
        return escaped_address(self.attribute(name))

    def attributes(self, fields: Mapping[str, str]) -> dict[str, str]:
        """The attributes that say something, by the names of our fields for them."""
        said = {
            ours: self.address(theirs) if theirs in ADDRESSES else self.attribute(theirs)
            for ours, theirs in fields.items()
        }
        return {ours: value for ours, value in said.items() if value}

    def unread(self) -> list[str]:
        """The names of tags that nobody asked for."""
        return [name for name in self._children if name not in self._read]
