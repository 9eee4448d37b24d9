"""Drawings (SVG) without what their programs note in them: who drew it, in which folder, when, and
what photos inside them say. What is drawn, and the words for those who do not see it, stay."""

from __future__ import annotations

import base64
import binascii
import re

from lxml import etree

from podhub.read.drawings import parse_drawing
from podhub.read.picture_parts import without_notes

SVG = "http://www.w3.org/2000/svg"
_DRAWN = (None, SVG, "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace")
"""The namespaces of what is drawn; in others, programs keep notes."""
_PHOTO = re.compile(r"(data:image/(?:png|jpeg|gif|webp)[^,\"')]*;base64,)([A-Za-z0-9+/=\s]+)")


def without_drawing_notes(source: bytes) -> bytes:
    """A drawing that looks the same; the very same object where nothing is to be left out, or where
    it cannot be read."""
    try:
        root = parse_drawing(source)
    except etree.XMLSyntaxError:
        return source
    tree = root.getroottree()
    around = [*root.itersiblings(preceding=True), *root.itersiblings()]
    if not _clean(root) and not any(map(_is_comment, around)):
        return source
    etree.cleanup_namespaces(root)
    drawn = etree.tostring(root, encoding="unicode", with_tail=False)
    rules = f"{tree.docinfo.doctype}\n" if tree.docinfo.doctype else ""
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{rules}{drawn}\n'.encode()


def _clean(root: etree._Element) -> bool:
    """Take the notes out; returns whether there were any."""
    found = False
    for node in list(root.iter()):
        if _is_note(node):
            _drop(node)
            found = True
        elif isinstance(node.tag, str):
            found = _clean_attributes(node) or found
            if node.text and (text := _without_notes_of_photos(node.text)) != node.text:
                node.text, found = text, True
    return found


def _is_comment(node: etree._Element) -> bool:
    return isinstance(node, etree._Comment)


def _is_note(node: etree._Element) -> bool:
    if not isinstance(node.tag, str):
        return _is_comment(node)
    name = etree.QName(node)
    return name.namespace not in _DRAWN or name.localname == "metadata"


def _drop(node: etree._Element) -> None:
    """Remove an element and keep the text behind it."""
    parent = node.getparent()
    if parent is None:
        return
    before = node.getprevious()
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _clean_attributes(node: etree._Element) -> bool:
    found = False
    for name, value in list(node.attrib.items()):
        if etree.QName(name).namespace not in _DRAWN:
            del node.attrib[name]
            found = True
        elif (text := _without_notes_of_photos(str(value))) != value:
            node.set(name, text)
            found = True
    return found


def _without_notes_of_photos(text: str) -> str:
    return _PHOTO.sub(_clean_photo, text) if "base64" in text else text


def _clean_photo(found: re.Match[str]) -> str:
    try:
        photo = base64.b64decode(found[2])
    except binascii.Error:
        return found[0]
    shown = without_notes(photo)
    return found[0] if shown is photo else found[1] + base64.b64encode(shown).decode()
