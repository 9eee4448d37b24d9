"""A build that is kept: what a push was tried with is what is published when it has been accepted,
and not built a second time.

The same commit, built by the same code for the same address, gives the same bytes until something
in it becomes public by its date."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

NOTE = "kept.json"
CODE = ("hooks", "mkdocs.yml", "requirements/site.txt")


@dataclass(frozen=True)
class Kept:
    """The note beside a build that says what it is."""

    note: Path
    name: str
    """What decides about its bytes, but for the time"""

    def is_true(self, now: datetime) -> bool:
        """Whether the build that is there is what would be built now."""
        try:
            said = json.loads(self.note.read_text(encoding="utf-8"))
            made, until = (
                datetime.fromisoformat(said[name]) if said[name] else None
                for name in ("made", "until")
            )
            return bool(
                said["name"] == self.name and made and made <= now and not (until and until <= now)
            )
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def keep(self, made: datetime, until: datetime | None) -> None:
        """Note that the build is whole, and from when to when it is true."""
        said = {
            "name": self.name,
            "made": made.isoformat(),
            "until": until.isoformat() if until else None,
        }
        self.note.write_text(json.dumps(said), encoding="utf-8")


def forget(work: Path) -> None:
    """Take back what was noted of the build in this folder, before another takes its place."""
    (work / NOTE).unlink(missing_ok=True)


def kept(work: Path, root: Path, commit: str, base_url: str | None) -> Kept:
    """The note on the build of a commit in the folder `work`; `root` is where its content and the
    code lie."""
    digest = hashlib.sha256(f"{commit}\n{base_url}\n".encode())
    for file in _code(root):
        digest.update(f"{file}\n".encode())
        digest.update(hashlib.sha256((root / file).read_bytes()).digest())
    return Kept(work / NOTE, digest.hexdigest())


def _code(root: Path) -> Iterator[str]:
    for name in CODE:
        found = root / name
        files = sorted(found.rglob("*")) if found.is_dir() else [found]
        yield from (
            file.relative_to(root).as_posix()
            for file in files
            if file.is_file() and "__pycache__" not in file.parts
        )
