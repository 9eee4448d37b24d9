"""Propose moments for an episode from its transcript: places at pauses where the words change."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from podhub.links.utterances import Utterance
from podhub.speech.tiling import Stems, scores

FEWEST, MOST = 3, 8
APART = 40.0
"""Seconds between two moments, at least"""
OFTEN = 75.0
"""Seconds of an episode for which one moment is proposed"""
TITLE = 60
"""Characters of a title"""


def propose(
    said: Sequence[Utterance], stems: Stems, terms: Collection[str] = ()
) -> list[tuple[int, str]]:
    """The second and title of each moment. Fewer than three only where the episode is too short for
    them. `terms` are words whose sentences make good titles."""
    if not said:
        return []
    length = said[-1].end - said[0].start
    count = max(FEWEST, min(MOST, round(length / OFTEN)))
    found = scores(said, stems)
    places: list[int] = []
    for place in sorted(found, key=lambda place: -found[place]):
        starts = [said[0].start, said[-1].end, *(said[other].start for other in places)]
        if min(abs(said[place].start - start) for start in starts) >= min(
            APART, length / FEWEST / 2
        ):
            places.append(place)
        if len(places) == count - 1:
            break
    begins = [0, *sorted(places)]
    ends = [*begins[1:], len(said)]
    # The first opens the episode: what apps show before it would have no title.
    return [
        (int(said[start].start) if start else 0, _title(said[start:end], terms))
        for start, end in zip(begins, ends, strict=True)
    ]


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
