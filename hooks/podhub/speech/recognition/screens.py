"""Paragraphs of words as captions, which a screen can hold."""

from __future__ import annotations

from collections.abc import Sequence

from podhub.speech.recognition.phrases import Paragraph, longest_pause
from podhub.speech.recognition.words import Word, written
from podhub.speech.sentences import LINE, split_cues
from podhub.speech.timeline import Cue


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
