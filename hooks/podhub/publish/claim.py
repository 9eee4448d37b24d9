"""One publisher at a time to a store, which has no locks: each writes a claim of its own and then
looks whether there is another.

With a store that lists what was just written (S3 has since 2020), two can never both believe that
they are alone: whoever looks second sees the other. Both may see each other; then both withdraw and
try again after a random time.

A publisher that was killed leaves its claim behind. A living one writes its claim anew every few
seconds, so a claim that stays the same while somebody watches is dead. Only the watcher's own sense
of time counts, never the machines' clocks."""

from __future__ import annotations

import json
import os
import random
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from podhub.build.processes import has_ended
from podhub.publish.errors import BusyError, PublishError
from podhub.publish.lock import Queue, read_holder, whoami
from podhub.publish.place import ahead
from podhub.publish.plan import OWN, Listed
from podhub.publish.rclone import Rclone

CLAIMS = f"{OWN}claims/"
BEAT = 15.0
"""Seconds between two signs of life"""
DEAD = 60.0
"""Seconds without a sign of life after which a claim counts for nothing"""
POLL = 2.0


@dataclass
class Claim:
    """A store that is ours for now."""

    store: Rclone
    path: str
    listing: dict[str, Listed]
    """What the store held when it became ours"""
    ahead: timedelta | None = None
    """How far our clock is ahead of the store's, where that has one of its own"""
    checked: float = field(default_factory=time.monotonic)

    def check(self) -> None:
        """Raise BusyError if somebody took us for dead, say because this machine slept, and is
        publishing now."""
        if time.monotonic() - self.checked < BEAT:
            return
        self.checked = time.monotonic()
        if self.store.read(self.path) is None:
            raise BusyError(
                f"{self.store.target}: somebody else began to publish while this machine was silent; try again later"
            )


@contextmanager
def claimed(
    store: Rclone, clock: Callable[[], datetime], wait: float, tell: Callable[[str], None]
) -> Iterator[Claim]:
    """Hold a store for this process alone, waiting up to so many seconds for whoever holds it.
    Raises BusyError."""
    mine = f"{CLAIMS}{secrets.token_hex(8)}.json"
    said = {**whoami(clock()), "place": _place(), "process": str(os.getpid())}
    listing, before = _win(store, mine, said, clock, wait, tell)
    written = listing[mine].written
    ended = threading.Event()
    beating = threading.Thread(target=_beat, args=(store, mine, said, ended), daemon=True)
    beating.start()
    try:
        yield Claim(store, mine, listing, ahead(before, written, clock()) if written else None)
    finally:
        ended.set()
        beating.join()
        # If the store is down, the claim dies by itself.
        with suppress(PublishError):
            store.remove([mine])


def _win(
    store: Rclone,
    mine: str,
    said: dict[str, str],
    clock: Callable[[], datetime],
    wait: float,
    tell: Callable[[str], None],
) -> tuple[dict[str, Listed], datetime]:
    """Win the store. Returns what it holds, and our time just before the claim was written that won
    it."""
    watched: dict[str, tuple[str, float]] = {}
    queue = Queue(str(store.target), wait, tell)
    while True:
        before = clock()
        store.write(mine, json.dumps(said).encode())
        listing = store.listing()
        if mine not in listing:
            raise PublishError(
                f"{store.target}: expected the store to list what was just written to it, found it does not"
            )
        others = {
            path: listed.seen
            for path, listed in listing.items()
            if path.startswith(CLAIMS) and path != mine
        }
        alive, holder = _living(store, others, said, watched)
        if not alive:
            # Removed once we are alone, so that nobody watches them again.
            if others:
                store.remove(others)
            return {path: listed for path, listed in listing.items() if path not in others}, before
        store.remove([mine])
        queue.check(holder)
        time.sleep(POLL + random.random() * POLL)  # noqa: S311 (to part two that collide, not to keep a secret)


def _living(
    store: Rclone,
    others: dict[str, str],
    said: dict[str, str],
    watched: dict[str, tuple[str, float]],
) -> tuple[list[str], dict[str, str]]:
    """The claims that may be somebody's, and what the first of them says. `watched` keeps since
    when each has stayed the same."""
    alive: list[str] = []
    holder: dict[str, str] = {}
    for path, seen in others.items():
        if watched.get(path, ("", 0.0))[0] != seen:
            watched[path] = (seen, time.monotonic())
        found = read_holder(store.read(path) or b"")
        is_ended = found.get("place") == said["place"] and has_ended(found.get("process", ""))
        if is_ended or time.monotonic() - watched[path][1] > DEAD:
            continue
        holder = holder or found
        alive.append(path)
    return alive, holder


def _beat(store: Rclone, mine: str, said: dict[str, str], ended: threading.Event) -> None:
    """Write the claim anew until it is no longer needed. A store that is down now is the
    publisher's concern, not ours."""
    beats = 0
    while not ended.wait(BEAT):
        beats += 1
        with suppress(PublishError):
            if store.read(mine) is None:
                return
            store.write(mine, json.dumps({**said, "beat": str(beats)}).encode())


def _place() -> str:
    """Where process numbers mean the same: this boot of this machine, and this container on it.
    Nothing where that is unknown."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}/{Path('/proc/self/ns/pid').readlink()}"
    except OSError:
        return secrets.token_hex(8)
