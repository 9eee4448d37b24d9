"""Where the order of a feed cannot be kept: episodes of one minute that no number tells apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podhub.importing.naming import Named


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
