"""Lays a site out in a folder: every file at its one place, linked where it is known and made where
it is not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from podhub.build.objects import place
from podhub.build.store import Store
from podhub.model.artifact import Artifact, Content, Recording, SiteFile
from podhub.model.problems import Problem


@dataclass(frozen=True)
class LaidOut:
    """What lies in a folder now."""

    files: Mapping[str, Content]
    """By path on the site"""
    missing: tuple[Recording, ...] = field(default=())
    """Recordings that are not on this machine"""


def conflicts(files: Iterable[SiteFile]) -> tuple[dict[str, SiteFile], list[Problem]]:
    """The files by path, and each path that two of them want. Two paths that differ only in case,
    or of which one is a folder for the other, are one on some disk."""
    by_path: dict[str, SiteFile] = {}
    claimed: dict[str, SiteFile] = {}
    problems: list[Problem] = []
    for file in files:
        other = claimed.setdefault(file.path.casefold(), file)
        if other is file:
            by_path[file.path] = file
        else:
            problems.append(_taken(file, other))
    for path, file in by_path.items():
        above = path.casefold().rpartition("/")[0]
        while above:
            if above in claimed:
                problems.append(_taken(file, claimed[above]))
            above = above.rpartition("/")[0]
    return by_path, problems


def _taken(file: SiteFile, other: SiteFile) -> Problem:
    expected = f"an address of its own ({other.owner} has /{other.path})"
    return Problem(file.owner, 1, "address", expected, f"/{file.path}")


def lay_out(folder: Path, files: Mapping[str, SiteFile], store: Store) -> LaidOut:
    """Put every file into an empty folder. Raises OSError where this machine is at fault."""
    made = store.contents(file for file in files.values() if isinstance(file, Artifact))
    laid: dict[str, Content] = {}
    missing: list[Recording] = []
    folders: set[Path] = set()
    for path, file in files.items():
        content = made[file.key] if isinstance(file, Artifact) else store.recording(file)
        if content is None:
            assert isinstance(file, Recording)
            missing.append(file)
            continue
        target = folder / path
        if target.parent not in folders:
            target.parent.mkdir(parents=True, exist_ok=True)
            folders.add(target.parent)
        place(store.objects.file(content.sha256), target)
        laid[path] = content
    return LaidOut(laid, tuple(missing))


def swap(new: Path, target: Path) -> None:
    """Put a finished folder in the place of another; the old one comes back if that fails."""
    old = target.with_name(f"{target.name}.old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)
