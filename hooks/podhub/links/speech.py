"""What is said in an episode: its sentences, and where they say a defined term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from podhub.links.moments import moment_views
from podhub.links.terms import TermFinder
from podhub.links.utterances import Utterance, utterances
from podhub.links.views.player import MomentView
from podhub.model.digest import Digested, digested
from podhub.model.entries import EpisodeEntry
from podhub.model.quotations import stands_alone

QUOTED = 3
"""The most places of one episode that a definition's page lists."""
APART = 30
"""Seconds between two places of one episode that are worth listing both."""


@dataclass(frozen=True)
class SaidTerm:
    """A term as one episode says it."""

    count: int
    """The sentences that say it"""
    first: Utterance
    quoted: tuple[Utterance, ...]
    """Those that a definition's page lists: what can be quoted alone or, where nothing can, the
    first"""


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
        {slug: SaidTerm(len(found), found[0], _quoted(found)) for slug, found in said.items()},
        moment_views(episode, sentences),
    )


def _quoted(said: Sequence[Utterance]) -> tuple[Utterance, ...]:
    """The sentences that are worth listing."""
    chosen: list[Utterance] = []
    for sentence in [one for one in said if stands_alone(one.text)] or said[:1]:
        if not chosen or int(sentence.start) - int(chosen[-1].start) >= APART:
            chosen.append(sentence)
    return tuple(chosen[:QUOTED])
