"""What remembers values that take time to make, by keys that stand for all they are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

T = TypeVar("T")
L = TypeVar("L")


class Memo(Protocol):
    """A memory of values. That something is remembered changes nothing but the time it takes."""

    def key(self, kind: str, *parts: str | bytes) -> str:
        """The key of a value of a kind that is made of these parts."""

    def values(self, makers: Mapping[str, Callable[[], T]]) -> dict[str, T]:
        """The value of each key: as it is remembered, or as its maker makes it now."""

    def value(self, key: str, make: Callable[[], T]) -> T:
        """The value of one key."""

    def parted(self, makers: Mapping[str, Callable[[], tuple[T, L]]]) -> dict[str, T]:
        """The small part of each value that has a large part as well."""

    def large(self, key: str, make: Callable[[], tuple[T, L]]) -> L:
        """The large part of a value, which is read when it is needed and not before."""

    def pieced(self, makers: Mapping[str, Callable[[], tuple[T, Mapping[str, L]]]]) -> dict[str, T]:
        """The small part of each value whose large part is of pieces with names."""

    def piece(
        self, makers: Mapping[str, Callable[[], tuple[T, Mapping[str, L]]]], name: str
    ) -> dict[str, L]:
        """One piece of each value, all of which have it."""

    def sha256(self, file: Path) -> str:
        """The hash of a file's content. Raises OSError where it cannot be read."""
