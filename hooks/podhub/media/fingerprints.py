"""SHA-256 of large files, read once for as long as they do not change: what Git does with its
index."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path

from podhub.read.files import write_whole

COARSE = 2_000_000_000
"""The coarsest clock that a disk keeps for its files (ns; FAT). A file that changed later than this
before the cache was written may have changed again without a trace."""


class Fingerprints:
    """The hashes of files, kept in a cache file by size, time of change and inode."""

    def __init__(self, cache: Path) -> None:
        self._cache = cache
        self._known: dict[str, list[object]] = {}
        self._new = False
        self._trusted_before = 0
        # A cache that is not there, or that another version wrote, costs only time.
        with contextlib.suppress(OSError, ValueError):
            self._trusted_before = cache.stat().st_mtime_ns - COARSE
            known = json.loads(cache.read_text(encoding="utf-8"))
            self._known = known if isinstance(known, dict) else {}

    def of(self, file: Path) -> str:
        """The hash of a file's content, in hexadecimal. Raises OSError when it cannot be read."""
        state = file.stat()
        sign = [state.st_size, state.st_mtime_ns, state.st_ino]
        known = self._known.get(str(file))
        if (
            isinstance(known, list)
            and known[:3] == sign
            and state.st_mtime_ns < self._trusted_before
        ):
            return str(known[3])
        with file.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        self._known[str(file)] = [*sign, digest]
        self._new = True
        return digest

    def save(self) -> None:
        """Write the cache if there is anything new in it. A disk that takes none costs only time,
        the next time."""
        if not self._new:
            return
        with contextlib.suppress(OSError):
            self._cache.parent.mkdir(parents=True, exist_ok=True)
            write_whole(self._cache, json.dumps(self._known, indent=0))
