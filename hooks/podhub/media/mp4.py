"""MP4 and QuickTime files: the boxes that they are made of (ISO 14496-12), and what kind they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from podhub.media.streams import FEW_PLAY, NotAudioError, broken_off, read_at

FIRST = (b"ftyp", b"moov", b"mdat", b"wide", b"skip")
"""Boxes that such a file may begin with."""
STILLS = (b"jpeg", b"png ", b"mjpa", b"mjpb")
"""Codecs of pictures that change with the chapters: a track of these makes no video."""
Box = tuple[bytes, int, int]
"""Its name, where its content begins, where it says that it ends"""
Place = tuple[int, int]
"""Where a box's content begins and ends"""


def mp4_kind(stream: IO[bytes], size: int) -> str:
    """What a file of `size` bytes is: m4a, mp4 or mov. Raises NotAudioError where it breaks off, or
    where apps cannot seek in it."""
    index, end = None, 0
    for name, begin, end in boxes(stream, 0, size):
        if name == b"moov":
            index = (begin, end)
            if inside(stream, index, b"mvex"):  # ISO 14496-12, 8.8.1: its length stands elsewhere
                kind = "an M4A" if _kind(stream, index) == "m4a" else "a video"
                what = f"{kind} in fragments, {FEW_PLAY} or seek in"
                suffix = ".m4a" if kind == "an M4A" else ".mp4"
                raise NotAudioError(what, suffix, "-c copy -movflags +faststart")
    if end > size:
        raise broken_off("an MP4", size, end)
    if index is None:
        what = "an MP4 without its index, as half an upload leaves it (copy or export it again)"
        raise NotAudioError(what)
    return _kind(stream, index)


def _kind(stream: IO[bytes], index: Place) -> str:
    for media in inside(stream, index, b"trak", b"mdia"):
        if handler(stream, media) == b"vide" and not set(codecs(stream, media)) <= set(STILLS):
            return "mov" if read_at(stream, 8, 4) == b"qt  " else "mp4"
    return "m4a"


def handler(stream: IO[bytes], media: Place) -> bytes:
    """What a track's media is: `soun`, `vide`, `text` and others."""
    found = inside(stream, media, b"hdlr")
    return read_at(stream, found[0][0] + 8, 4) if found else b""


def codecs(stream: IO[bytes], media: Place) -> list[bytes]:
    """What a track's samples are in, by the names of their descriptions."""
    tables = inside(stream, media, b"minf", b"stbl", b"stsd")
    return [read_at(stream, begin + 12, 4) for begin, _ in tables]


def boxes(stream: IO[bytes], start: int, end: int) -> Iterator[Box]:
    """The boxes between two places."""
    while start + 8 <= end:
        header = read_at(stream, start, 16)
        if len(header) < 8:
            return
        size, begin = int.from_bytes(header[:4]), start + 8
        if size == 1 and len(header) == 16:  # too long for four bytes
            size, begin = int.from_bytes(header[8:]), start + 16
        elif size == 0:  # to the end
            size = end - start
        if size < begin - start:
            return
        yield header[4:8], begin, start + size
        start += size


def inside(stream: IO[bytes], box: Place, *names: bytes) -> list[Place]:
    """The boxes at a path of names inside a box."""
    found = [box]
    for name in names:
        found = [
            (begin, end)
            for outer in found
            for kind, begin, end in boxes(stream, *outer)
            if kind == name
        ]
    return found
