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
        return f"{self} ({command(name, self._suffix, self._options)})"


def command(name: str, suffix: str, options: str = "") -> str:
    """How ffmpeg makes a file with another ending of one; of the same, under another name.

    >>> command("a.wav", ".mp3", "-ac 2"), command("a.mp3", ".mp3")
    ('ffmpeg -i a.wav -ac 2 a.mp3', 'ffmpeg -i a.mp3 whole.mp3')
    """
    target = f"{PurePosixPath(name).stem}{suffix}"
    words = ["ffmpeg", "-i", name, options, f"whole{suffix}" if target == name else target]
    return " ".join(filter(None, words))


def broken_off(what: str, there: int, stated: int) -> NotAudioError:
    """Half a download: it has fewer bytes than it says."""
    return NotAudioError(
        f"{what} that breaks off: {there:,} of {stated:,} bytes (copy or export it again)"
    )


def read_at(stream: IO[bytes], at: int, count: int) -> bytes:
    """At most `count` bytes from a place on; places that no file has come from damaged ones."""
    stream.seek(min(at, sys.maxsize))
    return stream.read(count)
