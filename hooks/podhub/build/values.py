"""Values by key, as a store remembers them: each whole, or in parts of which one is read without the others."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any, TypeVar

from podhub.build.database import Database
from podhub.build.parallel import run_all
from podhub.build.rechecks import Rechecks

T = TypeVar("T")
L = TypeVar("L")
Parts = Mapping[str, Any]
"""What is kept of a value, by what is added to its key; without anything added, its small part"""

BATCH = 200
"""Values that are written at once"""
LARGE = " large"
"""Added to the key of a value for that of its large part"""


class Values:
    """The values in a database, which build number `build` uses."""

    def __init__(self, data: Database, build: int, rechecks: Rechecks) -> None:
        self._data, self._build, self._rechecks = data, build, rechecks
        self.found = self.made = 0

    def values(self, makers: Mapping[str, Callable[[], T]]) -> dict[str, T]:
        """The value of each key: as it is remembered, or as its maker makes it now."""
        return self._small(makers, lambda value: {"": value})

    def value(self, key: str, make: Callable[[], T]) -> T:
        """The value of one key: as it is remembered, or as it is made now."""
        return self.values({key: make})[key]

    def parted(self, makers: Mapping[str, Callable[[], tuple[T, L]]]) -> dict[str, T]:
        """The small part of each value that has a large part as well, which stays where it is."""
        return self._small(makers, lambda value: {LARGE: value[1], "": value[0]})

    def large(self, key: str, make: Callable[[], tuple[T, L]]) -> L:
        """The large part of a value; made again where only the small one is remembered."""
        return self.value(key + LARGE, lambda: make()[1])

    def pieced(self, makers: Mapping[str, Callable[[], tuple[T, Mapping[str, L]]]]) -> dict[str, T]:
        """The small part of each value whose large part is of pieces with names, which are kept apart."""
        return self._small(makers, lambda value: {**_named(value[1]), "": value[0]})

    def piece(
        self, makers: Mapping[str, Callable[[], tuple[T, Mapping[str, L]]]], name: str
    ) -> dict[str, L]:
        """One piece of each value, all of which have it; they are read at once."""
        named = {f"{key} {name}": partial(_piece, make, name) for key, make in makers.items()}
        return dict(zip(makers, self.values(named).values(), strict=True))

    def _small(
        self, makers: Mapping[str, Callable[[], Any]], parts: Callable[[Any], Parts]
    ) -> dict[str, Any]:
        known = self._remembered(makers)
        found = self._make(makers, known, parts)
        made = {key: pickle.loads(kept[""]) for key, kept in found}  # noqa: S301 (made here)
        for key in self._rechecks.due(known):
            again = parts(makers[key]())
            others = {n: self.value(key + n, partial(again.get, n)) for n in again if n}
            self._rechecks.compare(again, {**others, "": known[key]}, key)
        return {key: known[key] if key in known else made[key] for key in makers}

    def _remembered(self, keys: Iterable[str]) -> dict[str, Any]:
        known = {key: pickle.loads(data) for key, data in self._data.units(keys, self._build)}  # noqa: S301 (written here, and whole)
        self.found += len(known)
        return known

    def _make(
        self,
        makers: Mapping[str, Callable[[], T]],
        known: Collection[str],
        parts: Callable[[T], Parts],
    ) -> Iterator[tuple[str, dict[str, bytes]]]:
        """Make and remember what is not known. The parts come as they are remembered, since that is how a fork hands them
        over."""
        missing = [key for key in makers if key not in known]
        self.made += len(missing)
        jobs = [partial(_dumped, makers[key], parts) for key in missing]
        made = zip(missing, run_all(jobs), strict=True)
        while batch := list(islice(made, BATCH)):
            # The small part comes last: one that is known says that all are.
            units = ((key + name, data) for key, kept in batch for name, data in kept.items())
            self._data.add_units(units, self._build)
            yield from batch


def _named(pieces: Mapping[str, L]) -> dict[str, L]:
    return {f" {name}": piece for name, piece in pieces.items()}


def _piece(make: Callable[[], tuple[T, Mapping[str, L]]], name: str) -> L:
    return make()[1][name]


def _dumped(make: Callable[[], T], parts: Callable[[T], Parts]) -> dict[str, bytes]:
    kept = parts(make())
    return {name: pickle.dumps(part, pickle.HIGHEST_PROTOCOL) for name, part in kept.items()}
