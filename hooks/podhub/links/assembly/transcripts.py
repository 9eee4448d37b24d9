"""An episode in words: the places where a term is heard, its moments, its transcript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podhub.links.speech import Speech
from podhub.links.utterances import Utterance
from podhub.links.views.parts import Heard
from podhub.links.views.player import MomentView, ParagraphView, SentenceView
from podhub.model.digest import Digested, digest_of
from podhub.model.entries import EpisodeEntry
from podhub.model.values import path_on_site

PAUSE = 1.0
"""Seconds of silence that begin a new paragraph."""
PARAGRAPH_WORDS = 80
PER_EPISODE = 3
"""The most places of one episode that a definition's page lists."""
APART = 30
"""Seconds between two places of one episode that are worth listing both."""


def heard_in(episode: EpisodeEntry, said: Sequence[Utterance]) -> list[Heard]:
    """The places of an episode that a definition's page lists."""
    chosen: list[Heard] = []
    for sentence in said:
        at = int(sentence.start)
        if chosen and at - chosen[-1].at < APART:
            continue
        chosen.append(
            Heard(episode.title, f"{episode.url}#t={at}", at, sentence.text, sentence.speaker)
        )
        if len(chosen) == PER_EPISODE:
            break
    return chosen


def transcript(episode: EpisodeEntry, speech: Speech) -> Digested[tuple[ParagraphView, ...]]:
    """An episode's transcript, laid out when it is needed."""
    starts = frozenset(int(moment.at) for moment in episode.fields.moments)
    return Digested(
        digest_of((speech.digest, starts)), lambda: paragraphs(speech.sentences, starts)
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


def moment_views(episode: EpisodeEntry, sentences: Sequence[Utterance]) -> tuple[MomentView, ...]:
    """An episode's moments; each leads to an anchor that stands either on a sentence or on the
    moment itself."""
    taken = {int(sentence.start) for sentence in sentences}
    views = []
    for moment in episode.fields.moments:
        at = int(moment.at)
        views.append(MomentView(at, moment.title, path_on_site(moment.url), at not in taken))
        taken.add(at)
    return tuple(views)
