"""The places of an episode where a term is heard."""

from __future__ import annotations

from collections.abc import Sequence

from podhub.links.utterances import Utterance
from podhub.links.views.parts import Heard
from podhub.model.entries import EpisodeEntry

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
