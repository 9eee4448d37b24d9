"""Numbers and names of imported episodes: the feed's own where they can be, and each file's name
its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from podhub.model.values import SLUG, slugify
from podhub.net.feed_values import address_path

LONGEST = 60
"""Characters of a name: it stands in addresses."""


@dataclass(frozen=True)
class Named:
    """What a feed tells of an episode that its name is made from."""

    title: str
    type: str
    """full, trailer or bonus"""
    season: int | None
    number: int | None
    date: datetime | None
    page: str
    """The address of its page"""


def file_stems(episodes: Sequence[Named], taken: Iterable[str] = ()) -> list[str]:
    """The name of each episode's file, NNN-name, in the order given. `taken` are names that are in
    use already.

    A number that the feed gives twice in a season is kept by the older episode; who has none gets
    the next after its date.

    >>> one = Named("Ramp time", "full", None, 3, None, "")
    >>> file_stems([one, Named("Ramp time", "full", None, None, None, ""), Named("Hello", "trailer", None, None, None, "")])
    ['003-ramp-time-2', '004-ramp-time', '000-hello']
    """
    order = sorted(
        range(len(episodes)), key=lambda index: _age(episodes[index], len(episodes) - index)
    )
    numbers = _numbers([episodes[index] for index in order])
    stems = {}
    slugs = {name.partition("-")[2] for name in taken}
    for index, number in zip(order, numbers, strict=True):
        slug = _slug(episodes[index], number)
        count, free = 1, slug
        while free in slugs:
            count += 1
            free = f"{slug}-{count}"
        slugs.add(free)
        stems[index] = f"{number:03}-{free}"
    return [stems[index] for index in range(len(episodes))]


def _age(episode: Named, place: int) -> tuple[bool, float, int]:
    """The oldest first; without a date, by the place in the feed, whose newest come first."""
    return episode.date is None, episode.date.timestamp() if episode.date else 0.0, place


def _numbers(episodes: Sequence[Named]) -> list[int]:
    used: set[tuple[int | None, int]] = set()
    kept: list[int | None] = []
    for episode in episodes:
        key = (episode.season, episode.number or 0)
        if episode.type != "full":
            kept.append(episode.number or 0)
        elif episode.number and key not in used:
            used.add((episode.season, episode.number))
            kept.append(episode.number)
        else:
            kept.append(None)
    last: dict[int | None, int] = {}
    for season, number in used:
        last[season] = max(last.get(season, 0), number)
    numbers = []
    for episode, own in zip(episodes, kept, strict=True):
        if own is None:
            last[episode.season] = last.get(episode.season, 0) + 1
        numbers.append(last[episode.season] if own is None else own)
    return numbers


def _slug(episode: Named, number: int) -> str:
    """A name from the page's address, if it stands where ours do, or from the title."""
    from_page = page_name(episode.page)
    return from_page or _short(slugify(episode.title)) or f"episode-{number}"


def page_name(page: str) -> str:
    """The name of an episode whose page stands where ours do; empty elsewhere.

    >>> page_name("https://show.example/hub/podcast/ramp-time/"), page_name("https://host.example/123")
    ('ramp-time', '')
    """
    folders = address_path(page).strip("/").split("/")
    name = folders[-1] if len(folders) >= 2 and folders[-2] == "podcast" else ""
    return name if SLUG.fullmatch(name) else ""


def _short(slug: str) -> str:
    """As many whole words as fit.

    >>> _short("a-" * 40 + "b")[-3:]
    'a-a'
    """
    return (
        slug if len(slug) <= LONGEST else slug[: LONGEST + 1].rpartition("-")[0] or slug[:LONGEST]
    )
