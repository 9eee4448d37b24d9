"""Words that are no Markdown, such as a title, written so that Markdown shows them as they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from podhub.markup.sources import COMMENT, CONTINUES

_SIGN = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~]|$) | [`\[\]]         # backslashes, code, links
    | (?<!\s)\* | \*(?!\s|$)                    # emphasis, but no sign between blanks
    | (?<![^\W_])_+(?!\s|$) | (?<!\s)_+(?![^\W_])
    | ~(?=.*~) | (?<=~)~ | (?<=[^~\s])~         # struck out
    | <(?=[A-Za-z/!?]) | &(?=\#?\w+;)           # HTML
    | (?<=\s)\#(?=\#*$)                         # the end of a heading
    | ^(?:\#(?=\#{0,5}(?:\s|$)) | [>=] | [-+*:](?=\s|$|[-*\s]+$) | !(?=!!))
    """,
    re.VERBOSE,
)
_BRACKET = re.compile(r"[()]")
_ITEM = re.compile(r"^[ \t>]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)", re.MULTILINE)
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def escaped(words: str) -> str:
    r"""The Markdown of some words on one line, wherever in a text they stand.

    >>> escaped("The <b>bold</b> *claim* of [y](z)"), escaped("1. First, 5 * 3 < 16 & snake_case")
    ('The \\<b>bold\\</b> \\*claim\\* of \\[y\\](z)', '1\\. First, 5 * 3 < 16 & snake_case')
    >>> escaped("# no heading,\n_so_ &copy;"), escaped("C #"), escaped("~~old~~ ~5")
    ('\\# no heading, \\_so\\_ \\&copy;', 'C \\#', '\\~\\~old\\~\\~ ~5')
    """
    line = " ".join(words.split())
    return _NUMBER.sub(r"\1\\\2", _SIGN.sub(r"\\\g<0>", line))


def link(words: str, url: str | None) -> str:
    r"""Words as a link, if there is an address.

    >>> link("a [b]", "https://a.example/b_(c"), link("a", None)
    ('[a \\[b\\]](<https://a.example/b_(c>)', 'a')
    """
    if not url:
        return escaped(words)
    return f"[{escaped(words)}]({f'<{url}>' if _BRACKET.search(url) else url})"


def bullets(lines: Iterable[str]) -> str:
    """A list; `lines` are Markdown."""
    return "\n".join(f"- {line}" for line in lines)


def cell(words: str) -> str:
    """Words in a cell of a table."""
    return escaped(words).replace("|", "\\|")


def joined(parts: Iterable[str]) -> str:
    """Parts of a text below each other. A list that comes after another one is no part of it, nor is
    code.

    >>> print(joined(["- a", "- b", "", "c"]))
    - a
    <BLANKLINE>
    <!-- -->
    <BLANKLINE>
    - b
    <BLANKLINE>
    c
    """
    found: list[str] = []
    for part in filter(None, parts):
        if found and CONTINUES.match(part) and _ITEM.search(found[-1]):
            found.append(COMMENT)
        found.append(part)
    return "\n\n".join(found)
