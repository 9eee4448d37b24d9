"""Where builds are made that are to be published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from podhub.publish.lock import locked
from podhub.publish.place import Conditions
from podhub.read.files import write_whole

CACHE = ".cache"
"""What a hub remembers, from its folder"""
WORK = Path("hub", "publish")
DUE = "due"
"""The file that says when something more becomes public by itself"""


@contextmanager
def workplace(cache: Path, conditions: Conditions) -> Iterator[tuple[Path, Conditions]]:
    """The folder that builds are made in, for this process alone, and the conditions with its
    lock."""
    work = cache.resolve() / WORK  # what is noted there outlives the folder of a push
    work.mkdir(parents=True, exist_ok=True)
    with locked(
        work / "lock", "this checkout", conditions.clock, conditions.wait, conditions.tell
    ) as held:
        yield work, replace(conditions, held=held)


def note_due(work: Path, due: datetime | None) -> None:
    """Write down when something more becomes public than what was published from here last."""
    write_whole(work / DUE, due.isoformat() if due else "")


def noted_due(cache: Path) -> datetime | None:
    """When something more becomes public than what was published from here last; None where nothing
    waits."""
    said = (cache / WORK / DUE).read_text(encoding="utf-8")
    return datetime.fromisoformat(said) if said else None
