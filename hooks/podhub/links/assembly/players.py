"""An episode as it is played: on its own page, on pages about it, in other people's pages."""

from __future__ import annotations

from podhub.links.assembly.sources import Sources
from podhub.links.moment_views import moment_views
from podhub.links.views.player import Player
from podhub.model.entries import EpisodeEntry


def player(entry: EpisodeEntry, sources: Sources) -> Player:
    """What plays an episode, with its moments; made once for all pages that play it."""
    if entry.slug not in sources.players:
        sources.players[entry.slug] = _player(entry, sources)
    return sources.players[entry.slug]


def _player(entry: EpisodeEntry, sources: Sources) -> Player:
    fields, show = entry.fields, sources.catalog.show
    speech = sources.graph.speech.get(entry.slug)
    return Player(
        title=entry.title,
        url=entry.url,
        summary=fields.summary,
        number=entry.numbered,
        season=fields.season,
        type=fields.type,
        audio=entry.audio.url,
        bytes=entry.audio.bytes,
        seconds=round(entry.audio.seconds),
        media_type=entry.audio.type,
        image=sources.cards.artwork(entry),
        synthetic=bool(entry.synthetic_voice(show.fields if show else None)),
        moments=speech.moments if speech else moment_views(entry, ()),
    )


def newest(sources: Sources) -> Player | None:
    """The newest episode."""
    for entry in sources.catalog.episodes.values():
        return player(entry, sources)
    return None


def introduction(sources: Sources) -> Player | None:
    """What a list of all episodes lets hear first: the newest trailer or, where none is, the episode
    that it begins with."""
    for entry in sources.catalog.episodes.values():
        if entry.fields.type == "trailer":
            return player(entry, sources)
    return next((player(entry, sources) for entry in sources.catalog.listed()), None)
