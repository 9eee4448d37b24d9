"""Facts of a recording: what it really is, its bytes and its seconds. Types go by content; the name
must agree with it."""

from __future__ import annotations

import struct
from pathlib import PurePosixPath
from typing import IO, Any

import mutagen
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from podhub.media.containers import recognise
from podhub.media.mp3 import header_suffices, mp3_seconds
from podhub.media.ogg import refuse_chain
from podhub.media.streams import NotAudioError
from podhub.media.wav import wav_seconds
from podhub.model.audio_types import AUDIO_TYPES
from podhub.model.media import RecordingFacts
from podhub.model.times import clock

ENDINGS = {
    "mp3": (".mp3",),
    "m4a": (".m4a",),
    "mp4": (".mp4", ".m4v"),
    "mov": (".mov",),
    "vorbis": (".ogg",),
    "opus": (".opus", ".ogg"),
    "wav": (".wav",),
}
"""How the name of each kind of recording may end"""
STUMBLES = (LookupError, ValueError, ArithmeticError, EOFError, struct.error)
"""What mutagen's readers raise of their own over damaged headers, beside the error that they
promise."""
SLOWEST, FASTEST, FASTEST_WAV, FASTEST_FILM = 4, 6_000, 100_000, 200_000
"""kbit/s. A header that gives less or more does not tell the truth; in a WAV, many channels of many
bits do."""


def measure(stream: IO[bytes], size: int, name: str, *, count: bool = True) -> RecordingFacts | str:
    """Read a recording's size (bytes), length (seconds) and type; or say what it is instead of one.

    `stream` can be read at any place and is `size` bytes long; `name` is only held against what the
    content is. Without `count`, a header that can be true is believed, which reads little."""
    try:
        kind = recognise(stream, size)
        seconds = round(_seconds(kind, stream, size, count), 3)
    except NotAudioError as error:
        return error.told(name)
    if seconds <= 0:
        return "audio of no length"
    fastest = FASTEST_FILM if kind in ("mp4", "mov") else FASTEST
    # An MP3's frames were counted; a cover may weigh more than its sound.
    rate = round(size * 8 / seconds / 1000)
    if kind != "mp3" and not SLOWEST <= rate <= fastest:
        if kind == "wav" and FASTEST < rate <= FASTEST_WAV:
            what = f"a WAV file of {rate:,} kbit/s, more than apps load"
            return NotAudioError(what, ".mp3", "-ac 2").told(name)
        return f"{size:,} bytes that say they last {clock(seconds)} (export it again)"
    path, usual = PurePosixPath(name), ENDINGS[kind][0]
    if path.suffix.lower() not in ENDINGS[kind]:
        return f"{AUDIO_TYPES[usual][-1]} in it (name it {path.stem}{usual})"
    return RecordingFacts(size, seconds, AUDIO_TYPES[path.suffix.lower()][-1])


def must_be_counted(stream: IO[bytes], size: int) -> bool:
    """Whether only reading all of a recording tells how long it is."""
    try:
        return recognise(stream, size) == "mp3" and not header_suffices(stream, size)
    except NotAudioError:
        return False


def _seconds(kind: str, stream: IO[bytes], size: int, count: bool) -> float:
    if kind == "mp3":
        return mp3_seconds(stream, size, count=count)
    if kind == "wav":
        return wav_seconds(stream, size)
    if kind in ("vorbis", "opus") and count:
        refuse_chain(stream, size)
    reader: type[Any] = {"vorbis": OggVorbis, "opus": OggOpus}.get(kind, MP4)
    stream.seek(0)
    try:
        return float(reader(fileobj=stream).info.length)
    except (mutagen.MutagenError, *STUMBLES):
        raise NotAudioError("a file that is not audio") from None
