"""Recordings whose kind every app plays, with sound in them that many do not: the name and the type
promise more than the content holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from podhub.media.containers import recognise
from podhub.media.mp3 import layer
from podhub.media.mp4 import codecs, handler, inside
from podhub.media.streams import NotAudioError, command
from podhub.model.audio_types import AUDIO_EXTENSIONS
from podhub.model.memo import Memo
from podhub.model.problems import Remark
from podhub.read.files import read_each

REMEDIES = {
    "mp3": ("MP3", ".mp3", "-ac 2"),
    "m4a": ("MP3", ".mp3", "-ac 2"),
    "mp4": ("AAC", ".mp4", "-c:v copy -c:a aac"),
    "mov": ("AAC", ".mov", "-c:v copy -c:a aac"),
}
"""By what a recording is: the codec to choose, and ffmpeg's ending and options for it"""
OTHERS = {
    b"ac-3": "AC-3",
    b"ec-3": "E-AC-3",
    b"ac-4": "AC-4",
    b"alac": "ALAC",
    b"fLaC": "FLAC",
    b"Opus": "Opus",
    b"dtsc": "DTS",
    b"samr": "AMR",
}
"""Codecs by their registered names (MP4 Registration Authority, "Codecs"); `mp4a` is AAC"""


def rare_codecs(root: Path, paths: Iterable[str], memo: Memo) -> Iterator[Remark]:
    """A remark on each recording, by its path below `root`, that many apps will not play."""
    recordings = [path for path in paths if PurePosixPath(path).suffix.lower() in AUDIO_EXTENSIONS]
    for path, found in read_each("rare codecs", root, dict.fromkeys(recordings, _rare), memo):
        if found:
            kind, codec = found
            better, suffix, options = REMEDIES[kind]
            remedy = command(PurePosixPath(path).name, suffix, options)
            expected = f"sound that apps play everywhere, such as {better} ({remedy})"
            yield Remark(path, 1, "file", expected, codec, "rare-codec")


def _rare(file: Path) -> tuple[str, str] | None:
    """What the recording is and its codec, where many apps do not know that."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        try:
            kind = recognise(stream, size)
            if kind == "mp3":
                return (kind, "MP2") if layer(stream, size) == 2 else None
        except NotAudioError:
            return None  # whoever measures it says so
        rare = (OTHERS[name] for name in _sound(stream, size) if name in OTHERS)
        codec = next(rare, None) if kind in REMEDIES else None
        return (kind, codec) if codec else None


def _sound(stream: IO[bytes], size: int) -> Iterator[bytes]:
    """The codecs of an MP4's sound, by the names of its sample descriptions."""
    for media in inside(stream, (0, size), b"moov", b"trak", b"mdia"):
        if handler(stream, media) == b"soun":
            yield from codecs(stream, media)
