"""What remembers values that take time to make, by keys that stand for all they are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar, cast

from podhub.model.digest import digest

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

    def sha256(self, file: Path) -> str:
        """The hash of a file's content. Raises OSError where it cannot be read."""


class NoMemo:
    """Remembers nothing: all is made when it is asked for. Large parts stay in memory."""

    def __init__(self) -> None:
        self._large: dict[str, object] = {}

    def key(self, kind: str, *parts: str | bytes) -> str:
        """The key of a value of a kind that is made of these parts."""
        return digest(kind, *parts)

    def values(self, makers: Mapping[str, Callable[[], T]]) -> dict[str, T]:
        """The value of each key, made now."""
        return {key: make() for key, make in makers.items()}

    def value(self, key: str, make: Callable[[], T]) -> T:
        """The value of one key, made now."""
        return make()

    def parted(self, makers: Mapping[str, Callable[[], tuple[T, L]]]) -> dict[str, T]:
        """The small part of each value, made now."""
        small = {}
        for key, make in makers.items():
            small[key], self._large[key] = make()
        return small

    def large(self, key: str, make: Callable[[], tuple[T, L]]) -> L:
        """The large part of a value that was made before, or is made now."""
        if key not in self._large:
            self._large[key] = make()[1]
        return cast(L, self._large[key])

    def sha256(self, file: Path) -> str:
        """The hash of a file's content. Raises OSError where it cannot be read."""
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
