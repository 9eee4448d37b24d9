"""The files of a hub that are no texts, by content: pictures, recordings, documents."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from podhub.build.store import Store
from podhub.model.artifact import Content
from podhub.read.files import CONTENT_FOLDERS

TEXTS = (".md", ".yml", ".yaml", ".vtt")
"""Files that are read at every build anyway: to trust their times would save next to nothing."""


@dataclass(frozen=True)
class Sources:
    """The files of a hub, by their paths in the repository. What cannot be read is left out; why is
    told by whoever needs it."""

    root: Path
    files: Mapping[str, Content]
    """All but texts"""

    def sha256(self, path: str) -> str:
        """The hash of a file's content, a text's too; empty where it is not there."""
        if content := self.files.get(path):
            return content.sha256
        try:
            return hashlib.sha256((self.root / path).read_bytes()).hexdigest()
        except OSError:
            return ""


def find_sources(root: Path, store: Store) -> Sources:
    """Find and hash every file of the content folders that is no text."""
    states = dict(sorted(_walk(root)))
    contents = store.files(states)
    return Sources(root, {f.relative_to(root).as_posix(): found for f, found in contents.items()})


def _walk(root: Path) -> Iterator[tuple[Path, os.stat_result]]:
    folders = [root / name for name in CONTENT_FOLDERS]
    while folders:
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif not entry.name.endswith(TEXTS):
                with suppress(OSError):  # reading it says why
                    if stat.S_ISREG((state := entry.stat()).st_mode):
                        yield Path(entry.path), state
