"""The files of a built site by what is in them. A file that has not changed since it was last read is not read again."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from podhub.content.files import write_whole
from podhub.publish.errors import PublishError

BLOCK = 1 << 20
FRESH = 2_000_000_000
"""Nanoseconds. A file written this shortly before it was read may change again within the same tick of its clock."""


@dataclass(frozen=True)
class BuiltFile:
    """A file of the site."""

    path: str
    size: int
    """Bytes"""
    sha256: str
    md5: str
    """Not for safety: it is what most stores say of a file without being asked for its bytes."""


class Hashes:
    """Remembers hashes between runs by a file's identity on the disk: device, inode, size and time of change.

    Recordings are linked into the build, not copied, so that they keep theirs; what the build writes anew is read anew.
    """

    def __init__(self, file: Path, now_ns: int) -> None:
        self._file, self._now = file, now_ns
        self._before: dict[str, list[str]] = {}
        self._after: dict[str, list[str]] = {}
        try:
            self._before = json.loads(file.read_text())
        except (OSError, ValueError):
            # Nothing is lost but time: everything is read again.
            self._before = {}

    def of(self, file: Path) -> tuple[int, str, str]:
        """Size, SHA-256 and MD5 of a file."""
        state = file.stat()
        key = f"{state.st_dev}:{state.st_ino}:{state.st_size}:{state.st_mtime_ns}"
        known = self._before.get(key)
        sha256, md5 = known if isinstance(known, list) and len(known) == 2 else _hash(file)
        if state.st_mtime_ns < self._now - FRESH:
            self._after[key] = [sha256, md5]
        return state.st_size, sha256, md5

    def keep(self) -> None:
        """Write down what is worth remembering; files that are gone are forgotten."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._file, json.dumps(self._after))


def _hash(file: Path) -> tuple[str, str]:
    sha256, md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            sha256.update(block)
            md5.update(block)
    return sha256.hexdigest(), md5.hexdigest()


def read_built(folder: Path, hashes: Hashes) -> dict[str, BuiltFile]:
    """All files below a folder, by their paths. Raises PublishError where something is neither a file nor a folder."""
    files: dict[str, BuiltFile] = {}
    for entry in sorted(_walk(folder), key=lambda entry: entry.path):
        file = Path(entry.path)
        path = file.relative_to(folder).as_posix()
        if not entry.is_file(follow_symlinks=False) or not path.isprintable():
            raise PublishError(f"expected only files with readable names in the site, found {path!r}")
        files[path] = BuiltFile(path, *hashes.of(file))
    return files


def _walk(folder: Path) -> Iterable[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))
            else:
                yield entry


def holding(folder: Path, files: Iterable[BuiltFile], secrets: Iterable[str]) -> list[str]:
    """The files that hold one of these secrets: they must not become public."""
    wanted = [secret.encode() for secret in secrets]
    return [file.path for file in files if wanted and _holds(folder / file.path, wanted)]


def _holds(file: Path, wanted: list[bytes]) -> bool:
    overlap, tail = max(map(len, wanted)), b""
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            if any(secret in tail + block for secret in wanted):
                return True
            tail = block[-overlap:]
    return False
