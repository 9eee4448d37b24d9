"""What no real text needs, and what a Markdown renderer takes minutes for or never ends: reported
instead of rendered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from podhub.model.document import Document
from podhub.model.problems import Problem

MAX_DEPTH = 16
"""Levels of lists and quotes, as CommonMark's tree counts them: a list in a list is two further
down. Its reader stops at 20."""
MAX_PARAGRAPH = 20_000
"""Characters; about 3,000 words."""
MAX_BRACKETS = 1_000
"""In one paragraph. Python-Markdown looks from each for its other half."""


def excesses(document: Document, tokens: Sequence[Token]) -> Iterator[Problem]:
    """Yield each place of a body that is nested deeper, or longer, than a page can be."""
    told = False
    for token in tokens:
        line = document.body_line + (token.map[0] if token.map else 0)
        if token.level > MAX_DEPTH and not told:
            told = True
            yield Problem(
                document.path,
                line,
                "text",
                f"lists and quotes at most {MAX_DEPTH // 2} deep",
                "deeper ones",
            )
        if token.type == "inline" and len(token.content) > MAX_PARAGRAPH:
            yield Problem(
                document.path,
                line,
                "text",
                f"paragraphs of at most {MAX_PARAGRAPH:,} characters",
                f"{len(token.content):,}",
            )
        elif token.type == "inline" and (brackets := token.content.count("[")) > MAX_BRACKETS:
            yield Problem(
                document.path,
                line,
                "text",
                f"at most {MAX_BRACKETS:,} brackets in a paragraph",
                f"{brackets:,}",
            )
