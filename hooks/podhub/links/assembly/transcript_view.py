"""An episode in words: its transcript, laid out for reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from podhub.links.speech import Speech
from podhub.links.utterances import Utterance
from podhub.links.views.player import (
    MomentView,
    ParagraphView,
    SectionView,
    SentenceView,
)
from podhub.model.digest import Digested, digest_of

PAUSE = 1.0
"""Seconds of silence that begin a new paragraph."""
PARAGRAPH_WORDS = 80


def transcript(
    moments: tuple[MomentView, ...], speech: Speech
) -> Digested[tuple[SectionView, ...]]:
    """An episode's transcript, laid out when it is needed."""
    return Digested(
        digest_of((speech.sentences.digest, moments)),
        lambda: sections(speech.sentences.load(), moments),
    )


def sections(
    sentences: Sequence[Utterance], moments: Sequence[MomentView]
) -> tuple[SectionView, ...]:
    """Lay a transcript out under the titles of its moments; one in which nobody says anything has
    no section."""
    laid_out = paragraphs(sentences, frozenset(moment.at for moment in moments))
    return tuple(
        SectionView(moments[place] if place >= 0 else None, tuple(group))
        for place, group in groupby(
            laid_out, lambda paragraph: sum(moment.at <= paragraph.at for moment in moments) - 1
        )
    )


def paragraphs(sentences: Sequence[Utterance], starts: frozenset[int]) -> tuple[ParagraphView, ...]:
    """Lay a transcript out for reading: a new paragraph at a new speaker or moment, and where the
    transcript has one.

    If it names no paragraphs, a pause after enough words begins one. `starts` are the seconds of
    the moments."""
    anchored: set[int] = set()
    laid_out = []
    for group in _groups(sentences, starts):
        views = []
        for sentence in group:
            at = int(sentence.start)
            start = round(sentence.start, 1)
            views.append(SentenceView(at, start, sentence.text, at not in anchored))
            anchored.add(at)
        laid_out.append(ParagraphView(group[0].speaker, views[0].at, tuple(views)))
    return tuple(laid_out)


def _groups(sentences: Sequence[Utterance], starts: frozenset[int]) -> Iterator[list[Utterance]]:
    """The sentences of each paragraph."""
    are_named = any(sentence.opens for sentence in sentences)
    group: list[Utterance] = []
    words = 0
    for sentence in sentences:
        if group:
            before = group[-1]
            paused = words > PARAGRAPH_WORDS // 2 and sentence.start - before.end >= PAUSE
            opens = sentence.opens if are_named else paused or words > PARAGRAPH_WORDS
            seconds = range(int(before.start) + 1, int(sentence.start) + 1)
            if opens or sentence.speaker != before.speaker or not starts.isdisjoint(seconds):
                yield group
                group, words = [], 0
        group.append(sentence)
        words += len(sentence.text.split())
    if group:
        yield group
