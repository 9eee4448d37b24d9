"""Attributes in braces: `{#name .class title="…"}`, directly behind a link, a picture, code or
emphasis, at the end of a heading, or on the last line of a paragraph. Other braces are text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_ITEM = re.compile(
    r"""[ \t]*(?:\#(?P<id>[^\s#.{}"'=]+)|\.(?P<class>[^\s#.{}"'=]+)"""
    r"""|(?P<name>[A-Za-z_:][\w:.-]*)=(?:"(?P<quoted>[^"\n{}]*)"|(?P<bare>[^\s"'{}=]+)))(?=[ \t}#.])"""
)
_TAKES = ("image", "code_inline", "link_close", "em_close", "strong_close", "s_close")
_END = re.compile(r"[ \t]*\}")


def parsed(text: str, start: int = 0) -> tuple[dict[str, str], int]:
    """The attributes in the braces that begin at a place, and the place behind them; none where
    these are no attributes.

    >>> parsed('{#a .b .c title="D e"}'), parsed("{: width=30 }"), parsed("{fern}"), parsed("{}")
    (({'id': 'a', 'class': 'b c', 'title': 'D e'}, 22), ({'width': '30'}, 13), ({}, 0), ({}, 0))
    """
    attributes: dict[str, str] = {}
    place = start + (2 if text.startswith("{:", start) else 1)
    while item := _ITEM.match(text, place):
        place = item.end()
        name = "id" if item["id"] else "class" if item["class"] else item["name"]
        value = item["id"] or item["class"] or item["quoted"] or item["bare"] or ""
        if name == "class" and "class" in attributes:
            value = f"{attributes['class']} {value}"
        attributes[name] = normalize("NFC", value)
    end = _END.match(text, place)
    return (attributes, end.end()) if attributes and end else ({}, start)


def attributes(state: StateInline, silent: bool) -> bool:
    """Read attributes in braces: a rule of the inline parser. To what they belong is seen when the
    paragraph is read."""
    if state.src[state.pos] != "{":
        return False
    found, end = parsed(state.src, state.pos)
    if not found or end > state.posMax:
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.content = state.src[state.pos : end]
        token.meta = {"attributes": found, "span": (state.pos, end)}
    state.pos = end
    return True


def attach(tokens: Sequence[Token]) -> list[tuple[Token, Token, Token]]:
    """Give attributes to what they stand behind; returns (paragraph, braces, element with them).
    What stands behind nothing becomes text."""
    attached = []
    for index, paragraph in enumerate(tokens):
        if paragraph.type != "inline" or "{" not in paragraph.content or not paragraph.children:
            continue
        kept: list[Token] = []
        for child in paragraph.children:
            is_last = child is paragraph.children[-1]
            if child.type == "attributes":
                if element := _element(tokens, index, kept, is_last):
                    attached.append((paragraph, child, element))
                    continue
                child.type = "text"
            kept.append(child)
        paragraph.children = kept
    return attached


def _element(
    tokens: Sequence[Token], index: int, before: list[Token], is_last: bool
) -> Token | None:
    """What braces behind some parts of a paragraph belong to; takes the space before them away."""
    previous = before[-1] if before else None
    if previous is None:
        return None
    if previous.type in _TAKES:
        return previous if previous.nesting == 0 else _opening(before)
    block = tokens[index - 1]
    if is_last and previous.type == "softbreak" and block.type == "paragraph_open":
        before.pop()
        return tokens[index - 2] if block.hidden else block
    if is_last and block.type == "heading_open" and previous.content[-1:] in (" ", "\t"):
        previous.content = previous.content.rstrip()
        return block
    return None


def _opening(tokens: Sequence[Token]) -> Token:
    """The token that opens what the last one closes."""
    level = 0
    for token in reversed(tokens):
        level += token.nesting
        if level == 0:
            return token
    raise AssertionError("the parser closes only what it has opened")
