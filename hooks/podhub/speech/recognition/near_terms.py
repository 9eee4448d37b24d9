"""Words that were heard and are nearly a hub's terms: what an author may have meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from podhub.speech.recognition.hints import alike
from podhub.speech.recognition.words import Word, bare

NEAR = 0.75
"""How much of its letters each word must share with a term's to be taken for it"""


def near_terms(
    words: Sequence[Word], terms: Iterable[str], vocabulary: Iterable[str]
) -> Iterator[tuple[Word, str]]:
    """Words that are close to a term but none: each first word, with the term. `vocabulary` holds the
    words that the hub's texts use, none of which is wrong.

    >>> words = [Word(0, 1, " Sewing"), Word(1, 2, " calendar"), Word(2, 3, " works.")]
    >>> [(word.text, term) for word, term in near_terms(words, ["sowing calendar"], ["calendar"])]
    [(' Sewing', 'sowing calendar')]
    """
    used = {bare(word) for word in vocabulary}
    parts = {term: [bare(part) for part in term.split()] for term in terms}
    heard = [bare(word.text) for word in words]
    for at, word in enumerate(words):
        near = {
            term: min(map(alike, heard[at : at + len(part)], part))
            for term, part in parts.items()
            if len(heard) - at >= len(part) and not used.issuperset(heard[at : at + len(part)])
        }
        best = max(near, key=lambda term: near[term], default="")
        if best and near[best] >= NEAR:
            yield word, best
