"""Facts of an audio file: what it really is, its bytes and its seconds. Types go by content; the name must agree with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mutagen
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis
from mutagen.wave import WAVE

from podhub.content.fields import AUDIO_EXTENSIONS

# What a file is → its type in a feed (PSP-1 and Apple's names) and the extensions that apps expect for it.
FORMATS: dict[type, tuple[str, tuple[str, ...]]] = {
    MP3: ("audio/mpeg", (".mp3",)),
    MP4: ("audio/x-m4a", (".m4a", ".mp4", ".m4v", ".mov")),
    OggVorbis: ("audio/ogg", (".ogg", ".oga")),
    OggOpus: ("audio/ogg", (".opus", ".ogg")),
    WAVE: ("audio/wav", (".wav",)),
}
TYPES_BY_EXTENSION = {".mp4": "video/mp4", ".m4v": "video/x-m4v", ".mov": "video/quicktime", ".opus": "audio/opus"}
EXTENSIONS = AUDIO_EXTENSIONS
LFS_POINTER = b"version https://git-lfs"


@dataclass(frozen=True)
class Audio:
    """What a feed must say of an episode's audio."""

    url: str
    """A path on this site such as `audio/001-slug.mp3`, or a full address elsewhere."""
    bytes: int
    seconds: float
    type: str
    source: str | None = None
    """The file in the repository, if it is one."""


def measure(file: Path) -> tuple[int, float, str] | str:
    """Read a file's size (bytes), length (seconds) and type; or say what it is instead of audio."""
    size = file.stat().st_size
    if size == 0:
        return "an empty file"
    with file.open("rb") as stream:
        if stream.read(len(LFS_POINTER)) == LFS_POINTER:
            return "a Git LFS pointer (run `git lfs pull` to fetch the audio itself)"
    found = _open(file)
    if found is None:
        return "a file that is not audio"
    kind = next((kind for kind in FORMATS if isinstance(found, kind)), None)
    if kind is None:
        return f"{type(found).__name__} audio, which few apps play"
    seconds = float(found.info.length)
    if seconds <= 0:
        return "audio of no length"
    type_, extensions = FORMATS[kind]
    extension = file.suffix.lower()
    if extension not in extensions:
        return f"{type_} in it (name it {file.stem}{extensions[0]})"
    return size, seconds, TYPES_BY_EXTENSION.get(extension, type_)


def _open(file: Path) -> Any:
    """Let mutagen say what a file is. It also goes by the name, so where it fails the name may be what is wrong."""
    for reader in (mutagen.File, *FORMATS):
        try:
            found = reader(file)
        except mutagen.MutagenError:
            continue
        if found is not None:
            return found
    return None
