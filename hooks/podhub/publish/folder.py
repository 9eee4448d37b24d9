"""Publishing to a folder of this machine: a whole release beside the others, then one rename that
makes it the public one.

At every instant `current` leads to a whole site. Whatever ends a publisher (a kill, a full disk, a
power cut), what it left is the folder `making`, which the next one clears away.

A reader may have a page of yesterday open, which asks for its parts only now. Those that are named
by what they hold, and so would vanish with each change, stay for a time of grace: the new release
has them too. What an author takes away goes at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from podhub.publish import release
from podhub.publish.built import BuiltFile
from podhub.publish.errors import PublishError, explained
from podhub.publish.lock import locked
from podhub.publish.manifest import Entry, Manifest, dump, load
from podhub.publish.release_files import (
    Sources,
    remove,
    state_of,
    sync,
    sync_tree,
    write_new,
    write_site,
)
from podhub.read.files import states_below

Lasts = Callable[[str], bool]
"""Whether a path is named by what it holds"""


@dataclass(frozen=True)
class Made:
    """A release that was made public."""

    number: int
    written: tuple[BuiltFile, ...]
    """What was written anew"""
    linked: int
    """How many files are the same as in the release before, and take no room"""


class Releases:
    """A folder of releases. Made by `opened`, which holds its lock."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self._all = target / release.RELEASES
        self._manifests: dict[int | None, Manifest | None] = {}

    def numbers(self) -> list[int]:
        """The releases there are, oldest first."""
        return (
            release.numbers(entry.name for entry in self._all.iterdir())
            if self._all.is_dir()
            else []
        )

    def current(self) -> int | None:
        """The public release, if there is one."""
        try:
            return release.number_of((self.target / release.CURRENT).readlink().as_posix())
        except OSError:
            return None

    def manifest(self, number: int | None) -> Manifest | None:
        """What a release holds."""
        if number not in self._manifests:
            try:
                file = self._all / release.name(number or 0) / release.MANIFEST
                self._manifests[number] = load(file.read_bytes())
            except OSError:
                return None
        return self._manifests[number]

    def holds(self, path: str, sha256: str) -> bool:
        """Whether the public release has this very file, and nobody has touched it since it was
        written."""
        current = self.current()
        manifest = self.manifest(current)
        entry = manifest.files.get(path) if manifest else None
        return bool(
            entry and entry.sha256 == sha256 and entry.seen == state_of(self._site(current) / path)
        )

    def _site(self, number: int | None) -> Path:
        return self._all / release.name(number or 0) / release.SITE

    def stale(
        self, built: Mapping[str, BuiltFile], lasts: Lasts, now: datetime, grace: timedelta
    ) -> dict[str, Entry]:
        """What the site goes without, and readers with an older page open may still ask for."""
        before = self.manifest(self.current())
        stale: dict[str, Entry] = {}
        for path, entry in before.files.items() if before else ():
            # A time that lies ahead was written by a wrong clock.
            since = entry.stale_since if entry.stale_since and entry.stale_since <= now else now
            if path not in built and lasts(path) and now - since < grace:
                stale[path] = replace(entry, stale_since=since)
        return stale

    def make(
        self,
        folder: Path,
        built: Mapping[str, BuiltFile],
        stale: Mapping[str, Entry],
        now: datetime,
        progress: Callable[[int], None],
    ) -> Made:
        """Make a release of a built site and of what is `stale` public. On any error the public one
        stays as it was."""
        making = self._all / release.MAKING
        remove(making)
        current, newest = self.current(), max([0, *self.numbers()])
        for number in release.after(self.numbers(), current):
            # Somebody rolled back from it, or it never became public: no later rollback may lead
            # there.
            remove(self._all / release.name(number))
        before = self.manifest(current)
        sources = Sources(folder, self._site(current), before.files if before else {})
        try:
            entries, written = write_site(making / release.SITE, sources, built, stale, progress)
            write_new(making / release.MANIFEST, dump(Manifest(now, entries)))
            sync_tree(making)
            number = newest + 1
            making.rename(self._all / release.name(number))
        except BaseException:
            remove(making)
            raise
        self._point(number)
        self.prune()
        return Made(number, tuple(written), len(built) - len(written))

    def clear(self, stale: Mapping[str, Entry]) -> None:
        """Remove from the public release what is no part of the site and no longer in its time of
        grace."""
        current = self.current()
        manifest = self.manifest(current)
        if current is None or manifest is None:
            return
        over = manifest.files.keys() - manifest.live().keys() - stale.keys()
        if not over:
            return
        release_ = self._all / release.name(current)
        for path in over:
            (release_ / release.SITE / path).unlink(missing_ok=True)
        left = {path: entry for path, entry in manifest.files.items() if path not in over}
        beside = release_ / f"{release.MANIFEST}.new"
        beside.unlink(missing_ok=True)
        write_new(beside, dump(replace(manifest, files=left)))
        beside.replace(release_ / release.MANIFEST)
        del self._manifests[current]

    def prune(self) -> None:
        """Remove the releases that are not kept."""
        current = self.current()
        for number in release.to_remove(self.numbers(), current) if current else ():
            remove(self._all / release.name(number))

    def differences(self, built: Mapping[str, BuiltFile]) -> list[str]:
        """Compare what `current` leads to with what was built. Returns the paths that differ."""
        manifest = self.manifest(self.current())
        stale = manifest.files.keys() - manifest.live().keys() if manifest else set()
        public = self.target / release.CURRENT
        there = dict(states_below(public)) if public.exists() else {}
        wrong = [p for p, file in built.items() if p not in there or there[p].st_size != file.size]
        return wrong + sorted(there.keys() - built.keys() - stale)

    def roll_back(self) -> tuple[int, int]:
        """Make the release before the public one public. Returns both numbers, the new one last."""
        current = self.current()
        earlier = release.before(self.numbers(), current) if current else None
        if current is None or earlier is None:
            raise PublishError(
                f"{self.target}: expected an older release to go back to, found none"
            )
        self._point(earlier)
        return current, earlier

    def _point(self, number: int) -> None:
        """Make a release the public one: a new link takes the old one's place in one step
        (rename(2))."""
        beside = self.target / f"{release.CURRENT}.new"
        beside.unlink(missing_ok=True)
        beside.symlink_to(Path(release.RELEASES, release.name(number), release.SITE))
        sync(self._all)
        beside.replace(self.target / release.CURRENT)
        sync(self.target)


@contextmanager
def opened(
    target: Path, now: datetime, wait: float, tell: Callable[[str], None]
) -> Iterator[Releases]:
    """Open a folder of releases for this process alone; an empty or missing folder becomes one."""
    releases = target / release.RELEASES
    if (
        target.is_dir()
        and any(target.iterdir())
        and not releases.is_dir()
        and not (target / release.LOCK).exists()
    ):
        raise PublishError(
            f"{target}: expected an empty folder or one that was published to, found other files"
        )
    with _explained(target):
        for folder in (target, releases):
            if not folder.is_dir():
                folder.mkdir(parents=True)
                folder.chmod(0o755)
        _check_links(target)
        with locked(target / release.LOCK, str(target), now, wait, tell):
            yield Releases(target)


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    """Say in words what the system refuses."""
    try:
        yield
    except OSError as error:
        raise PublishError(f"{target}: {explained(error)}; the public site is as it was") from error


def _check_links(target: Path) -> None:
    current = target / release.CURRENT
    if current.exists() and not current.is_symlink():
        raise PublishError(
            f"{current}: expected a link to a release, or nothing, found a file or folder"
        )
