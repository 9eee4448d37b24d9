"""Numbers and names of imported episodes: numbers are the feed's own, and each file's name its
own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

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
    number: int | float | None
    date: datetime | None
    page: str
    """The address of its page"""


def by_age(episodes: Sequence[Named]) -> list[int]:
    """The places of episodes in a feed, the oldest first; where a date is missing or the same, by
    the place, since a feed's newest come first."""
    return sorted(
        range(len(episodes)),
        key=lambda place: (
            (date := episodes[place].date) is None,
            date.timestamp() if date else 0.0,
            -place,
        ),
    )


def own_numbers(episodes: Sequence[Named]) -> list[int | float | None]:
    """The number of each episode, in the order given; None for one that has none, or that of an
    older one of its season.

    >>> one = Named("A", "full", None, 3, None, "")
    >>> own_numbers([one, one, Named("B", "full", 2, 3, None, ""), Named("C", "bonus", None, 3, None, "")])
    [None, 3, 3, 3]
    """
    used: set[tuple[int | None, int | float]] = set()
    numbers: dict[int, int | float | None] = {}
    for place in by_age(episodes):
        episode = episodes[place]
        number, key = episode.number, (episode.season, episode.number or 0)
        if number and episode.type == "full":
            number = None if key in used else number
            used.add(key)
        numbers[place] = number
    return [numbers[place] for place in range(len(episodes))]


def file_stems(
    episodes: Sequence[Named],
    numbers: Sequence[int | float | None],
    taken: Iterable[str] = (),
    known: Mapping[int, str] = MappingProxyType({}),
) -> list[str]:
    """The name of each episode's file, NNN-name, in the order given. `taken` are names that are in
    use already, `known` those of episodes that are here, by their places.

    NNN orders files: it is the whole number or, where an episode has none, that of the numbered one
    before it by date; a show without numbers is counted.

    >>> one = Named("First seeds", "full", None, 3, None, "")
    >>> hello = Named("Hello", "trailer", None, None, None, "")
    >>> file_stems([one, one, hello], [3, None, None])
    ['003-first-seeds-2', '000-first-seeds', '000-hello']
    >>> file_stems([one, one, hello], [None, None, None])
    ['002-first-seeds-2', '001-first-seeds', '000-hello']
    """
    full = [number for one, number in zip(episodes, numbers, strict=True) if one.type == "full"]
    counts, last = not any(full), 0
    stems = dict(known)
    slugs = {name.partition("-")[2] for name in (*taken, *known.values())}
    for place in by_age(episodes):
        episode, number = episodes[place], numbers[place]
        if episode.type != "full":
            nnn = int(number or 0)
        else:
            last = last + 1 if counts else int(number) if number else last
            nnn = last
        if place in known:
            continue
        slug = _slug(episode, nnn)
        count, free = 1, slug
        while free in slugs:
            count += 1
            free = f"{slug}-{count}"
        slugs.add(free)
        stems[place] = f"{nnn:03}-{free}"
    return [stems[place] for place in range(len(episodes))]


def doubtful_order(
    named: Sequence[Named], numbers: Sequence[int | float | None], stems: Sequence[str], place: int
) -> Iterator[str]:
    """A line on an episode that the site lists on the other side of one that was public in the same
    minute. `place` is its own in the feed, whose newest come first.

    >>> from datetime import UTC, datetime
    >>> one = Named("A", "bonus", None, None, datetime(2025, 1, 1, tzinfo=UTC), "")
    >>> list(doubtful_order([one, one], [None, None], ["000-a", "000-b"], 0))
    ['order: expected a number or a date of its own, found those of 000-b (listed by name, and not as in the feed)']
    >>> list(doubtful_order([one, one], [None, None], ["000-b", "000-a"], 0))
    []
    """
    episode, (nnn, _, slug) = named[place], stems[place].partition("-")
    for other in range(place + 1, len(named)):
        below, (its_nnn, _, its_slug) = named[other], stems[other].partition("-")
        same = (episode.date, episode.season, numbers[place], nnn) == (
            below.date,
            below.season,
            numbers[other],
            its_nnn,
        )
        if same and slug < its_slug:
            yield (
                f"order: expected a number or a date of its own, found those of {stems[other]}"
                " (listed by name, and not as in the feed)"
            )
            return


def _slug(episode: Named, number: int) -> str:
    """A name from the page's address, if it stands where ours do, or from the title."""
    from_page = page_name(episode.page)
    return from_page or slugify(episode.title, LONGEST) or f"episode-{number}"


def page_name(page: str) -> str:
    """The name of an episode whose page stands where ours do; empty elsewhere.

    >>> page_name("https://show.example/hub/podcast/first-seeds/"), page_name("https://host.example/123")
    ('first-seeds', '')
    """
    folders = address_path(page).strip("/").split("/")
    name = folders[-1] if len(folders) >= 2 and folders[-2] == "podcast" else ""
    return name if SLUG.fullmatch(name) else ""
