"""Where in an author's file the parts of a paragraph stand.

markdown-it knows the lines of blocks. The rules wrapped here also note on each token where it
stands in its paragraph, and a `Source` says where that is in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import wraps

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from podhub.model.body import Span

Rule = Callable[[StateInline, bool], bool]


_PLAIN_WORDS = re.compile(r"\[[^\[\]`<\\{]*(?=\])")
"""Brackets in which nothing can hide the one that closes them."""


def located(rule: Rule, first: str) -> Rule:
    """A rule of the inline parser that notes on the token it makes where that stands, as
    `meta["span"]`, and where a link's words end, as `meta["words"]`. `first` is the character that
    it begins with."""

    @wraps(rule)
    def noting(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != first:
            return False
        start, known = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if not silent and len(state.tokens) > known:
            token = state.tokens[known]
            if token.type == "text" and known + 1 < len(state.tokens):  # what stood before it
                token = state.tokens[known + 1]
            token.meta["span"] = (start, state.pos)
            if token.type in ("link_open", "image") and token.info != "auto":
                bracket = start + (token.type == "image")
                plain = _PLAIN_WORDS.match(state.src, bracket)
                token.meta["words"] = (
                    plain.end() if plain else state.md.helpers.parseLinkLabel(state, bracket)
                )
        return True

    return noting


def without(content: str, spans: Iterable[Span]) -> str:
    """A paragraph with blanks in some places, so that all else keeps its place.

    >>> without("a `b` c", [(2, 5)])
    'a     c'
    """
    pieces, place = [], 0
    for start, end in sorted(spans):
        if end > place:
            start = max(start, place)
            blank = content[start:end]
            blank = " " * len(blank) if "\n" not in blank else _blank(blank)
            pieces += [content[place:start], blank]
            place = end
    return "".join((*pieces, content[place:]))


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))


class Source:
    """A text whose places are asked for.

    >>> source = Source("> One\\n> [two](a.md)")
    >>> token = Token("inline", "", 0, map=[0, 2], content="One\\n[two](a.md)")
    >>> source.places(token)(10)
    14
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = text.split("\n")
        self._starts: list[int] = []
        self._cells: tuple[int, int] = (-1, 0)

    def start(self, line: int) -> int:
        """The place where a line, counted from 0, begins."""
        if not self._starts:
            place = 0
            for text in self.lines:
                self._starts.append(place)
                place += len(text) + 1
        return self._starts[line]

    def places(self, block: Token, is_cell: bool = False) -> Callable[[int], int | None]:
        """Gives the place in the text of each place in a block's content; None where the content
        is not there as it stands. A table's cells are asked for from left to right."""
        if block.map is None:
            return lambda offset: None
        first, content = block.map[0], block.content
        return self._in_cell(first, content) if is_cell else self._in_lines(first, content)

    def _in_lines(self, first: int, content: str) -> Callable[[int], int | None]:
        known: dict[int, int | None] = {}
        """By line of the content: how far behind its place there a character stands in the text."""

        def place(offset: int) -> int | None:
            down = content.count("\n", 0, offset)
            if down not in known:
                known[down] = self._behind(first + down, content, offset)
            behind = known[down]
            return None if behind is None else offset + behind

        return place

    def _behind(self, number: int, content: str, offset: int) -> int | None:
        begin = content.rfind("\n", 0, offset) + 1
        end = content.find("\n", begin)
        line = content[begin : end if end >= 0 else None]
        # A block's lines lack their indent and the signs of what they stand in.
        bare = line.strip()
        column = self.lines[number].rfind(bare) if number < len(self.lines) else -1
        return None if column < 0 else self.start(number) + column - line.find(bare) - begin

    def _in_cell(self, line: int, content: str) -> Callable[[int], int | None]:
        written = content.replace("|", r"\|")
        column = self.lines[line].find(written, self._cells[1] if self._cells[0] == line else 0)
        if column < 0:
            return lambda offset: None
        self._cells = (line, column + len(written))
        start = self.start(line) + column
        return lambda offset: start + offset + content.count("|", 0, offset)
