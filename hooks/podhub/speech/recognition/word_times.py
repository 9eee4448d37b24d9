"""Hold the times of words to the pauses that are heard.

The recogniser knows well which word follows which, and less well when it starts, above all behind a
pause. How loud the sound is tells that to the hundredth of a second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from podhub.speech.recognition.pauses import Pause
from podhub.speech.recognition.words import Word

FARTHEST = 1.2
"""Seconds that both sides of a pause may be off, together"""
_SHORTEST = 0.02
"""Seconds of a word"""
_LIKELY = {".": 0.8, "?": 0.8, "!": 0.8, "…": 0.8, ":": 0.6, ";": 0.6, ",": 0.5, "—": 0.4, "–": 0.4}
"""Seconds by which a pause is sooner looked for behind such a mark"""


def held(words: Sequence[Word], heard: Sequence[Pause]) -> list[Word]:
    """Words whose ends and starts are those of the pauses between them.

    >>> words = [Word(0.3, 1.4, " Ask."), Word(1.8, 2.2, " Then")]
    >>> [(w.start, w.end) for w in held(words, [Pause(0.0, 0.2), Pause(1.0, 1.5)])]
    [(0.2, 1.0), (1.5, 2.2)]
    """
    starts = [word.start for word in words]
    ends = [word.end for word in words]
    for place, pause in _placed(words, heard).items():
        if place < len(words):
            starts[place] = pause.end
        if place:
            ends[place - 1] = pause.start
    return _in_order(words, starts, ends)


def _placed(words: Sequence[Word], heard: Sequence[Pause]) -> dict[int, Pause]:
    """The pause before each word that has one; the longest are placed first, and none behind a later
    one."""
    placed: dict[int, Pause] = {}
    for pause in sorted(heard, key=lambda pause: -pause.seconds):
        first = max(
            (at + 1 for at, other in placed.items() if other.start < pause.start), default=0
        )
        last = min(
            (at for at, other in placed.items() if other.start > pause.start),
            default=len(words) + 1,
        )
        places = range(first, last)
        best = min(places, key=lambda at: _apart(words, at, pause), default=None)
        if best is not None and _apart(words, best, pause) <= FARTHEST:
            placed[best] = pause
    return placed


def _apart(words: Sequence[Word], place: int, pause: Pause) -> float:
    """How badly a pause fits before the word at a place (seconds)."""
    before = abs(words[place - 1].end - pause.start) if place else 0.0
    after = abs(words[place].start - pause.end) if place < len(words) else 0.0
    mark = words[place - 1].text[-1:] if place else ""
    alone = 0.3 if place in (0, len(words)) else 0.0
    return before + after + alone - _LIKELY.get(mark, 0.0)


def _in_order(words: Sequence[Word], starts: list[float], ends: list[float]) -> list[Word]:
    """Each word behind the one before, none without length."""
    latest, ordered = 0.0, []
    for at, word in enumerate(words):
        start = max(starts[at], latest)
        following = starts[at + 1] if at + 1 < len(words) else max(ends[at], start + _SHORTEST)
        end = max(min(ends[at], max(following, start + _SHORTEST)), start + _SHORTEST)
        ordered.append(replace(word, start=round(start, 3), end=round(end, 3)))
        latest = end
    return ordered
