"""Parts of a recording, and how people write them."""

from __future__ import annotations

from dataclasses import dataclass

from podhub.model.times import clock, parse_time

SHORTEST = 1.0
"""Seconds; less is a click"""
EXPECTED = "expected a part such as 78-112 or 1:18-1:52, a second long at least"


@dataclass(frozen=True)
class Part:
    """Where a clip begins and ends, in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start

    def __str__(self) -> str:
        return f"{clock(self.start)}-{clock(self.end)}"


def parse_part(text: str) -> Part:
    """Read a part of a recording, in seconds or as clocks show them. Raises ValueError.

    >>> parse_part("78-112"), str(parse_part("1:18–1:52.5"))
    (Part(start=78.0, end=112.0), '1:18-1:52')
    >>> parse_part("1:52-1:18")
    Traceback (most recent call last):
    ValueError: expected a part such as 78-112 or 1:18-1:52, a second long at least
    """
    start, _, end = text.replace("–", "-").replace(",", "-").partition("-")
    try:
        part = Part(parse_time(start.strip()), parse_time(end.strip()))
    except ValueError:
        part = Part(0, 0)
    if part.seconds < SHORTEST:
        raise ValueError(EXPECTED)
    return part
