"""What is said in an episode: its sentences, and where they say a defined term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from podhub.links.moment_views import moment_views
from podhub.links.terms import TermFinder
from podhub.links.utterances import Utterance, utterances
from podhub.links.views.player import MomentView
from podhub.model.digest import Digested, digested
from podhub.model.entries import EpisodeEntry
from podhub.model.sentences import stands_alone

QUOTED = 3
"""The most places of one episode that a definition's page lists."""
APART = 30
"""Seconds between two places of one episode that are worth listing both."""
GREETING, PARTING = 30, 20
"""Seconds at the beginning and at the end of an episode in which it speaks of itself: who speaks,
what is to come, where to read more."""


@dataclass(frozen=True)
class SaidTerm:
    """A term as one episode says it."""

    count: int
    """The sentences that say it"""
    first: Utterance
    quoted: tuple[Utterance, ...]
    """Those that a definition's page lists: what can be quoted alone, a short one with the sentence
    before it, or, where nothing can, the first"""


@dataclass(frozen=True)
class Speech:
    """One episode's words."""

    sentences: Digested[tuple[Utterance, ...]]
    said: Mapping[str, SaidTerm]
    """By term"""
    moments: tuple[MomentView, ...]


def listen(episode: EpisodeEntry, terms: TermFinder) -> Speech:
    """Find the terms in an episode's transcript, and what is said at its moments."""
    sentences = tuple(utterances(episode.cues))
    said: dict[str, list[Utterance]] = {}
    for sentence in sentences:
        for slug in dict.fromkeys(match.slug for match in terms.find(sentence.text)):
            said.setdefault(slug, []).append(sentence)
    return Speech(
        digested(sentences),
        {
            slug: SaidTerm(len(found), found[0], _quoted(found, sentences))
            for slug, found in said.items()
        },
        moment_views(episode, sentences),
    )


def _quoted(said: Sequence[Utterance], sentences: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """The sentences that are worth listing, out of all."""
    before = dict(zip(sentences[1:], sentences, strict=False))
    whole = [_in_context(one, before.get(one)) for one in said]
    quotable = [one for one in whole if stands_alone(one.text)]
    last = sentences[-1].end - PARTING
    amid = [one for one in quotable if GREETING <= one.start < last]
    chosen: list[Utterance] = []
    for sentence in amid or quotable or said[:1]:
        if not chosen or int(sentence.start) - int(chosen[-1].start) >= APART:
            chosen.append(sentence)
    return tuple(chosen[:QUOTED])


def _in_context(sentence: Utterance, before: Utterance | None) -> Utterance:
    """A sentence; one that says nothing alone takes along what the same voice said before it."""
    if stands_alone(sentence.text) or not before or before.speaker != sentence.speaker:
        return sentence
    return sentence._replace(start=before.start, text=f"{before.text} {sentence.text}")
