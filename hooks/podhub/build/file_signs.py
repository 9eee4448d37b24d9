"""What tells a file of this machine from others and from itself after a change, without reading it."""

from __future__ import annotations

import os

COARSE = 2_000_000_000
"""The coarsest clock that a disk keeps for its files (ns; FAT). A file that changed later than this
before it was read may change again without a trace."""


def sign(state: os.stat_result) -> str:
    """A file's sign. Programs that write a recording's tags give it its old time back; only the time
    at which its state changed tells then. Each link moves that one, so it is left out where a file
    has several names."""
    alone = f" {state.st_ctime_ns}" if state.st_nlink == 1 else ""
    return f"{_linked(state)}{alone}"


def lasting_signs(state: os.stat_result, now: int) -> set[str]:
    """The signs by which a file is known from now on (ns since 1970), also when it has been linked;
    none where it may change again without a trace."""
    changed = state.st_ctime_ns if state.st_nlink == 1 else 0
    is_sure = max(state.st_mtime_ns, changed) < now - COARSE
    return {sign(state), _linked(state)} if is_sure else set()


def _linked(state: os.stat_result) -> str:
    return f"file {state.st_dev} {state.st_ino} {state.st_size} {state.st_mtime_ns}"
