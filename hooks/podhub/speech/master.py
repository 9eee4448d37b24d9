"""Turn a recording into an MP3 that is as loud as every other podcast: −19 LUFS in mono, which is
−16 in stereo.

ffmpeg measures, applies one even gain, holds the few peaks that would be too high and encodes; what
holding and encoding take away is measured on the finished file, and it is made once more. (The
second pass of ffmpeg's own `loudnorm` gives up its even gain as soon as one peak is too high.)
Nothing here moves the sound in time, so that the captions stay true. The file carries a Xing/Info
header, so that players know its length to the sample, and no date or encoder version, so that the
same sound gives the same bytes."""

from pathlib import Path

from podhub.speech.ffmpeg import run
from podhub.speech.levels import METER, MONO, Loudness, SilentError, read_meter
from podhub.speech.timeline import Clip

LOUDNESS = MONO
TRUE_PEAK = -1.5  # dBTP, the most a finished file may have; stricter than what others ask for
RATE = 44_100  # samples a second
BITRATE = "64k"  # bits a second: speech in mono
_MP3 = (
    f"-c:a libmp3lame -b:a {BITRATE} -ac 1 -ar {RATE} -write_xing 1"
    " -id3v2_version 0 -map_metadata -1 -fflags +bitexact -flags:a +bitexact -f mp3"
).split()
# One channel first, or what the limiter holds would be added up behind it. Rumble off, and the peaks
# of a voice nearer to its middle, so that the limiter has little left to do.
EVEN_OUT = (
    "aformat=channel_layouts=mono,highpass=f=70,"
    "acompressor=threshold=-30dB:ratio=3:attack=3:release=100:knee=6"
)
_HEADROOM = (
    0.8  # dB below the limit, at first: MP3 gives back peaks a little higher than it got them
)
_NEAR = 0.1  # LU from the loudness wanted
_ROUNDS = 4  # at most


def master(ffmpeg: Path, recorded: Clip | Path, target: Path) -> Loudness:
    """Write sound, or what is heard in a file, to `target` as MP3, and return how loud the finished
    file is. Raises EncoderError, also where nothing is heard."""
    source, sound = _source(recorded)
    ceiling = TRUE_PEAK - _HEADROOM
    heard = _heard(ffmpeg, source, sound)
    gain = 0.0
    for _ in range(_ROUNDS):
        gain += LOUDNESS - heard.integrated
        chain = f"{EVEN_OUT},volume={gain:.2f}dB:precision=float,{_limit(ceiling)}"
        run(ffmpeg, [*source, "-af", chain, *_MP3, str(target)], sound)
        heard = measure(ffmpeg, target)
        over = heard.true_peak - TRUE_PEAK
        if abs(heard.integrated - LOUDNESS) <= _NEAR and over <= 0:
            break
        ceiling -= max(0.0, over)
    return heard


def _heard(ffmpeg: Path, source: list[str], sound: bytes) -> Loudness:
    """How loud a recording is in one channel."""
    meter = ["-f", "null", "-"]
    try:
        return read_meter(run(ffmpeg, [*source, "-af", f"{EVEN_OUT},{METER}", *meter], sound))
    except SilentError:
        read_meter(run(ffmpeg, [*source, "-af", METER, *meter], sound))
    # Such as a microphone with a balanced plug in an entry for stereo.
    raise SilentError("two channels that cancel each other out (save it in one channel)")


def _limit(ceiling: float) -> str:
    """The filter that holds peaks below a level (dB)."""
    most = 10 ** (ceiling / 20)
    return f"aresample={RATE},alimiter=level=false:limit={most:.4f}:attack=5:release=60:latency=1"


def _source(recorded: Clip | Path) -> tuple[list[str], bytes]:
    """What ffmpeg is told to read, and what it is given on its way in."""
    if isinstance(recorded, Path):
        return ["-i", str(recorded), "-map", "0:a:0"], b""
    form = ["-f", "s16le", "-ar", str(recorded.rate), "-ac", "1", "-i", "-"]
    return form, recorded.samples.tobytes()


def measure(ffmpeg: Path, audio: Path) -> Loudness:
    """Measure a file as listeners hear it."""
    return read_meter(run(ffmpeg, ["-i", str(audio), "-af", METER, "-f", "null", "-"]))
