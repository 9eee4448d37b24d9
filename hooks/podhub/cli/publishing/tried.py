"""Remembers a push as it was tried, so that it need not be built again once it is accepted."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from podhub.cli.publishing.built_site import BuiltSite
from podhub.publish.target import Target
from podhub.read.files import write_whole

TRIED = "tried"


@dataclass(frozen=True)
class Goal:
    """What is to become public, where."""

    commit: str
    target: Target
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
    said = _FORM.dump_json(tried)
    write_whole(work / TRIED, b"\n".join([_digest(said), said]))


def read_tried(work: Path, goal: Goal, now: datetime) -> Tried | None:
    """What was built last in a folder; None where that was for another goal, is not known or not
    whole, or something more has become public since by its date."""
    try:
        digest, _, said = (work / TRIED).read_bytes().partition(b"\n")
        tried = _FORM.validate_json(said) if digest == _digest(said) else None
    except (OSError, ValidationError):
        return None
    if tried is None or tried.goal != goal or not tried.built.is_there():
        return None
    return None if tried.built.due and tried.built.due <= now else tried


def forget_tried(work: Path) -> None:
    """Forget it, before something else is built in its place."""
    (work / TRIED).unlink(missing_ok=True)


def _digest(said: bytes) -> bytes:
    return hashlib.sha256(said).hexdigest().encode()
