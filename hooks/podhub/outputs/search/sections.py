"""A page's HTML as plain text, by its headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = {
    *HEADINGS,
    "p",
    "li",
    "td",
    "th",
    "dd",
    "dt",
    "blockquote",
    "div",
    "pre",
    "figcaption",
    "br",
}
UNREAD = {"headerlink", "footnote-ref", "footnote-backref"}
"""Classes of what stands in a page's text and is none of it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its anchor, and the text below it up to the next; both are empty before the
    first. Each paragraph, item and cell is a line."""

    anchor: str
    heading: str
    text: str


def sections(source: str) -> Iterator[Section]:
    """The sections of a page.

    >>> page = "<p>One,<br>two.</p><h2 id='a'>A<a class='headerlink'>¶</a></h2><ul><li>B <b>c</b></li></ul>"
    >>> list(sections(page))
    [Section(anchor='', heading='', text='One,\\ntwo.'), Section(anchor='a', heading='A', text='B c')]
    """
    if not source.strip():
        return
    root = html.fragment_fromstring(source, create_parent="div")
    anchor, heading, parts = "", "", list[str]()
    for part in _parts(root):
        if isinstance(part, str):
            parts.append(part)
            continue
        if heading or "".join(parts).strip():
            yield Section(anchor, heading, _lines(parts))
        anchor, heading, parts = part.get("id") or "", " ".join(_text(part).split()), []
    if heading or "".join(parts).strip():
        yield Section(anchor, heading, _lines(parts))


def _parts(root: html.HtmlElement) -> Iterator[str | html.HtmlElement]:
    """Text, line breaks, and headings in place of their own text."""
    yield root.text or ""
    for child in root:
        is_block = child.tag in BLOCKS
        if is_block:
            yield "\n"
        if child.tag in HEADINGS:
            yield child
        elif isinstance(child.tag, str) and child.get("class") not in UNREAD:
            yield from _parts(child)
        if is_block:
            yield "\n"
        yield child.tail or ""


def _text(element: html.HtmlElement) -> str:
    return "".join(part for part in _parts(element) if isinstance(part, str))


def _lines(parts: list[str]) -> str:
    # A line break of the source is a space; ours stand alone.
    text = "".join(part if part == "\n" else part.replace("\n", " ") for part in parts)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
