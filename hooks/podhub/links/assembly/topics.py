"""Lists as readers look through them: where to begin, then topic by topic."""

from __future__ import annotations

from dataclasses import replace

from podhub.links.assembly.sources import Sources
from podhub.links.pages import topic_url
from podhub.links.pairs import start
from podhub.links.views.lists import Listing
from podhub.links.views.parts import Card, Link


def where_to_begin(listing: Listing, sources: Sources, topic: str | None = None) -> Card | None:
    """The article to begin with, on the first page of a list of articles, or of its own topic's."""
    first = sources.catalog.articles.get(start(sources.catalog) or "")
    if not first or listing.number > 1 or (topic and topic not in first.fields.topics):
        return None
    return sources.cards.card(first)


def by_topic(listing: Listing, sources: Sources) -> Listing:
    """A list of articles with the one to begin with named and, where all stand on one page, the
    others by their first topics, in the order of docs/topics.yml."""
    catalog = sources.catalog
    begin = where_to_begin(listing, sources)
    others = tuple(card for card in listing.cards if not begin or card.url != begin.url)
    by_title = {topic.title: topic_url(slug) for slug, topic in catalog.topics.items()}
    groups = tuple(
        (Link(title, url), tuple(card for card in others if card.topic == title))
        for title, url in by_title.items()
    )
    groups = tuple(group for group in groups if group[1])
    is_whole = listing.pages == 1 and all(card.topic for card in others)
    return replace(listing, start=begin, groups=groups if is_whole and len(groups) > 1 else ())
