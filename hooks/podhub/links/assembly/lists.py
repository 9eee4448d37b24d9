"""The pages that nobody writes: lists, topics, comparisons, the index of everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from podhub.links.assembly.players import introduction, player
from podhub.links.assembly.sources import Sources
from podhub.links.assembly.topics import by_topic, where_to_begin
from podhub.links.pages import (
    PODCAST,
    SitePage,
    capitalise,
    is_for_authors,
    topic_feed_path,
    topic_url,
)
from podhub.links.pairs import home_pair
from podhub.links.views.kinds import ComparisonPage, ListPage, SearchPage, TopicPage, TopicsPage
from podhub.links.views.lists import IndexLine, IndexSection, Listing
from podhub.links.views.parts import Card
from podhub.links.views.player import Player
from podhub.model.items import Definition
from podhub.model.locale import sort_key

ARTICLES = "articles/"
DEFINITIONS = "definitions/"
INDEXED = ("definition", "comparison", "article", "episode", "guide", "topic", "page")
"""The kinds of page in the index of everything."""


def list_page(page: SitePage, sources: Sources) -> ListPage:
    """A page of all articles, definitions or episodes."""
    listing = _listing(page, page.subject, sources)
    return ListPage(
        **sources.shared(page),
        listing=by_topic(listing, sources) if page.subject == ARTICLES else listing,
        of_episodes=page.subject == PODCAST,
        player=introduction(sources) if page.url == PODCAST else None,
        pair=sources.comparisons.the_sites() if page.url == DEFINITIONS else None,
    )


def topic_page(page: SitePage, sources: Sources) -> TopicPage:
    """A page of what belongs to a topic."""
    listing = _listing(page, topic_url(page.subject), sources)
    return TopicPage(
        **sources.shared(page),
        listing=replace(listing, start=where_to_begin(listing, sources, page.subject)),
        feed=topic_feed_path(page.subject),
    )


def _listing(page: SitePage, base: str, sources: Sources) -> Listing:
    """What stands on a page of the list that begins at `base`."""
    previous = base if page.number == 2 else f"{base}page/{page.number - 1}/"
    return Listing(
        tuple(sources.cards.card(sources.entries[url]) for url in page.items),
        page.number,
        page.pages,
        previous if page.number > 1 else None,
        f"{base}page/{page.number + 1}/" if page.number < page.pages else None,
    )


def topics_page(page: SitePage, sources: Sources) -> TopicsPage:
    """All topics."""
    topics = tuple(sources.cards.topic(sources.pages[url]) for url in page.items)
    return TopicsPage(**sources.shared(page), topics=topics)


def comparison_page(page: SitePage, sources: Sources) -> ComparisonPage:
    """Two definitions side by side."""
    left, right = page.items
    is_the_sites = {left, right} == {*home_pair(sources.catalog)}
    episodes = sources.comparisons.read_next("episode", left, right)
    return ComparisonPage(
        **sources.shared(page),
        pair=sources.comparisons.pair(left, right),
        guide=sources.first_guide() if is_the_sites else None,
        articles=sources.comparisons.read_next("article", left, right),
        player=_player(episodes[0], sources) if episodes else None,
        episodes=episodes,
    )


def _player(card: Card, sources: Sources) -> Player:
    return player(sources.catalog.episodes[sources.pages[card.url].slug], sources)


def search_page(page: SitePage, sources: Sources) -> SearchPage:
    """The search, with every title of the site."""
    return SearchPage(**sources.shared(page), index=tuple(_index(sources)))


def _index(sources: Sources) -> Iterator[IndexSection]:
    """Every title, a definition's with the other words for it; as long as the site has pages."""
    language = sources.catalog.messages.language
    by_kind: dict[str, list[IndexLine]] = {kind: [] for kind in INDEXED}
    for page in sources.pages.values():
        if page.kind in by_kind and page.number == 1 and not is_for_authors(page):
            by_kind[page.kind].append(IndexLine(capitalise(page.title), page.url, _forms(page)))
    for kind, lines in by_kind.items():
        if lines:
            lines.sort(key=lambda line: (sort_key(line.title, language), line.url))
            yield IndexSection(kind, tuple(lines))


def _forms(page: SitePage) -> tuple[str, ...]:
    fields = page.entry.fields if page.entry else None
    return fields.forms if isinstance(fields, Definition) else ()
