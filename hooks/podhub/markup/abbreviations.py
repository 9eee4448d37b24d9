"""Abbreviations: a line `*[SDR]: sales development representative` explains the word wherever the
text has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

_LINE = re.compile(r"\*\[([^\[\]\n]*[^\[\]\s][^\[\]\n]*)\]:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
MOST = 200
"""In one text; each of them is looked for at every word."""


class Explained(NamedTuple):
    """What an abbreviation stands for, and the line, counted from 0, that says so."""

    words: str
    line: int


def abbreviation(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a line that explains an abbreviation: a rule of the block parser."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("*[", begin) or state.is_code_block(start):
        return False
    found = _LINE.match(state.src, begin, state.eMarks[start])
    if not found:
        return False
    if not silent:
        known = state.env.setdefault("abbreviations", {})
        if len(known) < MOST:
            known[found[1].strip()] = Explained(found[2], start)
        state.line = start + 1
    return True


def explain(tokens: Sequence[Token], titles: Mapping[str, Explained]) -> None:
    """Mark the abbreviations in a text's words; the longest counts where several fit."""
    names = "|".join(re.escape(name) for name in sorted(titles, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{names})(?!\w)")
    for token in tokens:
        if token.type == "inline" and token.children and pattern.search(token.content):
            token.children = [
                piece
                for child in token.children
                for piece in (_marked(child, pattern, titles) if child.type == "text" else (child,))
            ]


def _marked(
    text: Token, pattern: re.Pattern[str], titles: Mapping[str, Explained]
) -> Iterator[Token]:
    place = 0
    for found in pattern.finditer(text.content):
        if found.start() > place:
            yield text.copy(content=text.content[place : found.start()])
        yield Token("abbr_open", "abbr", 1, attrs={"title": titles[found[0]].words})
        yield text.copy(content=found[0])
        yield Token("abbr_close", "abbr", -1)
        place = found.end()
    if place < len(text.content):
        yield text.copy(content=text.content[place:])
