"""Markdown is read as CommonMark and GitHub specify it: all their examples, by structure.

What differs on purpose is listed with its reason; an example of these that no longer differs fails
as well."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from markdown_it.common.normalize_url import normalizeLink
from podhub.markup.body import read_body
from podhub.markup.harmless import cleaner
from podhub.model.body import Destination
from podhub.model.document import Document

FOLDER = Path(__file__).parent / "specification"
EXAMPLES = {
    (name, example["example"]): example
    for name in ("commonmark", "gfm")
    for example in json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
}
_EMPTY = "a link without an address leads to its own page: it is refused, and no link"
_BARE = "an address that stands as it is becomes a link, as on GitHub, which CommonMark has not"
_HIDDEN = "what no browser shows reaches no page, nor what a browser's own rules would leave of it"
_NEWER = "CommonMark has changed since GitHub's specification"
DIFFERENT = {
    ("commonmark", 180): _HIDDEN,
    ("commonmark", 200): _EMPTY,
    ("commonmark", 485): _EMPTY,
    ("commonmark", 486): _EMPTY,
    ("commonmark", 487): _EMPTY,
    ("commonmark", 567): _EMPTY,
    ("commonmark", 602): _BARE,
    ("commonmark", 608): _BARE,
    ("commonmark", 611): _BARE,
    ("commonmark", 612): _BARE,
    ("commonmark", 629): _HIDDEN,
    ("gfm", 199): "columns are aligned by classes: the pages' policy forbids inline styles",
    ("gfm", 279): "a task's box is a sign with a role, so that feeds and plain texts have it too",
    ("gfm", 280): "the same",
    ("gfm", 610): "as cmark-gfm reads it; the section has not GitHub's addresses",
    ("gfm", 616): "as of CommonMark, in a section without GitHub's addresses",
    ("gfm", 619): "the same",
    ("gfm", 628): "no browser opens ftp: any more; such an address stays text",
    ("gfm", 645): _NEWER,
    ("gfm", 646): _NEWER,
    ("gfm", 653): "elements that no page may have are refused, not shown as text",
}


def structure(source: str) -> list[Any]:
    """HTML as elements, attributes and words, without what headings and pictures get from us."""
    return _inner(html.fragment_fromstring(source, create_parent="div"), is_code=False)


def _inner(element: html.HtmlElement, is_code: bool) -> list[Any]:
    parts: list[Any] = _words(element.text, is_code)
    for child in element:
        is_anchor = child.tag == "span" and list(child.attrib) == ["id"]
        is_ours = is_anchor or child.get("class") == "headerlink"
        if isinstance(child.tag, str) and not is_ours:
            attributes = dict(child.attrib)
            attributes.pop("loading", None)
            if child.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
                attributes.pop("id", None)
            parts.append((child.tag, attributes, _inner(child, is_code or child.tag == "pre")))
        parts += _words(child.tail, is_code)
    return parts


def _words(text: str | None, is_code: bool) -> list[str]:
    return [text] if is_code and text else (text or "").split()


def ours(markdown: str) -> str:
    """The HTML that a page gets."""
    body, _ = read_body(Document("docs/a.md", {}, body=markdown))
    return body.with_links(lambda link: Destination(normalizeLink(link.target)))


@pytest.mark.parametrize("name", ["commonmark", "gfm"])
def test_every_example_is_read_as_specified(name: str) -> None:
    """Up to our cleaning, which both sides go through."""
    clean = cleaner()
    different = set()
    for key, example in EXAMPLES.items():
        if key[0] == name:
            wanted = structure(clean.clean(example["html"]))
            if structure(ours(example["markdown"])) != wanted:
                different.add(key)
    listed = {key for key in DIFFERENT if key[0] == name}
    said = "\n".join(
        f"{key}\n{EXAMPLES[key]['markdown']}---\n{EXAMPLES[key]['html']}---\n{ours(EXAMPLES[key]['markdown'])}"
        for key in sorted(different - listed)
    )
    assert different == listed, said


def test_the_examples_are_all_there() -> None:
    """As many as the specifications have."""
    assert len([key for key in EXAMPLES if key[0] == "commonmark"]) == 652
    assert len([key for key in EXAMPLES if key[0] == "gfm"]) == 44
