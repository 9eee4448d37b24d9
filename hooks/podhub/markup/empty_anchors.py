"""Links in HTML that have no words to press, as `empty_link` refuses them in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from html.parser import HTMLParser

from podhub.model.problems import Problem, quote

_SPEAKS = ("aria-label", "alt")
_SHOWS = ("audio", "video")


def empty_anchors(
    path: str, content: str, parts: Iterable[tuple[int, str]], line: int
) -> Iterator[Problem]:
    """Refuse each `<a href>` of a block that ends without words or a picture that has some.

    `parts` are the block's pieces of HTML with their places in its `content`; what stands between
    them is Markdown. The block begins at `line`.

    >>> text = 'See <a href="https://a.example/"> </a> and <a href="b"><b>this</b></a>'
    >>> parts = [(found.start(), found[0]) for found in re.finditer("<[^>]+>", text)]
    >>> print(*empty_anchors("a.md", text, parts, 7))
    a.md:7: text: expected words between <a> and </a>, which readers press, found "<a href="https://a.example/">"
    """
    reader, at = _Anchors(), 0
    for start, html in parts:
        # Words are words, whatever signs they are made of.
        reader.feed(re.sub(r"\S", "x", unescape(content[at:start])) + html)
        at = start + len(html)
    for down, written in reader.empty:
        expected = "words between <a> and </a>, which readers press"
        yield Problem(path, line + down, "text", expected, quote(written))


class _Anchors(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.empty: list[tuple[int, str]] = []
        """Line, counted from 0, and opening tag"""
        self._open: tuple[int, str] | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = dict(attributes)
        if tag == "a":
            self._open = (self.getpos()[0] - 1, self.get_starttag_text() or "")
            if not said.get("href"):
                self._open = None
        if tag in _SHOWS or any((said.get(name) or "").strip() for name in _SPEAKS):
            self._open = None

    def handle_data(self, data: str) -> None:
        if data.strip():
            self._open = None

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open:
            self.empty.append(self._open)
            self._open = None
