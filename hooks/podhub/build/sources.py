"""What authors wrote, file by file, by content: the whole input of a build beside its settings."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from podhub.build.store import Store
from podhub.model.artifact import Content
from podhub.read.files import CONTENT_FOLDERS, is_file

TEXTS = (".md", ".yml", ".yaml", ".vtt")
"""Files that are read at every build: to trust their times would save next to nothing."""


@dataclass(frozen=True)
class Sources:
    """The files of a hub, by their paths in the repository. What cannot be read is left out; why is
    told by whoever needs it."""

    root: Path
    texts: Mapping[str, str]
    """The SHA-256 of each text"""
    files: Mapping[str, Content]
    """All others"""

    def sha256(self, path: str) -> str:
        """The hash of a file's content; empty where it is not there."""
        content = self.files.get(path)
        return content.sha256 if content else self.texts.get(path, "")


def find_sources(root: Path, store: Store) -> Sources:
    """Find and hash every file of the content folders."""
    texts: dict[str, str] = {}
    states: dict[Path, os.stat_result] = {}
    for path, entry in sorted(_walk(root)):
        try:
            if path.endswith(TEXTS):
                texts[path] = hashlib.sha256(Path(entry.path).read_bytes()).hexdigest()
            else:
                states[Path(entry.path)] = entry.stat()
        except OSError:
            continue  # reading it says why
    contents = store.files(states)
    by_path = {file.relative_to(root).as_posix(): content for file, content in contents.items()}
    return Sources(root, texts, by_path)


def _walk(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    folders = [root / name for name in CONTENT_FOLDERS]
    while folders:
        try:
            entries = list(os.scandir(folders.pop()))
        except OSError:
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                folders.append(Path(entry.path))
            elif is_file(Path(entry.path)):
                yield Path(entry.path).relative_to(root).as_posix(), entry
