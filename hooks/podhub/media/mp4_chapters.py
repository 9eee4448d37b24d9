"""Chapters of MP4 and QuickTime files that stand in a track of their own.

The sound's `tref/chap` names a text track, one sample a chapter (QuickTime File Format, "Chapter
Lists"). Programs of Apple write only this; `chpl`, which mutagen reads, is others' habit."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import accumulate, chain, islice
from typing import IO

from podhub.media.mp4 import Place, handler, inside
from podhub.media.streams import read_at

MOST = 10_000
"""Chapters, and entries of a table: more than any program writes."""
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
            pictures = len(_sizes(stream, media[0]))
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
    lists = (_numbers(stream, begin, (end - begin) // 4) for begin, end in places)
    return list(dict.fromkeys(chain.from_iterable(lists)))


def _numbers(stream: IO[bytes], at: int, count: int, wide: bool = False) -> tuple[int, ...]:
    """Whole numbers of 32 bits from a place on, or of 64."""
    width = 8 if wide else 4
    data = read_at(stream, at, min(count, 3 * MOST) * width)
    there = len(data) // width
    return struct.unpack(f">{there}{'Q' if wide else 'I'}", data[: there * width])


def _table(
    stream: IO[bytes], media: Place, name: bytes, columns: int = 1, *, wide: bool = False
) -> list[tuple[int, ...]]:
    """The rows of one of the sample table's boxes; none where it lacks."""
    found = inside(stream, media, b"minf", b"stbl", name)
    if not found:
        return []
    (count,) = _numbers(stream, found[0][0] + 4, 1) or (0,)
    numbers = _numbers(stream, found[0][0] + 8, min(count, MOST) * columns, wide)
    return list(zip(*[iter(numbers)] * columns, strict=False))


def _sizes(stream: IO[bytes], media: Place) -> list[int]:
    """The bytes of every sample."""
    found = inside(stream, media, b"minf", b"stbl", b"stsz")
    if not found:
        return []
    same, count = (*_numbers(stream, found[0][0] + 4, 2), 0, 0)[:2]
    count = min(count, MOST)
    return [same] * count if same else list(_numbers(stream, found[0][0] + 12, count))


def _places(stream: IO[bytes], media: Place) -> Iterator[int]:
    """Where every sample stands: samples lie in chunks one behind the other, and a chunk of each
    row of `stsc` holds as many as it says, up to the next row's."""
    chunks = _table(stream, media, b"stco") or _table(stream, media, b"co64", wide=True)
    rows = _table(stream, media, b"stsc", 3)
    sizes = iter(_sizes(stream, media))
    ends = [first for first, _, _ in rows[1:]] + [len(chunks) + 1]
    for (first, samples, _), end in zip(rows, ends, strict=False):
        for (start,) in chunks[max(first, 1) - 1 : end - 1]:
            held = list(islice(sizes, min(samples, MOST)))
            yield from accumulate(held[:-1], initial=start) if held else ()


def _starts(stream: IO[bytes], media: Place) -> Iterator[int]:
    """When every sample begins, in the track's units."""
    at = 0
    for count, length in _table(stream, media, b"stts", 2):
        for _ in range(min(count, MOST)):
            yield at
            at += length


def _chapters(stream: IO[bytes], size: int, track: Place, media: Place) -> list[tuple[float, str]]:
    scale = _scale(stream, inside(stream, media, b"mdhd"))
    delay = _delay(stream, size, track)
    samples = zip(_starts(stream, media), _places(stream, media), strict=False)
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
