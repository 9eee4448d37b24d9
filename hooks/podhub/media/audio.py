"""Facts of a recording: what it really is, its bytes and its seconds. Types go by content; the name
must agree with it."""

from __future__ import annotations

import struct
from pathlib import PurePosixPath
from typing import IO, Any

import mutagen
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE

from podhub.media.containers import NotAudioError, check_mp3, recognise
from podhub.model.fields import AUDIO_EXTENSIONS
from podhub.model.media import Facts

EXTENSIONS = AUDIO_EXTENSIONS
# What a recording is → who reads it, and by each extension that apps expect for it, its type in a
# feed (PSP-1's and Apple's names; RFC 7845 for Opus).
FORMATS: dict[str, tuple[type, dict[str, str]]] = {
    "mp3": (MP3, {".mp3": "audio/mpeg"}),
    "m4a": (MP4, {".m4a": "audio/x-m4a"}),
    "mp4": (MP4, {".mp4": "video/mp4", ".m4v": "video/x-m4v"}),
    "mov": (MP4, {".mov": "video/quicktime"}),
    "vorbis": (OggVorbis, {".ogg": "audio/ogg"}),
    "opus": (OggOpus, {".opus": "audio/ogg", ".ogg": "audio/ogg"}),
    "wav": (WAVE, {".wav": "audio/wav"}),
}
STUMBLES = (LookupError, ValueError, ArithmeticError, EOFError, struct.error)
"""What mutagen's readers raise of their own over damaged headers, beside the error that they
promise."""


def measure(stream: IO[bytes], size: int, name: str) -> Facts | str:
    """Read a recording's size (bytes), length (seconds) and type; or say what it is instead of one.

    `stream` can be read at any place and is `size` bytes long; `name` is only held against what the
    content is."""
    try:
        kind = recognise(stream, size)
        found = _open(kind, stream)
        if kind == "mp3":
            check_mp3(stream, size)
    except NotAudioError as error:
        return str(error)
    seconds = round(float(found.info.length), 3)
    if seconds <= 0:
        return "audio of no length"
    types = FORMATS[kind][1]
    path = PurePosixPath(name)
    if path.suffix.lower() not in types:
        extension, type_ = next(iter(types.items()))
        return f"{type_} in it (name it {path.stem}{extension})"
    return Facts(size, seconds, types[path.suffix.lower()])


def _open(kind: str, stream: IO[bytes]) -> Any:
    stream.seek(0)
    try:
        found = FORMATS[kind][0](fileobj=stream)
    except (mutagen.MutagenError, *STUMBLES):
        raise NotAudioError("a file that is not audio") from None
    # Four frames in a row make an MP3; fewer are found in any file that is long enough.
    if getattr(found.info, "sketchy", False):
        raise NotAudioError("a file that is not audio")
    return found
