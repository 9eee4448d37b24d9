"""Remembers a push as it was tried, so that it need not be built again once it is accepted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from podhub.cli.built_site import BuiltSite
from podhub.publish.target import FolderTarget, StoreTarget
from podhub.read.files import write_whole

TRIED = "tried.json"


@dataclass(frozen=True)
class Goal:
    """What is to become public, where."""

    commit: str
    target: FolderTarget | StoreTarget
    base_url: str | None


@dataclass(frozen=True)
class Tried:
    """A push that would have become public."""

    goal: Goal
    built: BuiltSite
    last: datetime | None
    """When the place was published to before"""
    effects: list[str]
    """What subscribers' apps will do, line by line"""


_FORM = TypeAdapter(Tried)


def note_tried(work: Path, tried: Tried) -> None:
    """Remember a push in the folder that it was built in."""
    write_whole(work / TRIED, _FORM.dump_json(tried).decode())


def read_tried(work: Path, goal: Goal, now: datetime) -> Tried | None:
    """What was built last in a folder; None where that was for another goal or is not known, or
    something more has become public since by its date."""
    try:
        tried = _FORM.validate_json((work / TRIED).read_bytes())
    except (OSError, ValidationError):
        return None
    is_due = tried.built.due is not None and tried.built.due <= now
    return tried if tried.goal == goal and not is_due else None


def forget_tried(work: Path) -> None:
    """Forget it, before something else is built in its place."""
    (work / TRIED).unlink(missing_ok=True)
