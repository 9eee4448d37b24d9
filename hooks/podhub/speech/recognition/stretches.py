"""A recording of any length as stretches of less than half a minute, cut where its speakers pause:
what the recogniser takes at once, and all that is in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from podhub.speech.ffmpeg import decoded
from podhub.speech.recognition.pauses import STEP as LOUDNESS_STEP
from podhub.speech.recognition.pauses import Pause, loudness, pauses
from podhub.speech.timeline import Clip

RATE = 16_000
"""Samples a second that the recogniser wants"""
LONGEST, SHORTEST = 28.0, 12.0
"""Seconds; the recogniser hears thirty."""
_PAUSE_ENOUGH = 1.0
"""Seconds after which a longer pause is no better place to cut"""


@dataclass(frozen=True)
class Stretch:
    """A part of a recording, and where it starts in it (seconds)."""

    start: float
    clip: Clip


def stretches(ffmpeg: Path, audio: Path | str, after: float = 0.0) -> Iterator[Stretch]:
    """Decode a recording from a place on (seconds). Raises EncoderError where it holds no sound."""
    sound = decoded(ffmpeg, audio, RATE)
    return cut(_skipped(sound, round(after * RATE) * 2), after)


def _skipped(blocks: Iterable[bytes], count: int) -> Iterator[bytes]:
    """Bytes but for the first, which were worked on before: seeking in an MP3 is not exact."""
    for block in blocks:
        if count < len(block):
            yield block[count:]
        count = max(count - len(block), 0)


def cut(blocks: Iterable[bytes], start: float = 0.0) -> Iterator[Stretch]:
    """Cut sound, 16-bit samples as they arrive, into stretches.

    >>> loud, still = array("h", [9000] * RATE).tobytes(), bytes(2 * RATE)
    >>> [(s.start, s.clip.seconds) for s in cut([loud] * 20 + [still] + [loud] * 20)]
    [(0.0, 20.5), (20.5, 20.5)]
    """
    samples: array[int] = array("h")
    rest = b""
    for block in blocks:
        block = rest + block
        whole = len(block) // 2 * 2
        samples.frombytes(block[:whole])
        rest = block[whole:]
        while len(samples) >= LONGEST * RATE:
            at = _place(Clip(RATE, samples[: round(LONGEST * RATE)]))
            yield Stretch(start, Clip(RATE, samples[:at]))
            del samples[:at]
            start += at / RATE
    if samples:
        yield Stretch(start, Clip(RATE, samples))


def _place(clip: Clip) -> int:
    """The sample at which to cut: in the middle of a long pause, rather late."""
    found = [pause for pause in pauses(clip) if _middle(pause) >= SHORTEST]
    if found:
        best = max(found, key=lambda p: min(p.seconds, _PAUSE_ENOUGH) + 0.04 * p.start)
        return round(_middle(best) * clip.rate)
    levels = loudness(clip)
    late = range(round(SHORTEST / LOUDNESS_STEP), len(levels))
    return round(min(late, key=lambda at: levels[at]) * LOUDNESS_STEP * clip.rate)


def _middle(pause: Pause) -> float:
    return (pause.start + pause.end) / 2
