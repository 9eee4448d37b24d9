"""The audio in words: where a term is heard, and how a transcript and its moments stand on the
episode's page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from podhub.links.episode_view import MomentView, ParagraphView, SentenceView
from podhub.links.sentences import Utterance, utterances
from podhub.links.terms import Terms
from podhub.links.view import Heard
from podhub.model.entries import EpisodeEntry
from podhub.model.values import path_on_site

PAUSE = 1.0
"""Seconds of silence that begin a new paragraph."""
PARAGRAPH_WORDS = 80
PER_EPISODE = 3
"""The most places of one episode that a definition's page lists."""
APART = 30
"""Seconds between two places of one episode that are worth listing both."""


@dataclass(frozen=True)
class Speech:
    """One episode's words: its sentences, and for each term the sentences that say it."""

    sentences: tuple[Utterance, ...]
    said: Mapping[str, tuple[Utterance, ...]]


def listen(episode: EpisodeEntry, terms: Terms) -> Speech:
    """Find the terms in an episode's transcript."""
    sentences = utterances(episode.cues)
    said: dict[str, list[Utterance]] = {}
    for sentence in sentences:
        for slug in dict.fromkeys(match.slug for match in terms.find(sentence.text)):
            said.setdefault(slug, []).append(sentence)
    return Speech(tuple(sentences), {slug: tuple(found) for slug, found in said.items()})


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


def transcript_view(
    episode: EpisodeEntry, sentences: Sequence[Utterance]
) -> tuple[ParagraphView, ...]:
    """Lay a transcript out for reading: a new paragraph at a new speaker or moment, and where the
    transcript has one.

    If it names no paragraphs, a pause after enough words begins one.
    """
    named = any(sentence.opens for sentence in sentences)
    starts = {int(moment.at) for moment in episode.fields.moments}
    paragraphs: list[ParagraphView] = []
    open_: list[SentenceView] = []
    anchored: set[int] = set()
    before: Utterance | None = None
    words = 0

    def close() -> None:
        if open_ and before:
            paragraphs.append(ParagraphView(before.speaker, open_[0].at, tuple(open_)))
            open_.clear()

    for sentence in sentences:
        at = int(sentence.start)
        moment = any(
            second in starts for second in range(int(before.start) + 1 if before else 0, at + 1)
        )
        paused = (
            before is not None
            and words > PARAGRAPH_WORDS // 2
            and sentence.start - before.end >= PAUSE
        )
        opens = sentence.opens if named else paused or words > PARAGRAPH_WORDS
        if before and (sentence.speaker != before.speaker or moment or opens):
            close()
            words = 0
        open_.append(SentenceView(at, round(sentence.start, 1), sentence.text, at not in anchored))
        anchored.add(at)
        words += len(sentence.text.split())
        before = sentence
    close()
    return tuple(paragraphs)


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
