"""What the readers of recordings share: how they read, and how they say what a file is instead."""

from __future__ import annotations

import sys
from pathlib import PurePosixPath
from typing import IO

FEW_PLAY = "which few apps play"


class NotAudioError(Exception):
    """What a file is instead of a whole recording that apps play, in an author's words.

    `suffix` is the ending of the file that ffmpeg makes a recording of, with these `options`; empty
    where it cannot."""

    def __init__(self, what: str, suffix: str = "", options: str = "") -> None:
        super().__init__(what)
        self._suffix, self._options = suffix, options

    def told(self, name: str) -> str:
        """What is said of a file of this name, with the remedy if there is one.

        >>> NotAudioError("MP3 audio in a WAV file", ".mp3", "-c copy").told("a.wav")
        'MP3 audio in a WAV file (ffmpeg -i a.wav -c copy a.mp3)'
        """
        if not self._suffix:
            return str(self)
        target = f"{PurePosixPath(name).stem}{self._suffix}"
        words = [
            "ffmpeg",
            "-i",
            name,
            self._options,
            f"whole{self._suffix}" if target == name else target,
        ]
        return f"{self} ({' '.join(filter(None, words))})"


def broken_off(what: str, there: int, stated: int) -> NotAudioError:
    """Half a download: it has fewer bytes than it says."""
    return NotAudioError(
        f"{what} that breaks off: {there:,} of {stated:,} bytes (copy or export it again)"
    )


def read_at(stream: IO[bytes], at: int, count: int) -> bytes:
    """At most `count` bytes from a place on; places that no file has come from damaged ones."""
    stream.seek(min(at, sys.maxsize))
    return stream.read(count)
