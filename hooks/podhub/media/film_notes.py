"""Films without the notes in them. Phones write into a film where and with what it was taken, action
cameras a place for every second: as user data (ISO 14496-12, 8.10), as keys (QuickTime File Format,
"Metadata"), as XMP, and as tracks that nobody sees. WebM has its own form (RFC 9559, 5.1.8).

Notes are overwritten with nothing where they stand, so that no other part moves. Titles, covers and
chapters that players show stay."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

from podhub.media.mp4 import FIRST, Place, boxes, codecs, handler, inside
from podhub.media.mp4_samples import sample_places, sample_sizes
from podhub.media.streams import read_at

_SHOWN = (b"chpl", b"name", b"titl", b"\xa9nam", b"meta")
"""User data that players show; `meta` where it holds what iTunes writes"""
_PLACES = (b"\xa9xyz", b"loci")
_KEYS_OF_PLACES = (b"location", b"GPS")
_EMPTY, _VOID = b"free", b"\xec"
_MEBX = (b"mebx", b"gpmd", b"camm", b"rtmd")
"""Codecs of what is noted second by second"""
_WEBM = b"\x1a\x45\xdf\xa3"
_SEGMENT, _TAGS = 0x18538067, 0x1254C367
Note = tuple[int, int, int]
"""Where a box begins, where its content begins, and where it ends"""


def without_film_notes(source: bytes) -> bytes:
    """A film without what nobody sees of it; the very same object where nothing is to be left out,
    or where it is of no known form."""
    stream = io.BytesIO(source)
    if source[4:8] in FIRST:
        written, notes = bytearray(source), list(_notes(stream, len(source)))
        for start, begin, end in notes:
            written[start + 4 : start + 8] = _EMPTY
            written[begin:end] = bytes(end - begin)
        for start, end in _noted_samples(stream, len(source)):
            written[start:end] = bytes(end - start)
        return bytes(written) if written != source else source
    return _without_tags(source) if source.startswith(_WEBM) else source


def says_where(stream: IO[bytes], size: int) -> bool:
    """Whether an MP4 or QuickTime file says where it was recorded."""
    for start, begin, end in _notes(stream, size):
        name = read_at(stream, start + 4, 4)
        if name in _PLACES or any(
            kind in _PLACES for kind, _, _ in boxes(stream, begin, end) if name == b"udta"
        ):
            return True
        if name in (b"meta", b"uuid", b"udta", b"trak"):
            said = read_at(stream, begin, min(end - begin, 1 << 20))
            if any(key in said for key in (*_KEYS_OF_PLACES, *_MEBX[1:])):
                return True
    return False


def _notes(stream: IO[bytes], size: int) -> Iterator[Note]:
    """Every box that holds nothing but notes, outermost first."""
    whole = (0, size)
    tracks = inside(stream, whole, b"moov", b"trak")
    for place in [whole, *inside(stream, whole, b"moov"), *tracks]:
        for name, start, begin, end in _listed(stream, place):
            if name == b"udta":
                yield from _user_data(stream, (begin, end))
            elif _is_note(stream, name, (begin, end)):
                yield start, begin, end


def _is_note(stream: IO[bytes], name: bytes, place: Place) -> bool:
    if name == b"meta":
        return not _is_of_players(stream, place)
    return name == b"uuid" or (name == b"trak" and _is_noted(stream, place))


def _listed(stream: IO[bytes], place: Place) -> Iterator[tuple[bytes, int, int, int]]:
    start = place[0]
    for name, begin, end in boxes(stream, *place):
        yield name, start, begin, min(end, place[1])
        start = end


def _user_data(stream: IO[bytes], place: Place) -> Iterator[Note]:
    for name, start, begin, end in _listed(stream, place):
        if name not in _SHOWN or _is_note(stream, name, (begin, end)):
            yield start, begin, end


def _is_of_players(stream: IO[bytes], meta: Place) -> bool:
    """Whether metadata are those that iTunes writes: title, artist, cover."""
    found = inside(stream, (meta[0] + 4, meta[1]), b"hdlr")
    return bool(found) and read_at(stream, found[0][0] + 8, 4) == b"mdir"


def _is_noted(stream: IO[bytes], track: Place) -> bool:
    """Whether a track holds notes and nothing that is seen or heard."""
    for media in inside(stream, track, b"mdia"):
        is_noted = any(codec in _MEBX for codec in codecs(stream, media))
        return is_noted or handler(stream, media) in (b"meta", b"camm")
    return False


def _noted_samples(stream: IO[bytes], size: int) -> Iterator[Place]:
    for track in inside(stream, (0, size), b"moov", b"trak"):
        if _is_noted(stream, track):
            for media in inside(stream, track, b"mdia"):
                places = sample_places(stream, media, size)
                for start, length in zip(places, sample_sizes(stream, media, size), strict=False):
                    yield start, min(start + length, size)


def _without_tags(source: bytes) -> bytes:
    written = bytearray(source)
    for outer, _, begin, end in _elements(source, 0, len(source)):
        if outer == _SEGMENT:
            for name, start, _, last in _elements(source, begin, end):
                if name == _TAGS and last - start > 9:
                    # An element that says nothing, whose length takes eight bytes (RFC 8794, 11.3).
                    length = last - start - 9
                    head = _VOID + (1 << 56 | length).to_bytes(8)
                    written[start:last] = head + bytes(length)
    return bytes(written) if written != source else source


def _elements(source: bytes, at: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """The elements between two places: name, where it begins, where its content begins and ends
    (RFC 8794, 4 to 6)."""
    while at < end and source[at]:
        start, width = at, 9 - source[at].bit_length()
        name = int.from_bytes(source[at : at + width])
        at += width
        if at >= end or not source[at]:
            return
        width = 9 - source[at].bit_length()
        length = int.from_bytes(source[at : at + width]) & ((1 << 7 * width) - 1)
        at += width
        is_open = length == (1 << 7 * width) - 1
        last = end if is_open else min(at + length, end)
        yield name, start, at, last
        at = last
