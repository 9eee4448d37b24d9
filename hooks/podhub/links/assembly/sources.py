"""What the views of all kinds are made from, and what several kinds say alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from heapq import nsmallest
from typing import TypedDict

from podhub.links.assembly.cards import Cards
from podhub.links.assembly.comparisons import Comparisons
from podhub.links.assembly.heard import heard
from podhub.links.graph import Graph
from podhub.links.pages import SitePage, topic_url
from podhub.links.views.parts import NO_TEXT, Backlink, Body, Card, Heard, Link, TermNote
from podhub.links.views.player import Player
from podhub.model.entries import Entry, Shown
from podhub.model.items import Item

SHOWN = 12
"""The most backlinks, uses or places heard on one page: a page must not grow with the site."""


class Shared(TypedDict):
    """What all kinds of page have, as arguments of their types."""

    url: str
    title: str
    description: str
    breadcrumbs: tuple[Link, ...]
    held: str | None
    modified: str | None
    body: Body
    terms: tuple[TermNote, ...]


class Backlinks(TypedDict):
    """Who points at a page, as arguments of its type."""

    backlinks: tuple[Backlink, ...]
    backlinks_total: int


class Sources:
    """The catalog, its pages and the graph, with quick ways to find things in them.

    `body` gives the text of a page that somebody wrote, by its address."""

    def __init__(
        self,
        catalog: Shown,
        pages: Iterable[SitePage],
        graph: Graph,
        now: datetime,
        body: Callable[[str], Body],
    ) -> None:
        self.catalog, self.graph, self.now = catalog, graph, now
        self.pages = {page.url: page for page in pages}
        self.entries: dict[str, Entry[Item]] = {entry.url: entry for entry in catalog.entries()}
        self.cards = Cards(catalog, now, graph.texts)
        self.comparisons = Comparisons(catalog, self.pages, graph, self.cards)
        self.players: dict[str, Player] = {}
        """Those made so far, by the slug of the episode."""
        self._body = body
        self._place = {url: place for place, url in enumerate(self.pages)}
        self._notes: dict[str, TermNote] = {}

    def shared(self, page: SitePage) -> Shared:
        """What a page has as all pages have it."""
        text = self.graph.texts.get(page.url)
        return {
            "url": page.url,
            "title": page.title,
            "description": page.description,
            "breadcrumbs": self._breadcrumbs(page),
            "held": page.entry.held(self.now) if page.entry else None,
            "modified": self._modified(page),
            "body": self._body(page.url) if page.entry else NO_TEXT,
            "terms": tuple(map(self._note, text.linked)) if text else (),
        }

    def backlinks(self, page: SitePage) -> Backlinks:
        """Who points at a page, in the order of the site; the first dozen with their sentences."""
        uses = dict(self.graph.uses.get(page.url, ()))
        # A sentence that somebody linked by hand says more than the first use of a word.
        found = {**uses, **dict(self.graph.backlinks.get(page.url, ()))}
        shown = (self.pages[url] for url in nsmallest(SHOWN, found, key=self._place.__getitem__))
        return {
            "backlinks": tuple(
                Backlink(source.kind, source.title, source.url, found[source.url])
                for source in shown
            ),
            "backlinks_total": len(found),
        }

    def related(self, page: SitePage) -> tuple[Card, ...]:
        """What has most in common with a page."""
        return tuple(
            self.cards.related(page, relation) for relation in self.graph.related.get(page.url, ())
        )

    def topics(self, topics: Iterable[str]) -> tuple[Link, ...]:
        """Links to the pages of some topics."""
        urls = ((topic, topic_url(topic)) for topic in topics)
        return tuple(
            Link(self.catalog.topics[topic].title, url) for topic, url in urls if url in self.pages
        )

    def first_guide(self) -> Card | None:
        """The guide that the site leads its readers to."""
        for guide in self.catalog.guides.values():
            return self.cards.card(guide)
        return None

    def discussed(self, page: SitePage) -> list[str]:
        """The slugs of an article's episodes, or of an episode's articles."""
        return self.graph.discussed.get(page.url, [])[:SHOWN]

    def _note(self, slug: str) -> TermNote:
        """A definition in a sentence, and where it is first heard."""
        if slug not in self._notes:
            self._notes[slug] = self.cards.note(slug, self._first_heard(slug))
        return self._notes[slug]

    def _first_heard(self, definition: str) -> Heard | None:
        """The first place where a term is said, in the newest episode that says it."""
        for slug in self.graph.heard.get(definition, ())[:1]:
            said = self.graph.speech[slug].said[definition]
            return heard(self.catalog.episodes[slug], said.first)
        return None

    def _breadcrumbs(self, page: SitePage) -> tuple[Link, ...]:
        """The way down from the home page, without the page itself."""
        parts = page.url.split("/")[:-1]
        above = ["/".join(parts[:depth]) + "/" for depth in range(1, len(parts))]
        home = [Link(self.catalog.messages.gettext("Home"), "")] if page.url else []
        return (*home, *(Link(self.pages[url].title, url) for url in above if url in self.pages))

    def _modified(self, page: SitePage) -> str | None:
        """The newest date of what the page shows; None where no date says so."""
        if page.entry and page.kind in ("article", "episode"):
            changed: datetime | None = (
                getattr(page.entry.fields, "updated", None) or page.entry.date
            )
            return changed.date().isoformat() if changed else None
        urls = self.entries if page.kind == "home" else page.items
        dates = [entry.date for url in urls if (entry := self.entries.get(url)) and entry.date]
        return max(dates).date().isoformat() if dates else None
