"""Publishing to a store: plan, note what is to be sent, send it in order, look, remove what is
stale, write the manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from podhub.publish.built import BuiltFile
from podhub.publish.errors import PublishError
from podhub.publish.kinds import Kind, Phase
from podhub.publish.manifest import Manifest, dump, load
from podhub.publish.plan import OWN, Listed, Plan, Step, differences, make_plan, remaining, settle
from podhub.publish.rclone import Rclone

MANIFEST = f"{OWN}manifest.json.gz"
BEGUN = f"{OWN}begun.json.gz"
"""What runs were about to send when they were interrupted"""


UNTOLD = f"{OWN}untold"
"""Is there while somebody is still to be told that the feed has changed"""


class Store:
    """A place in a store, held for this process alone or only looked at."""

    def __init__(
        self, rclone: Rclone, listing: dict[str, Listed], still_ours: Callable[[], None]
    ) -> None:
        self._rclone, self._still_ours = rclone, still_ours
        self.listing = listing
        self.has_unsent_notices = UNTOLD in listing
        published, begun = self._read(MANIFEST), self._read(BEGUN)
        self.last = max((run.made for run in (published, begun) if run), default=None)
        """When somebody last published there, or was interrupted when they did"""
        self._known = published.files if published else {}
        self._begun = begun.files if begun else {}

    def holds(self, path: str, sha256: str) -> bool:
        """Whether this very file is there, as far as the last publication knows and nobody has
        touched it since."""
        entry, there = self._known.get(path), self.listing.get(path)
        return bool(entry and there and entry.sha256 == sha256 and entry.seen == there.seen)

    def plan(
        self,
        built: Mapping[str, BuiltFile],
        kind: Callable[[str], Kind],
        now: datetime,
        grace: timedelta,
        adopt: bool,
    ) -> Plan:
        """Plan the publication. Refuses a place that others have filled, unless it is to be taken
        over."""
        plan = make_plan(built, kind, self.listing, self._known, self._begun, now, grace)
        if plan.foreign and not (self._known or self._begun or adopt):
            raise PublishError(
                f"{self._rclone.target}: expected an empty place or one that was published to, found {len(plan.foreign)} files "
                f"that are not ours, such as {plan.foreign[0]}; give --adopt if the site belongs there beside them"
            )
        return plan

    def publish(
        self, folder: Path, plan: Plan, now: datetime, progress: Callable[[Phase, int], None]
    ) -> None:
        """Carry a plan out. Whenever it is interrupted, what is public is whole, and the next run
        goes on from there."""
        listing = self.listing
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

    def note_unsent_notices(self, unsent: bool) -> None:
        """Note whether somebody is still to be told that the feed has changed."""
        if unsent and not self.has_unsent_notices:
            self._rclone.write(UNTOLD, b"")
        elif self.has_unsent_notices and not unsent:
            self._rclone.remove([UNTOLD])
        self.has_unsent_notices = unsent

    def _send(self, folder: Path, step: Step, progress: Callable[[Phase, int], None]) -> None:
        told, size = 0, sum(file.size for file in step.files)
        progress(step.phase, 0)

        def reached(bytes_: int) -> None:
            # rclone counts a file that it had to send twice twice.
            nonlocal told
            progress(step.phase, max(0, min(bytes_, size) - told))
            told = max(told, min(bytes_, size))

        self._rclone.send(folder, [file.path for file in step.files], step.kind, reached)
        reached(size)

    def _read(self, path: str) -> Manifest | None:
        return load(self._rclone.read(path)) if path in self.listing else None
