"""Turn a recording into an MP3 that is as loud as every other podcast: −19 LUFS in mono, which is −16 in stereo.

ffmpeg measures, applies one even gain, holds the few peaks that would be too high and encodes; what holding and
encoding take away is measured on the finished file, and it is made once more. (The second pass of ffmpeg's own
`loudnorm` gives up its even gain as soon as one peak is too high.) Nothing here moves the sound in time, so that the
captions stay true. The file carries a Xing/Info header, so that players know its length to the sample, and no date or
encoder version, so that the same sound gives the same bytes.
"""

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from podhub.narration.timeline import Clip

LOUDNESS = -19.0  # LUFS
TRUE_PEAK = -1.5  # dBTP, the most a finished file may have
SILENCE = -69.0  # LUFS: the meter counts nothing below
RATE = 44_100  # samples a second
BITRATE = "64k"  # bits a second: speech in mono
# Rumble off, and the peaks of a voice nearer to its middle, so that the limiter has little left to do.
EVEN_OUT = "highpass=f=70,acompressor=threshold=-30dB:ratio=3:attack=3:release=100:knee=6"
_HEADROOM = 0.8  # dB below the limit, because MP3 gives back peaks a little higher than it got them
_NEAR = 0.1  # LU from the loudness wanted
_ROUNDS = 3  # at most
_METER = "ebur128=peak=true:framelog=verbose"


class EncoderError(Exception):
    """ffmpeg is not there or refused; the message says what was found."""


@dataclass(frozen=True)
class Loudness:
    """Integrated loudness in LUFS and true peak in dBTP."""

    integrated: float
    true_peak: float


def find_ffmpeg(given: Path | None = None) -> Path:
    """The ffmpeg to use: the one given, else the system's, else the one from the `narrate` extra."""
    on_path = shutil.which(str(given) if given else "ffmpeg")
    if on_path:
        return Path(on_path)
    if given:
        raise EncoderError(f"no program at {given}")
    try:
        import imageio_ffmpeg  # type: ignore[import-not-found, import-untyped, unused-ignore]
    except ImportError:
        raise EncoderError("no ffmpeg on this computer (pip install -r requirements-narrate.txt brings one)") from None
    return Path(imageio_ffmpeg.get_ffmpeg_exe())


def master(ffmpeg: Path, clip: Clip, target: Path) -> Loudness:
    """Write `clip` to `target` as MP3 and return how loud the finished file is."""
    source = ["-f", "s16le", "-ar", str(clip.rate), "-ac", "1", "-i", "-"]
    sound = clip.samples.tobytes()
    ceiling = 10 ** ((TRUE_PEAK - _HEADROOM) / 20)
    limit = f"aresample={RATE},alimiter=level=false:limit={ceiling:.4f}:attack=5:release=60:latency=1"
    encode = ["-c:a", "libmp3lame", "-b:a", BITRATE, "-ac", "1", "-ar", str(RATE), "-write_xing", "1"]
    exact = ["-id3v2_version", "0", "-map_metadata", "-1", "-fflags", "+bitexact", "-flags:a", "+bitexact", "-f", "mp3"]
    heard = _meter(_run(ffmpeg, [*source, "-af", f"{EVEN_OUT},{_METER}", "-f", "null", "-"], sound))
    gain = 0.0
    for _ in range(_ROUNDS):
        gain += LOUDNESS - heard.integrated
        chain = f"{EVEN_OUT},volume={gain:.2f}dB:precision=float,{limit}"
        _run(ffmpeg, [*source, "-af", chain, *encode, *exact, str(target)], sound)
        heard = measure(ffmpeg, target)
        if abs(heard.integrated - LOUDNESS) <= _NEAR:
            break
    return heard


def measure(ffmpeg: Path, audio: Path) -> Loudness:
    """Measure a file as listeners hear it."""
    return _meter(_run(ffmpeg, ["-i", str(audio), "-af", _METER, "-f", "null", "-"]))


def _meter(report: str) -> Loudness:
    """Read what ffmpeg's meter says at its end.

    >>> _meter("Summary: Integrated loudness: I: -19.0 LUFS Loudness range: LRA: 2 LU True peak: Peak: -2.3 dBFS")
    Loudness(integrated=-19.0, true_peak=-2.3)
    """
    found = re.search(r"Summary:.*\bI:\s+(\S+) LUFS.*\bPeak:\s+(\S+) dBFS", report, re.DOTALL)
    if not found:
        raise EncoderError("no loudness in ffmpeg's report")
    loudness = Loudness(float(found[1]), float(found[2]))
    if loudness.integrated <= SILENCE:
        raise EncoderError("nothing but silence")
    return loudness


def _run(ffmpeg: Path, arguments: list[str], stdin: bytes = b"") -> str:
    done = subprocess.run(  # noqa: S603  (a list, no shell; the program is the one that was found)
        [ffmpeg, "-hide_banner", "-nostats", "-y", *arguments], input=stdin, capture_output=True, check=False
    )
    report = done.stderr.decode("utf-8", "replace")
    if done.returncode:
        lines = [line.strip() for line in report.splitlines() if line.strip()]
        telling = [line for line in lines if re.search("error|invalid|unknown|no such|not", line, re.IGNORECASE)]
        raise EncoderError((telling or lines or [f"exit code {done.returncode}"])[-1])
    return report
