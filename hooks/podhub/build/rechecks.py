"""Makes once more a share of what a build has found in its store, another in each build, and
compares: a key that does not stand for all that decides is found out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

SHARE = 32
"""In one of so many builds, what is found is made once more."""
MOST_TIME = 0.1
"""The share of a build's time that this may take."""
STEP = 0.618034
"""How much further on the circle of all keys each turn begins: this way every part of it comes first
before long (the golden ratio, Knuth, The Art of Computer Programming 3, 6.4)."""


class StaleError(Exception):
    """The store holds something else than is made now."""


class Rechecks:
    """The comparisons of one build, counted from 1; none where there is no `build`."""

    def __init__(self, store: Path, build: int | None) -> None:
        self._store, self._build = store, build
        self._started = time.monotonic()
        self._seconds = 0.0

    def due(self, found: Iterable[str]) -> Iterator[str]:
        """The keys that it is this build's turn to compare, as far as there is time. Each time around
        it begins with others, so that none has to wait for ever."""
        if self._build is None:
            return
        turn, part = divmod(self._build, SHARE)
        mine = sorted((key[8:], key) for key in found if int(key[:8], 16) % SHARE == part)
        first = f"{int(turn * STEP % 1 * 16**8):08x}"
        for _, key in sorted(mine, key=lambda one: one[0] < first):
            begun = time.monotonic()
            if self._seconds > MOST_TIME * (begun - self._started):
                return
            yield key
            self._seconds += time.monotonic() - begun

    def compare(self, made: object, found: object, name: str) -> None:
        """Raises StaleError where what was found is not what is made now."""
        if made != found:
            expected = f"expected {name} in the store of builds as it is made now, found another"
            raise StaleError(
                f"{expected} (delete {self._store} or build with --fresh, and tell us)"
            )
