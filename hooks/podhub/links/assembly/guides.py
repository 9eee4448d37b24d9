"""A guide as its page shows it: questions, what each answer speaks for, and what to read and hear
after each outcome."""

from __future__ import annotations

from collections.abc import Mapping

from podhub.links.assembly.cards import Cards
from podhub.links.terms import TermFinder
from podhub.links.views.parts import AnswerView, OutcomeView, QuestionView
from podhub.model.entries import Shown
from podhub.model.items import Answer, Guide


def questions(guide: Guide) -> tuple[QuestionView, ...]:
    """What a guide asks."""
    return tuple(
        QuestionView(question.text, tuple(map(_answer, question.answers)))
        for question in guide.questions
    )


def _answer(answer: Answer) -> AnswerView:
    points = sorted(answer.points.items(), key=lambda given: -given[1])
    return AnswerView(answer.text, tuple(points), answer.why)


def outcomes(
    guide: Guide, catalog: Shown, cards: Cards, tones: Mapping[str, str]
) -> tuple[OutcomeView, ...]:
    """What a guide can come to; what is not public is left out of what it recommends.

    `tones` are definitions' colours."""
    toned = (
        (slug, catalog.definitions[slug].fields) for slug in tones if slug in catalog.definitions
    )
    terms = TermFinder((slug, (fields.term, *fields.forms)) for slug, fields in toned)
    return tuple(
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
        for name, outcome in guide.outcomes.items()
    )


def _tone(title: str, terms: TermFinder, tones: Mapping[str, str]) -> str | None:
    """The colour of an outcome follows from the words in its title: one of the two that have a
    colour, both, or neither."""
    named = {tones[match.slug] for match in terms.find(title)}
    return "both" if len(named) > 1 else next(iter(named), None)
