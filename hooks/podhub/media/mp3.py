"""How long an MP3 is. Its frames say so, and each is counted.

MPEG audio has no header of the whole (ISO 11172-3, 2.4.2): encoders put one into the first frame,
Xing's (LAME's) or Fraunhofer's VBRI, and it may lack, or lie. What follows an ID3v2 tag is searched
for frames in one pass, so that what stands before, between and behind them is skipped."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import IO

from podhub.media.streams import NotAudioError, broken_off, read_at

CHUNK = 65_536
"""Bytes read at a time."""
RUN = 4
"""Frames in a row that make sound; fewer are found by chance in any file that is long enough."""
SLACK = 1_441
"""The longest frame (bytes); encoders count one more or less."""
MORE = 1_000_000
"""Bytes beside the sound that may be anything: pictures, words, another program's marks."""
FRAMES_BESIDE = 0.2
"""Seconds by which a header that tells the truth may differ from what is counted."""
LOOK_BACK = 8 * SLACK
"""Bytes kept before a place, so that looking ahead costs no second reading."""
XING_PLACES, VBRI_PLACE = (36, 21, 13), 36
"""Where the header of the whole stands in the first frame (bytes), by version and channels."""
MPEG_1 = 3
LAYER_3_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
LAYER_2_RATES = (0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384)
LOW_RATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""kbit/s by a frame's index: MPEG-1 layers III and II, and MPEG-2 and 2.5 of both."""


@dataclass(frozen=True)
class Frame:
    """What the four bytes say that a frame begins with."""

    size: int
    """Bytes"""
    seconds: float
    kind: int
    """What stays the same from the first frame to the last: version, layer and sampling rate."""
    rate: int
    """Samples a second"""


@dataclass(frozen=True)
class Stated:
    """What the first frame says of the whole."""

    frames: int
    bytes: int
    cut: int = 0
    """Samples that the encoder added at both ends"""


def mp3_seconds(stream: IO[bytes], size: int, *, count: bool = True) -> float:
    """How long an MP3 of `size` bytes is. Raises NotAudioError where there is no sound, or where it
    breaks off.

    Without `count`, a header that can be true is believed: at an address, counting would read all
    of it."""
    first, at = _first_frame(stream, size)
    stated = _stated(read_at(stream, at, first.size))
    if stated is None:
        return _count(stream, at, size)
    _check_size(stated, size - at)
    said = stated.frames * first.seconds
    # A frame more or less is a matter of how one counts; the header knows what was added.
    if count or not _can_be(stated, said):
        counted = _count(stream, at + first.size, size)
        return counted if abs(counted - said) > FRAMES_BESIDE else said - stated.cut / first.rate
    return said - stated.cut / first.rate


def header_suffices(stream: IO[bytes], size: int) -> bool:
    """Whether the first frame tells a length that can be true, so that nothing need be counted."""
    first, at = _first_frame(stream, size)
    stated = _stated(read_at(stream, at, first.size))
    return stated is not None and _can_be(stated, stated.frames * first.seconds)


def layer(stream: IO[bytes], size: int) -> int:
    """Which layer of MPEG audio the sound is: 3 in an MP3, 2 in an MP2. Raises NotAudioError."""
    return 4 - (_first_frame(stream, size)[0].kind >> 3 & 3)


def sound_starts(stream: IO[bytes], size: int) -> int:
    """Where the ID3v2 tags end that stand before the sound; its size is written in seven bits a
    byte. Raises NotAudioError where nothing follows them."""
    at = 0
    while (head := read_at(stream, at, 10)).startswith(b"ID3") and len(head) == 10:
        sizes = zip(head[6:10], (21, 14, 7, 0), strict=True)
        at += sum((byte & 0x7F) << shift for byte, shift in sizes) + (20 if head[5] & 0x10 else 10)
        if at >= size:
            raise NotAudioError("an MP3 that breaks off before its sound begins")
    return at


def _can_be(stated: Stated, seconds: float) -> bool:
    """Whether bytes and frames agree: layer III knows 8 to 320 kbit/s."""
    return 8 <= round(stated.bytes * 8 / seconds / 1000) <= 320


def _check_size(stated: Stated, there: int) -> None:
    if there < stated.bytes - SLACK:
        raise broken_off("an MP3", there, stated.bytes)
    if stated.bytes and there > stated.bytes + MORE:
        what = f"an MP3 of {there:,} bytes whose header says {stated.bytes:,}"
        raise NotAudioError(f"{what} (joined from parts? export it again)")


def _first_frame(stream: IO[bytes], size: int) -> tuple[Frame, int]:
    start = sound_starts(stream, size)
    for at, frame in _frames(stream, start, min(size, start + MORE)):
        return frame, at
    if any(read_at(stream, start, CHUNK)):
        raise NotAudioError("a file that is not audio")
    raise NotAudioError("nothing but zeros (a download that never arrived)")


def _count(stream: IO[bytes], start: int, size: int) -> float:
    """Add up all frames; there must be more of them than of anything else."""
    seconds, sound = 0.0, 0
    for _, frame in _frames(stream, start, size):
        seconds += frame.seconds
        sound += frame.size
    if size - start - sound > max(MORE, sound):
        raise NotAudioError("a file that is not audio")
    return seconds


def _frames(stream: IO[bytes], start: int, end: int) -> Iterator[tuple[int, Frame]]:
    """Every frame that begins between two places and stands in a run of at least four of one kind,
    with its place."""
    window, at, kind = _Window(stream), start, 0
    while at + 4 <= end:
        frame = _frame(window.header(at))
        if frame and (frame.kind == kind or _is_run(window, at)):
            yield at, frame
            at, kind = at + frame.size, frame.kind
        else:
            at, kind = window.find(b"\xff", at + 1, end), 0


def _is_run(window: _Window, at: int) -> bool:
    """Whether frames of one kind follow each other from here."""
    kinds = set()
    for _ in range(RUN):
        frame = _frame(window.header(at))
        if frame is None:
            return False
        kinds.add(frame.kind)
        at += frame.size
    return len(kinds) == 1


class _Window:
    """The part of a stream around a place, read in large pieces and once."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream, self._start, self._bytes = stream, 0, b""

    def header(self, at: int) -> bytes:
        """The four bytes at a place."""
        if not self._start <= at <= self._start + len(self._bytes) - 4:
            self._start = max(0, at - LOOK_BACK)
            self._bytes = read_at(self._stream, self._start, CHUNK)
        return self._bytes[at - self._start : at - self._start + 4]

    def find(self, sign: bytes, at: int, end: int) -> int:
        """The next place at which a sign stands; the end where there is none."""
        while at + 4 <= end and len(self.header(at)) == 4:
            found = self._bytes.find(sign, at - self._start)
            if found >= 0:
                return self._start + found
            at = self._start + len(self._bytes)
        return end


def _frame(header: bytes) -> Frame | None:
    """What a frame's header says; None where it is none.

    >>> _frame(bytes.fromhex("fffb9064")).size, _frame(bytes.fromhex("fff34064")).seconds
    (417, 0.026122448979591838)
    >>> _frame(b"ABCD") is None
    True
    """
    if len(header) < 4 or header[0] != 0xFF:
        return None
    return _described(header[1] & 0xFE, header[2] & 0xFE)


@cache
def _described(second: int, third: int) -> Frame | None:
    version, layer = second >> 3 & 3, 4 - (second >> 1 & 3)
    index, rate_index, padding = third >> 4, third >> 2 & 3, third >> 1 & 1
    if second < 0xE0 or version == 1 or layer not in (2, 3) or index in (0, 15) or rate_index == 3:
        return None
    low = version != MPEG_1
    rate = (44_100, 48_000, 32_000)[rate_index] >> (2 - (version >> 1) if low else 0)
    rates = LOW_RATES if low else LAYER_3_RATES if layer == 3 else LAYER_2_RATES
    samples = 576 if low and layer == 3 else 1152
    size = samples // 8 * rates[index] * 1000 // rate + padding
    return Frame(size, samples / rate, second << 2 | rate_index, rate)


def _stated(frame: bytes) -> Stated | None:
    """What the encoder wrote into the first frame; None where it says nothing of the whole."""
    at = next((at for at in XING_PLACES if frame[at : at + 4] in (b"Xing", b"Info")), None)
    if at:
        flags = frame[at + 7 : at + 8] or b"\0"
        if flags[0] & 3 != 3:
            return None
        frames, size = struct.unpack(">II", frame[at + 8 : at + 16].ljust(8, b"\0"))
        # LAME's part: how many samples it put before the sound and behind it, 12 bits each.
        lame = frame[at + 16 + (100 if flags[0] & 4 else 0) + (4 if flags[0] & 8 else 0) :]
        ends = int.from_bytes(lame[21:24]) if lame[:4] in (b"LAME", b"Lavf", b"Lavc") else 0
        return Stated(frames, size, (ends >> 12) + (ends & 0xFFF)) if frames else None
    if frame[VBRI_PLACE : VBRI_PLACE + 4] == b"VBRI" and len(frame) >= VBRI_PLACE + 18:
        size, frames = struct.unpack(">II", frame[VBRI_PLACE + 10 : VBRI_PLACE + 18])
        return Stated(frames, size) if frames else None
    return None
