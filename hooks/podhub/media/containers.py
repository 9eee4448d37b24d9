"""What kind of recording a file is, by its first bytes. Nothing here trusts a name."""

from __future__ import annotations

from typing import IO

from podhub.media.mp3 import sound_starts
from podhub.media.mp4 import FIRST, mp4_kind
from podhub.media.ogg import ogg_kind
from podhub.media.streams import FEW_PLAY, NotAudioError, read_at
from podhub.media.wav import FORMS

LFS_POINTER = b"version https://git-lfs"
"""How the file begins that Git LFS puts in a recording's place (git-lfs, docs/spec.md)."""
HEAD = 64
"""Bytes that tell one format from another."""
# What people put in the place of audio: where it begins, how, and what it is.
OTHERS = (
    (0, b"fLaC", f"FLAC audio, {FEW_PLAY}"),
    (8, b"AIF", f"AIFF audio, {FEW_PLAY}"),
    (0, b"riff\x2e\x91\xcf\x11", f"Wave64 audio, {FEW_PLAY}"),
    (0, b"caff", f"a Core Audio file, {FEW_PLAY}"),
    (0, b"\x30\x26\xb2\x75", f"a Windows Media file, {FEW_PLAY}"),
    (0, b"\x1a\x45\xdf\xa3", f"a Matroska or WebM file, {FEW_PLAY}"),
    (0, b"\xff\xf1", f"bare AAC audio, {FEW_PLAY} (save it as M4A)"),
    (0, b"\xff\xf9", f"bare AAC audio, {FEW_PLAY} (save it as M4A)"),
    (0, b"#!AMR", f"AMR audio, {FEW_PLAY}"),
    (0, b"PK\x03\x04", "a ZIP archive (unpack it first)"),
    (0, b"%PDF", "a PDF"),
    (8, b"AVI ", f"an AVI film, {FEW_PLAY}"),
)


def recognise(stream: IO[bytes], size: int) -> str:
    """Name a recording's format: mp3, m4a, mp4, mov, vorbis, opus or wav. Raises NotAudioError with
    what it is instead."""
    head = read_at(stream, 0, HEAD)
    if not head:
        raise NotAudioError("an empty file")
    if head.startswith(LFS_POINTER):
        raise NotAudioError("a Git LFS pointer (run `git lfs pull` to fetch the audio itself)")
    if head.startswith(b"ID3"):
        # Whoever writes a tag in front of something else made no MP3.
        _refuse_others(read_at(stream, sound_starts(stream, size), HEAD))
        return "mp3"
    if head[4:8] in FIRST:
        return mp4_kind(stream, size)
    if head.startswith(b"OggS"):
        return ogg_kind(stream, size, head)
    if head.startswith(FORMS) and head[8:12] == b"WAVE":
        return "wav"
    _refuse_others(head)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype", b"<html", b"<?xml")):
        raise NotAudioError("a web page (the download needed a login, or the address is wrong)")
    # Anything may stand in front of an MP3's first frame: what is no frame is left to the reader of
    # frames.
    return "mp3"


def _refuse_others(head: bytes) -> None:
    for at, sign, what in OTHERS:
        if head[at:].startswith(sign):
            raise NotAudioError(what, ".mp3" if what.endswith(FEW_PLAY) else "")
