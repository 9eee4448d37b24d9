"""Text that was meant as markup and is none here: readers would see its signs, or what is private.

Each rule looks at a paragraph in which code, links, escaped signs and HTML are blank, so that every
sign left in it is one that readers would see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from podhub.markup.positions import without
from podhub.markup.raw_html import RawHtml
from podhub.model.foreign_signs import foreign_signs
from podhub.model.problems import Problem, quote

_RULES = [
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
        r"^[ \t]*!!!(?=[ \t]*[\w\"])[^\n]*",
        "text",
        'a note such as !!! note "Title", its text below it indented by four spaces',
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
_SIGNS = re.compile(r"\]\(|\]\s+\(|\]\[|\]:|!!!|\[\^|<[A-Za-z]\w*:\w")
"""One of these stands in everything that the rules find; most paragraphs have none."""
_LINK = re.compile(r"!?\[[^\[\]]*\]\([^()\n]*\)?")
_TAG = re.compile(r"(?<!\{\{)</?[A-Za-z][^<>]*>")
_CODE = re.compile(r"<(pre|code|samp|kbd)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
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
    r"""[ \t]*\[((?:\\.|[^\[\]\\\n])+)\]:[ \t]*(?!(?:#|<>)(?:\s|$))(?:<[^<>\n]*>|\S+)(?:[ \t]+(?:"[^"\n]*"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$"""
)


def stray_markup(path: str, content: str, left: str, line: int) -> Iterator[Problem]:
    """Signs of markup in a paragraph, which begins at a line; `left` is its content with all blank
    that is markup in it."""
    for stray in foreign_signs(left):
        yield _problem(path, content, stray.place, stray.written, line, *stray.sign[2:4])
    if not _SIGNS.search(left):
        return
    for pattern, field, expected in _PATTERNS:
        for found in pattern.finditer(left):
            yield _problem(path, content, found.start(), found[0], line, field, expected)
    for found in _MARK.finditer(left):
        at = line + left.count("\n", 0, found.start())
        expected = f"the footnote's own line below, such as  {found[0]}: text"
        yield Problem(path, at, "text", expected, "none")


def _problem(
    path: str, content: str, place: int, written: str, line: int, field: str, expected: str
) -> Problem:
    """What is wrong at a place of a content that begins at a line, as it stands there."""
    place += len(written) - len(written.lstrip())
    at = line + content.count("\n", 0, place)
    found = content[place : place + len(written.strip())]
    return Problem(path, at, field, expected, quote(found))


def stray_markup_in_html(path: str, piece: str, html: RawHtml, line: int) -> Iterator[Problem]:
    """Markdown and signs of other tools that stand in a block of HTML, where they are none, unless
    in code. `piece` is the block as it stands."""
    if piece.lstrip().startswith("<!--") and html.shown.strip():
        expected = "a line of its own for <!-- … --> (behind it there, Markdown is none)"
        yield Problem(path, line, "text", expected, quote(html.shown))
        return
    left = without(piece, html.private)
    for markup in (_CODE, _TAG):
        left = without(left, (found.span() for found in markup.finditer(left)))
    for found in _LINK.finditer(left):
        expected = "an empty line between HTML and Markdown"
        yield _problem(path, piece, found.start(), found[0], line, "link", expected)
    for stray in foreign_signs(left):
        yield _problem(path, piece, stray.place, stray.written, line, *stray.sign[2:4])


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
