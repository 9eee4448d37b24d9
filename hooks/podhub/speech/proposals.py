"""Propose moments for an episode from its transcript: places at pauses where the words change.

TextTiling (Hearst 1997): the words before a place are compared with the words behind it, and the places
at which they have least in common, against what lies around, part the subjects. A pause there counts too:
speakers breathe before they begin something new."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from itertools import pairwise
from math import sqrt
from statistics import median

from podhub.links.utterances import Utterance
from podhub.outputs.search.language import little_words
from podhub.outputs.search.words import Words, tokens

FEWEST, MOST = 3, 8
APART = 40.0
"""Seconds between two moments, at least"""
OFTEN = 75.0
"""Seconds of an episode for which one moment is proposed"""
WINDOW = 60
"""Words that are compared on each side"""
TITLE = 60
"""Characters of a title"""
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


def propose(
    said: Sequence[Utterance], stems: Stems, terms: Collection[str] = ()
) -> list[tuple[int, str]]:
    """The second and title of each moment. Fewer than three only where the episode is too short for
    them. `terms` are words whose sentences make good titles."""
    if not said:
        return []
    length = said[-1].end - said[0].start
    count = max(FEWEST, min(MOST, round(length / OFTEN)))
    scores = _scores(said, stems)
    places: list[int] = []
    for place in sorted(scores, key=lambda place: -scores[place]):
        starts = [said[0].start, said[-1].end, *(said[other].start for other in places)]
        if min(abs(said[place].start - start) for start in starts) >= min(
            APART, length / FEWEST / 2
        ):
            places.append(place)
        if len(places) == count - 1:
            break
    begins = [0, *sorted(places)]
    ends = [*begins[1:], len(said)]
    return [
        (int(said[start].start), _title(said[start:end], terms))
        for start, end in zip(begins, ends, strict=True)
    ]


def _scores(said: Sequence[Utterance], stems: Stems) -> dict[int, float]:
    """How well an episode may be parted before each of its sentences."""
    words = [stems(one.text) for one in said]
    likeness = [
        _likeness(_near(words[:place], -1), _near(words[place:], 1))
        for place in range(1, len(said))
    ]
    pauses = [after.start - before.end for before, after in pairwise(said)]
    usual = median(pauses) if pauses else 0.0
    scores = {}
    for at, (pause, like) in enumerate(zip(pauses, likeness, strict=True)):
        around = [max(likeness[max(at - 6, 0) : at + 1]), max(likeness[at : at + 7])]
        depth = sum(around) - 2 * like
        longer = min(max(pause - usual, 0.0) / (2 * usual or 1.0), 1.0)
        opens = 0.1 if said[at + 1].opens else 0.0
        scores[at + 1] = depth + _PAUSE * longer + opens
    return scores


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


def _title(said: Sequence[Utterance], terms: Collection[str]) -> str:
    """A sentence that opens a part and can stand above it: a question, or one that says a term, among
    the first; else the first."""
    first = [one.text.strip() for one in said[:4] if len(one.text.strip()) <= TITLE]
    short = [text for text in first if len(text.split()) >= 3]
    asked = [text for text in short if text.endswith("?")]
    named = [text for text in short if any(_says(text, term) for term in terms)]
    chosen = next(iter([*asked, *named, *short]), None) or said[0].text.strip()
    return _cut(chosen).rstrip(".…,;: ")


def _says(text: str, term: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text, re.IGNORECASE) is not None


def _cut(text: str) -> str:
    """A text as long as a title may be, whole words, at a comma where one is.

    >>> _cut("You may say a good deal here, as long as there is a comma somewhere in it.")
    'You may say a good deal here'
    """
    if len(text) <= TITLE:
        return text
    clause = re.split(r"[,;:–—]\s", text)[0]
    if 12 <= len(clause) <= TITLE:
        return clause
    return text[:TITLE].rsplit(" ", 1)[0]
