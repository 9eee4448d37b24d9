"""The files of a release on a disk: what has not changed is the same file as in the release before (a
hard link), all else is copied. Written so that a power cut loses nothing, and removed so that none is
ever half there."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from podhub.publish import release
from podhub.publish.built import BLOCK, BuiltFile
from podhub.publish.errors import PublishError
from podhub.publish.manifest import Entry


@dataclass(frozen=True)
class Sources:
    """Where the files of a new release come from."""

    folder: Path
    """The built site"""
    before: Path
    """The site of the release before"""
    known: Mapping[str, Entry]
    """What the manifest of the release before says of its files"""


def write_site(
    site: Path,
    sources: Sources,
    built: Mapping[str, BuiltFile],
    stale: Mapping[str, Entry],
    progress: Callable[[int], None],
) -> tuple[dict[str, Entry], list[BuiltFile]]:
    """Write the site of a release: what was built, and what is `stale`. Returns what its manifest
    is to say of each file, and the files that were written anew."""
    entries: dict[str, Entry] = {}
    written = []
    old, known = sources.before, sources.known
    _make_folders(site, [*built, *stale])
    for path, file in built.items():
        there = f"{old}/{path}"  # the fastest way: there are many
        if _is_same(there, known.get(path), file) and _link(there, f"{site}/{path}"):
            entry = known[path]
            entries[path] = replace(entry, stale_since=None) if entry.stale_since else entry
        else:
            # A recording that is not on this machine comes from the release before.
            source = (sources.folder if file.here else old) / path
            if _copy(source, site / path) != file.sha256:
                # Where it changed without a trace, the next build would not look at it either.
                source.touch()
                raise PublishError(f"{path} changed while it was being published; publish again")
            written.append(file)
            entries[path] = Entry(file.size, file.sha256, seen=state_of(site / path))
        progress(file.size)
    for path, entry in stale.items():
        if entry.seen == state_of(old / path):
            if not _link(old / path, site / path):
                _copy(old / path, site / path)
            entries[path] = replace(entry, seen=state_of(site / path))
    return entries, written


def _is_same(old: str, entry: Entry | None, file: BuiltFile) -> bool:
    """Whether a file of the release before is this very file, and nobody has touched it since it
    was written."""
    return bool(
        entry
        and entry.sha256 == file.sha256
        and entry.size == file.size
        and entry.seen == state_of(old)
    )


def _make_folders(site: Path, paths: Iterable[str]) -> None:
    """Make the folders that these files of a site need, open to the web server, which is another
    user, whatever this one's umask."""
    folders = {path.rpartition("/")[0] for path in paths}
    around = {above for folder in folders for above in _around(folder)}
    for folder in (site.parent, site, *(site / name for name in sorted(folders | around))):
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)


def _around(folder: str) -> Iterator[str]:
    """The folders around a folder of the site.

    >>> list(_around("a/b/c"))
    ['a/b', 'a', '']
    """
    while folder:
        folder = folder.rpartition("/")[0]
        yield folder


def state_of(file: str | Path) -> str:
    """A file's size and time of writing, by which a change is seen; nothing if it is not there."""
    try:
        state = os.stat(file, follow_symlinks=False)  # noqa: PTH116 (of a text as well)
    except OSError:
        return ""
    return f"{state.st_size}:{state.st_mtime_ns}"


def _link(old: str | Path, new: str | Path) -> bool:
    """Give a file a second name. Returns whether this file system could."""
    try:
        os.link(old, new)
    except OSError:
        # Not every file system has hard links, and some allow few; a copy takes room, no more.
        return False
    return True


def _copy(source: Path, target: Path) -> str:
    """Copy a file; gives its SHA-256. Nobody may write to it: later releases share it."""
    digest = hashlib.sha256()
    with source.open("rb") as read, target.open("xb") as writing:
        while block := read.read(BLOCK):
            digest.update(block)
            writing.write(block)
        os.fchmod(writing.fileno(), 0o444)
    return digest.hexdigest()


def write_new(file: Path, data: bytes) -> None:
    """Write a new file and see it on the disk."""
    with file.open("xb") as writing:
        writing.write(data)
        writing.flush()
        os.fsync(writing.fileno())


def sync_tree(folder: Path) -> None:
    """See a folder and all below it on the disk. Linux's sync(2) waits for everything, which takes
    a fraction of the time of thousands of files one by one; elsewhere it may not wait."""
    if platform.system() == "Linux":
        os.sync()
    else:
        for path in (folder, *folder.rglob("*")):
            sync(path)


def sync(path: Path) -> None:
    """See a file, or a folder's names, on the disk: no power cut may show half a release."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove(folder: Path) -> None:
    """Remove a release. It gets another name first, so that a half removed one is never taken for a
    whole one."""
    if not folder.exists():
        return
    going = folder.with_name(f"{release.MAKING}.old")
    with suppress(FileNotFoundError):
        shutil.rmtree(going)
    folder.rename(going)
    shutil.rmtree(going)
