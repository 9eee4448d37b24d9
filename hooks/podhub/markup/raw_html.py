"""HTML in a text, as far as it can be wrong: what is private in it, what no browser would do on our
pages, and where it links to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

from lxml.html import defs

from podhub.markup.harmless import is_allowed, is_element, is_scheme
from podhub.model.body import Span
from podhub.model.foreign_signs import expected_in_title, sign_in_words
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
_SHOWN = ("title", "alt", "aria-label", "label", "abbr")
"""Attributes whose words readers see or hear."""
_OLD_ANCHOR = re.compile(r"<a\b[^>]*?\sname\s*=\s*[\"']?([\w\-]+)", re.IGNORECASE)
_PRIVATE = re.compile(
    r"<!--(?:>|->|.*?(?:-->|(?P<open>\Z)))|<!\[CDATA\[.*?(?:\]\]>|\Z)|<\?.*?(?:\?>|\Z)|<![A-Za-z].*?(?:>|\Z)",
    re.DOTALL,
)
SHOWS = "text, Markdown and HTML that only shows something"


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag that opens an element."""

    name: str
    attributes: tuple[tuple[str, str | None], ...]
    line: int
    """Counted from 0 in its piece of HTML."""
    written: str
    """Its name as its author wrote it."""


@dataclass(frozen=True, slots=True)
class RawHtml:
    """A piece of HTML as an author wrote it."""

    shown: str
    """Without what no browser shows: comments and instructions."""
    private: tuple[Span, ...]
    tags: tuple[Tag, ...]
    is_open: str = ""
    """What should stand at its end: of a comment or a tag that has none."""

    def addresses(self) -> Iterator[tuple[int, str, str]]:
        """Each address with its line, counted from 0, and its element."""
        for tag in self.tags:
            for name, value in tag.attributes:
                if tag.name in _LINKING and name in ("href", "src", "poster") and value:
                    yield tag.line, tag.name, value

    def anchors(self) -> Iterator[tuple[int, str]]:
        """Each anchor with its line."""
        for tag in self.tags:
            yield from (
                (tag.line, value) for name, value in tag.attributes if name == "id" if value
            )


def read_html(piece: str) -> RawHtml:
    """Read a piece of HTML.

    >>> read = read_html('<p>\\n<a href="a.md">x</a> <img src=b.png></p><!-- c -->')
    >>> list(read.addresses()), read.shown[-4:]
    ([(1, 'a', 'a.md'), (1, 'img', 'b.png')], '</p>')
    """
    private, is_open = [], ""
    for found in _PRIVATE.finditer(piece):
        private.append(found.span())
        if found["open"] is not None:
            is_open = "-->"
    lines = _PRIVATE.sub(lambda found: "\n" * found[0].count("\n"), piece) if private else piece
    shown = _PRIVATE.sub("", piece) if private else piece
    reader = _Tags()
    reader.feed(lines)
    if "<" in reader.rawdata and not is_open:
        is_open = ">"
    return RawHtml(shown, tuple(private), tuple(reader.found), is_open)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Tag] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        written = (self.get_starttag_text() or tag)[1 : len(tag) + 1]
        self.found.append(Tag(tag, tuple(attributes), self.getpos()[0] - 1, written))


def html_problems(path: str, html: RawHtml, line: int) -> Iterator[Problem]:
    """What is wrong with a piece of HTML that begins at a line of a file."""
    if html.is_open:
        yield Problem(path, line, "text", f"{html.is_open} where the HTML ends", "none")
    told = set()
    for problem in html_mistakes(path, html.shown, line):
        told.add(problem.line)
        yield problem
    for tag in html.tags:
        if line + tag.line not in told:
            yield from _taken_out(path, tag, line + tag.line)


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


def _taken_out(path: str, tag: Tag, line: int) -> Iterator[Problem]:
    """What readers would not get of a tag."""
    if not is_element(tag.name):
        known = tag.name in defs.tags
        hint = "" if known else " (write &lt; for a < that readers are to see)"
        yield Problem(path, line, "text", f"{SHOWS}{hint}", quote(f"<{tag.written}"))
        return
    for name, value in tag.attributes:
        stray = sign_in_words(value) if value and name in _SHOWN else None
        if not is_allowed(tag.name, name):
            yield Problem(path, line, "text", SHOWS, quote(name))
        elif stray:
            yield Problem(path, line, "text", expected_in_title(stray), quote(stray.written))
        elif tag.name in _LINKING and name in ("href", "src") and not value:
            found = quote(f'<{tag.name} {name}="">')
            yield Problem(path, line, "link", f"an address in its {name}", found)
        elif name in ("cite", "srcset") and value and not is_scheme(value):
            yield Problem(path, line, "text", SHOWS, quote(f'{name}="{value}"'))
