"""A page's HTML in the few elements that every app shows, so that the words still say the same.

Apps show other tags as text or drop them (PSP-1, `description`), and what a tag parted is then one:
10⁶ becomes 106, two lines one. So a break becomes a paragraph, a table and a list of definitions a
list, code a line each, raised and lowered signs letters of their own, and what was taken back keeps
the signs that people write."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import unquote

from lxml import html
from lxml.html import HtmlElement

from podhub.outputs.feed.line_breaks import BLOCKS, PARAGRAPHS, element_of, part_lines, replace_by

_PARTS = re.compile(
    r"<(?:address|article|aside|audio|br|caption|del|div|dl|details|fig|footer|header|img|input|main|nav|pre|q|s|section"
    r"|summary|table|su[bp]|video)\b",
    re.IGNORECASE,
)
_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()aeox", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₒₓ")
_INDENT = "\N{NO-BREAK SPACE}"


def plain(source: str) -> str:
    """HTML whose meaning stays when only paragraphs, lists, links and emphasis are left of it.

    >>> plain("<p>One<br>two</p><p>10<sup>6</sup>, x<sup>ab</sup></p>")
    '<p>One</p><p>two</p><p>10⁶, x^ab</p>'
    >>> plain("<pre><code>if a:\\n  b</code></pre><dl><dt>Ramp</dt><dd>The first weeks</dd></dl>")
    '<p>if a:</p><p>\xa0\xa0b</p><ul><li><strong>Ramp</strong>: The first weeks</li></ul>'
    >>> plain("<table><tr><th>Who</th></tr><tr><td>Ann</td><td>12</td></tr></table>")
    '<ul><li><strong>Who</strong></li><li>Ann 12</li></ul>'
    """
    if not _PARTS.search(source):
        return source
    root = html.fragment_fromstring(source, create_parent="div")
    for tag, fix in _FIXES.items():
        for element in reversed(list(root.iter(tag))):  # those inside others first
            fix(element)
    for element in reversed(list(root.iter(*PARAGRAPHS))):
        if element is not root and not any(child.tag in BLOCKS for child in element):
            element.tag = "p"
    for heading in root.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        _on_one_line(heading, " ")
    part_lines(root)
    text = html.tostring(root, encoding="unicode")
    return text.removeprefix("<div>").removesuffix("</div>")


def _become_text(element: HtmlElement, text: str) -> None:
    """Put a text in the place of an element."""
    element.clear(keep_tail=True)
    element.text = text
    element.drop_tag()


def _raise(element: HtmlElement) -> None:
    if element.find(".//a") is not None:  # the mark of a footnote
        element.text = f"[{element.text or ''}"
        element[-1].tail = f"{element[-1].tail or ''}]"
        element.drop_tag()
        return
    _become_text(element, _in_signs(element.text_content(), _RAISED, "^"))


def _lower(element: HtmlElement) -> None:
    _become_text(element, _in_signs(element.text_content(), _LOWERED, "_"))


def _in_signs(text: str, signs: dict[int, int], mark: str) -> str:
    """A raised or lowered text in letters of its own, or behind the sign that people write.

    >>> _in_signs("2", _LOWERED, "_"), _in_signs("th", _RAISED, "^"), _in_signs("a b", _RAISED, "^")
    ('₂', '^th', '^(a b)')
    """
    text = text.strip()
    if all(ord(sign) in signs for sign in text):
        return text.translate(signs)
    return f"{mark}{text}" if " " not in text else f"{mark}({text})"


def _code(element: HtmlElement) -> None:
    lines = element.text_content().strip("\n").split("\n")
    paragraphs = []
    for line in filter(str.strip, lines):
        words = line.lstrip(" \t").rstrip()
        indent = line[: len(line) - len(line.lstrip(" \t"))].expandtabs(4)
        paragraphs.append(element_of("p", _INDENT * len(indent) + words))
    replace_by(element, paragraphs)


def _table(element: HtmlElement) -> None:
    listed = element_of("ul")
    for row in element.iter("tr"):
        item = element_of("li")
        for cell in row:
            if not isinstance(cell.tag, str):
                continue
            _on_one_line(cell, ", ")
            cell.tag = "strong" if cell.tag == "th" else "span"
            cell.tail = " "
            item.append(cell)
            if cell.tag == "span":
                cell.drop_tag()
        if len(item):
            item[-1].tail = (item[-1].tail or "").rstrip()
        else:
            item.text = (item.text or "").rstrip()
        listed.append(item)
    captions = [element_of("p", caption.text_content()) for caption in element.iter("caption")]
    replace_by(element, [*captions, listed])


def _on_one_line(element: HtmlElement, sign: str) -> None:
    for line_end in list(element.iter("br")):
        _become_text(line_end, sign)


def _definitions(element: HtmlElement) -> None:
    listed = element_of("ul")
    item = None
    for part in list(element):
        if part.tag == "dt":
            item = element_of("li")
            part.tag, part.tail = "strong", ""
            item.append(part)
            listed.append(item)
        elif part.tag == "dd" and item is not None:
            term = item[0]
            if len(item) == 1:
                term.tail = ": "
            paragraphs = [child for child in part if child.tag == "p"]
            if len(paragraphs) == 1:
                paragraphs[0].drop_tag()
            part.tag, part.tail = "span", " "
            item.append(part)
    for item in listed:
        item[-1].tail = (item[-1].tail or "").rstrip()
        for part in list(item.iterchildren("span")):
            part.drop_tag()
    replace_by(element, [listed])


def _task(element: HtmlElement) -> None:
    if element.get("type") == "checkbox":
        _become_text(element, "☑" if element.get("checked") is not None else "☐")


def _between(before: str, after: str) -> Callable[[HtmlElement], None]:
    """What puts signs around what an element holds."""

    def fix(element: HtmlElement) -> None:
        element.text = f"{before}{element.text or ''}"
        if len(element):
            element[-1].tail = f"{element[-1].tail or ''}{after}"
        else:
            element.text += after
        element.drop_tag()

    return fix


def _picture(element: HtmlElement) -> None:
    alt = (element.get("alt") or "").strip()
    _become_text(element, f"[{alt}]" if alt else "")


def _media(element: HtmlElement) -> None:
    """A film or recording becomes a link to it."""
    sources = (part.get("src") for part in element.iter("audio", "source", "video"))
    address = next(filter(None, sources), None)
    if not address:
        element.drop_tag()
        return
    link = element_of("a", unquote(address.partition("?")[0].rpartition("/")[2]))
    link.set("href", address)
    link.tail, element.tail = element.tail, None
    replace_by(element, [link])


_FIXES: dict[str, Callable[[HtmlElement], None]] = {
    "img": _picture,
    "sup": _raise,
    "sub": _lower,
    "q": _between("“", "”"),
    "del": _between("~~", "~~"),
    "s": _between("~~", "~~"),
    "audio": _media,
    "video": _media,
    "input": _task,
    "pre": _code,
    "table": _table,
    "dl": _definitions,
}
