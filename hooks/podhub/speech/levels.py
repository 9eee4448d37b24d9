"""How a finished recording sounds beside every other podcast, and whether that is as it should be.

ffmpeg is the judge: `ebur128` for loudness and true peak (ITU-R BS.1770), `silencedetect` for both
ends. The goals are those that apps and directories name: −16 LUFS in stereo, which is −19 in mono,
and no peak at −1 dBTP or above."""

import re
from dataclasses import dataclass
from pathlib import Path

from podhub.model.problems import Problem
from podhub.speech.ffmpeg import EncoderError, run

MONO, STEREO = -19.0, -16.0  # LUFS
TOLERANCE = 1.0  # LU to both sides: Apple's advice
PEAK = -1.0  # dBTP; every peak is below
ENDS = 1.0  # seconds of silence, at most, before the first sound and after the last
TOGETHER = 25_000_000  # bytes of audio that a repository carries without becoming slow to fetch
SILENCE = -69.0  # LUFS: the meter counts nothing below
_QUIET = "silencedetect=noise=-50dB:duration=0.05"
METER = "ebur128=peak=true:framelog=verbose"


class SilentError(EncoderError):
    """Nothing is heard."""


@dataclass(frozen=True)
class Loudness:
    """Integrated loudness in LUFS and true peak in dBTP."""

    integrated: float
    true_peak: float


@dataclass(frozen=True)
class Levels:
    """What is heard of a recording: loudness, channels, and the seconds of silence at its start and
    end."""

    loudness: Loudness
    channels: int
    before: float
    after: float

    @property
    def wanted(self) -> float:
        """The loudness that this number of channels should have, in LUFS."""
        return MONO if self.channels == 1 else STEREO


def levels(ffmpeg: Path, audio: Path) -> Levels:
    """Listen to a whole recording once. Raises EncoderError where it cannot be heard."""
    report = run(
        ffmpeg, ["-i", str(audio), "-map", "0:a:0", "-af", f"{_QUIET},{METER}", "-f", "null", "-"]
    )
    form = re.search(r"Stream #0:\d+.*: Audio: .*?, \d+ Hz, ([^,\n]+)", report)
    seconds = re.findall(r"time=(\d+):(\d+):([\d.]+)", report)
    if not form or not seconds:
        raise EncoderError("no sound in ffmpeg's report")
    hours, minutes, rest = seconds[-1]
    before, after = ends(report, int(hours) * 3600 + int(minutes) * 60 + float(rest))
    return Levels(read_meter(report), 1 if form[1].strip() == "mono" else 2, before, after)


def ends(report: str, seconds: float) -> tuple[float, float]:
    """The silence at the start and at the end of a recording of some seconds, as ffmpeg's report
    names all silences.

    >>> ends("silence_start: 0\\nsilence_end: 0.2 |\\nsilence_start: 4\\nsilence_end: 5 |\\nsilence_start: 8.5\\n", 9.0)
    (0.2, 0.5)
    >>> ends("silence_start: 4\\nsilence_end: 5 |\\n", 9.0)
    (0.0, 0.0)
    """
    found = re.findall(
        r"silence_(?:start|end): (-?[\d.]+)", report
    )  # of the last one, old ffmpegs name no end
    times = [float(time) for time in found] + [seconds] * (len(found) % 2)
    silences = list(zip(times[::2], times[1::2], strict=True))
    before = next((end for start, end in silences if start <= 0.05), 0.0)
    after = next((seconds - start for start, end in silences if end >= seconds - 0.05), 0.0)
    return round(before, 2), round(max(after, 0.0), 2)


def read_meter(report: str) -> Loudness:
    """Read what ffmpeg's meter says at its end.

    >>> read_meter("Summary: Integrated loudness: I: -19.0 LUFS Loudness range: LRA: 2 LU True peak: Peak: -2.3 dBFS")
    Loudness(integrated=-19.0, true_peak=-2.3)
    """
    found = re.search(r"Summary:.*\bI:\s+(\S+) LUFS.*\bPeak:\s+(\S+) dBFS", report, re.DOTALL)
    if not found:
        raise EncoderError("no loudness in ffmpeg's report")
    loudness = Loudness(float(found[1]), float(found[2]))
    if loudness.integrated <= SILENCE:
        raise SilentError("nothing but silence")
    return loudness


@dataclass(frozen=True)
class Figure:
    """One thing that was measured, beside its goal."""

    name: str
    found: str
    expected: str
    right: bool


def figures(heard: Levels) -> tuple[Figure, Figure, Figure, Figure]:
    """Loudness, true peak, silence before and silence after, each against its goal."""
    loudness, form = heard.loudness, "mono" if heard.channels == 1 else "stereo"
    return (
        Figure(
            "loudness",
            f"{loudness.integrated:.1f} LUFS",
            f"{heard.wanted:g} LUFS in {form}, give or take {TOLERANCE:g}",
            abs(loudness.integrated - heard.wanted) <= TOLERANCE,
        ),
        Figure(
            "true peak",
            f"{loudness.true_peak:.1f} dBTP",
            f"less than {PEAK:g} dBTP",
            loudness.true_peak < PEAK,
        ),
        Figure(
            "silence",
            f"{heard.before:.2f} s",
            f"at most {ENDS:g} s before the first sound",
            heard.before <= ENDS,
        ),
        Figure(
            "silence",
            f"{heard.after:.2f} s",
            f"at most {ENDS:g} s after the last sound",
            heard.after <= ENDS,
        ),
    )


def faults(path: str, heard: Levels) -> list[Problem]:
    """What is out of range in the recording at `path`, each with what to expect.

    >>> for fault in faults("episodes/002-a.mp3", Levels(Loudness(-23.4, -0.2), 1, 0.1, 2.5)): print(fault)
    episodes/002-a.mp3:1: loudness: expected -19 LUFS in mono, give or take 1, found -23.4 LUFS
    episodes/002-a.mp3:1: true peak: expected less than -1 dBTP, found -0.2 dBTP
    episodes/002-a.mp3:1: silence: expected at most 1 s after the last sound, found 2.50 s
    """
    return [
        Problem(path, 1, it.name, it.expected, it.found) for it in figures(heard) if not it.right
    ]
