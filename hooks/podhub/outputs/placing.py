"""Puts recordings into the site without copying them: a show of 300 episodes has 10 GB of audio,
and a build changes none of it.

A hard link is the same file under another name. So whoever writes a recording anew writes it beside
and renames it, as editors and Git do; what is published from `site/` is copied before it is public.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from podhub.media.fingerprints import Fingerprints
from podhub.model.media import Audio


@dataclass
class Placing:
    """How recordings get into one build of the site, and which did not."""

    previous: Path | None = None
    """The site that this one replaces; what is the same in it need not be fetched from anywhere
    else."""
    preview: bool = False
    """A preview is looked at and thrown away, often on another disk than the recordings: a symbolic
    link will do."""
    fingerprints: Fingerprints | None = None
    missing: dict[str, Audio] = field(default_factory=dict)
    """Recordings that are neither on this machine nor in the previous site, by their paths on the
    site."""

    def place(self, source: Path, folder: Path, path: str, audio: Audio) -> None:
        """Put a recording at a path in the site's folder; one that is not on this machine comes
        from the previous site."""
        target, before = folder / path, self.previous / path if self.previous else None
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        if not audio.present:
            if before is None or not self._holds(before, audio):
                self.missing[path] = audio
            elif not _link(before, target):
                _copy(before, target)
            return
        if self.preview and _symlink(source, target):
            return
        # Where the recordings lie on another disk than the site, or on one that knows no links,
        # they are copied once.
        placed = _link(source, target) or (
            before and _looks_same(source, before) and _link(before, target)
        )
        if not placed:
            _copy(source, target)

    def _holds(self, file: Path, audio: Audio) -> bool:
        """Whether a file is this very recording."""
        if not file.is_file() or file.stat().st_size != audio.bytes or self.fingerprints is None:
            return False
        return self.fingerprints.of(file) == audio.sha256


def _looks_same(source: Path, copy: Path) -> bool:
    """Whether a file is a copy of another: `_copy` keeps the time of change."""
    if not copy.is_file():
        return False
    one, other = source.stat(), copy.stat()
    # FAT keeps every second second.
    return (
        one.st_size == other.st_size and abs(one.st_mtime_ns - other.st_mtime_ns) <= 2_000_000_000
    )


def _link(source: Path, target: Path) -> bool:
    with contextlib.suppress(
        OSError
    ):  # another disk, a disk without links, too many links, no right to
        os.link(source.resolve(), target)
        return True
    return False


def _symlink(source: Path, target: Path) -> bool:
    with contextlib.suppress(OSError):  # Windows lets only some people
        target.symlink_to(source.resolve())
        return True
    return False


def _copy(source: Path, target: Path) -> None:
    shutil.copy2(source, target)
