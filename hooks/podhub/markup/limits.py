"""What no real text needs, and what a reader of Markdown takes minutes for or never ends: reported
instead of read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from podhub.model.document import Document
from podhub.model.problems import Problem

MAX_DEPTH = 16
"""Levels of lists, quotes and notes, as CommonMark's tree counts them: a list in a list is two
further down. Its reader stops at 20."""
MAX_PARAGRAPH = 20_000
"""Characters; about 3,000 words."""
MAX_BRACKETS = 1_000
"""In one paragraph. From each its other half is looked for."""


def excesses(document: Document, tokens: Sequence[Token]) -> Iterator[Problem]:
    """Yield each place of a body that is nested deeper, or longer, than a page can be, and leave
    out the paragraph."""
    told = False
    for token in tokens:
        line = document.body_line + (token.map[0] if token.map else 0)
        if token.level > MAX_DEPTH and not told:
            told = True
            expected = f"lists, quotes and notes at most {MAX_DEPTH // 2} deep"
            yield Problem(document.path, line, "text", expected, "deeper ones")
        if token.type != "inline":
            continue
        brackets = token.content.count("[")
        if len(token.content) > MAX_PARAGRAPH:
            expected = f"paragraphs of at most {MAX_PARAGRAPH:,} characters"
            yield Problem(document.path, line, "text", expected, f"{len(token.content):,}")
            token.content = ""
        elif brackets > MAX_BRACKETS:
            expected = f"at most {MAX_BRACKETS:,} brackets in a paragraph"
            yield Problem(document.path, line, "text", expected, f"{brackets:,}")
            token.content = ""
