"""The site of a new release: what has not changed is linked to the release before, all else is
copied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from podhub.publish.built import BuiltFile
from podhub.publish.durable_files import copy, link, make_folders, state_of
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
    make_folders(site, [*built, *stale])
    for path, file in built.items():
        there = f"{old}/{path}"  # the fastest way: there are many
        if _is_same(there, known.get(path), file) and link(there, f"{site}/{path}"):
            entry = known[path]
            entries[path] = replace(entry, stale_since=None) if entry.stale_since else entry
        else:
            # A recording that is not on this machine comes from the release before.
            if copy((sources.folder if file.here else old) / path, site / path) != file.sha256:
                raise PublishError(f"{path} changed while it was being published; publish again")
            written.append(file)
            entries[path] = Entry(file.size, file.sha256, seen=state_of(site / path))
        progress(file.size)
    for path, entry in stale.items():
        if entry.seen == state_of(old / path):
            if not link(old / path, site / path):
                copy(old / path, site / path)
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
