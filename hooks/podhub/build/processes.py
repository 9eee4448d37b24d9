"""Folders that belong to a process for as long as it runs."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def own_folder(parent: Path, name: str) -> Iterator[Path]:
    """A new folder of this process, which goes away afterwards; so does what processes that were
    killed have left of the same name."""
    remove_left(parent, name)
    mine = parent / f"{name}-{os.getpid()}"
    mine.mkdir(parents=True)
    try:
        yield mine
    finally:
        shutil.rmtree(mine, ignore_errors=True)


def remove_left(parent: Path, name: str) -> None:
    """Remove the folders `NAME-PROCESS` whose process has ended."""
    for left in parent.iterdir() if parent.is_dir() else ():
        process = left.name.removeprefix(f"{name}-")
        if process != left.name and has_ended(process):
            shutil.rmtree(left, ignore_errors=True)


def has_ended(process: str) -> bool:
    """Whether a process of this machine is gone, by its number; of what is no number, and of others'
    processes, nothing is known."""
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except (ValueError, OSError):
        return False
    return False
