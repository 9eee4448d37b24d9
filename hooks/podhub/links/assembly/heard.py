"""The places of an episode where a term is heard."""

from __future__ import annotations

from podhub.links.utterances import Utterance
from podhub.links.views.parts import Heard
from podhub.model.entries import EpisodeEntry


def heard(episode: EpisodeEntry, said: Utterance) -> Heard:
    """A sentence of an episode, as a page about one of its words quotes it."""
    at = int(said.start)
    return Heard(episode.title, f"{episode.url}#t={at}", at, said.text, said.speaker)
