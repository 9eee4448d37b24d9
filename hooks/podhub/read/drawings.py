"""Drawings (SVG) that only draw. A browser takes one that is opened by itself for a page: it runs what
is in it, and loads what it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from podhub.model.problems import quote

MAX_BYTES = 2_000_000
HTML = "http://www.w3.org/1999/xhtml"
_ACTING = ("script", "foreignobject", "handler", "iframe", "embed", "object")
_ADDRESSES = ("href", "to", "from", "values", "by")
_OWN = re.compile(r"#|data:image/(?:png|jpeg|gif|webp);", re.IGNORECASE)
_OWN_IN_STYLES = re.compile(
    rf"{_OWN.pattern}|data:(?:font/|application/(?:x-)?font)", re.IGNORECASE
)
_SCRIPT = re.compile(r"(?:java|vb)script:|data:text", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|(.))", re.IGNORECASE | re.DOTALL)
_LOADING = re.compile(
    r"(@import|\bimage-set\(|\bsrc\()|\burl\(\s*+[\"']?+([^\"')]*+)", re.IGNORECASE
)
"""What fetches a file by a style (CSS Cascade 5, CSS Values 5, CSS Images 4)."""


def parse_drawing(source: bytes) -> etree._Element:
    """A drawing's elements; nothing is fetched for it. Raises etree.XMLSyntaxError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(source, parser)


def what_acts(file: Path) -> str | None:
    """What in a drawing could run or load something, in an author's words; None where nothing
    does."""
    try:
        if file.stat().st_size > MAX_BYTES:
            return "one of more than 2 MB"
        root = parse_drawing(file.read_bytes())
    except (etree.XMLSyntaxError, OSError):
        return "a file that is no SVG"
    rules = root.getroottree().docinfo.internalDTD
    if rules is not None and rules.entities():
        return "one with entities"
    return next(_active_parts(root), None)


def _active_parts(root: etree._Element) -> Iterator[str]:
    before = root.itersiblings(preceding=True)
    for node in [*before, *root.iter()]:
        if isinstance(node, etree._ProcessingInstruction):
            yield "a processing instruction"
        elif isinstance(node.tag, str):
            yield from _of_element(node)


def _of_element(element: etree._Element) -> Iterator[str]:
    name = etree.QName(element)
    if name.namespace == HTML and name.localname.lower() not in _ACTING:
        yield f"the element {name.localname} of HTML"
    if name.localname.lower() in _ACTING:
        yield f"the element {name.localname}"
    if name.localname.lower() == "style":
        yield from _loaded("".join(map(str, element.itertext())))
    for attribute, value in element.attrib.items():
        yield from _of_attribute(name.localname.lower(), etree.QName(attribute), str(value))


def _of_attribute(element: str, attribute: etree.QName, written: str) -> Iterator[str]:
    # Browsers skip spaces and line ends inside an address.
    name, value = attribute.localname.lower(), re.sub(r"[\s\x00-\x1f]", "", written)
    if name.startswith("on"):
        yield f"the attribute {name}"
    elif (name in _ADDRESSES and _SCRIPT.search(value)) or (
        name == "href" and element != "a" and not _OWN.match(value)
    ):
        yield f"a link to {quote(value)}"
    elif name == "attributename" and re.match(r"(?:xlink:)?href$|on", value, re.IGNORECASE):
        yield f"an animation of {quote(value)}"
    elif attribute.namespace is None:  # most may hold a style
        yield from _loaded(written)


def _loaded(style: str) -> Iterator[str]:
    """What a style would fetch."""
    for found in _LOADING.finditer(_ESCAPE.sub(_unescaped, style)):
        address = (found[2] or "").strip()
        if found[1]:
            yield f"{quote(found[1])} in a style"
        elif address and not _OWN_IN_STYLES.match(address):
            yield f"a link to {quote(address)}"


def _unescaped(found: re.Match[str]) -> str:
    """A sign as CSS lets it be written by its number (CSS Syntax 3, 4.3.7)."""
    number = int(found[1], 16) if found[1] else 0
    return (chr(number) if 0 < number < 0x110000 else "\ufffd") if found[1] else found[2]
