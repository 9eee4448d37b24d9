"""Puts links into every text, and finds out who points at whom. What one text says is remembered by
all that decides about it, so that an edit reads one text again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TypeAlias

from podhub.build.content_file import ReadFile
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
from podhub.links.speech import SaidTerm, Speech, listen
from podhub.links.terms import TermFinder
from podhub.links.text import PageText, read_page
from podhub.links.utterances import Utterance
from podhub.links.views.contents import contents
from podhub.links.views.parts import Body
from podhub.links.views.player import MomentView
from podhub.markup.own_words import in_language
from podhub.model.body import BodyLink, Destination
from podhub.model.digest import Digested, digest_of
from podhub.model.entries import EpisodeEntry
from podhub.model.memo import Memo
from podhub.model.messages import Messages
from podhub.read.files import find
from podhub.read.picture_size import picture_size


@dataclass(frozen=True)
class LinkedText:
    """One page's text, and where its links lead."""

    read: ReadFile
    page: SitePage
    key: str
    leads: Mapping[BodyLink, Destination | None]
    destinations: Destinations
    memo: Memo
    said: Messages

    def html(self) -> str:
        """Its HTML without links to definitions: what apps show."""
        html = self.read.body(self.memo).with_links(self.leads.__getitem__)
        return in_language(html, self.said)

    def markdown(self, site_url: str) -> str:
        """Its Markdown with full addresses."""
        path = self.read.path
        full = self.destinations.in_full(path, self.page.url, site_url)
        return self.read.body(self.memo).markdown(full)


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

    def html(self, url: str) -> str:
        """A page's text as apps show it."""
        return self.texts[url].html()

    def key(self, url: str) -> str:
        """What stands for that."""
        return self.texts[url].key

    def body(self, url: str) -> Body:
        """A page's text as its view has it."""
        key, text = self.keys[url], self.texts[url]
        load = partial(self.memo.large, key, self.makers[key])
        is_article = text.page.kind == "article"
        headings = text.read.file.body.headings if is_article and text.read.file.body else ()
        return Body(Digested(key, load), contents(headings))


def link_site(hub: Hub, pages: Mapping[str, SitePage], memo: Memo) -> Linked:
    """Link all texts that a site shows."""
    shown, root = hub.shown, hub.view.root
    destinations = Destinations(
        shown,
        pages.values(),
        picture_size=lambda path: picture_size(root / path),
        find=lambda path: find(root, path),
    )
    finder, words = term_finder(shown), digest_of(term_words(shown))
    urls = {slug: entry.url for slug, entry in shown.definitions.items()}
    texts: dict[str, LinkedText] = {}
    keys: dict[str, str] = {}
    makers: dict[str, Callable[[], tuple[PageText, str]]] = {}
    for url, page in pages.items():
        if page.entry is None:
            continue
        text = texts[url] = _linked_text(
            hub.reading.files[page.entry.path], page, destinations, memo, shown.messages
        )
        skip, most = unlinked_terms(page), most_term_links(page)
        key = memo.key("page text", text.key, words, digest_of((skip, most)))
        keys[url] = key
        read = partial(read_page, url=url, terms=finder, definition_urls=urls, skip=skip, cap=most)
        makers[key] = partial(_read, text, read)
    small = memo.parted(makers)
    read_texts = {url: small[key] for url, key in keys.items()}
    graph = build_graph(shown, pages.values(), read_texts, _speech(hub, words, memo))
    return Linked(graph, texts, keys, makers, memo)


def _linked_text(
    read: ReadFile, page: SitePage, destinations: Destinations, memo: Memo, said: Messages
) -> LinkedText:
    assert read.file.body
    lead = destinations.on_page(read.path, page.url)
    leads = {link: lead(link) for link in read.file.body.links}
    key = memo.key("text", read.key, page.url, said.key, digest_of(tuple(leads.values())))
    return LinkedText(read, page, key, leads, destinations, memo, said)


def _read(text: LinkedText, read: Callable[[str], tuple[PageText, str]]) -> tuple[PageText, str]:
    return read(text.html())


def _speech(hub: Hub, words: str, memo: Memo) -> dict[str, Speech]:
    """What is said in each episode that has a transcript."""
    finder = term_finder(hub.shown)
    keys: dict[str, str] = {}
    makers: dict[str, Callable[[], tuple[_Listened, tuple[Utterance, ...]]]] = {}
    for slug, episode in hub.shown.episodes.items():
        if episode.cues:
            keys[slug] = memo.key("speech", episode.digest, words)
            makers[keys[slug]] = partial(_listen, episode, finder)
    small = memo.parted(makers)
    return {
        slug: Speech(
            Digested(small[key][0], partial(memo.large, key, makers[key])), *small[key][1:]
        )
        for slug, key in keys.items()
    }


_Listened: TypeAlias = tuple[str, Mapping[str, SaidTerm], tuple[MomentView, ...]]
"""What is known of speech beside its sentences, and their digest"""


def _listen(episode: EpisodeEntry, terms: TermFinder) -> tuple[_Listened, tuple[Utterance, ...]]:
    speech = listen(episode, terms)
    sentences = speech.sentences
    return (sentences.digest, speech.said, speech.moments), sentences.load()
