"""A list of articles as readers look through it: where to begin, then topic by topic."""

from __future__ import annotations

from dataclasses import replace

from podhub.links.assembly.sources import Sources
from podhub.links.pages import topic_url
from podhub.links.pairs import start
from podhub.links.views.lists import Listing
from podhub.links.views.parts import Link


def by_topic(listing: Listing, sources: Sources) -> Listing:
    """A list of articles with the one to begin with named and, where all stand on one page, the
    others by their first topics, in the order of docs/topics.yml."""
    catalog = sources.catalog
    first = catalog.articles.get(start(catalog) or "")
    begin = sources.cards.card(first) if first and listing.number == 1 else None
    others = tuple(card for card in listing.cards if not begin or card.url != begin.url)
    by_title = {topic.title: topic_url(slug) for slug, topic in catalog.topics.items()}
    groups = tuple(
        (Link(title, url), tuple(card for card in others if card.topic == title))
        for title, url in by_title.items()
    )
    groups = tuple(group for group in groups if group[1])
    is_whole = listing.pages == 1 and all(card.topic for card in others)
    return replace(listing, start=begin, groups=groups if is_whole and len(groups) > 1 else ())
