"""Where the words of an episode change.

TextTiling (Hearst 1997): the words before a place are compared with the words behind it, and the places
at which they have least in common, against what lies around, part the subjects. A pause there counts too:
speakers breathe before they begin something new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from math import sqrt
from statistics import median

from podhub.links.utterances import Utterance
from podhub.outputs.search.language import little_words
from podhub.outputs.search.words import Words, tokens

WINDOW = 60
"""Words that are compared on each side"""
_PAUSE = 0.35
"""What a pause of three times the usual length counts beside the words (0 to 1)"""

Stems = Callable[[str], list[str]]
"""The stems of a text's words, but for words that say nothing by themselves"""


def stems_of(language: str) -> Stems:
    """Finds stems in a language.

    >>> stems_of("en")("What we trained is training.")
    ['train', 'train']
    """
    words, little = Words(language), frozenset(little_words(language))

    def stems(text: str) -> list[str]:
        said = (token for token in tokens(text) if token not in little and len(token) > 2)
        return [stem for token in said for _, stem in words.keys(token)[:1]]

    return stems


def scores(said: Sequence[Utterance], stems: Stems) -> dict[int, float]:
    """How well an episode may be parted before each of its sentences."""
    words = [stems(one.text) for one in said]
    likeness = [
        _likeness(_near(words[:place], -1), _near(words[place:], 1))
        for place in range(1, len(said))
    ]
    pauses = [after.start - before.end for before, after in pairwise(said)]
    usual = median(pauses) if pauses else 0.0
    found = {}
    for at, (pause, like) in enumerate(zip(pauses, likeness, strict=True)):
        around = [max(likeness[max(at - 6, 0) : at + 1]), max(likeness[at : at + 7])]
        depth = sum(around) - 2 * like
        longer = min(max(pause - usual, 0.0) / (2 * usual or 1.0), 1.0)
        opens = 0.1 if said[at + 1].opens else 0.0
        found[at + 1] = depth + _PAUSE * longer + opens
    return found


def _near(sentences: Sequence[list[str]], step: int) -> Counter[str]:
    """The words of the nearest sentences on one side."""
    found: Counter[str] = Counter()
    for sentence in sentences[::step]:
        if found.total() >= WINDOW:
            break
        found.update(sentence)
    return found


def _likeness(left: Counter[str], right: Counter[str]) -> float:
    """What two sets of words have in common, from 0 to 1 (cosine).

    >>> _likeness(Counter("ab"), Counter("ab")) > 0.99, _likeness(Counter("ab"), Counter("cd"))
    (True, 0.0)
    """
    common = sum(left[word] * right[word] for word in left)
    size = sqrt(sum(n * n for n in left.values()) * sum(n * n for n in right.values()))
    return common / size if size else 0.0
