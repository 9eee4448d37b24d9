"""What is published of a file that lies beside the texts: what is seen and heard of it, and nothing
that its program noted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath

from podhub.media.film_notes import without_film_notes
from podhub.read.drawing_notes import without_drawing_notes
from podhub.read.folders import BITMAPS
from podhub.read.picture_parts import without_notes

FILMS = (".mp4", ".m4v", ".mov", ".m4a", ".webm")


def published_file(path: str) -> Callable[[bytes], bytes]:
    """Gives what makes of a file's bytes those that are published, by its name."""
    suffix = PurePosixPath(path).suffix.lower()
    if suffix == ".svg":
        return without_drawing_notes
    if suffix in FILMS:
        return without_film_notes
    return without_notes if suffix in BITMAPS or suffix == ".avif" else as_it_lies


def as_it_lies(source: bytes) -> bytes:
    """A document or a recording as its author made it."""
    return source
