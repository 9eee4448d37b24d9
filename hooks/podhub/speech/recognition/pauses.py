"""Where nobody speaks in a stretch of sound, by how loud it is.

What counts as quiet is taken from the stretch itself, between its softest and its loudest, so that a
hissing room has pauses too."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from podhub.speech.timeline import Clip

STEP = 0.01
"""Seconds of sound that are judged at once"""
SHORTEST = 0.1
"""Seconds; what is shorter belongs to a word, such as the stop before a “t”."""
_ABOVE_FLOOR = 2.0
"""Times as loud as the softest sound, at least: noise is not even."""
_BELOW_SPEECH = 0.03
"""Of the loudness of speech (−30 dB), at least: below it nothing is understood."""


@dataclass(frozen=True, slots=True)
class Pause:
    """From where nobody speaks, to where somebody does (seconds)."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start


def pauses(clip: Clip) -> list[Pause]:
    """The pauses of a clip, also those at its ends.

    >>> from array import array
    >>> pauses(Clip(1000, array("h", [9000] * 500 + [20] * 300 + [9000] * 200)))
    [Pause(start=0.5, end=0.8)]
    """
    levels = loudness(clip)
    if not levels:
        return []
    ordered = sorted(levels)
    floor, speech = (ordered[len(ordered) * part // 100] for part in (8, 90))
    limit = min(max(floor * _ABOVE_FLOOR, speech * _BELOW_SPEECH), speech / 3)
    found, at = [], 0
    for quiet, run in groupby(levels, lambda level: level <= limit):
        count = len(list(run))
        if quiet and count * STEP >= SHORTEST:
            found.append(Pause(round(at * STEP, 3), round((at + count) * STEP, 3)))
        at += count
    return found


def loudness(clip: Clip) -> list[float]:
    """How loud each step of a clip is: the mean of its samples without their signs."""
    size = round(STEP * clip.rate)
    whole = range(0, len(clip.samples) - size + 1, size)
    return [sum(map(abs, clip.samples[at : at + size])) / size for at in whole]
