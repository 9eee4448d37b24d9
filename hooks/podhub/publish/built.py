"""The files of a built site by what is in them. A file that has not changed since it was last read
is not read again."""

from __future__ import annotations

import hashlib
import html
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from podhub.publish.errors import ContentError
from podhub.read.files import write_whole

BLOCK = 1 << 20
FRESH = 2_000_000_000
"""Nanoseconds. A file written this shortly before it was read may change again within the same tick
of its clock."""


@dataclass(frozen=True)
class BuiltFile:
    """A file of the site."""

    path: str
    size: int
    """Bytes"""
    sha256: str
    md5: str
    """Not for safety: it is what most stores say of a file without being asked for its bytes."""
    here: bool = True
    """False for a recording that is only where the site is public: that place keeps the one it
    has."""


class Hashes:
    """Remembers hashes between runs by a file's identity on the disk: device, inode, size and time
    of change.

    Recordings are linked into the build, not copied, so that they keep theirs; what the build
    writes anew is read anew. In the same reading, files are searched for secrets: what is
    remembered was searched for these very secrets, and holds none."""

    def __init__(self, file: Path, now_ns: int, secrets: Iterable[str] = ()) -> None:
        self._file, self._now = file, now_ns
        self._wanted = sorted({form.encode() for secret in secrets for form in _forms(secret)})
        self._before: dict[str, list[str]] = {}
        self._after: dict[str, list[str]] = {}
        self.holding: list[Path] = []
        """The files that hold a secret"""
        try:
            said = json.loads(file.read_text())
            self._salt = bytes.fromhex(said["salt"])
            if said["searched_for"] == self._searched_for():
                self._before = dict(said["files"])
        except (OSError, ValueError, KeyError, TypeError):
            # Nothing is lost but time: everything is read again.
            self._salt = os.urandom(16)

    def of(self, file: Path) -> tuple[int, str, str]:
        """Size, SHA-256 and MD5 of a file."""
        state = file.stat()
        key = f"{state.st_dev}:{state.st_ino}:{state.st_size}:{state.st_mtime_ns}"
        known = self._before.get(key)
        if isinstance(known, list) and len(known) == 2:
            sha256, md5, holds = *known, False
        else:
            sha256, md5, holds = _read(file, self._wanted)
        if holds:
            self.holding.append(file)
        elif state.st_mtime_ns < self._now - FRESH:
            self._after[key] = [sha256, md5]
        return state.st_size, sha256, md5

    def _searched_for(self) -> str:
        """Which secrets these are, so that whoever reads it must guess at great cost (RFC 7914);
        nothing where there are none."""
        return (
            hashlib.scrypt(b"\0".join(self._wanted), salt=self._salt, n=2**14, r=8, p=1).hex()
            if self._wanted
            else ""
        )

    def keep(self) -> None:
        """Write down what is worth remembering; files that are gone are forgotten."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        said = {
            "salt": self._salt.hex(),
            "searched_for": self._searched_for(),
            "files": self._after,
        }
        write_whole(self._file, json.dumps(said))


def _forms(secret: str) -> set[str]:
    """A secret as it stands in a text, in HTML, and in JSON.

    >>> sorted(_forms('a&"b'))
    ['a&"b', 'a&\\\\"b', 'a&amp;"b', 'a&amp;&quot;b']
    """
    return {
        secret,
        html.escape(secret),
        html.escape(secret, quote=False),
        json.dumps(secret, ensure_ascii=False)[1:-1],
    }


def _read(file: Path, wanted: list[bytes]) -> tuple[str, str, bool]:
    """SHA-256 and MD5 of a file, and whether it holds one of the texts."""
    sha256, md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    overlap, tail, holds = max(map(len, wanted), default=0), b"", False
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            sha256.update(block)
            md5.update(block)
            if wanted:
                text = tail + block
                holds = holds or any(secret in text for secret in wanted)
                tail = text[-overlap:]
    return sha256.hexdigest(), md5.hexdigest(), holds


def read_built(folder: Path, hashes: Hashes) -> dict[str, BuiltFile]:
    """All files below a folder, by their paths. Raises ContentError where something is neither a
    file nor a folder."""
    files: dict[str, BuiltFile] = {}
    for entry in sorted(_walk(folder), key=lambda entry: entry.path):
        file = Path(entry.path)
        path = file.relative_to(folder).as_posix()
        if not entry.is_file(follow_symlinks=False) or not path.isprintable():
            raise ContentError(
                f"expected only files with readable names in the site, found {path!r}"
            )
        files[path] = BuiltFile(path, *hashes.of(file))
    return files


def _walk(folder: Path) -> Iterable[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path))
            else:
                yield entry
