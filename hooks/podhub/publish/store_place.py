"""A store that rclone knows as a place to publish to: plan, note what is to be sent, send it in order,
look, remove what is stale, write the manifest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from podhub.publish.built import BuiltFile
from podhub.publish.claim import claimed
from podhub.publish.errors import PublishError
from podhub.publish.kinds import ARCHIVE, FEED, kinds
from podhub.publish.manifest import Manifest, dump, load
from podhub.publish.place import Changes, Conditions, Progress
from podhub.publish.plan import OWN, Listed, Plan, Step, differences, make_plan, remaining, settle
from podhub.publish.rclone import Rclone

MANIFEST = f"{OWN}manifest.json.gz"
BEGUN = f"{OWN}begun.json.gz"
"""What runs were about to send when they were interrupted"""
UNTOLD = f"{OWN}untold"
"""Is there while somebody is still to be told that the feed has changed"""


class StorePlace:
    """A place in a store, held for this process alone or only looked at."""

    def __init__(
        self,
        rclone: Rclone,
        listing: dict[str, Listed],
        conditions: Conditions,
        headers: str,
        still_ours: Callable[[], None] = lambda: None,
        ahead: timedelta | None = None,
    ) -> None:
        """`listing` is what the store holds, `headers` the site's `_headers` file; `still_ours` raises
        BusyError where somebody else began to publish."""
        self._rclone, self._listing, self._conditions = rclone, listing, conditions
        self._kind, self._still_ours, self._ahead = kinds(headers), still_ours, ahead
        self._is_untold = UNTOLD in listing
        published, begun = self._read(MANIFEST), self._read(BEGUN)
        self._last = max((run.made for run in (published, begun) if run), default=None)
        self._known = published.files if published else {}
        self._begun = begun.files if begun else {}

    def ahead(self) -> timedelta | None:
        """How far this machine's clock is ahead of the store's, where that is known."""
        return self._ahead

    def last(self) -> datetime | None:
        """When somebody last published there, or was interrupted when they did."""
        return self._last

    def feed(self, work: Path) -> Path | None:
        """A copy of the feed's documents in `work`, if there are any."""
        documents = [path for path in self._listing if path == FEED or path.startswith(ARCHIVE)]
        if FEED not in documents:
            return None
        self._rclone.fetch(documents, work)
        return work

    def holds(self, path: str, sha256: str) -> bool:
        """Whether this very file is there, as far as the last publication knows and nobody has
        touched it since."""
        entry, there = self._known.get(path), self._listing.get(path)
        return bool(entry and there and entry.sha256 == sha256 and entry.seen == there.seen)

    def changes(self, built: Mapping[str, BuiltFile]) -> Changes:
        """What is to be sent, and what is said of the rest."""
        plan = self._plan(built)
        grace = f"{self._conditions.grace.total_seconds() / 60:g} minutes"
        notes = {
            "no longer in the site, removed now": plan.remove,
            f"no longer in the site, removed by a run in {grace} or later": plan.stale,
            "there that are not ours, left alone": plan.foreign,
        }
        return Changes(
            plan.sent, [f"{_files(len(paths))} {what}" for what, paths in notes.items() if paths]
        )

    def publish(
        self, folder: Path, built: Mapping[str, BuiltFile], progress: Progress
    ) -> list[str]:
        """Send what is not there yet, and remove what is stale. Whenever that is interrupted, what is
        public is whole, and the next run goes on from there."""
        plan, listing, now = self._plan(built), self._listing, self._conditions.clock
        if plan.steps:
            self._rclone.write(BEGUN, dump(Manifest(now, remaining(self._begun, plan))))
            for step in plan.steps:
                self._still_ours()
                self._send(folder, step, progress)
            listing = self._rclone.listing()
        wrong = differences(plan.wanted, {file.path: file for file in plan.sent}, listing)
        if wrong:
            raise PublishError(
                f"{self._rclone.target}: expected to find what was sent, found {len(wrong)} files missing or different, such as "
                f"{wrong[0]}; is somebody else writing there? Publish again"
            )
        self._still_ours()
        if plan.remove:
            self._rclone.remove(plan.remove)
        files = {**plan.stale, **settle(plan.wanted, listing)}
        if self._known != files:
            self._rclone.write(MANIFEST, dump(Manifest(now, files)))
        if BEGUN in listing:
            self._rclone.remove([BEGUN])
        return []

    def has_unsent_notices(self) -> bool:
        """Whether somebody is still to be told that the feed has changed."""
        return self._is_untold

    def note_unsent_notices(self, unsent: bool) -> None:
        """Note beside the site whether somebody is still to be told."""
        if unsent and not self._is_untold:
            self._rclone.write(UNTOLD, b"")
        elif self._is_untold and not unsent:
            self._rclone.remove([UNTOLD])
        self._is_untold = unsent

    def _plan(self, built: Mapping[str, BuiltFile]) -> Plan:
        """Plan the publication. Refuses a place that others have filled, unless it is to be taken
        over."""
        how = self._conditions
        plan = make_plan(
            built, self._kind, self._listing, self._known, self._begun, how.clock, how.grace
        )
        if plan.foreign and not (self._known or self._begun or how.adopt):
            raise PublishError(
                f"{self._rclone.target}: expected an empty place or one that was published to, found {len(plan.foreign)} files "
                f"that are not ours, such as {plan.foreign[0]}; give --adopt if the site belongs there beside them"
            )
        return plan

    def _send(self, folder: Path, step: Step, progress: Progress) -> None:
        told, size, part = 0, sum(file.size for file in step.files), step.phase.name.lower()
        progress(part, 0)

        def reached(bytes_: int) -> None:
            # rclone counts a file that it had to send twice twice.
            nonlocal told
            progress(part, max(0, min(bytes_, size) - told))
            told = max(told, min(bytes_, size))

        self._rclone.send(folder, [file.path for file in step.files], step.kind, reached)
        reached(size)

    def _read(self, path: str) -> Manifest | None:
        return load(self._rclone.read(path)) if path in self._listing else None


@contextmanager
def open_store_place(
    rclone: Rclone, conditions: Conditions, headers: str, *, only_looking: bool
) -> Iterator[StorePlace]:
    """Open a place in a store for this process alone, or only to look at it."""
    if only_looking:
        with rclone:
            yield StorePlace(rclone, rclone.listing(), conditions, headers)
        return
    claiming = claimed(rclone, conditions.present, conditions.wait, conditions.tell)
    with rclone, claiming as claim:
        yield StorePlace(
            rclone, claim.listing, conditions, headers, still_ours=claim.check, ahead=claim.ahead
        )


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
