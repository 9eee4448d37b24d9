"""A folder of this machine as a place to publish to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from podhub.publish.built import BuiltFile
from podhub.publish.errors import PublishError
from podhub.publish.folder import Releases, opened
from podhub.publish.kinds import FEED, kinds
from podhub.publish.place import Changes, Conditions, Progress, ahead
from podhub.publish.release import CURRENT, LOCK, UNTOLD


@dataclass(frozen=True)
class FolderPlace:
    """A folder of releases on this machine."""

    releases: Releases
    conditions: Conditions
    headers: str
    clock_ahead: timedelta | None

    def ahead(self) -> timedelta | None:
        """How far this machine's clock is ahead of the folder's."""
        return self.clock_ahead

    def last(self) -> datetime | None:
        """When the public release was made."""
        manifest = self.releases.manifest(self.releases.current())
        return manifest.made if manifest else None

    def feed(self, work: Path) -> Path | None:
        """The public release, if it has a feed."""
        current = self.releases.target / CURRENT
        return current if (current / FEED).is_file() else None

    def holds(self, path: str, sha256: str) -> bool:
        """Whether the public release has this very file."""
        return self.releases.holds(path, sha256)

    def changes(self, built: Mapping[str, BuiltFile]) -> Changes:
        """What is not in the public release as it was built."""
        manifest = self.releases.manifest(self.releases.current())
        known = {path: entry.sha256 for path, entry in manifest.live().items()} if manifest else {}
        return Changes([file for path, file in built.items() if known.get(path) != file.sha256])

    def publish(
        self, folder: Path, built: Mapping[str, BuiltFile], progress: Progress
    ) -> list[str]:
        """Make a release and make it public, unless nothing has changed."""
        kind, now, grace = kinds(self.headers), self.conditions.clock, self.conditions.grace
        stale = self.releases.stale(built, lambda path: kind(path).lasts, now, grace)
        if not self.changes(built).sent and not self.releases.differences(built):
            # A run every hour would otherwise push out the releases that a rollback is for.
            self.releases.clear(stale)
            self.releases.prune()  # of what a killed publisher left
            return [f"nothing has changed; release {self.releases.current()} stays public"]
        made = self.releases.make(folder, built, stale, now, lambda size: progress("release", size))
        wrong = self.releases.differences(built)
        if wrong:
            raise PublishError(
                f"{self.releases.target}: expected what was built, found {wrong[0]} missing or different"
            )
        return [f"release {made.number} is public; the site is in {self.releases.target}/current"]

    def has_unsent_notices(self) -> bool:
        """Whether somebody is still to be told that the feed has changed."""
        return self._untold.exists()

    def note_unsent_notices(self, unsent: bool) -> None:
        """Note beside the releases whether somebody is still to be told."""
        if unsent:
            self._untold.touch()
        else:
            self._untold.unlink(missing_ok=True)

    @property
    def _untold(self) -> Path:
        return self.releases.target / UNTOLD


@contextmanager
def open_folder_place(
    path: Path, conditions: Conditions, headers: str, *, only_looking: bool
) -> Iterator[FolderPlace]:
    """Open a folder for this process alone, or only to look at it."""
    if only_looking:
        yield FolderPlace(Releases(path), conditions, headers, None)
        return
    with opened(path, conditions.clock, conditions.wait, conditions.tell) as releases:
        # A folder of another machine has that one's clock; of this machine, the same as we.
        written = datetime.fromtimestamp((path / LOCK).stat().st_mtime, UTC)
        clock_ahead = ahead(conditions.clock, written, conditions.present())
        yield FolderPlace(releases, conditions, headers, clock_ahead)
