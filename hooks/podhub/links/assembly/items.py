"""The pages that authors write: articles, definitions, episodes, guides, texts, the home page."""

from __future__ import annotations

from itertools import islice

from podhub.links.assembly.authors import author, authors_at
from podhub.links.assembly.guides import outcomes, questions
from podhub.links.assembly.heard import heard
from podhub.links.assembly.players import newest, player
from podhub.links.assembly.sources import SHOWN, Sources
from podhub.links.assembly.transcript_view import transcript
from podhub.links.pages import SitePage
from podhub.links.pairs import start
from podhub.links.views.kinds import (
    ArticlePage,
    DefinitionPage,
    EpisodePage,
    GuidePage,
    HomePage,
    TextPage,
)
from podhub.links.views.parts import Heard, PerspectiveView
from podhub.links.views.player import PersonView

NEWEST = 3
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
        minutes=sources.cards.minutes(page.url) or 1,
        author=author(fields.author, sources.catalog),
        invitation=fields.invitation,
        pair=sources.comparisons.the_sites() if page.slug == start(sources.catalog) else None,
        guide=sources.first_guide(),
        topics=sources.topics(fields.topics),
        key_points=fields.key_points,
        player=player(episodes[0], sources) if episodes else None,
        episodes=tuple(map(sources.cards.card, episodes)),
        related=sources.related(page),
    )


def definition_page(page: SitePage, sources: Sources) -> DefinitionPage:
    """A definition."""
    fields = sources.catalog.definitions[page.slug].fields
    tone = sources.comparisons.tones.get(page.slug)
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
        tone=tone,
        pair=sources.comparisons.the_sites() if tone else None,
        guide=sources.first_guide(),
        heard=_heard(page.slug, sources),
        related=sources.related(page),
    )


def _heard(definition: str, sources: Sources) -> tuple[Heard, ...]:
    """The first dozen places where a term is said, episode by episode: those whose sentence can be
    quoted or, in an episode that has none, the first."""
    found: list[Heard] = []
    for slug in sources.graph.heard.get(definition, ()):
        if len(found) >= SHOWN:
            break
        episode, said = sources.catalog.episodes[slug], sources.graph.speech[slug].said[definition]
        found += [heard(episode, sentence) for sentence in said.quoted]
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
        transcript=transcript(player(entry, sources).moments, speech) if speech else None,
        guide=sources.first_guide(),
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
    """A page of text, with those whose page it is."""
    authors = authors_at(page.url, sources.catalog)
    guide = sources.first_guide() if authors else None
    return TextPage(**sources.shared(page), authors=authors, guide=guide)


def home_page(page: SitePage, sources: Sources) -> HomePage:
    """The home page: the two sides, the guides, what is newest."""
    catalog, cards = sources.catalog, sources.cards
    return HomePage(
        **sources.shared(page),
        pair=sources.comparisons.the_sites(),
        author=author(next(iter(catalog.authors), None), catalog),
        guides=tuple(map(cards.card, islice(catalog.guides.values(), SHOWN))),
        player=newest(sources),
        articles=tuple(map(cards.card, islice(catalog.articles.values(), NEWEST))),
    )
