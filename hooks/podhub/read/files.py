"""Finds the files that content names: inside the content folders only, whatever paths and links
say."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TypeVar
from unicodedata import normalize

from podhub.model.document import Document, Loc
from podhub.model.memo import Memo
from podhub.model.problems import Problem, quote
from podhub.model.values import inside

T = TypeVar("T")
SETTINGS = "mkdocs.yml"
CONTENT_FOLDERS = ("docs", "episodes")
"""The folders that authors write in, and that a push brings to a server"""


def within(root: Path, file: Path) -> bool:
    """Whether a file really lies in the content folders, whatever links lead to it."""
    try:
        real = file.resolve()
    except (OSError, RuntimeError, ValueError):  # a link to itself, a name with a null byte
        return False
    return any(real.is_relative_to((root / folder).resolve()) for folder in CONTENT_FOLDERS)


def holds(ask: Callable[[], bool]) -> bool:
    """What a path says of itself, such as `path.is_dir`. It says nothing that is true where its name is
    too long for the disk, or where a link leads to it and nobody can reach it."""
    try:
        return ask()
    except OSError:
        return False


def is_file(file: Path) -> bool:
    """Whether a file is there."""
    return holds(file.is_file)


def is_folder(file: Path) -> bool:
    """Whether a folder is there."""
    return holds(file.is_dir)


def find(root: Path, path: str) -> str | None:
    """The path, as the disk has it, of the file that a path names; None where there is none.

    The letters of a name may be composed on the disk (ü) and not in the path (u and ¨), or the
    other way round: both look the same."""
    if is_file(root / path):
        return path
    if path.isascii():
        return None
    place = PurePosixPath()
    for part in PurePosixPath(path).parts:
        wanted = normalize("NFC", part)
        try:
            names = [file.name for file in (root / place).iterdir()]
        except (OSError, ValueError):
            return None
        name = next((name for name in names if normalize("NFC", name) == wanted), None)
        if name is None:
            return None
        place /= name
    return place.as_posix() if is_file(root / place) else None


def states_below(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder: its path from there, with forward slashes, and its state."""
    folders = [("", str(folder))]
    while folders:
        above, name = folders.pop()
        with os.scandir(name) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((f"{above}{entry.name}/", entry.path))
                else:
                    yield f"{above}{entry.name}", entry.stat(follow_symlinks=False)


def write_whole(file: Path, content: str | bytes) -> None:
    """Write a file so that nobody ever finds half of it: beside its place, and then into it.

    Raises OSError, which names the file."""
    beside = file.with_name(f".{file.name}.{os.getpid()}.new")
    try:
        beside.write_bytes(content.encode() if isinstance(content, str) else content)
    except OSError as error:
        beside.unlink(missing_ok=True)
        error.filename = str(file)  # a full disk is told by writing, which names no file
        raise
    beside.replace(file)


def locate(root: Path, document: Document, loc: Loc, name: str) -> tuple[str | None, list[Problem]]:
    """Find the file that a field names; returns its path in the repository."""
    path = inside(document.path, name)
    if path is None or path.split("/")[0] not in CONTENT_FOLDERS or not within(root, root / path):
        return None, [document.problem(loc, "a file inside docs/ or episodes/", quote(name))]
    there = find(root, path)
    if there is None:
        return None, [document.problem(loc, f"a file at {path}", "none")]
    return there, []


def files_in(root: Path, folder: str) -> dict[str, str]:
    """The files that lie in a folder, by their paths in small letters: recorders, phones and
    Windows write names as they like."""
    place = root / folder
    try:
        found = sorted(entry.name for entry in os.scandir(place))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    names = [name for name in found if is_file(place / name)]
    return {_folded(f"{folder}/{name}"): f"{folder}/{name}" for name in names}


def namesake(
    beside: Mapping[str, str], document: Document, extensions: tuple[str, ...]
) -> str | None:
    """A file beside the document with its name and one of the extensions; `beside` are the files of
    its folder (`files_in`)."""
    stem = _folded(document.path.removesuffix(".md"))
    return next((found for end in extensions if (found := beside.get(f"{stem}{end}"))), None)


def _folded(path: str) -> str:
    return normalize("NFC", path).casefold()


def read_each(
    kind: str, root: Path, readers: Mapping[str, Callable[[Path], T]], memo: Memo
) -> Iterator[tuple[str, T]]:
    """What is read of each file that is there, by its path below `root`; remembered by the file's
    content. Raises OSError where one cannot be read."""
    files = {path: root / path for path in readers if is_file(root / path)}
    keys = {path: memo.key(kind, memo.sha256(file)) for path, file in files.items()}
    found = memo.values({key: partial(readers[path], files[path]) for path, key in keys.items()})
    yield from ((path, found[key]) for path, key in keys.items())
