"""HTML in a text, as far as it can be wrong: what no browser would do on our pages, and where it
links to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from podhub.model.problems import Problem, quote

_HANDLERS = r"on(?:click|dbl|load|error|mouse|key|focus|blur|change|input|submit|toggle|play|pause|touch|pointer)[a-z]*"
_SCRIPT_OR_STYLE = re.compile(
    rf"<(?:script|style)\b|[\s{{:\"'](?:style|{_HANDLERS})\s*=", re.IGNORECASE
)
_LOADS_ELSEWHERE = re.compile(
    r"<(?:img|iframe|audio|video|source|track|embed|object|link)\b[^>]*?\b(?:src|href|data)\s*=\s*[\"']?"
    r"((?:https?:)?//[^\s\"'>]+)",
    re.IGNORECASE,
)
_LINKING = ("a", "img", "audio", "video", "source", "track")
"""Of the elements that pages may have (`harmless`), those with an address."""
_OLD_ANCHOR = re.compile(r"<a\b[^>]*?\sname\s*=\s*[\"']?([\w\-]+)", re.IGNORECASE)


def html_mistakes(path: str, piece: str, line: int) -> Iterator[Problem]:
    """HTML that the pages' Content-Security-Policy keeps from working: it would do nothing, and no
    browser would say so."""
    if found := _SCRIPT_OR_STYLE.search(piece):
        expected = "text without scripts and styles of its own (no browser runs them on our pages)"
        yield Problem(
            path, _at(piece, found, line), "text", expected, quote(found[0].strip(" \n{:\"'"))
        )
    elif found := _LOADS_ELSEWHERE.search(piece):
        expected = (
            "a file in docs/assets/ or a link to the other site (our pages load nothing from there)"
        )
        yield Problem(path, _at(piece, found, line), "text", expected, quote(found[1]))
    elif found := _OLD_ANCHOR.search(piece):
        yield Problem(
            path,
            _at(piece, found, line),
            "text",
            f'an anchor written as <a id="{found[1]}">',
            f'name="{found[1]}"',
        )


def _at(piece: str, found: re.Match[str], line: int) -> int:
    return line + piece.count("\n", 0, found.start())


class _Addresses(HTMLParser):
    """Collects (line from 0, element, address)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[int, str, str]] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if tag in _LINKING and name in ("href", "src", "poster") and value:
                self.found.append((self.getpos()[0] - 1, tag, value))


def html_addresses(piece: str) -> list[tuple[int, str, str]]:
    """The addresses in a piece of HTML: each with its line counted from 0, its element, and itself.

    >>> html_addresses('<p>\\n<a href="a.md">x</a> <img src=b.png></p>')
    [(1, 'a', 'a.md'), (1, 'img', 'b.png')]
    """
    reader = _Addresses()
    reader.feed(piece)
    return reader.found
