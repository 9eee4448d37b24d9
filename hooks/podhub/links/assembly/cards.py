"""How one item stands on another's page: as a card in a list, with a reason where it is related, as
a word explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from podhub.links.pages import SitePage, summary
from podhub.links.related import Relation
from podhub.links.text import PageText
from podhub.links.views.parts import Card, Heard, TermNote
from podhub.model.entries import Entry, EpisodeEntry, Shown
from podhub.model.items import Article, Guide
from podhub.model.locale import enumeration

WORDS_A_MINUTE = 230


class Cards:
    """Makes cards of what the catalog holds; `now` tells which of them are held back, `texts` how
    long they are."""

    def __init__(self, catalog: Shown, now: datetime, texts: Mapping[str, PageText]) -> None:
        self._catalog = catalog
        self._now = now
        self._texts = texts
        self._by_url: dict[str, Entry[Any]] = {entry.url: entry for entry in catalog.entries()}
        self._cards: dict[str, Card] = {}
        """Those made so far, by address: one item stands on many pages."""

    def related(self, page: SitePage, relation: Relation) -> Card:
        """A related item with its reason."""
        entry = self._by_url[relation.url]
        return self.card(entry, reason=self._reason(page, entry, relation))

    def _reason(self, page: SitePage, other: Entry[Any], relation: Relation) -> str | None:
        """Say in words what two items share: a defined word says more than a topic, a topic more
        than a mere link."""
        said = self._catalog.messages
        own = page.entry.slug if page.entry and page.kind == "definition" else None
        if other.kind == "definition" and other.slug in relation.shared_terms:
            if own:
                return said.gettext("mentions %(term)s", term=other.title)
            return said.gettext("explains a word used here")
        if own and own in relation.shared_terms:
            return said.gettext("uses the word %(term)s", term=page.title)
        if relation.shared_terms:
            names = [self._catalog.definitions[slug].title for slug in relation.shared_terms]
            return said.gettext("also about %(terms)s", terms=enumeration(names, said.language))
        if relation.shared_topics:
            names = [self._catalog.topics[topic].title for topic in relation.shared_topics]
            return said.gettext("both on %(topics)s", topics=enumeration(names, said.language))
        return said.gettext("one links to the other") if relation.linked else None

    def card(self, entry: Entry[Any], reason: str | None = None) -> Card:
        """An entry as it stands in a list."""
        card = self._cards.get(entry.url)
        if card is None:
            card = self._cards[entry.url] = self._card(entry)
        return card.because(reason) if reason else card

    def _card(self, entry: Entry[Any]) -> Card:
        card = Card(
            entry.kind,
            entry.title,
            entry.url,
            summary(entry),
            entry.date.isoformat() if entry.date else None,
            held=entry.held(self._now),
            questions=len(entry.fields.questions) if isinstance(entry.fields, Guide) else None,
        )
        if isinstance(entry.fields, Article):
            topics = (self._catalog.topics.get(topic) for topic in entry.fields.topics)
            title = next((topic.title for topic in topics if topic), None)
            return replace(card, topic=title, minutes=self.minutes(entry.url))
        if not isinstance(entry, EpisodeEntry):
            return card
        return replace(
            card,
            seconds=round(entry.audio.seconds),
            type=entry.fields.type,
            number=entry.numbered,
            image=self.artwork(entry),
            audio=None if entry.audio.type.startswith("video/") else entry.audio.url or None,
        )

    def minutes(self, url: str) -> int | None:
        """How long a text takes to read; None where no text is known."""
        text = self._texts.get(url)
        return max(1, round(text.words / WORDS_A_MINUTE)) if text else None

    def artwork(self, entry: EpisodeEntry) -> str | None:
        """An episode's own artwork, or the show's, as a path on the site."""
        artwork = entry.artwork or (self._catalog.show.artwork if self._catalog.show else None)
        return artwork.url if artwork else None

    def topic(self, page: SitePage) -> Card:
        """A topic as it stands in the list of topics."""
        return Card("topic", page.title, page.url, page.description)

    def note(self, slug: str, heard: Heard | None = None) -> TermNote:
        """A definition in a sentence, and where it is heard."""
        entry = self._catalog.definitions[slug]
        return TermNote(slug, entry.title, entry.url, entry.fields.definition, heard)
