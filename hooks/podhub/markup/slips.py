"""Text that was meant as Markdown and is none: readers would see its signs, or nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from markdown_it.token import Token

from podhub.model.problems import Problem, quote

_FOOTNOTE = re.compile(r"^ *\[\^([^\]\n]+)\]:", re.MULTILINE)
_IN_A_LINE = (
    (r"\[\[[^\[\]]+\]\]", "a link such as [words](file.md)"),
    (
        r"!?\[[^\[\]]*\]\((?=[^()]*\s)[^()]+\)",
        "a link without spaces (write %20 for each, or give the file another name)",
    ),
    (
        r"\[[^\[\]]+\]\s+\((?:[^()\s]+\.\w+(?:#[^()\s]*)?|https?:[^()\s]+)\)",
        "no space between ] and (",
    ),
    (
        r"\[[^\[\]]+\]\[[^\[\]]{2,}\]",
        "a line with its address below the text, such as  [name]: https://example.com/",
    ),
)
_PATTERNS = tuple((re.compile(pattern), expected) for pattern, expected in _IN_A_LINE)
_BULLET = re.compile(r"[•◦‣▪●·][ \t\xa0]|[–—] ")
_HEADING = re.compile(r"#{1,6}[^\s#]")


def footnotes(text: str) -> frozenset[str]:
    """The names of the footnotes that a text has.

    >>> sorted(footnotes("So it is.[^1]\\n\\n[^1]: By whom."))
    ['1']
    """
    return frozenset(_FOOTNOTE.findall(text))


def paragraph_slips(path: str, content: str, line: int) -> Iterator[Problem]:
    """Slips at the beginning of a paragraph's lines."""
    bullets = [
        (number, text)
        for number, text in enumerate(content.split("\n"), line)
        if _BULLET.match(text)
    ]
    # One dash may begin a sentence that somebody speaks.
    if len(bullets) > 1 or (bullets and bullets[0][1][0] not in "–—"):
        expected = "a list whose lines begin with a hyphen and a space: - text"
        yield Problem(path, bullets[0][0], "text", expected, quote(bullets[0][1]))
    for number, text in enumerate(content.split("\n"), line):
        if _HEADING.match(text):
            yield Problem(
                path,
                number,
                "text",
                "a space behind the # of a heading (or \\# for the sign itself)",
                quote(text),
            )


def line_slips(
    path: str, text: str, line: int, known_footnotes: Collection[str]
) -> Iterator[Problem]:
    """Slips in what is left of a line when its links and code are read."""
    for pattern, expected in _PATTERNS:
        for found in pattern.finditer(text):
            yield Problem(path, line, "link", expected, quote(found[0]))
    for found in re.finditer(r"\[\^([^\]]+)\]", text):
        if found[1] not in known_footnotes:
            yield Problem(
                path,
                line,
                "text",
                f"the footnote's own line below, such as  {found[0]}: text",
                "none",
            )


def is_open(fence: Token) -> bool:
    """Whether a block of code has no last line of its own."""
    first, behind = fence.map or (0, 0)
    return behind - first == fence.content.count("\n") + 1
