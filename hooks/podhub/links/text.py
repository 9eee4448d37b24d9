"""Reads one page's HTML once: links its terms, and notes whom it points at, each with the sentence
that does so."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from podhub.links.terms import Match, TermFinder
from podhub.model.sentences import sentence_at
from podhub.model.values import relative

HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
UNLINKED = HEADINGS | {
    "a",
    "abbr",
    "audio",
    "button",
    "code",
    "del",
    "figcaption",
    "kbd",
    "label",
    "math",
    "option",
    "pre",
    "samp",
    "script",
    "select",
    "style",
    "summary",
    "svg",
    "textarea",
    "var",
    "video",
}
_TAG = re.compile(r'<(?:[^">]|"[^"]*")*>')
_TEXTS = etree.XPath("descendant::text() | descendant::h1 | descendant::h2")
"""Every text in reading order, and where sections begin."""
_BETWEEN_TEXTS = "\0"
"""No term goes on behind it, and no text has it."""
BLOCKS = ("p", "li", "td", "th", "dd", "dt", "blockquote", "div")


class Reference(NamedTuple):
    """A link from a page to another page of the hub."""

    url: str
    """The target's path on the site, without its anchor."""
    sentence: str
    by_term: bool
    """Whether the hub made the link from a defined term."""


@dataclass(frozen=True, slots=True)
class PageText:
    """What one page's text says about other pages."""

    references: tuple[Reference, ...]
    terms: Mapping[str, int]
    """Every definition that the text names, linked or not, and how often; in the order of the
    text."""
    linked: tuple[str, ...]
    """The definitions that are linked now."""
    words: int


def read_page(
    source: str,
    url: str,
    terms: TermFinder,
    definition_urls: Mapping[str, str],
    *,
    skip: frozenset[str],
    cap: int,
) -> tuple[PageText, str]:
    """Link a page's terms and collect its references. Returns what it says of other pages, and its
    HTML.

    `url` is the page's path on the site; `skip` names definitions that are not linked here; `cap`
    is the most links to terms that a page may get."""
    words = sum(text.count(" ") + 1 for text in _TAG.split(source) if text)
    if "<a " not in source and not terms.may_be_in(source):
        return PageText((), {}, (), words), source
    root = html.fragment_fromstring(source, create_parent="div")
    counts, linked = _link(root, url, terms, definition_urls, skip, cap)
    references = tuple(_references(root, url, definition_urls))
    said = PageText(references, counts, linked, words)
    return said, _inner_html(root) if linked else source


def _link(
    root: html.HtmlElement,
    url: str,
    terms: TermFinder,
    definition_urls: Mapping[str, str],
    skip: frozenset[str],
    cap: int,
) -> tuple[dict[str, int], tuple[str, ...]]:
    """Put links at a page's terms; returns how often it names each, and those that are linked."""
    counts: dict[str, int] = {}
    linked: dict[str, None] = {}
    in_section: set[str] = set()
    made = 0
    # Nodes are listed first: linking inserts new ones.
    nodes = _TEXTS(root)
    for node, matches in _found(nodes, terms):
        if matches is None:
            in_section.clear()
            continue
        for match in matches:
            counts[match.slug] = counts.get(match.slug, 0) + 1
        element, is_tail = node.getparent(), bool(node.is_tail)
        if _is_unlinked(element.getparent() if is_tail else element):
            continue
        chosen = []
        for match in matches:
            if match.slug not in skip and match.slug not in in_section and made < cap:
                in_section.add(match.slug)
                linked.setdefault(match.slug)
                made += 1
                chosen.append(match)
        _insert(
            element, is_tail, str(node), chosen, lambda slug: _anchor(slug, url, definition_urls)
        )
    return counts, tuple(linked)


def _found(nodes: Sequence[Any], terms: TermFinder) -> Iterator[tuple[Any, list[Match] | None]]:
    """Each text that names terms, with their places in it; None where a section begins.

    The page is looked through at once: to do so for each text by itself takes three times as
    long."""
    texts = ["" if isinstance(node, html.HtmlElement) else str(node) for node in nodes]
    found = [*terms.find(_BETWEEN_TEXTS.join(texts)), None]
    start, number = 0, 0
    for node, text in zip(nodes, texts, strict=True):
        end = start + len(text)
        if isinstance(node, html.HtmlElement):
            yield node, None
        matches = []
        while (match := found[number]) and match.start < end:
            matches.append(Match(match.slug, match.start - start, match.end - start))
            number += 1
        if matches:
            yield node, matches
        start = end + len(_BETWEEN_TEXTS)


def _is_unlinked(element: html.HtmlElement | None) -> bool:
    while element is not None:
        if element.tag in UNLINKED:
            return True
        element = element.getparent()
    return False


def _anchor(slug: str, url: str, definition_urls: Mapping[str, str]) -> html.HtmlElement:
    anchor = html.Element("a")
    anchor.set("class", "term")
    anchor.set("href", relative(url, definition_urls[slug]))
    anchor.set("aria-describedby", f"term-{slug}")
    return anchor


def _insert(
    element: html.HtmlElement,
    is_tail: bool,
    text: str,
    matches: list[Match],
    make: Callable[[str], html.HtmlElement],
) -> None:
    """Cut a text at its matches and put a link at each."""
    if not matches:
        return
    parent = element.getparent() if is_tail else element
    assert parent is not None  # only the root has none, and its tail is never read
    index = parent.index(element) + 1 if is_tail else 0
    head = text[: matches[0].start]
    if is_tail:
        element.tail = head
    else:
        element.text = head
    ends = [*(match.start for match in matches[1:]), len(text)]
    for offset, (match, end) in enumerate(zip(matches, ends, strict=True)):
        anchor = make(match.slug)
        anchor.text, anchor.tail = text[match.start : match.end], text[match.end : end]
        parent.insert(index + offset, anchor)


def _references(
    root: html.HtmlElement, url: str, definition_urls: Mapping[str, str]
) -> Iterator[Reference]:
    """Each page that is linked to, once, with the sentence around the first link."""
    seen: set[str] = {url}
    for anchor in root.iter("a"):
        by_term = anchor.get("class") == "term"
        if by_term:
            target = definition_urls[anchor.get("aria-describedby", "").removeprefix("term-")]
        else:
            target = _target(url, anchor.get("href") or "")
        if target in seen:
            continue
        seen.add(target)
        block = next(anchor.iterancestors(*BLOCKS), root)
        yield Reference(target, sentence_at(*_text_and_offset(block, anchor)), by_term)


def _target(url: str, href: str) -> str:
    """The page of this site that a link leads to, as a path; the page itself where it leads
    elsewhere."""
    if not href or href.startswith("#"):
        return url
    parts = urlsplit(urljoin(f"https://hub.invalid/{url}", href))
    return parts.path.lstrip("/") if parts.netloc == "hub.invalid" else url


def _text_and_offset(block: html.HtmlElement, anchor: html.HtmlElement) -> tuple[str, int]:
    """A block's whole text, and where in it a link begins."""
    parts: list[str] = []
    length, offset = 0, 0
    for event, element in etree.iterwalk(block, events=("start", "end")):
        if event == "start" and element is anchor:
            offset = length
        piece = (
            element.text if event == "start" else element.tail if element is not block else None
        ) or ""
        parts.append(piece)
        length += len(piece)
    return "".join(parts).rstrip("¶"), offset


def _inner_html(root: html.HtmlElement) -> str:
    """The page's HTML again, without the element that was put around it."""
    return str(html.tostring(root, encoding="unicode"))[len("<div>") : -len("</div>")]
