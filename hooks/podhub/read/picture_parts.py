"""The parts of a picture file: which of them show it, and which only say something of it.

A photo from a phone says where, when and with what it was taken, and often holds a film or another
picture behind it. None of that belongs to what is shown. Of the camera's notes only one does: how
the picture is to be turned (Exif 2.32, 4.6.4; 1 to 8, and 1 is upright).

The forms: JPEG (ITU-T T.81, B.1), PNG (W3C PNG, 5), WebP (RFC 9649); GIF and AVIF stand apart."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from podhub.read.avif_parts import without_avif_notes
from podhub.read.gif_parts import without_gif_notes

UPRIGHT = 1
TURN = 0x0112
"""The number of the note that says how a picture is turned."""
PLACE = 0x8825
"""The number of the one that leads to where it was taken."""
ALONE = 26
"""Bytes of a camera's notes, as TIFF, that hold one number and nothing else."""
EXIF = b"Exif\0\0"
PNG = b"\x89PNG\r\n\x1a\n"
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
"""Where a JPEG's picture ends: in it, this byte is doubled or restarts."""
_JPEG_SHOWS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""Which of its parts for applications change what is seen, by how each begins."""
_JPEG_END, _JPEG_SCAN, _JPEG_NOTE, _JPEG_COMMENT = 0xD9, 0xDA, 0xE1, 0xFE
_PNG_SHOWS = frozenset(
    b"IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs cICP acTL fcTL fdAT".split()
)
_WEBP_SHOWS = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"))
_WEBP_HAS_NOTES, _WEBP_HAS_EXIF = 0x0C, 0x08
Parts = Iterator[tuple[bytes, bytes | None]]
"""Each part of a picture as it stands, and the camera's notes in it as TIFF; of what is not shown,
nothing"""


@dataclass(frozen=True)
class _Form:
    parts: Callable[[bytes], Parts]
    note: Callable[[bytes], bytes]
    """The part that holds some notes"""
    join: Callable[[list[bytes]], bytes] = b"".join


def without_notes(source: bytes) -> bytes:
    """A picture without what is not shown, to the pixel as it was and turned as it was; the very
    same object where there is nothing to leave out, or where it is of no known form."""
    form = _form(source)
    shown = _shown(form, source) if form else source
    if source.startswith((b"GIF87a", b"GIF89a")):
        shown = without_gif_notes(source)
    elif source[4:12] in (b"ftypavif", b"ftypavis"):
        shown = without_avif_notes(source)
    return source if shown == source else shown


def orientation(source: bytes) -> int:
    """How a JPEG, PNG or WebP picture is to be turned; 1 where it does not say so."""
    form = _form(source)
    notes = (note for _, note in form.parts(source) if note) if form else iter(())
    return next(map(_turned, notes), UPRIGHT)


def says_where(source: bytes) -> bool:
    """Whether a picture says where it was taken, to cameras' programs or in XMP."""
    form = _form(source)
    notes = (note for _, note in form.parts(source) if note) if form else iter((source,))
    return b"GPSLatitude" in source or any(_entry(note, PLACE) is not None for note in notes)


def _form(source: bytes) -> _Form | None:
    if source.startswith(b"\xff\xd8"):
        return _Form(_jpeg_parts, _jpeg_note)
    if source.startswith(PNG):
        return _Form(_png_parts, _png_note)
    if source[:4] == b"RIFF" and source[8:12] == b"WEBP":
        return _Form(_webp_parts, _webp_note, _webp)
    return None


def _shown(form: _Form, source: bytes) -> bytes:
    shown, notes = [], 0
    for part, note in form.parts(source):
        if note is None:
            shown.append(part)
            continue
        notes += 1
        if notes == 1 and _turned(note) != UPRIGHT:
            is_alone = len(note) == ALONE and part == form.note(note)
            shown.append(part if is_alone else form.note(_only_turned(_turned(note))))
    return form.join(shown)


def _turned(note: bytes) -> int:
    """What the camera's notes say of how the picture is turned."""
    value = _entry(note, TURN)
    return value if value and 1 <= value <= 8 else UPRIGHT


def _entry(note: bytes, wanted: int) -> int | None:
    """The first 16 bits of an entry of the camera's notes (TIFF 6.0, 2); None where it lacks."""
    order = "<" if note[:2] == b"II" else ">"
    if len(note) < ALONE:
        return None
    (start,) = struct.unpack_from(f"{order}I", note, 4)
    if start + 2 > len(note):
        return None
    (count,) = struct.unpack_from(f"{order}H", note, start)
    for at in range(start + 2, min(start + 2 + 12 * count, len(note) - 11), 12):
        number, _, _, value = struct.unpack_from(f"{order}HHIH", note, at)
        if number == wanted:
            return int(value)
    return None


def _only_turned(turned: int) -> bytes:
    """Notes that say nothing else.

    >>> len(_only_turned(6)), _turned(_only_turned(6))
    (26, 6)
    """
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, TURN, 3, 1, turned, 0, 0)


def _jpeg_note(note: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, _JPEG_NOTE, len(EXIF + note) + 2) + EXIF + note


def _jpeg_parts(source: bytes) -> Parts:
    yield source[:2], None
    at = 2
    while at + 4 <= len(source) and source[at] == 0xFF:
        name = source[at + 1]
        if name == 0xFF:  # may stand before any marker, any number of times
            at += 1
            continue
        if name == _JPEG_END:  # phones put films and other pictures behind it
            break
        end = at + 2 + int.from_bytes(source[at + 2 : at + 4])
        if name == _JPEG_SCAN:
            following = _MARKER.search(source, end)
            end = following.start() if following else len(source)
        part, at = source[at:end], end
        if name == _JPEG_NOTE and part[4:10] == EXIF:
            yield part, part[10:]
        elif 0xE0 <= name <= 0xEF:
            if part[4:].startswith(_JPEG_SHOWS.get(name, b"\0\0\0\0")):
                yield part, None
        elif name != _JPEG_COMMENT:
            yield part, None
    rest = source[at:]
    yield rest[:2] if rest[:2] == b"\xff\xd9" else rest, None


def _png_note(note: bytes) -> bytes:
    check = zlib.crc32(b"eXIf" + note)
    return struct.pack(">I", len(note)) + b"eXIf" + note + struct.pack(">I", check)


def _png_parts(source: bytes) -> Parts:
    yield source[:8], None
    at, name = 8, b""
    while at + 12 <= len(source) and name != b"IEND":
        name, end = source[at + 4 : at + 8], at + 12 + int.from_bytes(source[at : at + 4])
        if name == b"eXIf":
            yield source[at:end], source[at + 8 : end - 4]
        elif name in _PNG_SHOWS:
            yield source[at:end], None
        at = end


def _webp_note(note: bytes) -> bytes:
    return b"EXIF" + struct.pack("<I", len(note)) + note + b"\0" * (len(note) % 2)


def _webp_parts(source: bytes) -> Parts:
    at, last = 12, min(len(source), 8 + int.from_bytes(source[4:8], "little"))
    while at + 8 <= last:
        name, length = source[at : at + 4], int.from_bytes(source[at + 4 : at + 8], "little")
        end = at + 8 + length + length % 2
        if name == b"EXIF":
            yield source[at:end], source[at + 8 : at + 8 + length].removeprefix(EXIF)
        elif name in _WEBP_SHOWS:
            yield source[at:end], None
        at = end


def _webp(parts: list[bytes]) -> bytes:
    """The file of some parts, whose first says which kinds of notes follow."""
    if parts and parts[0][:4] == b"VP8X" and len(parts[0]) > 8:
        has_exif = any(part[:4] == b"EXIF" for part in parts)
        flags = parts[0][8] & ~_WEBP_HAS_NOTES | (_WEBP_HAS_EXIF if has_exif else 0)
        parts[0] = parts[0][:8] + bytes([flags]) + parts[0][9:]
    body = b"WEBP" + b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(body)) + body
