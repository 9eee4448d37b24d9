"""A guide as its page shows it: questions, what each answer speaks for, and what to read and hear
after each outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from podhub.links.cards import Cards
from podhub.links.terms import Terms
from podhub.links.view import AnswerView, GuideView, OutcomeView, QuestionView
from podhub.model.entries import Catalog, Entry
from podhub.model.items import Guide


def guide_view(
    catalog: Catalog, cards: Cards, entry: Entry[Any], tones: Mapping[str, str]
) -> GuideView:
    """Lay out a guide; items that are not public are left out of what it recommends. `tones` are
    definitions' colours."""
    fields: Guide = entry.fields
    toned = {
        slug: catalog.definitions[slug].fields for slug in tones if slug in catalog.definitions
    }
    terms = Terms((slug, (fields.term, *fields.forms)) for slug, fields in toned.items())
    return GuideView(
        tuple(
            QuestionView(
                question.text,
                tuple(
                    AnswerView(
                        answer.text,
                        tuple(sorted(answer.points.items(), key=lambda given: -given[1])),
                        answer.why,
                    )
                    for answer in question.answers
                ),
            )
            for question in fields.questions
        ),
        tuple(
            OutcomeView(
                name,
                outcome.title,
                outcome.text,
                tuple(
                    cards.card(catalog.articles[slug])
                    for slug in outcome.read
                    if slug in catalog.articles
                ),
                tuple(
                    cards.card(catalog.episodes[slug])
                    for slug in outcome.listen
                    if slug in catalog.episodes
                ),
                outcome.action,
                _tone(outcome.title, terms, tones),
            )
            for name, outcome in fields.outcomes.items()
        ),
    )


def _tone(title: str, terms: Terms, tones: Mapping[str, str]) -> str | None:
    """The colour of an outcome follows from the words in its title: one of the two that have a
    colour, both, or neither."""
    named = {tones[match.slug] for match in terms.find(title)}
    return "both" if len(named) > 1 else next(iter(named), None)


def recommended(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """What guides send their readers to: a guide's address, its outcome in words, and the
    recommended page's address."""
    for guide in catalog.guides.values():
        for outcome in guide.fields.outcomes.values():
            named = [
                *map(catalog.articles.get, outcome.read),
                *map(catalog.episodes.get, outcome.listen),
            ]
            for entry in named:
                if entry:
                    yield guide.url, f"{outcome.title}. {outcome.text}", entry.url
