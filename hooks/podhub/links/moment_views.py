"""The moments of an episode, and what is said in those that are clips."""

from __future__ import annotations

from collections.abc import Sequence

from podhub.links.clips import clip_urls
from podhub.links.utterances import Utterance
from podhub.links.views.player import ClipView, MomentView
from podhub.model.entries import EpisodeEntry
from podhub.model.values import path_on_site

QUOTED = 200
"""The most characters of a clip that stand for it, if its first sentence is no longer."""


def moment_views(episode: EpisodeEntry, sentences: Sequence[Utterance]) -> tuple[MomentView, ...]:
    """An episode's moments; each leads to an anchor that stands either on a sentence or on the
    moment itself."""
    taken = {int(sentence.start) for sentence in sentences}
    views = []
    for moment, clip_url in zip(episode.fields.moments, clip_urls(episode), strict=True):
        at, url = int(moment.at), path_on_site(moment.url)
        clip = None
        if clip_url and moment.clip:
            end = round(moment.at + moment.clip)
            clip = ClipView(clip_url, end, _quote(sentences, at, end))
        views.append(MomentView(at, moment.title, url, at not in taken, clip))
        taken.add(at)
    return tuple(views)


def _quote(sentences: Sequence[Utterance], at: int, end: int) -> str:
    """The first sentence of a part of the audio, and as many more as are short."""
    said = ""
    for sentence in sentences:
        if at <= sentence.start < end:
            longer = f"{said} {sentence.text}".strip()
            if said and len(longer) > QUOTED:
                break
            said = longer
    return said
