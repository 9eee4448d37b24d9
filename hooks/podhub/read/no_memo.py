"""The memo of whoever remembers nothing: a single command, a test."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar, cast

from podhub.model.digest import digest

T = TypeVar("T")
L = TypeVar("L")


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

    def pieced(self, makers: Mapping[str, Callable[[], tuple[T, Mapping[str, L]]]]) -> dict[str, T]:
        """The small part of each value, made now."""
        return self.parted(makers)

    def piece(
        self, makers: Mapping[str, Callable[[], tuple[T, Mapping[str, L]]]], name: str
    ) -> dict[str, L]:
        """One piece of each value."""
        return {key: self.large(key, make)[name] for key, make in makers.items()}

    def sha256(self, file: Path) -> str:
        """The hash of a file's content. Raises OSError where it cannot be read."""
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
