"""The Markdown below the front matter, as far as it can be wrong: its links with their lines, its
HTML, its headings.

markdown-it-py reads it, since it knows lines; pages are rendered by Python-Markdown (`dialect`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from podhub.markup.body_html import html_addresses, html_mistakes
from podhub.markup.dialect import anchors_in, at_the_margin, is_ours, render
from podhub.markup.harmless import clean, line_of, taken_out
from podhub.markup.limits import excesses
from podhub.markup.slips import footnotes, is_open, line_slips, paragraph_slips
from podhub.markup.targets import better_target
from podhub.model.document import Document
from podhub.model.problems import Problem, quote


@dataclass(frozen=True)
class BodyLink:
    """A link or picture in a body, as written."""

    target: str
    line: int
    image: bool = False
    element: str = ""
    """The HTML element that it stands in; empty for Markdown."""


@dataclass(frozen=True)
class Body:
    """What other files may want to know of a body."""

    links: tuple[BodyLink, ...]
    text: str | None
    """Its Markdown; None where it is more than can be rendered, which is a problem of its own."""

    @cached_property
    def anchors(self) -> frozenset[str] | None:
        """The anchors that it gives its page. Few pages are linked into, and only those are
        rendered."""
        try:
            return anchors_in(clean(render(self.text))[0]) if self.text is not None else None
        except RecursionError:
            return None


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": True}).enable(
        ["fence", "code", "heading", "lheading", "list", "blockquote", "reference", "html_block"]
    )
    reader.enable(["link", "image", "autolink", "backticks", "escape", "newline", "html_inline"])
    reader.disable(
        "text_join"
    )  # what is escaped stays apart from the text that is looked through for slips
    reader.core.ruler.at("inline", _read_inline)
    # Let addresses that a browser must never follow through to the check below, which names them.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    # An author reads addresses in errors as they were written.
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return reader


def _read_inline(state: StateCore) -> None:
    """Look into the paragraphs that can hold a link or HTML; most hold neither, and their words are
    of no interest here."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            if "[" in token.content or "<" in token.content:
                state.md.inline.parse(token.content, state.md, state.env, token.children)


def read_body(document: Document) -> tuple[Body, list[Problem]]:
    """Find links and mistakes in a document's Markdown."""
    path = document.path
    links: list[BodyLink] = []
    tokens = _reader().parse(at_the_margin(document.body))
    too_much = list(excesses(document, tokens))
    problems = list(too_much)
    known_footnotes = footnotes(document.body)
    for index, token in enumerate(tokens):
        line = document.body_line + (token.map[0] if token.map else 0)
        if token.type == "heading_open" and token.tag == "h1":
            expected = "headings from ## down (the page's # heading is its title)"
            problems.append(
                Problem(path, line, "text", expected, quote(f"# {tokens[index + 1].content}"))
            )
        elif token.type == "inline":
            problems += paragraph_slips(path, token.content, line)
            # A renderer turns `{style="…"}` behind a text into an attribute.
            for piece in re.findall(r"\{[^{}\n]*\}", re.sub(r"`[^`]*`", "", token.content)):
                problems += html_mistakes(path, piece, line)
        elif token.type == "fence" and is_open(token):
            problems.append(
                Problem(path, line, "text", f"a line of {token.markup} where the code ends", "none")
            )
        for part, at in _parts(token, line):
            if part.type in ("html_block", "html_inline"):
                problems += html_mistakes(path, part.content, at)
                links += [
                    BodyLink(target, at + down, element=name)
                    for down, name, target in html_addresses(part.content)
                ]
            elif part.type == "link_open":
                links.append(BodyLink(str(part.attrs["href"]), at))
            elif part.type == "image":
                links.append(BodyLink(str(part.attrs["src"]), at, image=True))
                if not part.content.strip():
                    expected = "words in the brackets that say what the picture shows, such as ![A call sheet](…)"
                    problems.append(Problem(path, at, "text", expected, "none"))
            elif part.type == "text":
                problems += line_slips(path, part.content, at, known_footnotes)
    for link in links:
        if better := better_target(link.target, link.image, link.element):
            problems.append(Problem(path, link.line, "link", better, quote(link.target)))
    if not too_much:
        problems += _lost(document, problems)
    return Body(tuple(links), None if too_much else document.body), problems


def _parts(token: Token, line: int) -> Iterator[tuple[Token, int]]:
    """A block and what stands in it, each with its line."""
    yield token, line
    for child in token.children or ():
        yield child, line
        line += child.type in ("softbreak", "hardbreak")
        line += child.content.count("\n") if child.type in ("html_inline", "code_inline") else 0


def _lost(document: Document, told: Iterable[Problem]) -> list[Problem]:
    """What a reader would not get of a text's HTML, unless something was said of it or its line
    already."""
    if (
        "<" not in document.body and "{" not in document.body
    ):  # nothing else becomes HTML that can be lost
        return []
    try:
        source, removed = clean(render(document.body))
    except RecursionError:
        line = document.body_line
        return [
            Problem(
                document.path,
                line,
                "text",
                "lists, notes and definitions a few levels deep",
                "far more",
            )
        ]
    shown = [problem.found.strip('"') for problem in told]
    lines = {problem.line for problem in told}
    problems = list(
        taken_out(document, [part for part in removed if not any(piece in part for piece in shown)])
    )
    for anchor in sorted(filter(is_ours, anchors_in(source))):
        expected = "an anchor of another name (a part of our pages has this one)"
        problems.append(
            Problem(document.path, line_of(document, anchor), "text", expected, quote(f"#{anchor}"))
        )
    return [problem for problem in problems if problem.line not in lines]
