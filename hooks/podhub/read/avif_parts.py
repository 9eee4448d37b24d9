"""AVIF pictures without the notes in them. The file is a list of items, each somewhere in it; notes
are the items `Exif` and `mime` (XMP), and no browser reads them (ISO 23008-12, 6.3 and A.2)."""

from __future__ import annotations

from collections.abc import Iterator

_NOTES = (b"Exif", b"mime")
_NOTHING = bytes(4) + b"MM\0*\0\0\0\x08" + bytes(6)
"""A camera's notes in which there are none: an item of zeros is damage to some readers."""
Box = tuple[bytes, int, int]
"""Its name, where its content begins, where it ends"""


def without_avif_notes(source: bytes) -> bytes:
    """An AVIF whose notes are overwritten with nothing, so that no other part moves."""
    written = bytearray(source)
    for name, begin, end in _boxes(source, 0, len(source)):
        if name == b"meta":
            inner = {name: (begin, end) for name, begin, end in _boxes(source, begin + 4, end)}
            notes = _notes(source, *inner.get(b"iinf", (0, 0)))
            own = inner.get(b"idat", (0, 0))[0]
            for item, start, length in _places(source, *inner.get(b"iloc", (0, 0)), own):
                if item in notes:
                    there = len(source[start : start + length])
                    written[start : start + there] = _NOTHING[:there].ljust(there, b"\0")
    return bytes(written)


def _boxes(source: bytes, at: int, end: int) -> Iterator[Box]:
    while at + 8 <= end:
        size, name, begin = _number(source, at, 4), source[at + 4 : at + 8], at + 8
        if size == 1:  # too long for four bytes
            size, begin = _number(source, at + 8, 8), at + 16
        size = size or end - at
        if size < begin - at:
            return
        yield name, begin, min(at + size, end)
        at += size


def _number(source: bytes, at: int, width: int) -> int:
    return int.from_bytes(source[at : at + width])


def _notes(source: bytes, begin: int, end: int) -> set[int]:
    """The numbers of the items that are notes (ISO 14496-12, 8.11.6)."""
    first = begin + (8 if source[begin : begin + 1] > b"\0" else 6)
    found = set()
    for _, at, _ in _boxes(source, first, end):
        width = 4 if source[at : at + 1] > b"\2" else 2
        if source[at + 6 + width : at + 10 + width] in _NOTES:
            found.add(_number(source, at + 4, width))
    return found


def _places(source: bytes, begin: int, end: int, own: int) -> Iterator[tuple[int, int, int]]:
    """Where items stand: number, place, length (ISO 14496-12, 8.11.3). `own` is where the data begin
    that stand with the list itself."""
    if begin + 8 > end:
        return
    version, sizes = source[begin], _number(source, begin + 4, 2)
    offset, length, base = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index = sizes & 15 if version else 0
    wide = 4 if version > 1 else 2
    at = begin + 6 + wide
    for _ in range(_number(source, begin + 6, wide)):
        item, method = _number(source, at, wide), _number(source, at + wide, 2) & 15
        at += wide + (4 if version else 2)
        origin = _number(source, at, base) + (own if version and method == 1 else 0)
        extents = _number(source, at + base, 2)
        at += base + 2
        for _ in range(extents):
            if at >= end:
                return
            start = origin + _number(source, at + index, offset)
            yield item, start, _number(source, at + index + offset, length)
            at += index + offset + length
