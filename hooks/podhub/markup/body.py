"""Reads the Markdown below the front matter, once: what its page, its twin and the feeds show of
it, and what is wrong with it.

One parse gives it all, so that what is checked is what is made."""

from __future__ import annotations

from unicodedata import normalize

from markdown_it.utils import EnvType

from podhub.markup.abbreviations import explain
from podhub.markup.attributes import attach
from podhub.markup.footnotes import arrange
from podhub.markup.headings import anchor_headings
from podhub.markup.limits import excesses
from podhub.markup.losses import losses
from podhub.markup.parser import blocks, paragraphs
from podhub.markup.reading import Reading
from podhub.markup.render import add_tasks, render
from podhub.model.body import Body
from podhub.model.document import Document
from podhub.model.problems import Problem


def read_body(document: Document) -> tuple[Body, list[Problem]]:
    """Read a document's Markdown; returns it with everything that is wrong in it."""
    text = normalize("NFC", document.body).replace("\r\n", "\n").replace("\r", "\n")
    env: EnvType = {}
    tokens = blocks(text, env)
    problems = list(excesses(document, tokens))
    try:
        paragraphs(tokens, env)
    except RecursionError:
        expected = "pictures without pictures in their words"
        return Body(), [
            *problems,
            Problem(document.path, document.body_line, "text", expected, "many"),
        ]
    reading = Reading(document, text, tokens)
    reading.attributes(attach(tokens))
    reading.blocks()
    problems += losses(document, tokens, text, env.get("abbreviations", {}).values())
    tokens, unread, doubles = arrange([token for token in tokens if token.type != "definition"])
    reading.footnotes(unread, doubles)
    headings = tuple(anchor_headings(tokens, reading.anchors))
    add_tasks(tokens)
    if "abbreviations" in env:
        explain(tokens, env["abbreviations"])
    html, gone = render(tokens, reading.has_html)
    reading.lost(gone)
    also = (str(token.meta["also"]) for token in tokens if "also" in token.meta)
    anchors = frozenset((*reading.anchors, *(heading.anchor for heading in headings), *also))
    source, links = reading.source()
    return Body(html, links, anchors, headings, source), problems + reading.problems
