"""What a text weighs for each of its words. A weight depends on its own text alone, so an edit
changes those of its own words and no other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from podhub.outputs.search.language import little_words
from podhub.outputs.search.texts import SearchText
from podhub.outputs.search.words import Words, tokens

TITLE, ASKED, HEADING, LEAD = 12.0, 8.0, 2.5, 3.0
"""What a word counts in a title or another name, in a question, in a heading, and in what sums the
page up. The first two are shared by a text's words: a short one says more with each."""
OFTEN = 1.2
"""How fast a word that comes again counts less: twice this is what it can come to in a body."""
STEP = 1.25
LEVELS = 16
"""A weight is the power of `STEP` that is nearest to what the word counts, below this one."""

Weights = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Postings:
    """The words of a text."""

    page: Weights
    """Stems with their weights"""
    speech: tuple[Weights, ...]
    """The same for each passage"""
    forms: tuple[tuple[str, str], ...]
    """Each form with its stem"""


words_of = cache(Words)


@cache
def little_stems(language: str) -> frozenset[str]:
    """The stems of a language's little words."""
    keys = (words_of(language).keys(word) for word in little_words(language))
    return frozenset(stem for key in keys for _, stem in key)


def tokenise(text: SearchText) -> Postings:
    """Weigh a text's words."""
    words, little = words_of(text.language), little_stems(text.language)
    forms: dict[tuple[str, str], None] = {}

    def count(parts: Iterable[str]) -> dict[str, int]:
        stems: dict[str, int] = {}
        for token, times in Counter(tokens("\n".join(parts))).items():
            for key in words.keys(token):
                forms[key] = None
                stems[key[1]] = stems.get(key[1], 0) + times
        return stems

    body = count(section.text for section in text.sections)
    weights = {stem: _often(times) for stem, times in body.items()}
    for stem in count(section.heading for section in text.sections):
        weights[stem] = weights.get(stem, 0) + HEADING
    for stem in count((text.description, *text.key_points)):
        weights[stem] = weights.get(stem, 0) + LEAD
    for gain, lines in ((TITLE, (text.title, *text.names)), (ASKED, text.asks)):
        for stem, most in _shared(gain, (count([line]) for line in lines), little).items():
            weights[stem] = weights.get(stem, 0) + most
    filters = (f"={text.kind}", *(f"=topic:{topic}" for topic in text.topics))
    page = [(stem, _level(weight)) for stem, weight in weights.items()]
    page += [(filter_, 0) for filter_ in filters]
    speech = (count(said.text for said in passage) for passage in text.speech)
    return Postings(
        tuple(page),
        tuple(
            tuple([(stem, _level(_often(times))) for stem, times in passage.items()])
            for passage in speech
        ),
        tuple(forms),
    )


def _shared(
    gain: float, lines: Iterable[dict[str, int]], little: frozenset[str]
) -> dict[str, float]:
    """What the words of titles or questions count: each the most that it has in one of them."""
    most: dict[str, float] = {}
    for stems in lines:
        share = gain / math.sqrt(len(stems.keys() - little) or 1)
        for stem in stems:
            most[stem] = max(share, most.get(stem, 0))
    return most


@cache
def _often(times: int) -> float:
    return (OFTEN + 1) * times / (times + OFTEN)


@cache
def _level(weight: float) -> int:
    """The weight of what a word counts.

    >>> [_level(weight) for weight in (1, 1.25, 2, 12, 100)]
    [0, 1, 3, 11, 15]
    """
    return min(LEVELS - 1, max(0, round(math.log(weight, STEP))))
