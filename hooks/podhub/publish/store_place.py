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


@contextmanager
def open_store(
    rclone: Rclone, conditions: Conditions, headers: str, *, only_looking: bool
) -> Iterator[StorePlace]:
    """Open a place in a store for this process alone, or only to look at it."""
    if only_looking:
        store = Store(rclone, rclone.listing(), lambda: None)
        yield StorePlace(store, rclone, conditions, headers, None)
        return
    with claimed(rclone, conditions.present, conditions.wait, conditions.tell) as claim:
        store = Store(rclone, claim.listing, claim.check)
        yield StorePlace(store, rclone, conditions, headers, claim.ahead)


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _minutes(grace: timedelta) -> str:
    return f"{grace.total_seconds() / 60:g} minutes"
