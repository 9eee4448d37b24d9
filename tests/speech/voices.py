"""Voices and ears that tests can foresee."""

from __future__ import annotations

import math
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field

from podhub.speech.recognition.stretches import RATE
from podhub.speech.recognition.words import Word
from podhub.speech.timeline import Clip


def tone(seconds: float, level: int = 9000) -> array[int]:
    """A note, or silence."""
    count = range(round(seconds * RATE))
    return array("h", [round(level * math.sin(2 * math.pi * 220 * at / RATE)) for at in count])


def said(text: str) -> list[Word]:
    """Words as a recogniser gives them, half a second each."""
    return [Word(at / 2, at / 2 + 0.4, f" {word}") for at, word in enumerate(text.split())]


@dataclass
class Parrot:
    """Hears the same sentence in every stretch, and is told how well texts fit."""

    liking: dict[str, float] = field(default_factory=dict)
    """By words that a text holds: the change of its likelihood"""
    sentence: str = "What is heard once is heard again."
    probability: float = 0.9
    stops_after: int | None = None
    name: str = "the parrot"
    size: int = 1
    languages: frozenset[str] = frozenset({"en"})
    spoken: str = "en"
    heard: list[int] = field(default_factory=list)
    """The number of each stretch that was listened to"""

    described = "the parrot, which knows English alone"

    def words(self, clip: Clip, language: str, hints: Sequence[str]) -> list[Word]:
        if self.stops_after is not None and len(self.heard) >= self.stops_after:
            raise KeyboardInterrupt
        self.heard.append(len(self.heard))
        return [Word(w.start, w.end, w.text, self.probability) for w in said(self.sentence)]

    def hears_speech(self, clip: Clip) -> bool:
        return bool(self.sentence)

    def language(self, clip: Clip) -> tuple[str, float]:
        return self.spoken, 0.95

    def fits(self, clip: Clip, texts: Sequence[str], language: str) -> list[float]:
        return [
            sum(self.liking.get(one, 0) for one in self.liking if one in text) for text in texts
        ]
