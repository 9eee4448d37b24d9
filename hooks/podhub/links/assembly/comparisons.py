"""Two definitions side by side: their rows, their colours, and what to read and hear next."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from heapq import nsmallest

from podhub.links.assembly.cards import Cards
from podhub.links.graph import Graph
from podhub.links.pages import SitePage
from podhub.links.pairs import comparison_url, home_pair, partners
from podhub.links.views.parts import Card, FacetRow, Link, Pair, SideView
from podhub.model.entries import Shown

NEXT = 3
"""The most articles, and the most episodes, that a comparison sends its readers to."""


class Comparisons:
    """All comparisons of a catalog."""

    def __init__(
        self, catalog: Shown, pages: Mapping[str, SitePage], graph: Graph, cards: Cards
    ) -> None:
        self._definitions = catalog.definitions
        self._messages = catalog.messages
        self._by_url = {
            entry.url: entry for entry in (*catalog.articles.values(), *catalog.episodes.values())
        }
        self._place = {url: place for place, url in enumerate(self._by_url)}
        self._episodes = catalog.episodes
        self._partners = partners(catalog)
        self._pages = pages
        self._graph = graph
        self._cards = cards
        self._naming = cache(self._count_naming)
        self.tones = dict(zip(home_pair(catalog), ("first", "second"), strict=False))
        """The colour of each of the two definitions that the whole site is about: those that the
        home page compares."""

    def of(self, slug: str) -> tuple[Link, ...]:
        """The comparisons that a definition stands in."""
        urls = (comparison_url(slug, other) for other in sorted(self._partners.get(slug, ())))
        return tuple(Link(self._pages[url].title, url) for url in urls if url in self._pages)

    def pair(self, left: str, right: str) -> Pair:
        """Two definitions with the rows of both, shared ones first."""
        one, other = (self._definitions[slug].fields.facets for slug in (left, right))
        names = dict.fromkeys([*(name for name in one if name in other), *one, *other])
        rows = tuple(FacetRow(name, one.get(name, ""), other.get(name, "")) for name in names)
        url = comparison_url(left, right)
        return Pair(
            self._side(left, "left"),
            self._side(right, "right"),
            rows,
            url if url in self._pages else None,
        )

    def the_sites(self) -> Pair | None:
        """The two definitions that the whole site is about."""
        both = [slug for slug in self.tones if slug in self._definitions]
        return self.pair(*both) if len(both) == 2 else None

    def _side(self, slug: str, place: str) -> SideView:
        entry = self._definitions[slug]
        tone = self.tones.get(slug, place)
        return SideView(
            slug, entry.title, entry.url, entry.fields.definition, entry.fields.key_points, tone
        )

    def read_next(self, kind: str, left: str, right: str) -> tuple[Card, ...]:
        """Articles or episodes to go to from a comparison: those that speak most of both words,
        then of one, in the site's order.

        Where none speaks of either, those that are related to the two definitions in other ways.
        """
        one, other = (self._naming(slug).get(kind, {}) for slug in (left, right))
        if not (one or other):
            return self._near(kind, left, right)

        both = nsmallest(
            NEXT,
            one.keys() & other.keys(),
            key=lambda url: (-min(one[url], other[url]), self._place[url]),
        )
        more = nsmallest(NEXT - len(both), one.keys() ^ other.keys(), key=self._place.__getitem__)
        said = self._messages
        titles = {url: self._definitions[left if url in one else right].title for url in more}
        return tuple(
            self._cards.card(
                self._by_url[url],
                said.gettext("mentions %(term)s", term=titles[url])
                if url in titles
                else said.gettext("mentions both"),
            )
            for url in (*both, *more)
        )

    def _near(self, kind: str, left: str, right: str) -> tuple[Card, ...]:
        found = [
            relation
            for slug in (left, right)
            for relation in self._graph.related[self._definitions[slug].url]
        ]
        urls = dict.fromkeys(
            relation.url for relation in found if self._pages[relation.url].kind == kind
        )
        return tuple(self._cards.card(self._by_url[url]) for url in list(urls)[:NEXT])

    def _count_naming(self, slug: str) -> dict[str, dict[str, int]]:
        """The pages whose text or speech names a definition, or that link to it, and how often they
        do; by the kind of page."""
        graph, url = self._graph, self._definitions[slug].url
        times = {
            source: graph.texts[source].terms.get(slug, 0)
            for found in (graph.backlinks, graph.uses)
            for source, _ in found.get(url, ())
        }
        for episode in graph.heard.get(slug, ()):
            page = self._episodes[episode].url
            times[page] = times.get(page, 0) + graph.speech[episode].said[slug].count
        by_kind: dict[str, dict[str, int]] = {}
        for source, count in times.items():
            # A link in other words names it too.
            by_kind.setdefault(self._pages[source].kind, {})[source] = max(count, 1)
        return by_kind
