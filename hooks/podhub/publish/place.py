"""A place that a site is published to, whichever kind it is: a folder of this machine or a
store."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

from podhub.publish.built import BuiltFile
from podhub.publish.claim import claimed
from podhub.publish.clocks import ahead
from podhub.publish.errors import PublishError
from podhub.publish.folder import Releases, opened
from podhub.publish.kinds import ARCHIVE, FEED, is_named_by_content, kinds
from podhub.publish.rclone import Rclone
from podhub.publish.release import CURRENT, LOCK, UNTOLD
from podhub.publish.store import Store
from podhub.publish.target import FolderTarget, StoreTarget

Progress = Callable[[str, int], None]
"""Hears what is being sent ("pages", "feeds", …) and how many bytes more have gone out"""


@dataclass(frozen=True)
class Changes:
    """What a publication is going to change."""

    sent: list[BuiltFile]
    notes: list[str] = field(default_factory=list)


class Place(Protocol):
    """Where a built site becomes public."""

    def last(self) -> datetime | None:
        """When it was last published to, by the clock of the machine that did."""

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

    def note_unsent_notices(self, owed: bool) -> None:
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


@contextmanager
def place(
    target: FolderTarget | StoreTarget,
    conditions: Conditions,
    headers: str,
    environment: Mapping[str, str],
    *,
    only_looking: bool = False,
) -> Iterator[Place]:
    """Open a place for this process alone, or only to look at it. `headers` is the site's
    `_headers` file."""
    if isinstance(target, FolderTarget):
        path = target.path.absolute()
        if only_looking:
            yield _FolderPlace(Releases(path), conditions, headers, None)
        else:
            with opened(path, conditions.clock, conditions.wait, conditions.tell) as releases:
                # A folder of another machine has that one's clock; of this machine, the same as we.
                written = datetime.fromtimestamp((path / LOCK).stat().st_mtime, UTC)
                yield _FolderPlace(
                    releases,
                    conditions,
                    headers,
                    ahead(conditions.clock, written, conditions.present()),
                )
        return
    rclone = Rclone(target, environment, conditions.held)
    if only_looking:
        yield _StorePlace(
            Store(rclone, rclone.listing(), lambda: None), rclone, conditions, headers, None
        )
        return
    with claimed(rclone, conditions.present, conditions.wait, conditions.tell) as claim:
        yield _StorePlace(
            Store(rclone, claim.listing, claim.check), rclone, conditions, headers, claim.ahead
        )


@dataclass(frozen=True)
class _FolderPlace:
    releases: Releases
    conditions: Conditions
    headers: str
    is_ahead: timedelta | None

    def ahead(self) -> timedelta | None:
        return self.is_ahead

    def last(self) -> datetime | None:
        manifest = self.releases.manifest(self.releases.current())
        return manifest.made if manifest else None

    def feed(self, work: Path) -> Path | None:
        current = self.releases.target / CURRENT
        return current if (current / FEED).is_file() else None

    def holds(self, path: str, sha256: str) -> bool:
        return self.releases.holds(path, sha256)

    def changes(self, built: Mapping[str, BuiltFile]) -> Changes:
        manifest = self.releases.manifest(self.releases.current())
        known = {path: entry.sha256 for path, entry in manifest.live().items()} if manifest else {}
        return Changes([file for path, file in built.items() if known.get(path) != file.sha256])

    def publish(
        self, folder: Path, built: Mapping[str, BuiltFile], progress: Progress
    ) -> list[str]:
        kind = kinds(self.headers)
        stale = self.releases.stale(
            built,
            lambda path: is_named_by_content(path, kind(path)),
            self.conditions.clock,
            self.conditions.grace,
        )
        if not self.changes(built).sent and not self.releases.differences(built):
            # A run every hour would otherwise push out the releases that a rollback is for.
            self.releases.clear(stale)
            return [f"nothing has changed; release {self.releases.current()} stays public"]
        made = self.releases.make(
            folder, built, stale, self.conditions.clock, lambda size: progress("release", size)
        )
        wrong = self.releases.differences(built)
        if wrong:
            raise PublishError(
                f"{self.releases.target}: expected what was built, found {wrong[0]} missing or different"
            )
        return [f"release {made.number} is public"]

    def has_unsent_notices(self) -> bool:
        return self._untold.exists()

    def note_unsent_notices(self, owed: bool) -> None:
        if owed:
            self._untold.touch()
        else:
            self._untold.unlink(missing_ok=True)

    @property
    def _untold(self) -> Path:
        return self.releases.target / UNTOLD


@dataclass(frozen=True)
class _StorePlace:
    store: Store
    rclone: Rclone
    conditions: Conditions
    headers: str
    is_ahead: timedelta | None

    def ahead(self) -> timedelta | None:
        return self.is_ahead

    def last(self) -> datetime | None:
        return self.store.published.made if self.store.published else None

    def feed(self, work: Path) -> Path | None:
        documents = [
            path for path in self.store.listing if path == FEED or path.startswith(ARCHIVE)
        ]
        if FEED not in documents:
            return None
        self.rclone.fetch(documents, work)
        return work

    def holds(self, path: str, sha256: str) -> bool:
        return self.store.holds(path, sha256)

    def changes(self, built: Mapping[str, BuiltFile]) -> Changes:
        plan = self.store.plan(
            built,
            kinds(self.headers),
            self.conditions.clock,
            self.conditions.grace,
            self.conditions.adopt,
        )
        notes = {
            "no longer in the site, removed now": plan.remove,
            f"no longer in the site, removed by a run in {_minutes(self.conditions.grace)} or later": plan.stale,
            "there that are not ours, left alone": plan.foreign,
        }
        return Changes(
            plan.sent, [f"{_files(len(paths))} {what}" for what, paths in notes.items() if paths]
        )

    def publish(
        self, folder: Path, built: Mapping[str, BuiltFile], progress: Progress
    ) -> list[str]:
        plan = self.store.plan(
            built,
            kinds(self.headers),
            self.conditions.clock,
            self.conditions.grace,
            self.conditions.adopt,
        )
        self.store.publish(
            folder,
            plan,
            self.conditions.clock,
            lambda phase, size: progress(phase.name.lower(), size),
        )
        return []

    def has_unsent_notices(self) -> bool:
        return self.store.has_unsent_notices

    def note_unsent_notices(self, owed: bool) -> None:
        self.store.note_unsent_notices(owed)


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _minutes(grace: timedelta) -> str:
    return f"{grace.total_seconds() / 60:g} minutes"
