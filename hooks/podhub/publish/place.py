"""A place that a site is published to, whichever kind it is: a folder of this machine or a
store."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from podhub.publish.built import BuiltFile
from podhub.publish.kinds import FEED

Progress = Callable[[str, int], None]
"""Hears what is being sent ("pages", "feeds", …) and how many bytes more have gone out"""


@dataclass(frozen=True)
class Changes:
    """What a publication is going to change."""

    sent: list[BuiltFile]
    notes: list[str] = field(default_factory=list)

    @property
    def has_feed(self) -> bool:
        """Whether the show's feed is sent."""
        return any(file.path == FEED for file in self.sent)


class Place(Protocol):
    """Where a built site becomes public."""

    def last(self) -> datetime | None:
        """When it was last published to, to the end or not, by the clock of the machine that did."""

    def ahead(self) -> timedelta | None:
        """How far this machine's clock is ahead of the place's own, where that is known."""

    def feed(self, work: Path) -> Path | None:
        """A folder in which the feed lies as it is public now; `work` may be used for it."""

    def holds(self, path: str, sha256: str) -> bool:
        """Whether this very file is public there already."""

    def changes(self, built: Mapping[str, BuiltFile]) -> Changes:
        """What publishing these files is going to change."""

    def publish(
        self, folder: Path, built: Mapping[str, BuiltFile], progress: Progress
    ) -> list[str]:
        """Make the files of a folder public. Returns what else there is to say of it."""

    def has_unsent_notices(self) -> bool:
        """Whether somebody is still to be told that the feed has changed."""

    def note_unsent_notices(self, unsent: bool) -> None:
        """Note there whether somebody is still to be told that the feed has changed. It outlives this
        process, and this machine."""


@dataclass(frozen=True)
class Conditions:
    """The conditions under which a site is published: whose clock, how long to wait, what stays."""

    clock: datetime
    """What this machine takes for the present, when all this begins"""
    wait: float
    """Seconds to wait for another publisher"""
    tell: Callable[[str], None]
    """Hears what takes its time"""
    grace: timedelta = timedelta(hours=1)
    """How long what the site no longer has stays for readers who have an older page open"""
    adopt: bool = False
    """Whether to publish into a store beside files of others"""
    held: int | None = None
    """The descriptor of a lock that rclone is to hold too, for systems on which it can outlive its
    publisher"""
    began: float = field(default_factory=time.monotonic)

    def present(self) -> datetime:
        """What this machine takes for the present now."""
        return self.clock + timedelta(seconds=time.monotonic() - self.began)


def ahead(before: datetime, written: datetime, after: datetime) -> timedelta:
    """How far our clock is ahead of the one that wrote a time; `before` and `after` are our times
    around the writing.

    Whatever took its time, a retry or a slow line, is no fault of a clock.

    >>> nine, minute = datetime(2026, 11, 25, 9), timedelta(minutes=1)
    >>> [str(ahead(nine, nine + count * minute, nine + minute)) for count in (-10, 0, 1, 11)]
    ['0:10:00', '0:00:00', '0:00:00', '-1 day, 23:50:00']
    """
    return max(before, min(written, after)) - written
