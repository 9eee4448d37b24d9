"""Notes beside the text: `!!! note "Title"` with its text indented by four, and GitHub's
`> [!NOTE]`."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

OPENING = re.compile(r'!!! ?([\w-]+)((?: +(?:inline|end))*)(?: +"(.*)")?[ \t]*$', re.MULTILINE)
_INDENT = 4
_COLOURS = {"important": "info", "caution": "danger"}
"""The theme's kind of note for those of GitHub that it has not."""


def admonition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read `!!! kind "Title"` and the indented lines below it: a rule of the block parser.

    Without a title, a note is titled with its kind; with an empty one, not at all."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("!!!", begin) or state.is_code_block(start):
        return False
    found = OPENING.match(state.src, begin, state.eMarks[start])
    if not found:
        return False
    if silent:
        return True
    indent, behind, line = state.blkIndent + _INDENT, start + 1, start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= indent):
        line += 1
        if not state.isEmpty(line - 1):
            behind = line
    kind, places, title = found[1].lower(), found[2].split(), found[3]
    token = state.push("admonition_open", "div", 1)
    token.attrs = {"class": " ".join(("admonition", kind, *places))}
    token.map = [start, behind]
    title = kind.capitalize() if title is None else title
    if title:
        _push_title(state, title, start)
    before = state.lineMax, state.blkIndent, state.parentType
    state.lineMax, state.blkIndent, state.parentType = behind, indent, "admonition"
    state.md.block.tokenize(state, start + 1, behind)
    state.lineMax, state.blkIndent, state.parentType = before
    state.push("admonition_close", "div", -1)
    state.line = behind
    return True


def _push_title(state: StateBlock, title: str, line: int) -> None:
    state.push("admonition_title_open", "p", 1).attrs = {"class": "admonition-title"}
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = title, [line, line + 1], []
    state.push("admonition_title_close", "p", -1)


def dress_alerts(tokens: Iterable[Token]) -> None:
    """Give GitHub's alerts the look of the other notes."""
    for token in tokens:
        if token.type == "alert_open":
            kind = str(token.meta["kind"]).lower()
            token.attrs["class"] = f"admonition {_COLOURS.get(kind, kind)}"
        elif token.type == "alert_title_open":
            token.attrs["class"] = "admonition-title"
