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


def read_holder(data: bytes) -> dict[str, str]:
    """What a holder has written of itself; nothing while it is just writing that."""
    try:
        found = json.loads(data)
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


class Queue:
    """Waits up to so many seconds for whoever publishes to a place, and tells once who that is."""

    def __init__(self, place: str, wait: float, tell: Callable[[str], None]) -> None:
        self._place, self._tell, self._is_told = place, tell, False
        self._deadline = time.monotonic() + wait

    def check(self, holder: dict[str, str]) -> None:
        """Go on waiting. Raises BusyError where it has taken too long."""
        message = f"{self._place} is being published to by {described(holder)}"
        if time.monotonic() >= self._deadline:
            raise BusyError(f"{message}; try again when that is done")
        if not self._is_told:
            self._tell(f"{message}; waiting for it to finish …")
        self._is_told = True


@contextmanager
def locked(
    file: Path, place: str, now: datetime, wait: float, tell: Callable[[str], None]
) -> Iterator[int]:
    """Hold a lock on a file, waiting up to so many seconds for whoever holds it; gives its
    descriptor. Raises BusyError."""
    if os.name == "nt":
        raise PublishError(
            "publishing needs Linux or macOS, found Windows; there, publish by git push"
        )
    import fcntl

    queue = Queue(place, wait, tell)
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                queue.check(read_holder(os.pread(descriptor, 4096, 0)))
            time.sleep(POLL)
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(whoami(now)).encode(), 0)
        yield descriptor
    finally:
        os.close(descriptor)
