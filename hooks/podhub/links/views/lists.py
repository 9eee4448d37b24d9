"""What stands in a list of pages, and in the index of everything."""

from __future__ import annotations

from dataclasses import dataclass

from podhub.links.views.parts import Card, Link


@dataclass(frozen=True, slots=True)
class Listing:
    """What stands on one page of a list."""

    cards: tuple[Card, ...]
    number: int
    pages: int
    previous: str | None
    next: str | None
    start: Card | None = None
    """Which of the cards to begin with."""
    groups: tuple[tuple[Link, tuple[Card, ...]], ...] = ()
    """The other cards by topic, where the whole list stands on one page."""


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A page in the index of everything, with the other words for what it defines."""

    title: str
    url: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexSection:
    """The pages of one kind in the index of everything, A to Z."""

    kind: str
    lines: tuple[IndexLine, ...]
