"""The pages that authors write: articles, definitions, episodes, guides, texts, the home page."""

from __future__ import annotations

from itertools import islice

from podhub.links.assembly.guides import outcomes, questions
from podhub.links.assembly.players import newest, player
from podhub.links.assembly.sources import SHOWN, Sources
from podhub.links.assembly.transcripts import heard_in, transcript
from podhub.links.pages import SitePage
from podhub.links.pairs import home_pair
from podhub.links.views.kinds import (
    ArticlePage,
    DefinitionPage,
    EpisodePage,
    GuidePage,
    HomePage,
    TextPage,
)
from podhub.links.views.parts import AuthorView, Heard, PerspectiveView
from podhub.links.views.player import PersonView
from podhub.model.entries import Shown
from podhub.model.items import Article
from podhub.model.values import path_on_site

WORDS_A_MINUTE = 230
NEWEST = 6
"""The articles on the home page."""


def article_page(page: SitePage, sources: Sources) -> ArticlePage:
    """An article."""
    fields = sources.catalog.articles[page.slug].fields
    episodes = [sources.catalog.episodes[slug] for slug in sources.discussed(page)]
    return ArticlePage(
        **sources.shared(page),
        **sources.backlinks(page),
        date=fields.date.isoformat(),
        updated=fields.updated.isoformat() if fields.updated else None,
        change_note=fields.change_note,
        minutes=max(1, round(sources.graph.texts[page.url].words / WORDS_A_MINUTE)),
        author=_author(fields, sources.catalog),
        topics=sources.topics(fields.topics),
        key_points=fields.key_points,
        player=player(episodes[0], sources) if episodes else None,
        episodes=tuple(map(sources.cards.card, episodes)),
        related=sources.related(page),
    )


def _author(fields: Article, catalog: Shown) -> AuthorView | None:
    author = catalog.authors.get(fields.author or "")
    return (
        AuthorView(author.name, author.role, path_on_site(author.url), author.description)
        if author
        else None
    )


def definition_page(page: SitePage, sources: Sources) -> DefinitionPage:
    """A definition."""
    fields = sources.catalog.definitions[page.slug].fields
    return DefinitionPage(
        **sources.shared(page),
        **sources.backlinks(page),
        forms=fields.forms,
        facets=tuple(fields.facets.items()),
        perspectives=tuple(
            PerspectiveView(other.by, other.text, other.url) for other in fields.perspectives
        ),
        key_points=fields.key_points,
        see_also=tuple(
            sources.cards.note(slug)
            for slug in fields.see_also
            if slug in sources.catalog.definitions
        ),
        comparisons=sources.comparisons.of(page.slug),
        tone=sources.comparisons.tones.get(page.slug),
        heard=_heard(page.slug, sources),
        heard_total=len(sources.graph.heard.get(page.slug, ())),
        related=sources.related(page),
    )


def _heard(definition: str, sources: Sources) -> tuple[Heard, ...]:
    """The first dozen places where a term is said, episode by episode."""
    found: list[Heard] = []
    for slug in sources.graph.heard.get(definition, ()):
        if len(found) >= SHOWN:
            break
        found += heard_in(
            sources.catalog.episodes[slug], sources.graph.speech[slug].said[definition]
        )
    return tuple(found[:SHOWN])


def episode_page(page: SitePage, sources: Sources) -> EpisodePage:
    """An episode with its people and its transcript."""
    entry = sources.catalog.episodes[page.slug]
    show = sources.catalog.show
    people = entry.fields.people or (show.fields.people if show else ())
    speech = sources.graph.speech.get(page.slug)
    return EpisodePage(
        **sources.shared(page),
        **sources.backlinks(page),
        date=entry.fields.date.isoformat(),
        topics=sources.topics(entry.fields.topics),
        player=player(entry, sources),
        people=tuple(PersonView(person.name, person.role, person.href) for person in people),
        transcript=transcript(entry, speech) if speech else None,
        articles=tuple(
            sources.cards.card(sources.catalog.articles[slug]) for slug in sources.discussed(page)
        ),
        related=sources.related(page),
    )


def guide_page(page: SitePage, sources: Sources) -> GuidePage:
    """A guide."""
    fields = sources.catalog.guides[page.slug].fields
    return GuidePage(
        **sources.shared(page),
        **sources.backlinks(page),
        questions=questions(fields),
        outcomes=outcomes(fields, sources.catalog, sources.cards, sources.comparisons.tones),
    )


def text_page(page: SitePage, sources: Sources) -> TextPage:
    """A page of text."""
    return TextPage(**sources.shared(page))


def home_page(page: SitePage, sources: Sources) -> HomePage:
    """The home page: the two sides, the guides, what is newest."""
    catalog, cards = sources.catalog, sources.cards
    pair = [slug for slug in home_pair(catalog) if slug in catalog.definitions]
    return HomePage(
        **sources.shared(page),
        pair=sources.comparisons.pair(*pair) if len(pair) == 2 else None,
        guides=tuple(map(cards.card, islice(catalog.guides.values(), SHOWN))),
        player=newest(sources),
        articles=tuple(map(cards.card, islice(catalog.articles.values(), NEWEST))),
    )
