"""A page's facts for machines, in schema.org's words: one JSON-LD graph, from the PageView that the
page itself is made from.

So each value is one that the page shows. Ids are addresses and never change: the organisation, the
site, the show and each term have one id on every page that speaks of them, and readers of several
pages can put them together."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from podhub.links.episode_view import EpisodeView
from podhub.links.pages import capitalise
from podhub.links.view import Card, Link, PageView
from podhub.model.entries import ShowEntry
from podhub.model.values import iso_duration
from podhub.outputs.feed.podcast import PODCAST_FEED
from podhub.outputs.site import Site

Node = dict[str, Any]
PAGE_TYPES = {"list": "CollectionPage", "topic": "CollectionPage", "topics": "CollectionPage"}
DEFINITIONS, PODCAST = "definitions/", "podcast/"


def structured_data(
    view: PageView, site: Site, show: ShowEntry | None, card: str | None = None
) -> Node:
    """The graph of a page; `card` is the path of its picture."""
    return {
        "@context": "https://schema.org",
        "@graph": list(_Graph(view, site, show, card).nodes()),
    }


def as_script(graph: Node) -> str:
    """A graph as the text of a `script` element: no text in it can end the element or open another
    (HTML §4.12.1.3).

    >>> as_script({"name": "</script><!-- & -->"})
    '{"name":"\\\\u003c/script\\\\u003e\\\\u003c!-- \\\\u0026 --\\\\u003e"}'
    """
    text = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


class _Graph:
    """Puts one page's nodes together."""

    def __init__(
        self, view: PageView, site: Site, show: ShowEntry | None, card: str | None
    ) -> None:
        self.view, self.site, self.show, self.card = view, site, show, card
        self.page = site.address(view.url)

    def nodes(self) -> Iterable[Node]:
        """The page's nodes: who publishes, which site, this page, what it is about, where it
        stands."""
        yield {
            "@type": "Organization",
            "@id": self._id("organization"),
            "name": self.site.name,
            "url": self.site.url,
            **({"logo": self.site.address(self.site.logo)} if self.site.logo else {}),
        }
        yield {
            "@type": "WebSite",
            "@id": self._id("website"),
            "name": self.site.name,
            "url": self.site.url,
            "inLanguage": self.site.language,
            "publisher": _ref(self._id("organization")),
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": self.site.address("search/?q=") + "{search_term_string}",
                },
                "query-input": "required name=search_term_string",
            },
        }
        about = list(self._about())
        yield self._page(about)
        yield from about
        yield from self._terms()
        if self.view.breadcrumbs:
            yield self._breadcrumbs()

    def _page(self, about: list[Node]) -> Node:
        view = self.view
        page: Node = {
            "@type": PAGE_TYPES.get(view.kind, "WebPage"),
            "@id": self.page,
            "url": self.page,
            "name": capitalise(view.title),
            "description": view.description,
            "inLanguage": self.site.language,
            "isPartOf": _ref(self._id("website")),
        }
        if self.card:
            page["primaryImageOfPage"] = {
                "@type": "ImageObject",
                "url": self.site.address(self.card),
            }
        if view.breadcrumbs:
            page["breadcrumb"] = _ref(f"{self.page}#breadcrumbs")
        if view.kind == "comparison" and view.comparison:
            sides = (view.comparison.left, view.comparison.right)
            page["about"] = [_ref(self._term_id(side.url)) for side in sides]
        elif about:
            page["mainEntity"] = _ref(about[0]["@id"])
        elif view.listing and view.listing.cards:
            page["mainEntity"] = _list(self.site, view.listing.cards)
        return page

    def _about(self) -> Iterable[Node]:
        view = self.view
        if view.kind == "article":
            yield self._article()
        elif view.kind == "definition":
            yield self._definition()
            yield self._term_set()
        elif view.url == DEFINITIONS or view.url.startswith(f"{DEFINITIONS}page/"):
            cards = view.listing.cards if view.listing else ()
            yield {
                **self._term_set(),
                "hasDefinedTerm": [_ref(self._term_id(card.url)) for card in cards],
            }
            for card in cards:
                yield self._term(card.title, card.url, card.summary)
        elif view.kind == "episode" and view.episode:
            yield from self._episode(view.episode)
        elif view.url == PODCAST and self.show:
            yield self._series(self.show)

    def _article(self) -> Node:
        view = self.view
        node: Node = {
            "@type": "Article",
            "@id": f"{self.page}#article",
            "headline": view.title,
            "description": view.description,
            "datePublished": view.date,
            "url": self.page,
            "mainEntityOfPage": _ref(self.page),
            "inLanguage": self.site.language,
            "publisher": _ref(self._id("organization")),
            "author": self._author(),
            "timeRequired": f"PT{view.minutes}M",
            "keywords": [topic.title for topic in view.topics],
            "mentions": [_ref(self._term_id(note.url)) for note in view.terms],
        }
        if view.updated:
            node["dateModified"] = view.updated
        if self.card:
            node["image"] = self.site.address(self.card)
        return {name: value for name, value in node.items() if value}

    def _author(self) -> Node:
        author = self.view.author
        if not author or author.name == self.site.name:
            return _ref(self._id("organization"))
        person = {
            "@type": "Person",
            "name": author.name,
            "jobTitle": author.role,
            "description": author.description,
        }
        if author.url:
            person["url"] = self.site.address(author.url)
        return {name: value for name, value in person.items() if value}

    def _definition(self) -> Node:
        view = self.view
        assert view.definition
        node = self._term(view.title, view.url, view.definition.definition)
        return {
            **node,
            **({"alternateName": list(view.definition.forms)} if view.definition.forms else {}),
        }

    def _terms(self) -> Iterable[Node]:
        """The words that the page explains without being about them."""
        named = {note.url: (note.term, note.definition) for note in self.view.terms}
        if self.view.comparison:
            sides = (self.view.comparison.left, self.view.comparison.right)
            named |= {side.url: (side.term, side.definition) for side in sides}
        for url, (term, definition) in named.items():
            if url != self.view.url:
                yield self._term(term, url, definition)

    def _term(self, term: str, url: str, definition: str) -> Node:
        return {
            "@type": "DefinedTerm",
            "@id": self._term_id(url),
            "name": capitalise(term),
            "description": definition,
            "url": self.site.address(url),
            "inDefinedTermSet": _ref(self._term_set_id()),
        }

    def _term_set(self) -> Node:
        # A definition's breadcrumbs name the list that it stands in; on the list itself, it is the
        # page's title.
        name = next(
            (link.title for link in self.view.breadcrumbs if link.url == DEFINITIONS),
            self.view.title,
        )
        return {
            "@type": "DefinedTermSet",
            "@id": self._term_set_id(),
            "name": name,
            "url": self.site.address(DEFINITIONS),
        }

    def _series(self, show: ShowEntry) -> Node:
        return {
            "@type": "PodcastSeries",
            "@id": self.site.address(f"{PODCAST}#series"),
            "name": show.fields.title,
            "url": self.site.address(PODCAST),
            "webFeed": self.site.address(PODCAST_FEED),
            "image": self.site.address(show.artwork.url),
            "inLanguage": show.fields.language,
            "author": {"@type": "Organization", "name": show.fields.author},
            "publisher": _ref(self._id("organization")),
        }

    def _episode(self, episode: EpisodeView) -> Iterable[Node]:
        node: Node = {
            "@type": "PodcastEpisode",
            "@id": f"{self.page}#episode",
            "name": episode.title,
            "description": episode.summary,
            "datePublished": episode.date,
            "duration": iso_duration(episode.seconds),
            "url": self.page,
            "mainEntityOfPage": _ref(self.page),
            "inLanguage": self.show.fields.language if self.show else self.site.language,
        }
        if episode.number and episode.type == "full":
            node["episodeNumber"] = episode.number
        if episode.season:
            node["partOfSeason"] = {"@type": "PodcastSeason", "seasonNumber": episode.season}
        if episode.image:
            node["image"] = self.site.address(episode.image)
        if self.show:
            node["partOfSeries"] = _ref(self.site.address(f"{PODCAST}#series"))
        if episode.audio:
            node["associatedMedia"] = _ref(f"{self.page}#audio")
        if episode.moments:
            node["hasPart"] = [
                {
                    "@type": "Clip",
                    "name": moment.title,
                    "startOffset": moment.at,
                    "url": f"{self.page}#t={moment.at}",
                }
                for moment in episode.moments
            ]
        yield node
        if episode.audio:
            yield self._audio(episode)
        if self.show:
            yield self._series(self.show)

    def _audio(self, episode: EpisodeView) -> Node:
        node: Node = {
            "@type": "AudioObject",
            "@id": f"{self.page}#audio",
            "name": episode.title,
            "contentUrl": self.site.address(episode.audio),
            "encodingFormat": episode.media_type,
            "contentSize": f"{episode.bytes / 1_000_000:.1f} MB",
            "duration": iso_duration(episode.seconds),
        }
        if episode.has_transcript:
            # Its words stand on the page. Said here once more (`transcript`), an hour of them would
            # be 18 kB more of the 80 kB that a page may weigh.
            file = self.site.address(f"{episode.url}transcript.vtt")
            node["caption"] = {
                "@type": "MediaObject",
                "contentUrl": file,
                "encodingFormat": "text/vtt",
            }
            node["accessibilityFeature"] = ["transcript"]
        return node

    def _breadcrumbs(self) -> Node:
        steps = [*self.view.breadcrumbs, Link(capitalise(self.view.title), self.view.url)]
        return {
            "@type": "BreadcrumbList",
            "@id": f"{self.page}#breadcrumbs",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": place,
                    "name": step.title,
                    "item": self.site.address(step.url),
                }
                for place, step in enumerate(steps, 1)
            ],
        }

    def _id(self, name: str) -> str:
        return self.site.address(f"#{name}")

    def _term_id(self, url: str) -> str:
        return self.site.address(f"{url}#term")

    def _term_set_id(self) -> str:
        return self.site.address(f"{DEFINITIONS}#set")


def _ref(identifier: str) -> Node:
    return {"@id": identifier}


def _list(site: Site, cards: Iterable[Card]) -> Node:
    items = [
        {
            "@type": "ListItem",
            "position": place,
            "name": capitalise(card.title),
            "url": site.address(card.url),
        }
        for place, card in enumerate(cards, 1)
    ]
    return {"@type": "ItemList", "itemListElement": items}
