"""The samples of an MP4's track: where each stands and how long it is (ISO 14496-12, 8.6 and 8.7)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import IO

from podhub.media.mp4 import Place, inside
from podhub.media.streams import read_at


def numbers(stream: IO[bytes], at: int, count: int, *, wide: bool = False) -> tuple[int, ...]:
    """At most `count` whole numbers of 32 bits from a place on, or of 64."""
    width = 8 if wide else 4
    data = read_at(stream, at, count * width)
    there = len(data) // width
    return struct.unpack(f">{there}{'Q' if wide else 'I'}", data[: there * width])


def table(
    stream: IO[bytes], media: Place, name: bytes, columns: int = 1, *, most: int, wide: bool = False
) -> list[tuple[int, ...]]:
    """At most `most` rows of one of the sample table's boxes; none where it lacks."""
    found = inside(stream, media, b"minf", b"stbl", name)
    if not found:
        return []
    (count,) = numbers(stream, found[0][0] + 4, 1) or (0,)
    listed = numbers(stream, found[0][0] + 8, min(count, most) * columns, wide=wide)
    return list(zip(*[iter(listed)] * columns, strict=False))


def sample_sizes(stream: IO[bytes], media: Place, most: int) -> list[int]:
    """The bytes of every sample, of at most `most`."""
    found = inside(stream, media, b"minf", b"stbl", b"stsz")
    if not found:
        return []
    same, count = (*numbers(stream, found[0][0] + 4, 2), 0, 0)[:2]
    count = min(count, most)
    return [same] * count if same else list(numbers(stream, found[0][0] + 12, count))


def sample_places(stream: IO[bytes], media: Place, most: int) -> Iterator[int]:
    """Where every sample stands: samples lie in chunks one behind the other, and a chunk of each
    row of `stsc` holds as many as it says, up to the next row's."""
    chunks = table(stream, media, b"stco", most=most)
    chunks = chunks or table(stream, media, b"co64", most=most, wide=True)
    rows = table(stream, media, b"stsc", 3, most=most)
    sizes = iter(sample_sizes(stream, media, most))
    ends = [first for first, _, _ in rows[1:]] + [len(chunks) + 1]
    for (first, samples, _), end in zip(rows, ends, strict=False):
        for (start,) in chunks[max(first, 1) - 1 : end - 1]:
            held = list(islice(sizes, min(samples, most)))
            yield from accumulate(held[:-1], initial=start) if held else ()
