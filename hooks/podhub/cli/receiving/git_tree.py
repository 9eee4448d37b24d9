"""The files of a commit, written out to the byte. Attributes leave nothing out and change nothing on
the way, as they would in `git archive`: what is published is what was committed."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from podhub.model.values import inside

LINK, SUBMODULE = "120000", "160000"
"""Modes of a tree's entries that are no files (git-fast-import(1), "filemodify")"""

PIECE = 1_000_000
"""Bytes of a file that are in memory at once"""


@dataclass(frozen=True)
class TreeEntry:
    """A file, a link or a submodule of a commit."""

    mode: str
    sha: str
    size: int
    """Bytes; 0 of a submodule"""
    path: str


def read_tree(git: Sequence[str], commit: str, paths: Sequence[str]) -> list[TreeEntry]:
    """Everything that a commit holds below some paths from its top, in order. `git` is how git is called, with
    the place of the repository. Raises CalledProcessError where there is no such commit."""
    command = [*git, "ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", *paths]
    done = subprocess.run(command, capture_output=True, check=True)
    entries = []
    for record in filter(None, done.stdout.split(b"\0")):
        about, _, path = record.partition(b"\t")
        mode, _, sha, size = about.decode().split()
        bytes_ = int(size) if size.isdigit() else 0
        entries.append(TreeEntry(mode, sha, bytes_, os.fsdecode(path)))
    return entries


def write_tree(git: Sequence[str], entries: Iterable[TreeEntry], folder: Path) -> list[str]:
    """Write files and links into a folder. Returns a line for each entry that is neither, or leads
    out of the folder.

    Raises OSError, and CalledProcessError where the repository lacks something."""
    links, refused = [], []
    command = [*git, "cat-file", "--batch"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as blobs:
        assert blobs.stdin
        assert blobs.stdout
        for entry in entries:
            if entry.mode == SUBMODULE:
                refused.append(_refusal(entry, "files of this repository", "a submodule"))
                continue
            blobs.stdin.write(f"{entry.sha}\n".encode())
            blobs.stdin.flush()
            if len(blobs.stdout.readline().split()) != 3:
                raise subprocess.CalledProcessError(1, command)
            if entry.mode == LINK:
                links.append((entry, os.fsdecode(blobs.stdout.read(entry.size))))
            else:
                _write(blobs.stdout, entry, folder)
            blobs.stdout.read(1)  # the line's end behind each
        blobs.stdin.close()
    # Nothing is written through a link: they come last.
    for entry, target in links:
        if inside(entry.path, target) is None:
            expected = "a file of its own inside docs/ or episodes/"
            refused.append(_refusal(entry, expected, "a link that leads elsewhere"))
        else:
            (folder / entry.path).parent.mkdir(parents=True, exist_ok=True)
            (folder / entry.path).symlink_to(target)
    return refused


def _write(blobs: IO[bytes], entry: TreeEntry, folder: Path) -> None:
    file = folder / entry.path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("xb") as stream:
        left = entry.size
        while left:
            piece = blobs.read(min(left, PIECE))
            if not piece:
                raise subprocess.CalledProcessError(1, "git cat-file")
            stream.write(piece)
            left -= len(piece)


def _refusal(entry: TreeEntry, expected: str, found: str) -> str:
    return f"{entry.path}:1: file: expected {expected}, found {found}"
