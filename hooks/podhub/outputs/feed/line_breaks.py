"""Makes paragraphs of what breaks part: an app that drops a break joins the words around it."""

from __future__ import annotations

from copy import copy

from lxml import html
from lxml.html import HtmlElement

_NAMES = "address article aside caption details div figcaption figure footer header main nav section summary"
PARAGRAPHS = frozenset(_NAMES.split())
"""Elements that stand by themselves and that apps do not know"""
_MORE = "blockquote dd dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table td th tr ul"
BLOCKS = PARAGRAPHS | frozenset(_MORE.split())


def part_lines(root: HtmlElement) -> None:
    """Make a paragraph of each line in the blocks below an element."""
    for line_end in list(root.iter("br")):
        _lift(line_end)
    for block in list(root.iter(*BLOCKS)):
        if block.find("br") is not None:
            _split(block)


def element_of(tag: str, text: str = "") -> HtmlElement:
    """A new element."""
    made = html.Element(tag)
    made.text = text
    return made


def replace_by(element: HtmlElement, others: list[HtmlElement]) -> None:
    """Put other elements in the place of one."""
    for other in others:
        element.addprevious(other)
    element.drop_tree()


def _lift(line_end: HtmlElement) -> None:
    """Bring a break up to the block that it parts, by parting what it stands in."""
    parent = line_end.getparent()
    while parent is not None and parent.tag not in BLOCKS:
        rest = copy(parent)
        for child in list(rest):
            rest.remove(child)
        rest.text, line_end.tail = line_end.tail, None
        for child in list(line_end.itersiblings()):
            rest.append(child)
        tail, parent.tail = parent.tail, None
        parent.addnext(line_end)
        line_end.tail = None
        line_end.addnext(rest)
        rest.tail = tail
        parent = line_end.getparent()


def _split(block: HtmlElement) -> None:
    """Make a paragraph of each line of a block."""
    lines = [element_of("p", block.text or "")]
    for child in list(block):
        if child.tag == "br" or child.tag in BLOCKS:
            lines += [child] if child.tag != "br" else []
            lines.append(element_of("p", child.tail or ""))
            child.tail = None
        else:
            lines[-1].append(child)
    lines = [line for line in lines if len(line) or line.text_content().strip()]
    if block.tag == "p":
        tail, block.tail = block.tail, None
        replace_by(block, lines)
        if lines:
            lines[-1].tail = tail
    else:
        block[:], block.text = lines, None
