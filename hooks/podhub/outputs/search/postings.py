"""What a text weighs for each of its words. A weight depends on its own text alone, so an edit
changes those of its own words and no other."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, partial

from podhub.outputs.search.language import little_words
from podhub.outputs.search.texts import SearchText
from podhub.outputs.search.words import Words, chunks

TITLE, ASKED, HEADING, LEAD = 12.0, 8.0, 2.5, 3.0
"""What a word counts in a title or another name, in a question, in a heading, and in what sums the
page up. The first two are shared by a text's words: a short one says more with each."""
OFTEN = 1.2
"""How fast a word that comes again counts less: twice this is what it can come to in a body."""
STEP = 1.25
LEVELS = 16
"""A weight is the power of `STEP` that is nearest to what the word counts, below this one."""

Counts = dict[str, int]
"""How often stems stand in a text"""


@dataclass(frozen=True, slots=True)
class Postings:
    """The words of a text."""

    body: Counts
    """Those that are nowhere but in its body: their number says what they weigh (`LEVEL_OF`)."""
    weighed: dict[str, int]
    """The others with their weights"""
    speech: tuple[Counts, ...]
    """Those of each passage"""


words_of = cache(Words)


@cache
def little_stems(language: str) -> frozenset[str]:
    """The stems of a language's little words."""
    keys = (words_of(language).keys(word) for word in little_words(language))
    return frozenset(stem for key in keys for _, stem in key)


def weigh(text: SearchText, written: set[str]) -> Postings:
    """Weigh a text's words; what is written from one space to the next is added to `written`."""
    count = partial(_count, words_of(text.language), written)
    more: dict[str, float] = dict.fromkeys(
        count(section.heading for section in text.sections), HEADING
    )
    for stem in count((text.description, *text.key_points)):
        more[stem] = more.get(stem, 0) + LEAD
    for gain, lines in ((TITLE, (text.title, *text.names)), (ASKED, text.asks)):
        counted = (count((line,)) for line in lines)
        for stem, most in _shared(gain, counted, little_stems(text.language)).items():
            more[stem] = more.get(stem, 0) + most
    body = count(section.text for section in text.sections)
    weighed = {stem: _level(weight + _often(body.pop(stem, 0))) for stem, weight in more.items()}
    for filter_ in (text.kind, *(f"topic:{topic}" for topic in text.topics)):
        weighed[f"={filter_}"] = 0
    speech = (count(said.text for said in passage) for passage in text.speech)
    return Postings(body, weighed, tuple(speech))


def _count(words: Words, written: set[str], lines: Iterable[str]) -> Counts:
    """How often each stem stands in some lines, counted without a loop of our own; each of those that stand together
    counts by itself."""
    found = chunks("\n".join(lines))
    written.update(found)
    counts: Counter[str | tuple[str, ...]] = Counter(map(words.stems.__getitem__, found))
    for several in [stem for stem in counts if stem.__class__ is tuple]:
        times = counts.pop(several)
        for stem in several:
            counts[stem] += times
    return counts  # type: ignore[return-value]  # no tuple is left


def _shared(gain: float, lines: Iterable[Counts], little: frozenset[str]) -> dict[str, float]:
    """What the words of titles or questions count: each the most that it has in one of them."""
    most: dict[str, float] = {}
    for stems in lines:
        share = gain / math.sqrt(len(stems.keys() - little) or 1)
        for stem in stems:
            most[stem] = max(share, most.get(stem, 0))
    return most


def _often(times: int) -> float:
    return (OFTEN + 1) * times / (times + OFTEN)


@cache
def _level(weight: float) -> int:
    """The weight of what a word counts.

    >>> [_level(weight) for weight in (1, 1.25, 2, 12, 100)]
    [0, 1, 3, 11, 15]
    """
    return min(LEVELS - 1, max(0, round(math.log(weight, STEP))))


class _LevelOf(dict[int, int]):
    def __missing__(self, times: int) -> int:
        self[times] = level = _level(_often(times))
        return level


LEVEL_OF = _LevelOf()
"""What a word weighs that stands in a body so often"""
