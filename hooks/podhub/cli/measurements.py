"""Keeps in the lock what was measured of recordings."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from podhub.cli.console import number, out
from podhub.media.audio_lock import LOCK, locked, read_lock, write_lock
from podhub.media.recordings import measure_file
from podhub.model.entries import Catalog
from podhub.model.media import RecordingFacts
from podhub.read.no_memo import NoMemo

NAMED = 5
"""Recordings that are named one by one when they were measured"""


def keep_measurements(root: Path, catalog: Catalog) -> None:
    """Write into the lock what was measured while reading, and say so: it belongs to the commit."""
    names = write_lock(root, locked(episode.audio for episode in catalog.episodes.values()))
    tell_old_transcripts(catalog, names)
    if len(names) > NAMED:
        out.print(f"Measured {number(len(names), 'recording')}; commit {LOCK} with them.")
        return
    for name in names:
        out.print(f"Measured {name}; commit {LOCK} with it.")


def tell_old_transcripts(catalog: Catalog, measured: Mapping[str, RecordingFacts | None]) -> None:
    """Say which transcripts are of the recording before: nothing in them tells. `measured` holds what
    was known of each recording that was measured."""
    for entry in catalog.episodes.values():
        if entry.transcript and measured.get(entry.audio.source or ""):
            again = f"podhub transcribe {entry.place or entry.slug} --again"
            said = f"{entry.transcript} was written for the recording before; if its times are others: {again}"
            out.print(f"note: {said}, or podhub align")


def keep_recording(root: Path, path: str) -> RecordingFacts | None:
    """Note in the lock what a command has just recorded. Returns what that is."""
    found = measure_file(root / path, NoMemo())
    if isinstance(found, str):
        return None
    write_lock(root, {**read_lock(root)[0].facts, path: found})
    return found
