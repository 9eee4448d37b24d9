"""Chapters of MP4 and QuickTime files that stand in a track of their own.

The sound's `tref/chap` names a text track, one sample a chapter (QuickTime File Format, "Chapter
Lists"). Programs of Apple write only this; `chpl`, which mutagen reads, is others' habit."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import chain, islice
from typing import IO

from podhub.media.mp4 import Place, handler, inside
from podhub.media.mp4_samples import numbers, sample_places, sample_sizes, table
from podhub.media.streams import read_at

MOST = 10_000
"""Chapters: more than any program writes."""
LONGEST = 4_096
"""Bytes of a title."""
WORDS = (b"text", b"sbtl")
PICTURES = b"vide"


def chapter_tracks(stream: IO[bytes], size: int) -> tuple[list[tuple[float, str]], int]:
    """The chapters of the first text track that a track names, as seconds and titles; and how many
    pictures change with chapters."""
    tracks = inside(stream, (0, size), b"moov", b"trak")
    by_number = {_number(stream, track): track for track in tracks}
    chapters: list[tuple[float, str]] = []
    pictures = 0
    for number in _named(stream, tracks):
        track = by_number.get(number)
        media = inside(stream, track, b"mdia") if track else []
        kind = handler(stream, media[0]) if media else b""
        if track and kind in WORDS and not chapters:
            chapters = _chapters(stream, size, track, media[0])
        elif kind == PICTURES:
            pictures = len(sample_sizes(stream, media[0], MOST))
    return chapters, pictures


def _number(stream: IO[bytes], track: Place) -> int:
    found = inside(stream, track, b"tkhd")
    if not found:
        return 0
    head = read_at(stream, found[0][0], 24)
    at = 20 if head[:1] == b"\1" else 12  # behind two dates, in 64 or 32 bits
    return int.from_bytes(head[at : at + 4])


def _named(stream: IO[bytes], tracks: list[Place]) -> list[int]:
    """The tracks that others name as their chapters."""
    places = [found for track in tracks for found in inside(stream, track, b"tref", b"chap")]
    lists = (numbers(stream, begin, min((end - begin) // 4, MOST)) for begin, end in places)
    return list(dict.fromkeys(chain.from_iterable(lists)))


def _starts(stream: IO[bytes], media: Place) -> Iterator[int]:
    """When every sample begins, in the track's units."""
    at = 0
    for count, length in table(stream, media, b"stts", 2, most=MOST):
        for _ in range(min(count, MOST)):
            yield at
            at += length


def _chapters(stream: IO[bytes], size: int, track: Place, media: Place) -> list[tuple[float, str]]:
    scale = _scale(stream, inside(stream, media, b"mdhd"))
    delay = _delay(stream, size, track)
    samples = zip(_starts(stream, media), sample_places(stream, media, MOST), strict=False)
    return (
        [(delay + start / scale, _title(stream, place)) for start, place in islice(samples, MOST)]
        if scale
        else []
    )


def _scale(stream: IO[bytes], found: list[Place]) -> int:
    """Units a second, as `mdhd` and `mvhd` say."""
    head = read_at(stream, found[0][0], 24) if found else b""
    at = 20 if head[:1] == b"\1" else 12
    return int.from_bytes(head[at : at + 4])


def _delay(stream: IO[bytes], size: int, track: Place) -> float:
    """Seconds of nothing before the track begins: an edit list's first entry without media."""
    lists = inside(stream, track, b"edts", b"elst")
    scale = _scale(stream, inside(stream, (0, size), b"moov", b"mvhd"))
    if not lists or not scale:
        return 0.0
    head = read_at(stream, lists[0][0], 24)
    form = ">Qq" if head[:1] == b"\1" else ">Ii"
    if len(head) < 8 + struct.calcsize(form):
        return 0.0
    length, media_time = struct.unpack_from(form, head, 8)
    return length / scale if media_time == -1 else 0.0


def _title(stream: IO[bytes], place: int) -> str:
    """A sample's text: its length, then UTF-8, or UTF-16 with its mark."""
    length = int.from_bytes(read_at(stream, place, 2))
    text = read_at(stream, place + 2, min(length, LONGEST))
    utf16 = text.startswith((b"\xfe\xff", b"\xff\xfe"))
    return text.decode("utf-16" if utf16 else "utf-8", errors="replace")
