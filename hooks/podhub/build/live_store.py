"""A store for a process that plans again and again: what the last plan used is at hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from podhub.build.store import Store


class LiveStore(Store):
    """A store that keeps in memory what has been used since `keep_used` was called last."""

    def __init__(self, folder: Path, engine: str, *, rechecks: bool = True) -> None:
        super().__init__(folder, engine, rechecks=rechecks)
        self._at_hand: Mapping[str, Any] = {}
        self._used: dict[str, Any] = {}

    def _remembered(self, keys: Iterable[str]) -> dict[str, Any]:
        wanted = list(keys)
        found = {key: self._at_hand[key] for key in wanted if key in self._at_hand}
        found |= super()._remembered([key for key in wanted if key not in found])
        self._used |= found
        return found

    def keep_used(self) -> None:
        """Forget what the plan that is made now has not used."""
        self._at_hand, self._used = self._used, {}
