"""Puts links into every text, and finds out who points at whom. What one text says is remembered by
all that decides about it, so that an edit reads one text again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from podhub.build.content_file import ContentFile
from podhub.build.hub import Hub
from podhub.links.destinations import Destinations
from podhub.links.graph import (
    Graph,
    build_graph,
    most_term_links,
    term_finder,
    term_words,
    unlinked_terms,
)
from podhub.links.pages import SitePage
from podhub.links.speech import Speech, listen
from podhub.links.text import PageText, read_page
from podhub.links.views import parts
from podhub.links.views.contents import contents
from podhub.model.digest import Digested, digest_of
from podhub.model.body import Body, BodyLink, Destination
from podhub.model.memo import Memo

Leads = Mapping[BodyLink, Destination | None]


@dataclass(frozen=True)
class LinkedText:
    """One page's text: where its links lead, and the key of what it becomes."""

    file: ContentFile
    key: str
    """Of its HTML with its own links"""
    leads: Leads

    def body(self, memo: Memo) -> Body:
        """The text as it was read."""
        assert self.file.body
        html, source = memo.large(self.file.key, self.file.again)
        return replace(self.file.body, html=html, source=source)

    def html(self, memo: Memo) -> str:
        """Its HTML, without links to definitions: what apps show."""
        return self.body(memo).with_links(self.leads.__getitem__)


@dataclass(frozen=True)
class Linked:
    """All texts of a site, and what they say of each other."""

    graph: Graph
    texts: Mapping[str, LinkedText]
    """By their pages' addresses"""
    keys: Mapping[str, str]
    """The keys of the same with links to definitions"""
    makers: Mapping[str, Callable[[], tuple[PageText, str]]]
    """By these keys"""
    memo: Memo

    def body(self, url: str) -> parts.Body:
        """A page's text as its view has it."""
        key = self.keys[url]
        file = self.texts[url].file
        assert file.body
        load = partial(self.memo.large, key, self.makers[key])
        return parts.Body(Digested(key, load), contents(file.body.headings))


def link_site(hub: Hub, pages: Mapping[str, SitePage], memo: Memo) -> Linked:
    """Link all texts that a site shows."""
    shown = hub.shown
    destinations = Destinations(hub.everything, shown, hub.unfit if hub.view.preview else ())
    finder, words = term_finder(shown), digest_of(term_words(shown))
    urls = {slug: entry.url for slug, entry in shown.definitions.items()}
    texts: dict[str, LinkedText] = {}
    keys: dict[str, str] = {}
    makers: dict[str, Callable[[], tuple[PageText, str]]] = {}
    for url, page in pages.items():
        if page.entry is None:
            continue
        text = texts[url] = _linked_text(hub, page, destinations, memo)
        skip, most = unlinked_terms(page), most_term_links(page)
        key = memo.key("page text", text.key, words, digest_of((skip, most)))
        keys[url] = key
        read = partial(read_page, url=url, terms=finder, definition_urls=urls, skip=skip, cap=most)
        makers[key] = partial(_read, text, memo, read)
    small = memo.parted(makers)
    read_texts = {url: small[key] for url, key in keys.items()}
    graph = build_graph(shown, pages.values(), read_texts, _speech(hub, words, memo))
    return Linked(graph, texts, keys, makers, memo)


def _linked_text(
    hub: Hub, page: SitePage, destinations: Destinations, memo: Memo
) -> LinkedText:
    assert page.entry
    file = hub.reading.files[page.entry.path]
    assert file.body
    leads = {link: destinations.of(link, page) for link in file.body.links}
    key = memo.key("text", file.key, page.url, digest_of(tuple(leads.values())))
    return LinkedText(file, key, leads)


def _read(
    text: LinkedText, memo: Memo, read: Callable[[str], tuple[PageText, str]]
) -> tuple[PageText, str]:
    return read(text.html(memo))


def _speech(hub: Hub, words: str, memo: Memo) -> dict[str, Speech]:
    """What is said in each episode that has a transcript."""
    episodes = {slug: entry for slug, entry in hub.shown.episodes.items() if entry.cues}
    keys = {slug: memo.key("speech", e.words_key, words) for slug, e in episodes.items()}
    finder = term_finder(hub.shown)
    makers = {keys[slug]: partial(listen, entry, finder) for slug, entry in episodes.items()}
    made = memo.values(makers)
    return {slug: made[key] for slug, key in keys.items()}
