"""What is said in an episode: its sentences, and where they say a defined term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from podhub.links.terms import TermFinder
from podhub.links.utterances import Utterance, utterances
from podhub.model.digest import digest_of
from podhub.model.entries import EpisodeEntry


@dataclass(frozen=True)
class Speech:
    """One episode's words: its sentences, and for each term the sentences that say it."""

    sentences: tuple[Utterance, ...]
    digest: str
    """Of the sentences."""
    said: Mapping[str, tuple[Utterance, ...]]


def listen(episode: EpisodeEntry, terms: TermFinder) -> Speech:
    """Find the terms in an episode's transcript."""
    sentences = utterances(episode.cues)
    said: dict[str, list[Utterance]] = {}
    for sentence in sentences:
        for slug in dict.fromkeys(match.slug for match in terms.find(sentence.text)):
            said.setdefault(slug, []).append(sentence)
    return Speech(
        tuple(sentences), digest_of(sentences), {slug: tuple(found) for slug, found in said.items()}
    )
