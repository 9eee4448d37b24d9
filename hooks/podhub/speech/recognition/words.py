"""A word as it was heard."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from podhub.model.locale import ENGLISH_NUMBERS

UNSURE = 0.7
"""Words that the recogniser gives less than this are for somebody to listen to: of our own episodes, one
in twenty, and among them half of all that is wrong."""
_NUMBERS = {str(number): word for number, word in enumerate(ENGLISH_NUMBERS)}
"""English numbers, which a recogniser writes now in one way and now in the other"""
_MARKS = re.compile(r"[^\w%&+]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word, when it is said (seconds), and how sure the recogniser is of it (0 to 1)."""

    start: float
    end: float
    text: str
    """As it is written, with the space before it where its language has one"""
    probability: float = 1.0

    @property
    def is_unsure(self) -> bool:
        """Whether somebody should listen to it."""
        return self.probability < UNSURE and bool(bare(self.text))


def bare(word: str) -> str:
    """A word as it is compared with others: small letters and digits, a small number as a word.

    >>> bare(" “Don’t,"), bare("10,000"), bare(" 3."), bare(" —")
    ('dont', '10000', 'three', '')
    """
    letters = _MARKS.sub("", word).casefold()
    return _NUMBERS.get(letters, letters)


def written(words: Sequence[Word]) -> str:
    """Words as a text.

    >>> written([Word(0, 1, " Ask"), Word(1, 2, " first.")])
    'Ask first.'
    """
    return "".join(word.text for word in words).strip()


SQUEEZED = 0.04
"""Seconds in which nobody can say a word"""
UNHEARD = 0.05
"""Probability below which a word was made up"""
FAINT = 0.2
"""Probability below which a word beside such words was made up too"""
ECHO = 5
"""Words of a sentence of thanks, at most"""
_STOPS = (".", "!", "?", "…", "。", "！", "？")


def without_echo(words: list[Word]) -> list[Word]:
    """Words without those at the end that nobody said: recognisers thank their listeners in the
    silence behind a speech.

    >>> heard = [Word(0, 0.4, " moving."), Word(0.4, 0.7, " Thank", 0.01), Word(0.7, 0.7, " you.", 0.9)]
    >>> written(without_echo(heard))
    'moving.'
    """
    last = len(words)
    while last and (_is_made_up(words[last - 1]) or words[last - 1].probability < FAINT):
        last -= 1
    kept = words[:last] if any(map(_is_made_up, words[last:])) else words
    opens = _last_sentence(kept)
    is_echo = 0 < opens < len(kept) <= opens + ECHO and _begins_with_nothing(kept[opens])
    return kept[:opens] if is_echo else kept


def _last_sentence(words: list[Word]) -> int:
    """The place of the word that opens the last sentence."""
    ends = (at for at, word in enumerate(words[:-1], 1) if word.text.endswith(_STOPS))
    return max(ends, default=0)


def _begins_with_nothing(word: Word) -> bool:
    """Whether there is neither time for a word nor a sound of it."""
    return word.end - word.start < SQUEEZED and word.probability < FAINT


def _is_made_up(word: Word) -> bool:
    return word.end - word.start < SQUEEZED or word.probability < UNHEARD
