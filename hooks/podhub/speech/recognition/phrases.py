"""Words as sentences, paragraphs and captions, which a screen can hold."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from podhub.model.sentences import sentence_starts
from podhub.speech.caption_text import LINE, split_cues
from podhub.speech.recognition.words import Word, written
from podhub.speech.timeline import Cue

LONGEST = 60
"""Words after which speech without a full stop is cut at its longest pause"""
PARAGRAPH, LONG_PARAGRAPH = 30, 110
"""Words from which a paragraph may end at a long pause, and at any"""
LONG_PAUSE = 0.6
"""Seconds between sentences that may part paragraphs, at least"""
_ENDS = re.compile(r"[。！？]$")  # sentences of languages that write no spaces


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its sentences, each of its words."""

    sentences: tuple[tuple[Word, ...], ...]

    @property
    def words(self) -> list[Word]:
        """All its words."""
        return [word for sentence in self.sentences for word in sentence]


def sentences(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """Words cut where sentences end.

    >>> words = [Word(0, 1, " Ask"), Word(1, 2, " Dr."), Word(2, 3, " Shaw."), Word(3, 4, " Then")]
    >>> ["".join(word.text for word in sentence).strip() for sentence in sentences(words)]
    ['Ask Dr. Shaw.', 'Then']
    """
    text = "".join(word.text for word in words)
    starts, at = set(sentence_starts(text)), 0
    found: list[list[Word]] = []
    for word in words:
        opens = at + len(word.text) - len(word.text.lstrip())
        if not found or opens in starts or _ENDS.search(found[-1][-1].text):
            found.append([])
        found[-1].append(word)
        at += len(word.text)
    return [part for sentence in found for part in _cut(tuple(sentence))]


def _cut(sentence: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """A sentence that never ends, cut at its longest pauses."""
    if len(sentence) <= LONGEST:
        return [sentence]
    at = longest_pause(sentence, len(sentence) // 5)
    return [*_cut(sentence[:at]), *_cut(sentence[at:])]


def longest_pause(words: Sequence[Word], edge: int) -> int:
    """The place of the word before which is the longest pause, `edge` words from both ends at
    least."""
    places = range(edge, len(words) - edge)
    return max(places, key=lambda place: words[place].start - words[place - 1].end)


def paragraphs(found: Sequence[tuple[Word, ...]]) -> list[Paragraph]:
    """Sentences as paragraphs: they end where their speaker pauses for long."""
    gaps = [after[0].start - before[-1].end for before, after in pairwise(found)]
    long = max(LONG_PAUSE, quantiles(gaps, n=4)[2]) if len(gaps) > 1 else LONG_PAUSE
    parts: list[list[tuple[Word, ...]]] = []
    count = 0
    for sentence, gap in zip(found, [0.0, *gaps], strict=True):
        ends = (count >= PARAGRAPH and gap >= long) or count >= LONG_PARAGRAPH
        if not parts or ends:
            parts.append([])
            count = 0
        parts[-1].append(sentence)
        count += len(sentence)
    return [Paragraph(tuple(part)) for part in parts]


def cues(found: Sequence[Paragraph]) -> list[Cue]:
    """The captions of paragraphs: a sentence each, a long one in pieces that meet at its commas."""
    made: list[Cue] = []
    for number, paragraph in enumerate(found, 1):
        for sentence in paragraph.sentences:
            opened = None if sentence is not paragraph.sentences[0] else number
            for piece in _pieces(sentence):
                made.append(Cue(piece[0].start, piece[-1].end, written(piece), opened))
                opened = None
    return made


def _pieces(sentence: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """The words of each caption of a sentence."""
    pieces: list[tuple[Word, ...]] = []
    at = 0
    for text in split_cues(written(sentence)):
        piece: list[Word] = []
        while at < len(sentence) and (
            not piece or len(written([*piece, sentence[at]])) <= len(text)
        ):
            piece.append(sentence[at])
            at += 1
        pieces += _halved(tuple(piece))
    return pieces


def _halved(piece: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    """A caption of more than two full lines, cut at its longest pauses: nobody speaks commas."""
    if len(written(piece)) <= 2 * LINE or len(piece) < 4:
        return [piece]
    at = longest_pause(piece, len(piece) // 4)
    return [*_halved(piece[:at]), *_halved(piece[at:])]
