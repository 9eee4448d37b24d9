"""How far this machine's clock is from another's, by what the other wrote on something that was
just given to it."""

from __future__ import annotations

from datetime import datetime, timedelta


def ahead(before: datetime, written: datetime, after: datetime) -> timedelta:
    """How far our clock is ahead of the one that wrote a time; `before` and `after` are our times
    around the writing.

    Whatever took its time, a retry or a slow line, is no fault of a clock.

    >>> nine, minute = datetime(2026, 11, 25, 9), timedelta(minutes=1)
    >>> [str(ahead(nine, nine + count * minute, nine + minute)) for count in (-10, 0, 1, 11)]
    ['0:10:00', '0:00:00', '0:00:00', '-1 day, 23:50:00']
    """
    return max(before, min(written, after)) - written
