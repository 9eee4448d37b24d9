"""Signs that mean something to other tools and nothing here: readers would see them as they stand, and
what is private between them.

Whoever asks has made blank what may stand there: code, links, signs behind a backslash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_COMMENT = "<!-- … --> for what readers are not to see"
_NOTE = "> [!NOTE], with > before each of its lines, or <details>"
_LINE_APART = r"^[\s>\u200b\ufeff]*\[[^\^\[\]\n]*\]:[ \t]*(?:#|<>)(?:[ \t(][^\n]*)?$"


class Sign(NamedTuple):
    """How other tools write something."""

    pattern: re.Pattern[str]
    """In a text"""
    in_words: re.Pattern[str] | None
    """In a field, where Markdown is none and no backslash helps; None for what may stand there as
    plain words"""
    field: str
    expected: str
    """What should stand there in a text."""
    is_private: bool = False
    """Whether it hides what stands in it from readers."""


class Stray(NamedTuple):
    """Such a sign where it stands."""

    place: int
    written: str
    sign: Sign


def _sign(
    pattern: str,
    field: str,
    expected: str,
    in_words: str | None = "",
    *,
    is_private: bool = False,
) -> Sign:
    """`in_words` is left out where the sign is the same there."""
    words = None if in_words is None else re.compile(in_words or pattern, re.MULTILINE)
    return Sign(re.compile(pattern, re.MULTILINE), words, field, expected, is_private)


_SIGNS_OF_TOOLS = (
    _sign(
        r"!\[\[[^\[\]]+\]\]",
        "link",
        "a picture such as ![words](picture.png), or a link such as [words](file.md)",
        r"!\[\[[^\[\]\s][^\[\]]*\]\]",
    ),
    _sign(
        r"(?<!!)\[\[[^\[\]]+\]\]",
        "link",
        "a link such as [words](file.md)",
        r"(?<!!)\[\[[^\[\]\s\d][^\[\]]*\]\]",
    ),
    _sign(
        r"%%(?:[^%\n]*%%|[^%\n]*)",
        "text",
        rf"{_COMMENT} (or \%% for the signs themselves)",
        r"(?<![\d%])%%[^%]+%%",
        is_private=True,
    ),
    _sign(
        r"<!--[^\n]*",
        "text",
        "--> in the same paragraph, where what readers are not to see ends",
        is_private=True,
    ),
    _sign(r"<!(?:\s+--?|-(?!-))[^<>]*->", "text", _COMMENT, is_private=True),
    _sign(
        _LINE_APART,
        "text",
        "an empty line above it and round brackets: [//]: # (not for readers)",
        is_private=True,
    ),
    _sign(r"\{>>[^\n]*?<<\}", "text", _COMMENT, is_private=True),
    _sign(
        r"\{#[ \t][^\n]*?#\}|\{%-?[ \t]*comment\b[^\n]*?%\}[^\n]*",
        "text",
        _COMMENT,
        is_private=True,
    ),
    _sign(r"^[ \t]*\?\?\?\+?[ \t]+[\w\"][^\n]*", "text", "> [!NOTE] or <details>", None),
    _sign(
        r"^[ \t]*===[!+]?[ \t]+\"[^\n]*",
        "text",
        "a heading, such as ## Spring, above each part",
        None,
    ),
    _sign(r"^[ \t]*:{3,}[ \t]*[\w{][^\n]*", "text", _NOTE),
    _sign(
        r"^[ \t]*(?:-{1,}8<-{1,}|;-{1,}8<-{1,})[^\n]*",
        "text",
        "the words themselves, or a link to the file they are in",
    ),
    _sign(
        r"\{\{[<%][^\n}]*(?:\}\})?|\{%-?[ \t]*(?:include|render|if|for|assign|capture|post_url|link)\w*[ \t][^\n]*?%\}",
        "text",
        "Markdown, or HTML that shows the same",
    ),
    _sign(
        r"^[ \t]*\[TOC\][ \t]*$",
        "text",
        "nothing (long texts get their table of contents by themselves)",
        None,
    ),
    _sign(r"(?<![=\w])==(?=[^\s=])[^=\n]*[^\s=]==(?![=\w])", "text", "<mark>words</mark>"),
    _sign(
        r"(?<![\w\]])\^\[[^\[\]\n]+\]",
        "text",
        "a footnote such as [^1], with its own line below: [^1]: text",
        None,
    ),
)
_FILE_LINK = Sign(
    re.compile(""),
    re.compile(r"!?\[[^\[\]\n]*\]\((?!\w+:|//)[^()\s]*\w\.\w{2,5}(?:#[^()\s]*)?\)"),
    "link",
    "",
)
"""A link to a file, which is right in a text and leads nowhere in a field"""
_FIRST = re.compile(r"\[\[|%%|<!|\]:|\]\(|\?\?\?|===|:::|8<|\{[{%>#]|\[TOC|==|\^\[")
"""One of these stands in everything that is looked for; most texts have none."""


def foreign_signs(text: str) -> Iterator[Stray]:
    """Yield each of them in a text that is Markdown or HTML.

    >>> [stray.written for stray in foreign_signs("See [[roses]]. %% ask Ada %%")]
    ['[[roses]]', '%% ask Ada %%']
    """
    if not _FIRST.search(text):
        return
    for sign in _SIGNS_OF_TOOLS:
        for found in sign.pattern.finditer(text):
            yield Stray(found.start(), found[0], sign)


def sign_in_words(words: str, *, private: bool = False) -> Stray | None:
    """The first of them in words that are shown as they stand, such as a title; only what hides
    something where `private` is asked for.

    >>> sign_in_words("Beds <!-- ask -->").written, sign_in_words("[it](a.md)").written
    ('<!-- ask -->', '[it](a.md)')
    >>> sign_in_words("100%% == [[ -f x ]]"), sign_in_words("See [[x]]", private=True)
    (None, None)
    """
    if not _FIRST.search(words):
        return None
    for sign in (*_SIGNS_OF_TOOLS, _FILE_LINK):
        if sign.in_words and (sign.is_private or not private):
            found = sign.in_words.search(words)
            if found:
                return Stray(found.start(), found[0], sign)
    return None


def expected_in_title(stray: Stray) -> str:
    """What should stand in the place of a sign in a title of a link or an element."""
    if stray.sign.is_private:
        return "<!-- … --> in the text itself (it would be shown here)"
    return "words alone (signs are shown here as they stand)"


def expected_in_field(stray: Stray) -> str:
    """What should stand in the place of a sign in a field."""
    if stray.sign.is_private:
        return "a line of its own such as  # ask Ada  for what readers are not to see"
    if stray.sign.field == "link":
        return "words alone (a link stands in the text below the fields)"
    return "words alone (signs are shown here as they stand)"
