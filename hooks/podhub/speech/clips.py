"""A part of a recording, as people write it, and as files of its own: an MP3, and a square film in which its captions are to be
read, since social networks play without sound."""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from podhub.model.media import Cue
from podhub.model.times import clock, parse_time
from podhub.speech.ffmpeg import run

SHORTEST = 1.0
"""Seconds; less is a click"""
EXPECTED = "expected a part such as 78-112 or 1:18-1:52, a second long at least"
FADE = 0.03
"""Seconds in which the sound comes and goes, so that nothing clicks."""
BLANK = 1.5
"""Seconds of silence after which a caption is taken away."""
FRAMES = 30
"""Pictures a second of a film"""
SOUND = ("-ar", "44100", "-b:a", "96k", "-map_metadata", "-1", "-map_chapters", "-1")
PICTURE = f"-c:v libx264 -tune stillimage -crf 20 -pix_fmt yuv420p -r {FRAMES}".split()
"""H.264 in the one form of colour that every phone and network plays."""
_PROGRESS = 8
"""px: a strip above the foot that grows with the time."""


@dataclass(frozen=True)
class Part:
    """Where a clip begins and ends, in seconds."""

    start: float
    end: float

    @property
    def seconds(self) -> float:
        """How long it is."""
        return self.end - self.start

    def __str__(self) -> str:
        return f"{clock(self.start)}-{clock(self.end)}"


def parse_part(text: str) -> Part:
    """Read a part of a recording, in seconds or as clocks show them. Raises ValueError.

    >>> parse_part("78-112"), str(parse_part("1:18–1:52.5"))
    (Part(start=78.0, end=112.0), '1:18-1:52')
    >>> parse_part("1:52-1:18")
    Traceback (most recent call last):
    ValueError: expected a part such as 78-112 or 1:18-1:52, a second long at least
    """
    start, _, end = text.replace("–", "-").replace(",", "-").partition("-")
    try:
        part = Part(parse_time(start.strip()), parse_time(end.strip()))
    except ValueError:
        part = Part(0, 0)
    if part.seconds < SHORTEST:
        raise ValueError(EXPECTED)
    return part


@dataclass(frozen=True)
class Caption:
    """What is to be read for some seconds; nothing in a long silence."""

    seconds: float
    words: str = ""
    speaker: str = ""


def captions(cues: Iterable[Cue], part: Part) -> Iterator[Caption]:
    """What is said in a part, from its first second to its last; of several speakers each by name.

    >>> said = [Cue(1, 3, "One."), Cue(3.2, 5, "Two."), Cue(9, 11, "Three.")]
    >>> [(one.words, round(one.seconds, 1)) for one in captions(said, Part(2, 10))]
    [('One.', 1.2), ('Two.', 1.8), ('', 4), ('Three.', 1)]
    """
    inside = [cue for cue in cues if cue.start < part.end and cue.end > part.start]
    names = {cue.speaker for cue in inside}
    at = part.start
    followers = [cue.start for cue in inside[1:]] + [part.end]
    for cue, then in zip(inside, followers, strict=False):
        if cue.start > at:
            yield Caption(cue.start - at)
            at = cue.start
        end = min(part.end, then if then - cue.end <= BLANK else cue.end)
        if end > at:
            yield Caption(end - at, cue.text, cue.speaker or "" if len(names) > 1 else "")
            at = end
    if at < part.end:
        yield Caption(part.end - at)


def write_sound(ffmpeg: Path, recording: Path, part: Part, target: Path) -> None:
    """Write a part as MP3. Raises EncoderError."""
    cut = ["-i", str(recording), "-map", "0:a:0", "-af", _cut(part)]
    run(ffmpeg, [*cut, *SOUND, "-f", "mp3", str(target)])


def write_film(
    ffmpeg: Path,
    recording: Path,
    part: Part,
    pictures: Sequence[tuple[bytes, float]],
    foot: int,
    target: Path,
) -> None:
    """Write a part as MP4, with pictures (PNG) that are shown for some seconds each. A strip grows
    `foot` pixels above the lower edge. Raises EncoderError."""
    with tempfile.TemporaryDirectory() as folder:
        listed = ["ffconcat version 1.0"]
        for number, (picture, seconds) in enumerate(pictures):
            file = Path(folder) / f"{number}.png"
            file.write_bytes(picture)
            listed += [f"file {shlex.quote(file.name)}", f"duration {seconds:.3f}"]
        listed.append(listed[-2])  # the last one's duration counts only where another follows
        order = Path(folder) / "pictures.txt"
        order.write_text("\n".join(listed) + "\n")
        strip = f"color=0x1c1b19:s=1080x{_PROGRESS}:r={FRAMES}"
        moving = f"overlay=x='-W+W*t/{part.seconds:.3f}':y=H-{foot + _PROGRESS}:shortest=0"
        graph = f"[0:v]fps={FRAMES},format=yuv420p[words];[words][2:v]{moving}[film];[1:a:0]{_cut(part)}[sound]"
        inputs = ["-i", str(order), "-i", str(recording), "-f", "lavfi", "-i", strip]
        shown = ["-map", "[film]", "-map", "[sound]", "-t", f"{part.seconds:.3f}", *PICTURE]
        sound = ["-c:a", "aac", *SOUND, "-movflags", "+faststart", "-f", "mp4"]
        run(ffmpeg, [*inputs, "-filter_complex", graph, *shown, *sound, str(target)])


def _cut(part: Part) -> str:
    """The filter that leaves only a part, to the sample: files without an index cannot be entered
    that exactly."""
    trim = f"atrim={part.start:.3f}:{part.end:.3f},asetpts=PTS-STARTPTS"
    return f"{trim},afade=d={FADE},afade=t=out:st={part.seconds - FADE:.3f}:d={FADE}"
