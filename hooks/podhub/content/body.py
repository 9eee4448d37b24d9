"""The Markdown below the front matter, as far as it can be wrong: its links with their lines, its headings with their anchors.

markdown-it-py reads it, since it knows lines; the site's pages are rendered by the builder's own Markdown.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from podhub.content.frontmatter import Document
from podhub.content.problems import Problem, quote

_HANDLERS = r"on(?:click|dbl|load|error|mouse|key|focus|blur|change|input|submit|toggle|play|pause|touch|pointer)[a-z]*"
_SCRIPT_OR_STYLE = re.compile(rf"<(?:script|style)\b|[\s{{:\"'](?:style|{_HANDLERS})\s*=", re.IGNORECASE)
_LOADS_ELSEWHERE = re.compile(
    r"<(?:img|iframe|audio|video|source|track|embed|object|link)\b[^>]*?\b(?:src|href|data)\s*=\s*[\"']?"
    r"((?:https?:)?//[^\s\"'>]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class BodyLink:
    """A link or picture in a body, as written."""

    target: str
    line: int
    image: bool = False


@dataclass(frozen=True)
class Body:
    """What other files may want to know of a body."""

    links: tuple[BodyLink, ...]
    anchors: frozenset[str]


@cache
def _reader() -> MarkdownIt:
    reader = MarkdownIt("zero", {"html": True}).enable(
        ["fence", "code", "heading", "lheading", "list", "blockquote", "reference", "html_block"]
    )
    reader.enable(["link", "image", "autolink", "backticks", "escape", "newline", "html_inline"])
    reader.core.ruler.at("inline", _read_inline)
    # Let addresses that a browser must never follow through to the check below, which names them.
    reader.validateLink = lambda url: True  # type: ignore[method-assign]
    # An author reads addresses in errors as they were written.
    reader.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return reader


def _read_inline(state: StateCore) -> None:
    """Look into the paragraphs that can hold a link or HTML; most hold neither, and their words are of no interest here."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = []
            if "[" in token.content or "<" in token.content:
                state.md.inline.parse(token.content, state.md, state.env, token.children)


def read_body(document: Document) -> tuple[Body, list[Problem]]:
    """Find links, anchors and mistakes in a document's Markdown."""
    links: list[BodyLink] = []
    anchors: set[str] = set()
    problems: list[Problem] = []
    from markdown.extensions.toc import unique

    tokens = _reader().parse(document.body)
    for index, token in enumerate(tokens):
        line = document.body_line + (token.map[0] if token.map else 0)
        if token.type == "heading_open":
            text = tokens[index + 1].content
            unique(_anchor(text), anchors)  # adds it
            if token.tag == "h1":
                expected = "headings from ## down (the page's # heading is its title)"
                problems.append(Problem(document.path, line, "text", expected, quote(f"# {text}")))
        elif token.type == "inline":
            links += _links(token, line)
        problems += _forbidden(document.path, token, line)
        for part in (token, *(token.children or ())):
            if part.type in ("html_block", "html_inline"):
                anchors.update(re.findall(r'\bid="([^"]+)"', part.content))
    for link in links:
        better = _expected_of(link.target)
        if link.image and not better and _is_elsewhere(link.target):
            better = "a picture in docs/assets/ (our pages load nothing from other sites)"
        if better:
            problems.append(Problem(document.path, link.line, "link", better, quote(link.target)))
    return Body(tuple(links), frozenset(anchors)), problems


def _forbidden(path: str, token: Token, line: int) -> list[Problem]:
    """HTML that the pages' Content-Security-Policy keeps from working: it would do nothing, and no browser would say so."""
    if token.type == "inline":
        pieces = [child.content for child in token.children or () if child.type == "html_inline"]
        # A renderer turns `{style="…"}` behind a text into an attribute.
        pieces += re.findall(r"\{[^{}\n]*\}", re.sub(r"`[^`]*`", "", token.content))
    elif token.type == "html_block":
        pieces = [token.content]
    else:
        return []
    problems = []
    for piece in pieces:
        if found := _SCRIPT_OR_STYLE.search(piece):
            expected = "text without scripts and styles of its own (no browser runs them on our pages)"
            problems.append(Problem(path, line, "text", expected, quote(found[0].strip(" {:\"'"))))
        elif found := _LOADS_ELSEWHERE.search(piece):
            expected = "a file in docs/assets/ or a link to the other site (our pages load nothing from there)"
            problems.append(Problem(path, line, "text", expected, quote(found[1])))
    return problems


def _is_elsewhere(target: str) -> bool:
    return target.startswith(("http:", "https:", "//"))


def _expected_of(target: str) -> str | None:
    """What should stand there instead of an address that no browser can or may follow."""
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.\-]*):", target)
    if scheme and scheme[1].lower() not in ("http", "https", "mailto", "tel"):
        return "a link to a file of this site or to https://…"
    try:
        parts = urlsplit(target)
        names_host = bool(parts.hostname)
    except ValueError:
        names_host = False
    if ((scheme and scheme[1].lower() in ("http", "https")) or target.startswith("//")) and not names_host:
        return "an address such as https://example.com/page"
    return None


def _links(inline: Token, line: int) -> list[BodyLink]:
    found = []
    for token in inline.children or ():
        if token.type in ("softbreak", "hardbreak"):
            line += 1
        elif token.type == "link_open":
            found.append(BodyLink(str(token.attrs["href"]), line))
        elif token.type == "image":
            found.append(BodyLink(str(token.attrs["src"]), line, image=True))
    return found


def _anchor(heading: str) -> str:
    """The anchor that Python-Markdown gives a heading.

    >>> _anchor("What it *means*: today"), _anchor("Named {#by-hand}")
    ('what-it-means-today', 'by-hand')
    """
    named = re.search(r"\{:?\s*#([\w\-]+)[^}]*\}\s*$", heading)
    if named:
        return named[1]
    from markdown.extensions.toc import slugify

    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return slugify(re.sub(r"[*`]", "", plain), "-")
