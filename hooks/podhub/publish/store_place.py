"""A store that rclone knows as a place to publish to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from podhub.publish.built import BuiltFile
from podhub.publish.claim import claimed
from podhub.publish.kinds import ARCHIVE, FEED, kinds
from podhub.publish.place import Changes, Conditions, Progress
from podhub.publish.plan import Plan
from podhub.publish.rclone import Rclone
from podhub.publish.store import Store


@dataclass(frozen=True)
class StorePlace:
    """A place in a store that rclone knows."""

    store: Store
    rclone: Rclone
    conditions: Conditions
    headers: str
    is_ahead: timedelta | None

    def ahead(self) -> timedelta | None:
        """How far this machine's clock is ahead of the store's, where that is known."""
        return self.is_ahead

    def last(self) -> datetime | None:
        """When somebody last published there, or was interrupted when they did."""
        return self.store.last

    def feed(self, work: Path) -> Path | None:
        """A copy of the feed's documents in `work`, if there are any."""
        documents = [
            path for path in self.store.listing if path == FEED or path.startswith(ARCHIVE)
        ]
        if FEED not in documents:
            return None
        self.rclone.fetch(documents, work)
        return work

    def holds(self, path: str, sha256: str) -> bool:
        """Whether the store has this very file."""
        return self.store.holds(path, sha256)

    def changes(self, built: Mapping[str, BuiltFile]) -> Changes:
        """What is to be sent, and what is said of the rest."""
        plan = self._plan(built)
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
        """Send what is not there yet, and remove what is stale."""
        plan = self._plan(built)
        self.store.publish(
            folder,
            plan,
            self.conditions.clock,
            lambda phase, size: progress(phase.name.lower(), size),
        )
        return []

    def has_unsent_notices(self) -> bool:
        """Whether somebody is still to be told that the feed has changed."""
        return self.store.has_unsent_notices

    def note_unsent_notices(self, unsent: bool) -> None:
        """Note beside the site whether somebody is still to be told."""
        self.store.note_unsent_notices(unsent)

    def _plan(self, built: Mapping[str, BuiltFile]) -> Plan:
        how = self.conditions
        return self.store.plan(built, kinds(self.headers), how.clock, how.grace, how.adopt)


@contextmanager
def open_store_place(
    rclone: Rclone, conditions: Conditions, headers: str, *, only_looking: bool
) -> Iterator[StorePlace]:
    """Open a place in a store for this process alone, or only to look at it."""
    if only_looking:
        with rclone:
            store = Store(rclone, rclone.listing(), lambda: None)
            yield StorePlace(store, rclone, conditions, headers, None)
        return
    claiming = claimed(rclone, conditions.present, conditions.wait, conditions.tell)
    with rclone, claiming as claim:
        store = Store(rclone, claim.listing, claim.check)
        yield StorePlace(store, rclone, conditions, headers, claim.ahead)


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _minutes(grace: timedelta) -> str:
    return f"{grace.total_seconds() / 60:g} minutes"
