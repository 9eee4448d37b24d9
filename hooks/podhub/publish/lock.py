"""One publisher at a time, on one machine: the kernel holds the lock and lets it go with the
process, however that ends."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from podhub.publish.errors import BusyError, PublishError

POLL = 0.5


def whoami(now: datetime) -> dict[str, str]:
    """What the holder of a lock says of itself."""
    return {
        "who": f"process {os.getpid()} on {socket.gethostname()}",
        "since": f"{now:%Y-%m-%d %H:%M:%S %z}",
    }


def described(holder: dict[str, str]) -> str:
    """The holder, to be shown.

    >>> described({"who": "process 7 on web", "since": "2026-11-24 09:00:00 +0000"})
    'process 7 on web, since 2026-11-24 09:00:00 +0000'
    >>> described({})
    'somebody'
    """
    return ", since ".join(holder[key] for key in ("who", "since") if holder.get(key)) or "somebody"


@contextmanager
def locked(
    file: Path, what: str, now: datetime, wait: float, tell: Callable[[str], None]
) -> Iterator[int]:
    """Hold a lock on a file, waiting up to so many seconds for whoever holds it; gives its
    descriptor. Raises BusyError."""
    if os.name == "nt":
        raise PublishError(
            "publishing needs Linux or macOS, found Windows; there, publish by git push"
        )
    import fcntl

    deadline, told = time.monotonic() + wait, False
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                holder = described(_read(descriptor))
            if time.monotonic() >= deadline:
                raise BusyError(
                    f"{what} is being published to by {holder}; try again when that is done"
                )
            if not told:
                tell(f"{what} is being published to by {holder}; waiting for it to finish …")
                told = True
            time.sleep(POLL)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(whoami(now)).encode(), 0)
        yield descriptor
    finally:
        os.close(descriptor)


def _read(descriptor: int) -> dict[str, str]:
    try:
        found = json.loads(os.pread(descriptor, 4096, 0))
    except ValueError:
        # The holder is just writing it.
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}
