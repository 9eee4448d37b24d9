"""How long a WAV file is, and whether its sound is of a kind that apps play.

The format tag in `fmt ` says what the bytes are (RFC 2361); the length is what `data` holds by the
bytes of a second. RF64 and BW64 are WAV files whose sizes stand in `ds64`, in 64 bits (EBU Tech
3306, ITU-R BS.2088)."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO

from podhub.media.streams import FEW_PLAY, NotAudioError, broken_off, read_at

FORMS = (b"RIFF", b"RF64", b"BW64")
PLAYED = (1, 3)
"""Samples as whole numbers, and as fractions."""
EXTENSIBLE = 0xFFFE
"""The tag stands later, at the beginning of `SubFormat`."""
OTHERS = {2: "ADPCM", 0x11: "ADPCM", 6: "A-law", 7: "µ-law", 0x31: "GSM", 0x50: "MP2", 0x55: "MP3"}
UNWRITTEN = (0, 0xFFFFFFFF)
"""Sizes that recorders leave which never go back to fill them in."""
CHUNKS = 1_000
"""More of them than any program writes."""


def wav_seconds(stream: IO[bytes], size: int) -> float:
    """How long a WAV file of `size` bytes is. Raises NotAudioError where few apps play what is in
    it, and where it breaks off."""
    form, stated = struct.unpack("<4sI", read_at(stream, 0, 8))
    if form == b"RIFF" and stated not in UNWRITTEN and stated + 8 > size + 1:
        raise broken_off("a WAV file", size, stated + 8)
    a_second, wide = 0, 0
    for name, begin, length in chunks(stream):
        if name == b"ds64":
            wide = int.from_bytes(read_at(stream, begin + 8, 8), "little")
        elif name == b"fmt ":
            a_second = _bytes_a_second(read_at(stream, begin, min(length, 40)))
        elif name == b"data":
            length = wide if form != b"RIFF" and wide else length
            if length not in UNWRITTEN and begin + length > size + 1:
                raise broken_off("a WAV file", size, begin + length)
            there = size - begin if length in UNWRITTEN else length
            return there / a_second if a_second else 0.0
    raise NotAudioError("a WAV file without sound (export it again)")


def chunks(stream: IO[bytes]) -> Iterator[tuple[bytes, int, int]]:
    """Name, place and length (bytes) of each part of a WAV file."""
    at = 12
    for _ in range(CHUNKS):
        head = read_at(stream, at, 8)
        if len(head) < 8:
            return
        name, length = struct.unpack("<4sI", head)
        yield name, at + 8, length
        at += 8 + length + length % 2


def _bytes_a_second(described: bytes) -> int:
    if len(described) < 16:
        raise NotAudioError("a file that is not audio")
    tag, _, rate, _, block = struct.unpack("<HHIIH", described[:14])
    if tag == EXTENSIBLE and len(described) >= 26:
        (tag,) = struct.unpack("<H", described[24:26])
    if tag not in PLAYED:
        kind = OTHERS.get(tag, f"compressed (0x{tag:04X})")
        options = "-c copy" if kind == "MP3" else ""
        raise NotAudioError(f"{kind} audio in a WAV file, {FEW_PLAY}", ".mp3", options)
    return int(rate * block)
