"""Lays out what the graph knows as one PageView per page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from podhub.links.cards import Cards
from podhub.links.comparisons import Comparisons
from podhub.links.episode_view import EpisodeView, PersonView
from podhub.links.graph import Graph
from podhub.links.guides import guide_view
from podhub.links.moments import heard_in, moment_views, transcript_view
from podhub.links.pages import SitePage, capitalise, is_for_authors, topic_feed_path, topic_url
from podhub.links.view import (
    AuthorView,
    Backlink,
    DefinitionView,
    Heard,
    IndexLine,
    IndexView,
    Link,
    ListView,
    PageView,
    PerspectiveView,
)
from podhub.model.entries import Catalog, Entry, EpisodeEntry
from podhub.model.items import Article, Definition
from podhub.model.values import path_on_site

SHOWN = 12
"""The most backlinks, uses or places heard on one page: a page must not grow with the site."""
WORDS_A_MINUTE = 230
PODCAST = "podcast/"
INDEXED = ("definition", "comparison", "article", "episode", "guide", "topic", "page")
"""The kinds of page in the index of everything."""


class Assembler:
    """Makes each page's view from what it was given."""

    def __init__(
        self, catalog: Catalog, pages: Iterable[SitePage], graph: Graph, now: datetime
    ) -> None:
        self._catalog = catalog
        self._graph = graph
        self._now = now
        self._cards = Cards(catalog, now)
        self._pages = {page.url: page for page in pages}
        self._place = {url: place for place, url in enumerate(self._pages)}
        self._comparisons = Comparisons(catalog, self._pages, graph, self._cards)
        self._by_url: dict[str, Entry[Any]] = {entry.url: entry for entry in catalog.entries()}

    def views(self) -> dict[str, PageView]:
        """Every page's view, by address."""
        return {page.url: self._view(page) for page in self._pages.values()}

    def _view(self, page: SitePage) -> PageView:
        entry = page.entry
        text = self._graph.texts.get(page.url)
        detail: dict[str, Any] = {}
        if entry:
            detail["held"] = entry.held(self._now)
            detail["topics"] = self._topics(getattr(entry.fields, "topics", ()))
            detail["key_points"] = getattr(entry.fields, "key_points", ())
        if text:
            detail["terms"] = tuple(
                self._cards.note(slug, self._first_heard(slug)) for slug in text.linked
            )
        match page.kind:
            case "article":
                detail |= self._article(page, entry)
            case "definition":
                detail |= self._definition(page, entry)
            case "episode":
                detail |= self._episode(page, entry)
            case "list" | "topic":
                detail["listing"] = self._listing(page)
                detail["feed"] = topic_feed_path(page.subject) if page.kind == "topic" else None
                detail["episode"] = self._introduction() if page.url == PODCAST else None
            case "topics":
                detail["topics_listing"] = tuple(
                    self._cards.topic(self._pages[url]) for url in page.items
                )
            case "comparison":
                detail["comparison"] = self._comparisons.view(*page.items)
                detail["articles"] = self._comparisons.next("article", *page.items)
                detail["episodes"] = self._comparisons.next("episode", *page.items)
            case "guide":
                detail |= self._guide(page, entry)
            case "home":
                detail |= self._home(entry)
            case "search":
                detail["index"] = tuple(self._index())
        return PageView(
            kind=page.kind,
            url=page.url,
            title=page.title,
            description=page.description,
            breadcrumbs=self._breadcrumbs(page),
            modified=self._modified(page),
            **detail,
        )

    def _article(self, page: SitePage, entry: Any) -> dict[str, Any]:
        fields: Article = entry.fields
        return {
            **self._connections(page),
            "date": fields.date.isoformat(),
            "updated": fields.updated.isoformat() if fields.updated else None,
            "change_note": fields.change_note,
            "minutes": max(1, round(self._graph.texts[page.url].words / WORDS_A_MINUTE)),
            "author": self._author(fields),
            "episodes": tuple(
                self._player(self._catalog.episodes[slug], whole=False)
                for slug in self._graph.discussed.get(page.url, ())[:SHOWN]
            ),
        }

    def _author(self, fields: Article) -> AuthorView | None:
        author = self._catalog.authors.get(fields.author or "")
        return (
            AuthorView(author.name, author.role, path_on_site(author.url), author.description)
            if author
            else None
        )

    def _definition(self, page: SitePage, entry: Any) -> dict[str, Any]:
        fields: Definition = entry.fields
        heard: list[Heard] = []
        episodes = self._graph.heard.get(entry.slug, [])
        for slug in episodes:
            if len(heard) < SHOWN:
                said = self._graph.speech[slug].said[entry.slug]
                heard += heard_in(self._catalog.episodes[slug], said)
        return {
            **self._connections(page),
            "heard": tuple(heard[:SHOWN]),
            "heard_total": len(episodes),
            "definition": DefinitionView(
                fields.definition,
                fields.forms,
                tuple(fields.facets.items()),
                tuple(
                    PerspectiveView(view.by, view.text, view.url) for view in fields.perspectives
                ),
                tuple(
                    self._cards.note(slug)
                    for slug in fields.see_also
                    if slug in self._catalog.definitions
                ),
                self._comparisons.of(entry.slug),
                self._comparisons.tones.get(entry.slug),
            ),
        }

    def _first_heard(self, definition: str) -> Heard | None:
        """The first place where a term is said, in the newest episode that says it."""
        for slug in self._graph.heard.get(definition, ())[:1]:
            return heard_in(
                self._catalog.episodes[slug], self._graph.speech[slug].said[definition]
            )[0]
        return None

    def _episode(self, page: SitePage, entry: Any) -> dict[str, Any]:
        articles = self._graph.discussed.get(page.url, ())[:SHOWN]
        return {
            **self._connections(page),
            "date": entry.fields.date.isoformat(),
            "episode": self._player(entry, whole=True),
            "articles": tuple(self._cards.card(self._catalog.articles[slug]) for slug in articles),
        }

    def _guide(self, page: SitePage, entry: Any) -> dict[str, Any]:
        return {
            **self._connections(page),
            "guide": guide_view(self._catalog, self._cards, entry, self._comparisons.tones),
        }

    def _home(self, entry: Any) -> dict[str, Any]:
        pair = [slug for slug in entry.fields.compare if slug in self._catalog.definitions]
        newest = next(iter(self._catalog.episodes.values()), None)
        return {
            "comparison": self._comparisons.view(*pair) if len(pair) == 2 else None,
            "episode": self._player(newest, whole=False) if newest else None,
            "articles": tuple(
                self._cards.card(article) for article in list(self._catalog.articles.values())[:6]
            ),
            "guides": tuple(
                self._cards.card(guide) for guide in list(self._catalog.guides.values())[:SHOWN]
            ),
        }

    def _introduction(self) -> EpisodeView | None:
        """What a list of all episodes lets hear first: the newest trailer or, where none is, the
        newest episode."""
        episodes = list(self._catalog.episodes.values())
        first = next(
            (entry for entry in episodes if entry.fields.type == "trailer"),
            episodes[0] if episodes else None,
        )
        return self._player(first, whole=False) if first else None

    def _player(self, entry: EpisodeEntry, *, whole: bool) -> EpisodeView:
        """An episode to be played, with its moments; on its own page also with its people and
        transcript."""
        fields = entry.fields
        people = fields.people or (self._catalog.show.fields.people if self._catalog.show else ())
        speech = self._graph.speech.get(entry.slug)
        sentences = speech.sentences if speech else ()
        return EpisodeView(
            title=entry.title,
            url=entry.url,
            summary=fields.summary,
            number=entry.number,
            season=fields.season,
            type=fields.type,
            date=fields.date.isoformat(),
            audio=entry.audio.url,
            bytes=entry.audio.bytes,
            seconds=round(entry.audio.seconds),
            media_type=entry.audio.type,
            image=self._cards.artwork(entry),
            people=tuple(PersonView(person.name, person.role, person.href) for person in people)
            if whole
            else (),
            moments=moment_views(entry, sentences),
            transcript=transcript_view(entry, sentences) if whole else (),
            has_transcript=bool(entry.cues),
        )

    def _connections(self, page: SitePage) -> dict[str, Any]:
        """Backlinks, and related items: what articles, definitions and episodes have in common."""
        by_hand = dict(self._graph.backlinks.get(page.url, []))
        found = dict(self._graph.uses.get(page.url, []))
        # A sentence that somebody linked by hand says more than the first use of a word.
        found = {**found, **by_hand}
        sources = sorted(found, key=self._place.__getitem__)
        return {
            "backlinks": tuple(
                Backlink(self._pages[url].kind, self._pages[url].title, url, found[url])
                for url in sources[:SHOWN]
            ),
            "backlinks_total": len(sources),
            "related": tuple(
                self._cards.related(page, relation)
                for relation in self._graph.related.get(page.url, [])
            ),
        }

    def _topics(self, topics: Iterable[str]) -> tuple[Link, ...]:
        urls = ((topic, topic_url(topic)) for topic in topics)
        return tuple(
            Link(self._catalog.topics[topic].title, url)
            for topic, url in urls
            if url in self._pages
        )

    def _listing(self, page: SitePage) -> ListView:
        base = topic_url(page.subject) if page.kind == "topic" else page.subject
        previous = base if page.number == 2 else f"{base}page/{page.number - 1}/"
        return ListView(
            tuple(self._cards.card(self._by_url[url]) for url in page.items),
            page.total,
            page.number,
            page.pages,
            previous if page.number > 1 else None,
            f"{base}page/{page.number + 1}/" if page.number < page.pages else None,
        )

    def _index(self) -> Iterator[IndexView]:
        """Every title, a definition's with the other words for it; as long as the site has
        pages."""
        for kind in INDEXED:
            pages = (
                page
                for page in self._pages.values()
                if page.kind == kind and page.number == 1 and not is_for_authors(page)
            )
            lines = [IndexLine(capitalise(page.title), page.url, _forms(page)) for page in pages]
            if lines:
                yield IndexView(
                    kind, tuple(sorted(lines, key=lambda line: (line.title.casefold(), line.url)))
                )

    def _breadcrumbs(self, page: SitePage) -> tuple[Link, ...]:
        """The way down from the home page, without the page itself."""
        parts = page.url.split("/")[:-1]
        above = ["/".join(parts[:depth]) + "/" for depth in range(1, len(parts))]
        home = [Link("Home", "")] if page.url else []
        return (*home, *(Link(self._pages[url].title, url) for url in above if url in self._pages))

    def _modified(self, page: SitePage) -> str | None:
        """The newest date of what the page shows; None where no date says so."""
        if page.entry and page.kind in ("article", "episode"):
            changed: datetime | None = (
                getattr(page.entry.fields, "updated", None) or page.entry.date
            )
            return changed.date().isoformat() if changed else None
        dates = [
            entry.date for url in page.items if (entry := self._by_url.get(url)) and entry.date
        ]
        if page.kind == "home":
            dates = [entry.date for entry in self._by_url.values() if entry.date]
        return max(dates).date().isoformat() if dates else None


def _forms(page: SitePage) -> tuple[str, ...]:
    fields = page.entry.fields if page.entry else None
    return fields.forms if isinstance(fields, Definition) else ()
