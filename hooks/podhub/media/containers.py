"""What kind of recording a file is, by its first bytes, and whether all of it is there. Nothing
here trusts a name.

Each format says in its own header how long it is, so half a download gives itself away: MP3 in the
Xing header (ISO 11172-3 has none; LAME's is what every encoder writes), MP4 in its boxes (ISO
14496-12), WAV in its chunks, Ogg in its pages (RFC 3533)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO

LFS_POINTER = b"version https://git-lfs"
"""How the file begins that Git LFS puts in a recording's place (git-lfs, docs/spec.md)."""
HEAD = 64
"""Bytes that tell one format from another."""
OGG_PAGE = 65_307
"""The longest page that Ogg knows (bytes)."""
MP3_FRAME = 1_441
"""The longest frame of an MP3 (bytes); encoders count one more or less."""
MP3_MORE = 1_000_000
"""How much longer than its header says an MP3 may be (bytes): words and pictures may stand behind
the sound."""

FEW_PLAY = "which few apps play"
# What people put in the place of audio: where it begins, how, and what it is.
OTHERS = (
    (0, b"fLaC", f"FLAC audio, {FEW_PLAY}"),
    (8, b"AIF", f"AIFF audio, {FEW_PLAY}"),
    (0, b"\x30\x26\xb2\x75", f"a Windows Media file, {FEW_PLAY}"),
    (0, b"\x1a\x45\xdf\xa3", f"a Matroska or WebM file, {FEW_PLAY}"),
    (0, b"\xff\xf1", f"bare AAC audio, {FEW_PLAY} (save it as M4A)"),
    (0, b"\xff\xf9", f"bare AAC audio, {FEW_PLAY} (save it as M4A)"),
    (0, b"#!AMR", f"AMR audio, {FEW_PLAY}"),
    (0, b"PK\x03\x04", "a ZIP archive (unpack it first)"),
    (0, b"%PDF", "a PDF"),
    (0, bytes(HEAD), "nothing but zeros (a download that never arrived)"),
)
OGG_CODECS = {b"\x01vorbis": "vorbis", b"OpusHead": "opus"}
OGG_OTHERS = {
    b"\x7fFLAC": "Ogg FLAC audio",
    b"Speex": "Speex audio",
    b"\x80theora": "Ogg video",
    b"fishead": "Ogg video",
}
STILLS = (b"jpeg", b"png ", b"mjpa", b"mjpb")
"""Codecs of pictures that change with the chapters: a track of these makes no video."""


class NotAudioError(Exception):
    """What a file is instead of a whole recording, in an author's words."""


def recognise(stream: IO[bytes], size: int) -> str:
    """Name a recording's format: mp3, m4a, mp4, mov, vorbis, opus or wav. Raises NotAudioError with
    what it is instead."""
    head = _read(stream, 0, HEAD)
    if not head:
        raise NotAudioError("an empty file")
    if head.startswith(LFS_POINTER):
        raise NotAudioError("a Git LFS pointer (run `git lfs pull` to fetch the audio itself)")
    if head.startswith(b"ID3"):
        start = _after_id3(head)
        if start >= size:
            raise NotAudioError("an MP3 that breaks off before its sound begins")
        # Players skip the tag, and then zeros; whoever writes a tag in front of something else made
        # no MP3.
        _refuse_others(_read(stream, start, HEAD), zeros=True)
        return "mp3"
    if head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide", b"skip"):
        return _mp4(stream, size, head)
    if head.startswith(b"OggS"):
        return _ogg(stream, size, head)
    if head.startswith(b"RIFF") and head[8:12] == b"WAVE":
        _check_wav(size, head)
        return "wav"
    _refuse_others(head)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise NotAudioError("a web page (the download needed a login, or the address is wrong)")
    # Anything may stand in front of an MP3's first frame: what is no frame is left to the reader of
    # frames.
    return "mp3"


def check_mp3(stream: IO[bytes], size: int) -> None:
    """Hold an MP3's length against what its Xing header says, if it has one. Raises
    NotAudioError."""
    start = _after_id3(_read(stream, 0, 10))
    head = _read(stream, start, 4096)
    at = max(head.find(b"Xing"), head.find(b"Info"))
    # Behind the name: flags; then the number of frames if flag 1 is set, and the number of bytes if
    # flag 2 is.
    if at < 0 or len(head) < at + 16 or head[at + 7] & 3 != 3:
        return
    stated = int.from_bytes(head[at + 12 : at + 16])
    there = size - start
    if stated and there < stated - MP3_FRAME:
        raise _broken_off("an MP3", there, f"{stated:,}")
    if stated and there > stated + MP3_MORE:
        found = f"an MP3 of {there:,} bytes whose header says {stated:,} (joined from parts? export it again)"
        raise NotAudioError(found)


def _broken_off(what: str, there: int, stated: str) -> NotAudioError:
    return NotAudioError(
        f"{what} that breaks off: {there:,} of {stated} bytes (copy or export it again)"
    )


def _read(stream: IO[bytes], at: int, count: int) -> bytes:
    stream.seek(at)
    return stream.read(count)


def _after_id3(head: bytes) -> int:
    """Where an ID3v2 tag ends; its size is written in seven bits a byte."""
    if not head.startswith(b"ID3") or len(head) < 10:
        return 0
    size = sum(
        (byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True)
    )
    return size + (20 if head[5] & 0x10 else 10)


def _refuse_others(head: bytes, *, zeros: bool = False) -> None:
    for at, sign, what in OTHERS:
        if head[at:].startswith(sign) and not (zeros and not any(sign)):
            raise NotAudioError(what)


def _boxes(stream: IO[bytes], start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """The boxes between two places of an MP4: name, where its content begins, where it says that it
    ends."""
    while start + 8 <= end:
        header = _read(stream, start, 16)
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


def _inside(stream: IO[bytes], box: tuple[int, int], *names: bytes) -> list[tuple[int, int]]:
    """The boxes at a path of names inside a box."""
    found = [box]
    for name in names:
        found = [
            (begin, end)
            for outer in found
            for kind, begin, end in _boxes(stream, *outer)
            if kind == name
        ]
    return found


def _mp4(stream: IO[bytes], size: int, head: bytes) -> str:
    top = list(_boxes(stream, 0, size))
    if top and top[-1][2] > size:
        raise _broken_off("an MP4", size, f"at least {top[-1][2]:,}")
    whole = (0, size)
    if not _inside(stream, whole, b"moov"):
        raise NotAudioError(
            "an MP4 without its index, as half an upload leaves it (copy or export it again)"
        )
    for media in _inside(stream, whole, b"moov", b"trak", b"mdia"):
        handlers = [_read(stream, begin + 8, 4) for begin, _ in _inside(stream, media, b"hdlr")]
        tables = _inside(stream, media, b"minf", b"stbl", b"stsd")
        codecs = [_read(stream, begin + 12, 4) for begin, _ in tables]
        if b"vide" in handlers and not set(codecs) <= set(STILLS):
            return "mov" if head[8:12] == b"qt  " else "mp4"
    return "m4a"


def _ogg(stream: IO[bytes], size: int, head: bytes) -> str:
    first = head[27 + head[26] :] if len(head) > 26 else b""
    for sign, what in OGG_OTHERS.items():
        if first.startswith(sign):
            raise NotAudioError(f"{what}, {FEW_PLAY}")
    kind = next((kind for sign, kind in OGG_CODECS.items() if first.startswith(sign)), None)
    if kind is None:
        raise NotAudioError("an Ogg file of a kind that few apps play")
    tail = _read(stream, max(0, size - OGG_PAGE), OGG_PAGE)
    page = tail[tail.rfind(b"OggS") :]
    # The header's sixth byte says whether the page is the last; its segments say how long it is.
    length = 27 + page[26] + sum(page[27 : 27 + page[26]]) if len(page) > 26 else OGG_PAGE + 1
    if len(page) < length or not page[5] & 4:
        raise NotAudioError(
            "an Ogg file that breaks off before its last page (copy or export it again)"
        )
    return kind


def _check_wav(size: int, head: bytes) -> None:
    (stated,) = struct.unpack("<I", head[4:8])
    # Recorders that never went back to fill the length in leave 0 or the largest number.
    if stated not in (0, 0xFFFFFFFF) and stated + 8 > size + 1:
        raise _broken_off("a WAV file", size, f"{stated + 8:,}")
