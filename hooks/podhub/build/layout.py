"""Lays a site out in a folder: every file at its one place, linked where it is known and made where
it is not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from podhub.build.objects import make_folder, make_way, place
from podhub.build.processes import remove_left
from podhub.build.store import Store
from podhub.model.artifact import Artifact, Content, Recording, SiteFile
from podhub.model.digest import digest
from podhub.model.problems import Problem
from podhub.model.site_path import path_key
from podhub.read.files import states_below


@dataclass(frozen=True)
class LaidOut:
    """What lies in a folder now."""

    files: Mapping[str, Content]
    """By path on the site"""
    missing: tuple[Recording, ...] = field(default=())
    """Recordings that are not on this machine"""


def conflicts(files: Iterable[SiteFile]) -> tuple[dict[str, SiteFile], list[Problem]]:
    """The files by path, and each path that two of them want. Two paths that differ only in case or
    in the form of their letters, or of which one is a folder for the other, are one on some disk."""
    by_path: dict[str, SiteFile] = {}
    claimed: dict[str, SiteFile] = {}
    problems: list[Problem] = []
    for file in files:
        other = claimed.setdefault(path_key(file.path), file)
        if other is file:
            by_path[file.path] = file
        else:
            problems.append(_taken(file, other))
    for path, file in by_path.items():
        above = path_key(path).rpartition("/")[0]
        while above:
            if above in claimed:
                problems.append(_taken(file, claimed[above]))
            above = above.rpartition("/")[0]
    return by_path, problems


def _taken(file: SiteFile, other: SiteFile) -> Problem:
    expected = f"an address of its own ({other.owner} has /{other.path})"
    return Problem(file.owner, 1, "address", expected, f"/{file.path}")


def lay_out(
    folder: Path, files: Mapping[str, SiteFile], store: Store, others: Mapping[str, Path]
) -> LaidOut:
    """Make a folder hold these files, and no more. What lies there already as it should stays.

    `others` are files that other programs made for the site, by path. Raises OSError where this
    machine is at fault."""
    artifacts = [file for file in files.values() if isinstance(file, Artifact)]
    make_folder(folder, folder)
    there = {path: (one.st_size, one.st_mtime_ns) for path, one in states_below(folder)}
    made = store.contents(artifacts, folder, there)
    recordings = store.recordings([file for file in files.values() if isinstance(file, Recording)])
    laid: dict[str, Content] = {}
    missing: list[Recording] = []
    for path, file in files.items():
        content = made[file.key] if isinstance(file, Artifact) else recordings[path]
        if content:
            laid[path] = content
        else:
            assert isinstance(file, Recording)
            missing.append(file)
    # First, since a folder may be where there was a file.
    _remove(folder, [path for path in there if path not in laid and path not in others])
    for path, content in laid.items():
        if there.get(path) != (content.size, content.changed):
            _place(store.objects.file(content.sha256), folder, path)
    for path, source in others.items():
        if source != folder / path:  # where they wrote into this very folder
            _place(source, folder, path)
    return LaidOut(laid, tuple(missing))


def _place(source: Path, folder: Path, path: str) -> None:
    target = folder / path
    try:
        place(source, target)
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError, PermissionError):
        make_way(target, folder)
        place(source, target)


def _remove(folder: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that they leave empty."""
    for path in paths:
        file = folder / path
        file.unlink()
        while (file := file.parent) != folder and not any(file.iterdir()):
            file.rmdir()


def swap(new: Path, target: Path) -> None:
    """Put a finished folder in the place of another, which takes its place in turn."""
    if not target.exists():
        new.rename(target)
        return
    old = target.with_name(f"{target.name}.old-{os.getpid()}")
    target.rename(old)
    try:
        new.rename(target)
    except OSError:
        old.rename(target)
        raise
    old.rename(new)


@contextmanager
def folder_beside(target: Path, store: Path) -> Iterator[Path]:
    """A folder on the same disk as another, to be laid out and swapped with it.

    It is the one that was swapped the last time, so that little is to be done in it; where another
    build has it, or on another disk, a new one that goes away afterwards."""
    kept = store / "sites" / digest(str(target))
    make_folder(kept.parent, store)
    remove_left(target.parent, f"{target.name}.new")
    mine = target.with_name(f"{target.name}.new-{os.getpid()}")
    if kept.parent.stat().st_dev == target.parent.stat().st_dev:
        with suppress(FileNotFoundError):
            kept.rename(mine)  # only one build can
    try:
        yield mine
    finally:
        try:
            mine.rename(kept)
        except OSError:
            shutil.rmtree(mine, ignore_errors=True)
