"""What stands in one paragraph, heading or cell, and where in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token

from podhub.markup.headings import plain
from podhub.markup.positions import without
from podhub.model.body import Span

_OPENS_CODE = re.compile(r"<(code|kbd|samp|pre)\b", re.IGNORECASE)
_PLAIN_ADDRESS = re.compile(r"\]\(([^\s()<>\\]+)\)")


@dataclass(slots=True)
class Link:
    """A link or picture; places are those in the paragraph's content."""

    token: Token
    whole: Span
    words: Span | None = None
    """What stands in its brackets; None for an address that stands as it is."""
    address: Span | None = None
    """Where it leads, if that is written behind the brackets."""
    says: bool = False
    """Whether there is something in it to be read."""

    def is_comment(self, content: str) -> bool:
        """Whether it only seems one: `[//]: # (…)` inside a paragraph is no comment, and where
        there is one elsewhere, its brackets are taken for a link."""
        address = self.token.attrs.get("href")
        is_named = "label" in self.token.meta and address in ("", "#")
        return is_named and content.startswith(":", self.whole[1])


@dataclass(slots=True)
class Paragraph:
    """The parts of a paragraph that are more than words."""

    left: str
    """Its content with all blank that is markup."""
    links: list[Link] = field(default_factory=list)
    html: list[tuple[Token, int]] = field(default_factory=list)


def read_paragraph(block: Token) -> Paragraph:
    """Find the links and the HTML of a block whose content is parsed."""
    content, parts = block.content, block.children or ()
    found, blank, open_ = Paragraph(content), list[Span](), list[Link]()
    if len(parts) == 1 and parts[0].type == "text":  # as many a cell and item is
        return found
    cursor = 0
    for index, part in enumerate(parts):
        span: Span | None = part.meta.get("span")
        if span:
            cursor = span[0]
        says = part.type in ("text", "text_special", "code_inline") and bool(part.content.strip())
        if part.type in ("link_open", "image"):
            link = _link(content, part, span, parts[index + 1 :], cursor)
            if not link.is_comment(content):
                found.links.append(link)
                blank += _signs(link)
            says = part.type == "image" and bool(plain(part.children or ()))
            link.says = says
            if part.type == "link_open":
                open_.append(link)
            cursor = link.words[0] if link.words else link.whole[1]
        elif part.type == "link_close":
            cursor = open_.pop().whole[1]
        elif span:
            blank.append(span)
            if part.type == "html_inline":
                found.html.append((part, span[0]))
        if says and open_:
            open_[-1].says = True
    blank += _code(found.html)
    if blank:
        found.left = without(content, blank)
    return found


def _code(html: Sequence[tuple[Token, int]]) -> Iterator[Span]:
    """What stands in elements of code, by the HTML around it."""
    name, begin = "", 0
    for token, place in html:
        opened = _OPENS_CODE.match(token.content)
        if not name and opened:
            name, begin = opened[1].lower(), place
        elif name and token.content.lower().startswith(f"</{name}"):
            yield begin, place
            name = ""


def _link(
    content: str, token: Token, span: Span | None, behind: Sequence[Token], cursor: int
) -> Link:
    if span is None:  # a bare address, whose text is the address itself
        shown = behind[0].content
        start = max(content.find(shown, cursor), 0)
        return Link(token, (start, start + len(shown)))
    end: int | None = token.meta.get("words")
    if end is None:
        return Link(token, span)
    words = (span[0] + 1 + (token.type == "image"), end)
    if "label" in token.meta:  # its address stands below the text
        return Link(token, span, words)
    if plain_address := _PLAIN_ADDRESS.match(content, end):
        return Link(token, span, words, plain_address.span(1))
    start = end + 2
    while content[start] in " \t\n":
        start += 1
    result = parseLinkDestination(content, start, span[1])
    return Link(token, span, words, (start, result.pos) if result.ok else None)


def _signs(link: Link) -> tuple[Span, ...]:
    """Where a link has its signs, which are no words."""
    if link.words is None:
        return (link.whole,)
    return (link.whole[0], link.words[0]), (link.words[1], link.whole[1])


def signs(link: Link) -> tuple[Span, ...]:
    """The same of one that has words; nothing of another, which would be gone as a whole."""
    return _signs(link) if link.words else ()
