"""Where the clips of an episode are: moments that work by themselves."""

from __future__ import annotations

from podhub.model.addresses import clip_address
from podhub.model.entries import EpisodeEntry
from podhub.model.values import MAX_SLUG, slugify


def clip_urls(episode: EpisodeEntry) -> tuple[str | None, ...]:
    """The address of each moment's clip, in the order of the moments; None where it is no clip.

    It is made of the moment's title, as a narrator keeps a clip by its title: the seconds change
    when an episode is recorded anew. A title without letters of A to Z gives its second."""
    taken: set[str] = set()
    found: list[str | None] = []
    for moment in episode.fields.moments:
        if not moment.clip or not episode.audio.url:
            found.append(None)
            continue
        name = slugify(moment.title)[:MAX_SLUG].strip("-") or f"at-{int(moment.at)}"
        if name in taken:
            name = f"{name}-{int(moment.at)}"
        taken.add(name)
        found.append(clip_address(episode.url, name))
    return tuple(found)
