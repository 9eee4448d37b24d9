"""What remembers values that take time to make, by keys that stand for all they are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol, TypeVar

from podhub.model.digest import digest

T = TypeVar("T")


class Memo(Protocol):
    """A memory of values. That something is remembered changes nothing but the time it takes."""

    def key(self, kind: str, *parts: str | bytes) -> str:
        """The key of a value of a kind that is made of these parts."""

    def values(self, makers: Mapping[str, Callable[[], T]]) -> dict[str, T]:
        """The value of each key: as it is remembered, or as its maker makes it now."""

    def value(self, key: str, make: Callable[[], T]) -> T:
        """The value of one key."""

    def sha256(self, file: Path) -> str:
        """The hash of a file's content. Raises OSError where it cannot be read."""


class NoMemo:
    """Remembers nothing: all is made when it is asked for."""

    def key(self, kind: str, *parts: str | bytes) -> str:
        """The key of a value of a kind that is made of these parts."""
        return digest(kind, *parts)

    def values(self, makers: Mapping[str, Callable[[], T]]) -> dict[str, T]:
        """The value of each key, made now."""
        return {key: make() for key, make in makers.items()}

    def value(self, key: str, make: Callable[[], T]) -> T:
        """The value of one key, made now."""
        return make()

    def sha256(self, file: Path) -> str:
        """The hash of a file's content. Raises OSError where it cannot be read."""
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
