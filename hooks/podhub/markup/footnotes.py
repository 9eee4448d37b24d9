"""Footnotes: numbered as they are read, each with a way back to every mark that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_MARK = re.compile(r"\[\^([^\s\]]+)\]")


@dataclass
class Footnote:
    """A note below the text."""

    label: str
    line: int
    """Counted from 0"""
    tokens: list[Token] = field(default_factory=list)
    marks: int = 0
    """How many marks of the text lead to it."""
    number: int = 0
    """Counted from 1 as it is read; 0 where nothing leads to it."""


def footnote_mark(state: StateInline, silent: bool) -> bool:
    """Read `[^label]`: a rule of the inline parser."""
    if not state.src.startswith("[^", state.pos):
        return False
    found = _MARK.match(state.src, state.pos, state.posMax)
    if not found or f":{found[1]}" not in state.env.get("footnotes", {}).get("refs", ()):
        return False
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.meta = {"label": found[1], "span": found.span()}
    state.pos = found.end()
    return True


def arrange(
    tokens: Sequence[Token],
) -> tuple[list[Token], list[Footnote], list[tuple[Footnote, Footnote]]]:
    """Number the notes and put them below the text.

    Returns the tokens in reading order, the notes that nothing in the text leads to, and those
    whose label another has already, each with that other."""
    text, notes, doubles = _apart(tokens)
    order: list[Footnote] = []
    _number(text, notes, order)
    for note in order:  # grows: a note may lead to another
        _number(note.tokens, notes, order)
    below: list[Token] = []
    for note in order:
        below += _item(note)
    if below:
        below = [Token("footnotes_open", "div", 1), *below, Token("footnotes_close", "div", -1)]
    unread = [note for note in notes.values() if not note.marks]
    return [*text, *below], unread, doubles


def _apart(
    tokens: Sequence[Token],
) -> tuple[list[Token], dict[str, Footnote], list[tuple[Footnote, Footnote]]]:
    """The text without its notes, the notes by label, and those that come second."""
    text: list[Token] = []
    notes: dict[str, Footnote] = {}
    doubles: list[tuple[Footnote, Footnote]] = []
    open_: list[Footnote] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            note = Footnote(str(token.meta["label"]), token.map[0] if token.map else 0)
            open_.append(note)
            first = notes.setdefault(note.label, note)
            if first is not note:
                doubles.append((note, first))
        elif token.type == "footnote_reference_close":
            open_.pop()
        else:
            (open_[-1].tokens if open_ else text).append(token)
    return text, notes, doubles


def _number(tokens: Sequence[Token], notes: dict[str, Footnote], order: list[Footnote]) -> None:
    for token in tokens:
        for mark in token.children or ():
            if mark.type == "footnote_ref":
                note = notes[str(mark.meta["label"])]
                if not note.number:
                    order.append(note)
                    note.number = len(order)
                note.marks += 1
                mark.meta |= {"number": note.number, "nth": note.marks}


def _item(note: Footnote) -> Iterator[Token]:
    """A note as an item of the list; the ways back stand at the end of its last paragraph."""
    back = [
        Token("footnote_back", "a", 0, meta={"label": note.label, "nth": nth})
        for nth in range(1, note.marks + 1)
    ]
    yield Token("footnote_open", "li", 1, meta={"label": note.label})
    tokens = note.tokens
    if tokens and tokens[-1].type == "paragraph_close":
        last = tokens[-2]
        last.children = [*(last.children or ()), *back]
        yield from tokens
    else:
        paragraph = Token("paragraph_open", "p", 1), Token("paragraph_close", "p", -1)
        yield from (*tokens, paragraph[0], Token("inline", "", 0, children=back), paragraph[1])
    yield Token("footnote_close", "li", -1)
