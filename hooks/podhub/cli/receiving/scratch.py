"""A folder for a while. What a killed process could not remove, the next one does; what somebody
still works in stays.

The kernel holds a lock on each such folder for as long as anybody lives who holds its descriptor,
however they end."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path


@contextmanager
def scratch(parent: Path, prefix: str) -> Iterator[tuple[Path, int]]:
    """A new folder, and the descriptor of the lock on it: a process that is to work in the folder
    is given that too."""
    # Between being made and being locked a folder looks like one that was left behind, so only one
    # is made at a time.
    with ExitStack() as until_the_end:
        with _locked(parent):
            for left in parent.glob(f"{prefix}*"):
                _remove_if_left(left)
            folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
            held = until_the_end.enter_context(_locked(folder))
        until_the_end.callback(shutil.rmtree, folder, ignore_errors=True)
        yield folder, held


def _remove_if_left(folder: Path) -> None:
    try:
        with _locked(folder, wait=False):
            shutil.rmtree(folder)
    except BlockingIOError:
        # Somebody works in it.
        return


@contextmanager
def _locked(folder: Path, *, wait: bool = True) -> Iterator[int]:
    """Hold the lock on a folder; gives its descriptor. Raises BlockingIOError where somebody else
    does and nobody waits."""
    import fcntl  # not on Windows, where nothing is received

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield descriptor
    finally:
        os.close(descriptor)
