"""What readers would lose without a word: cells beyond a table's head, notes without a text, HTML
that never ends. And what they would get that was to be private: comments where those are none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html.parser import HTMLParser

from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from podhub.markup.abbreviations import Explained
from podhub.markup.harmless import TAGS
from podhub.model.document import Document
from podhub.model.foreign_signs import expected_in_title, sign_in_words
from podhub.model.problems import Problem, quote

_ENDLESS = frozenset(("br", "col", "hr", "img", "source", "track", "wbr"))
_ENDS_BY_ITSELF = frozenset(
    ("caption", "colgroup", "dd", "dt", "li", "p", "tbody", "td", "tfoot", "th", "thead", "tr")
)
"""Elements whose end HTML lets authors leave out"""
_ENDS = TAGS - _ENDLESS - _ENDS_BY_ITSELF
_NOTES = {"alert": "with > before each of its lines", "admonition": "indented by four spaces"}
_NEEDS_WORDS = {
    "heading_open": "words behind the {0}",
    "footnote_reference_open": "a text behind [^{label}]:",
    "dd_open": "what the term means, behind the colon",
}
_TAG = re.compile(r"</?[A-Za-z]")
Said = tuple[int, str, str]
"""A line, counted from 0; what should stand there, and what does"""


def losses(
    document: Document, tokens: Sequence[Token], text: str, explained: Iterable[Explained]
) -> Iterator[Problem]:
    """Refuse them, each at its line; `tokens` are those of the text in its own order."""
    said = [*_empty_notes(tokens), *_empty_parts(tokens)]
    if "|" in text:
        said += _surplus_cells(tokens, text.split("\n"))
    said += _shown_signs(tokens, explained)
    if _TAG.search(text):
        said += _open_elements(tokens)
    for line, expected, found in said:
        yield Problem(document.path, document.body_line + line, "text", expected, found)


def _surplus_cells(tokens: Sequence[Token], lines: Sequence[str]) -> Iterator[Said]:
    """Cells for which the head has none: no tool shows them."""
    head = 0
    for token in tokens:
        if token.type == "thead_open":
            head = 0
        elif token.type == "th_open":
            head += 1
        elif token.type == "tr_open" and token.map and head:
            cells = escapedSplit(lines[token.map[0]].strip(" \t>"))
            found = len(cells) - (not cells[0]) - (not cells[-1] and len(cells) > 1)
            if found > head:
                expected = f"as many cells as the head has, {head} (\\| for a bar in a cell)"
                yield token.map[0], expected, str(found)


def _empty_notes(tokens: Sequence[Token]) -> Iterator[Said]:
    """Notes with no text: what was meant for it stands below them."""
    opened: list[int] = []
    for index, token in enumerate(tokens):
        kind, _, what = token.type.rpartition("_")
        if kind in _NOTES and what == "open":
            opened.append(index)
        elif kind in _NOTES and what == "close":
            first = opened.pop()
            title = 3 if tokens[first + 1].type == f"{kind}_title_open" else 0
            if not any(_says(inside) for inside in tokens[first + 1 + title : index]):
                line = tokens[first].map
                yield line[0] if line else 0, f"the note's text below it, {_NOTES[kind]}", "none"


def _empty_parts(tokens: Sequence[Token]) -> Iterator[Said]:
    """Headings, footnotes and definitions of which nothing is left for readers."""
    opened: list[int] = []
    for index, token in enumerate(tokens):
        if token.type in _NEEDS_WORDS:
            opened.append(index)
        elif token.type.removesuffix("close") + "open" in _NEEDS_WORDS:
            start = opened.pop()
            first, inside = tokens[start], tokens[start + 1 : index]
            # One without any sign is told where headings are read.
            is_told = first.type == "heading_open" and not inside[0].content
            if not is_told and not any(map(_says, inside)):
                expected = _NEEDS_WORDS[first.type].format(first.markup, **first.meta)
                yield first.map[0] if first.map else 0, expected, "none"


def _says(token: Token) -> bool:
    if token.type == "inline":
        return any(part.content.strip() or part.type == "image" for part in token.children or ())
    return bool(token.content.strip()) or token.type == "hr"


def _shown_signs(tokens: Sequence[Token], explained: Iterable[Explained]) -> Iterator[Said]:
    """Comments and signs of other tools in titles and explanations, which browsers show as they
    stand."""
    shown = [(one.line, one.words) for one in explained]
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.type == "fence" and "<!--" in token.info:
            shown.append((line, token.info))
        if "title" in token.attrs:
            shown.append((line, str(token.attrs["title"])))
        for part in token.children or ():
            if "title" in part.attrs:
                place = part.meta.get("span", (0, 0))[0]
                down = token.content.count("\n", 0, place)
                shown.append((line + down, str(part.attrs["title"])))
    for line, words in shown:
        if stray := sign_in_words(words):
            yield line, expected_in_title(stray), quote(words)


class _Balance(HTMLParser):
    """The elements that are open where a piece of HTML ends."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, int]] = []
        self.said: list[Said] = []
        self._line = 0

    def read(self, piece: str, line: int) -> None:
        """Read a piece that begins at a line."""
        self.reset()
        self._line = line - 1
        self.feed(piece)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _ENDS:
            self.open.append((tag, self._line + self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        self.handle_starttag(tag, attrs)  # in HTML, the slash at its end closes nothing

    def handle_endtag(self, tag: str) -> None:
        if tag not in _ENDS:
            return
        if all(name != tag for name, _ in self.open):
            line = self._line + self.getpos()[0]
            self.said.append((line, f"<{tag}> somewhere above its end", quote(f"</{tag}>")))
        else:
            while self.open[-1][0] != tag:
                self.tell_last()
            self.open.pop()

    def tell_last(self) -> None:
        """Tell of the last element that was opened: it does not end."""
        tag, line = self.open.pop()
        self.said.append((line, f"</{tag}> where <{tag}> ends", "none"))


def _open_elements(tokens: Sequence[Token]) -> Iterator[Said]:
    """Elements that do not end, or only end, in the paragraph, item or quote where they stand."""
    scopes = [_Balance()]
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.nesting > 0:
            scopes.append(_Balance())
        elif token.type == "html_block":
            scopes[-1].read(token.content, line)
        for part in token.children or ():
            if part.type == "html_inline":
                at = token.content.count("\n", 0, part.meta.get("span", (0, 0))[0])
                scopes[-1].read(part.content, line + at)
        if token.nesting < 0:
            yield from _ended(scopes.pop())
    yield from _ended(scopes.pop())


def _ended(scope: _Balance) -> list[Said]:
    while scope.open:
        scope.tell_last()
    return scope.said
