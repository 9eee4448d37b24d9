"""Text that was meant as markup and is none here: readers would see its signs, or what is private.

Each rule looks at a paragraph in which code, links, escaped signs and HTML are blank, so that every
sign left in it is one that readers would see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from podhub.model.problems import Problem, quote

_RULES = [
    (
        r"!\[\[[^\[\]]+\]\]",
        "link",
        "a picture such as ![words](picture.png), or a link such as [words](file.md)",
    ),
    (r"(?<!!)\[\[[^\[\]]+\]\]", "link", "a link such as [words](file.md)"),
    (
        r"!?\[[^\[\]]*\]\((?=[^()]*\s)[^()]+\)",
        "link",
        "a link without spaces (write %20 for each, or give the file another name)",
    ),
    (
        r"\[[^\[\]]*\]\([^()\s]+\)",
        "link",
        "no other link and no footnote in a link's words",
    ),
    (
        r"\[[^\[\]]+\]\s+\((?:[^()\s]+\.\w+(?:#[^()\s]*)?|https?:[^()\s]+)\)",
        "link",
        "no space between ] and (",
    ),
    (
        r"\[[^\[\]]+\]\[[^\[\]]{2,}\]",
        "link",
        "a line with its address below the text, such as  [name]: https://example.com/",
    ),
    (
        r"^[ \t]*\[[^\^\[\]\n][^\[\]\n]*\]:[ \t]*$",
        "link",
        "an address behind the colon, such as  [name]: https://example.com/",
    ),
    (
        r"%%(?:[^%\n]*%%|[^%\n]*)",
        "text",
        r"<!-- … --> for what readers are not to see (or \%% for the signs themselves)",
    ),
    (r"<!--[^\n]*", "text", "--> in the same paragraph, where what readers are not to see ends"),
    (r"^[ \t]*\?\?\?\+?[ \t]+[\w\"][^\n]*", "text", "> [!NOTE] or <details>"),
    (r"^[ \t]*===[!+]?[ \t]+\"[^\n]*", "text", "a heading, such as ## Spring, above each part"),
    (
        r"^[ \t]*:{3,}[ \t]*[\w{][^\n]*",
        "text",
        "> [!NOTE], with > before each of its lines, or <details>",
    ),
    (
        r"^[ \t]*(?:-{1,}8<-{1,}|;-{1,}8<-{1,})[^\n]*",
        "text",
        "the words themselves, or a link to the file they are in",
    ),
    (
        r"\{\{[<%][^\n}]*(?:\}\})?|\{%-?[ \t]*(?:include|render|if|for|assign|capture|post_url|link)\w*[ \t][^\n]*?%\}",
        "text",
        "Markdown, or HTML that shows the same",
    ),
    (
        r"^[ \t]*!!!(?=[ \t]*[\w\"])[^\n]*",
        "text",
        'a note such as !!! note "Title", its text below it indented by four spaces',
    ),
    (
        r"^[ \t]*\[TOC\][ \t]*$",
        "text",
        "nothing (long texts get their table of contents by themselves)",
    ),
    (r"(?<![=\w])==(?=[^\s=])[^=\n]*[^\s=]==(?![=\w])", "text", "<mark>words</mark>"),
    (
        r"(?<![\w\]])\^\[[^\[\]\n]+\]",
        "text",
        "a footnote such as [^1], with its own line below: [^1]: text",
    ),
    (
        r"<[A-Za-z]\w*:[A-Za-z][^<>\n]*>",
        "text",
        "text, Markdown and HTML that only shows something",
    ),
]
_PATTERNS = tuple(
    (re.compile(pattern, re.MULTILINE), field, expected) for pattern, field, expected in _RULES
)
_SIGNS = re.compile(
    r"\[\[|\]\(|\]\s+\(|\]\[|\]:|%%|<!--|\?\?\?|===|:::|8<|\{[{%]|!!!|\[TOC|==|\^\[|\[\^|<[A-Za-z]\w*:\w"
)
"""One of these stands in everything that the rules find; most paragraphs have none."""
_LINK = re.compile(r"!?\[[^\[\]]*\]\([^()\n]*\)?")
_TAG = re.compile(r"<[^<>]*>")
_CODE = re.compile(r"<(?:pre|code|samp|kbd)\b", re.IGNORECASE)
_MARK = re.compile(r"\[\^([^\[\]\n]+)\]")
_BULLET = re.compile(r"[•◦‣▪●·][ \t\xa0]|[–—] ")
_HEADING = re.compile(r"#{1,6}[^ \t\n#]")
_ITEM = re.compile(r"(?:[-+*]|\d{1,9}[.)])[\xa0\u2000-\u200b\u202f\u3000]")
"""A list's sign and a space that is none for Markdown, as keyboards and word processors write it."""
_TERM = re.compile(r":[ \t]+\S")
_RULE = re.compile(r"[ \t]*(?=[^\n]*-)[|:-][ \t|:-]*\|[ \t|:-]*$")
"""The line of dashes between a table's head and its rows."""
_LINE = re.compile(
    rf"^(?:[•◦‣▪●·–—#:]|{_ITEM.pattern}|[ \t]*[|-][^\n]*\||[ \t]*\[(?:\\.|[^\]\\\n])*\]:)",
    re.MULTILINE,
)
"""How a line begins that may be such a mistake."""
_ALERT = re.compile(r"\[!(\w+)\]([+-]?)[ \t]*([^\n]*)")
_DEFINITION = re.compile(
    r"""[ \t]*\[((?:\\.|[^\[\]\\\n])+)\]:[ \t]*(?:<[^<>\n]*>|\S+)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$"""
)


def stray_markup(path: str, left: str, line: int) -> Iterator[Problem]:
    """Signs of markup in what is left of a paragraph, which begins at a line, when all that is
    markup in it is blank."""
    if not _SIGNS.search(left):
        return
    for pattern, field, expected in _PATTERNS:
        for found in pattern.finditer(left):
            at = line + left.count("\n", 0, found.start())
            at += found[0][: len(found[0]) - len(found[0].lstrip())].count("\n")
            yield Problem(path, at, field, expected, quote(found[0].strip()))
    for found in _MARK.finditer(left):
        at = line + left.count("\n", 0, found.start())
        expected = f"the footnote's own line below, such as  {found[0]}: text"
        yield Problem(path, at, "text", expected, "none")


def stray_markup_in_html(path: str, piece: str, shown: str, line: int) -> Iterator[Problem]:
    """Markdown that stands in a block of HTML, where it is none, unless in code; `shown` is the
    block without its comments."""
    if piece.lstrip().startswith("<!--") and shown.strip():
        expected = "a line of its own for <!-- … --> (behind it there, Markdown is none)"
        yield Problem(path, line, "text", expected, quote(shown))
    elif "](" in shown and not _CODE.search(shown):
        left = _TAG.sub(lambda tag: "\n" * tag[0].count("\n"), piece)
        for found in _LINK.finditer(left):
            at = line + left.count("\n", 0, found.start())
            expected = "an empty line between HTML and Markdown"
            yield Problem(path, at, "link", expected, quote(found[0]))


def stray_line_starts(path: str, content: str, line: int) -> Iterator[Problem]:
    """Lines of a paragraph that begin as a list, a heading or a definition would, and are none."""
    if not _LINE.search(content):
        return
    lines = content.split("\n")
    bullets = [(at, text) for at, text in enumerate(lines, line) if _BULLET.match(text)]
    # One dash may begin a sentence that somebody speaks.
    if len(bullets) > 1 or (bullets and bullets[0][1][0] not in "–—"):
        expected = "a list whose lines begin with a hyphen and a space: - text"
        yield Problem(path, bullets[0][0], "text", expected, quote(bullets[0][1]))
    for at, text in enumerate(lines, line):
        if _HEADING.match(text):
            expected = "a space behind the # of a heading (or \\# for the sign itself)"
            yield Problem(path, at, "text", expected, quote(text))
        elif _ITEM.match(text):
            expected = "an ordinary space behind the sign of a list"
            yield Problem(path, at, "text", expected, quote(text))
        elif at > line and _TERM.match(text):
            expected = "one line with the term above it, below an empty line (or \\: for the sign)"
            yield Problem(path, at, "text", expected, quote(text))
        elif _RULE.match(text):
            expected = "a table's head in the line above it, with as many cells"
            yield Problem(path, at, "text", expected, quote(text))
        elif text.lstrip().startswith("[//]:"):
            expected = "an empty line above it and round brackets: [//]: # (not for readers)"
            yield Problem(path, at, "text", expected, quote(text))
        elif at > line and "]:" in text and (found := _DEFINITION.match(text)):
            expected = f"an empty line above  [{found[1]}]: …, which readers see as it stands"
            yield Problem(path, at, "link", expected, quote(text))


def foreign_alert(path: str, content: str, line: int) -> Iterator[Problem]:
    """A quote that begins as another tool's note does."""
    found = _ALERT.match(content)
    if found:
        title = f' (or !!! {found[1].lower()} "{found[3]}")' if found[3] else ""
        expected = f"> [!NOTE], TIP, IMPORTANT, WARNING or CAUTION alone on its line{title}"
        yield Problem(path, line, "text", expected, quote(f"> {content.splitlines()[0]}"))


def is_open(fence: Token) -> bool:
    """Whether a block of code has no last line of its own."""
    first, behind = fence.map or (0, 0)
    return behind - first == fence.content.count("\n") + 1
