"""The text of one file as it was read: HTML for its page, Markdown for its twin, and what other
files may want to know of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

Span = tuple[int, int]
"""First character and the one behind the last."""

PLACEHOLDER = "link:"
"""Stands with a number for an address in a body's HTML, until it is known where that leads."""

_ATTRIBUTES = r'((?: [\w:-]+="[^"]*")*)'
_LINK = re.compile(rf'<a href="{PLACEHOLDER}(\d+)"{_ATTRIBUTES}>(.*?)</a>', re.DOTALL)
_PICTURE = re.compile(rf'<img src="{PLACEHOLDER}(\d+)"{_ATTRIBUTES}>')
_SIZED = re.compile(r" (?:width|height)=")
_LOADING = re.compile(r" loading=")
_NOT_PLAIN = re.compile(r"[\s()<>]")


class BodyLink(NamedTuple):
    """A link or picture in a body."""

    target: str
    """As written."""
    line: int
    image: bool = False
    element: str = ""
    """The HTML element that it stands in; empty for Markdown."""
    address: Span | None = None
    """Where its target stands in the body's Markdown; None where that is never exchanged."""
    marks: tuple[Span, ...] = ()
    """What goes from the body's Markdown when only the link's words are to stay."""


class Heading(NamedTuple):
    """A heading of a body."""

    level: int
    """From 1 to 6"""
    anchor: str
    title: str
    """Plain text"""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads, or a picture lies."""

    href: str
    size: tuple[int, int] | None = None
    """Width and height in px of a picture."""


@dataclass(frozen=True, slots=True)
class Body:
    """A text, read once."""

    html: str = ""
    """Nothing in it can act in a browser; for its addresses stand placeholders."""
    links: tuple[BodyLink, ...] = ()
    anchors: frozenset[str] = frozenset()
    headings: tuple[Heading, ...] = ()
    source: str = ""
    """The author's Markdown without what is private or for the page alone: comments, attributes."""

    def with_links(self, resolve: Callable[[BodyLink], Destination | None]) -> str:
        """Its HTML with addresses. Where `resolve` gives None, a link becomes its words and a
        picture is left out.

        >>> body = Body('<p><a href="link:0">a</a> <a href="link:1">b</a></p>', (BodyLink("a.md", 1), BodyLink("b.md", 1)))
        >>> body.with_links(lambda link: Destination("../a/") if link.target == "a.md" else None)
        '<p><a href="../a/">a</a> <span>b</span></p>'
        """
        if PLACEHOLDER not in self.html:
            return self.html

        def destination(found: re.Match[str]) -> Destination | None:
            number = int(found[1])
            return resolve(self.links[number]) if number < len(self.links) else None

        def picture(found: re.Match[str]) -> str:
            to = destination(found)
            if to is None:
                return ""
            size = ""
            if to.size and not _SIZED.search(found[2]):
                size = f' width="{to.size[0]}" height="{to.size[1]}"'
            lazy = "" if _LOADING.search(found[2]) else ' loading="lazy"'
            return f'<img src="{escape(to.href)}"{found[2]}{size}{lazy}>'

        def link(found: re.Match[str]) -> str:
            to = destination(found)
            if to is None:
                return f"<span>{found[3]}</span>"
            return f'<a href="{escape(to.href)}"{found[2]}>{found[3]}</a>'

        return _LINK.sub(link, _PICTURE.sub(picture, self.html))

    def markdown(self, address: Callable[[BodyLink], str | None]) -> str:
        """Its Markdown with other addresses. Where `address` gives None, only a link's words
        stay.

        >>> body = Body(source="[a](b.md)", links=(BodyLink("b.md", 1, address=(4, 8), marks=((0, 1), (2, 9))),))
        >>> body.markdown(lambda link: "https://hub.example/b/"), body.markdown(lambda link: None)
        ('[a](https://hub.example/b/)', 'a')
        """
        changes: dict[Span, str] = {}
        for link in self.links:
            if link.address is None:
                continue
            new = address(link)
            if new is None:
                changes |= dict.fromkeys(link.marks, "")
            elif new != link.target:
                changes[link.address] = f"<{new}>" if _NOT_PLAIN.search(new) else new
        return exchanged(self.source, changes)


def exchanged(text: str, changes: dict[Span, str]) -> str:
    """A text with other words in some places; where places overlap, the first counts.

    >>> exchanged("one two three", {(4, 7): "2", (8, 13): ""})
    'one 2 '
    """
    pieces, place = [], 0
    for (start, end), new in sorted(changes.items()):
        if start >= place:
            pieces += [text[place:start], new]
            place = end
    return "".join((*pieces, text[place:]))
