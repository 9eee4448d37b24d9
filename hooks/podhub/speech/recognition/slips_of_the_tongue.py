"""Which differences between a text and what was heard are slips of the speaker, and which only of the
recogniser: the recording is asked which of the two it says."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from podhub.speech.recognition.hints import ALIKE, alike
from podhub.speech.recognition.matching import Difference
from podhub.speech.recognition.stretches import Stretch
from podhub.speech.recognition.whisper import Recognizer
from podhub.speech.recognition.words import UNSURE, Word

SHORTEST = 0.1
"""Seconds that a word takes, at least, in words that were really said"""
CLEARLY = 3.0
"""By how much better (natural logarithm) what was heard must fit than the text, to be said"""


@dataclass(frozen=True)
class Slip:
    """Words that were said and do not stand in the text, or stand there and were not said."""

    at: float
    """Seconds"""
    text: str
    """What stands there; empty where nothing does"""
    said: str
    """What was said; empty where nothing was"""

    @property
    def sounds_alike(self) -> bool:
        """Whether the recogniser may have misheard what was read right.

        >>> Slip(0, "recognise", "recognize").sounds_alike, Slip(0, "a second", "another").sounds_alike
        (True, False)
        """
        return alike(self.text, self.said) >= ALIKE


def slips(
    recognizer: Recognizer,
    language: str,
    sound: Iterable[Stretch],
    text: Sequence[str],
    heard: Sequence[Word],
    differences: Sequence[Difference],
) -> Iterator[Slip]:
    """The differences that the recording bears out, in their order."""
    waiting = list(differences)
    for stretch in sound:
        end = stretch.start + stretch.clip.seconds
        inside = [at for at, word in enumerate(heard) if stretch.start <= word.start < end]
        here = [one for one in waiting if _start(heard, one) < end]
        waiting = waiting[len(here) :]
        fits = [math.inf, *(-math.inf for _ in here)]
        if here and inside:
            first, last = inside[0], inside[-1] + 1
            plain = [word.text.strip() for word in heard[first:last]]
            texts = [plain, *(_instead(plain, first, one, text) for one in here)]
            fits = recognizer.fits(stretch.clip, [" ".join(words) for words in texts], language)
        for one, fit in zip(here, fits[1:], strict=True):
            if fits[0] - fit > CLEARLY or _is_surely_more(one, heard):
                yield _slip(one, text, heard)
    yield from (_slip(one, text, heard) for one in waiting)


def _is_surely_more(one: Difference, heard: Sequence[Word]) -> bool:
    """Whether several words were clearly heard where the text has none. A text fits no worse for leaving
    them out, since it is only asked for the words that it has."""
    words = heard[one.heard]
    if one.text.start < one.text.stop or len(words) < 2:
        return False
    sure = sum(word.probability for word in words) / len(words) >= UNSURE
    return sure and words[-1].end - words[0].start >= SHORTEST * len(words)


def _instead(plain: list[str], first: int, one: Difference, text: Sequence[str]) -> list[str]:
    """What was heard in a stretch, with the text's words in the place of a difference."""
    start, end = (min(max(at - first, 0), len(plain)) for at in (one.heard.start, one.heard.stop))
    return [*plain[:start], *text[one.text], *plain[end:]]


def _start(heard: Sequence[Word], one: Difference) -> float:
    """When a difference begins (seconds)."""
    if one.heard.start < len(heard):
        return float(heard[one.heard.start].start)
    return heard[-1].end if heard else 0.0


def _slip(one: Difference, text: Sequence[str], heard: Sequence[Word]) -> Slip:
    said = " ".join(word.text.strip() for word in heard[one.heard])
    return Slip(_start(heard, one), " ".join(text[one.text]), said)
