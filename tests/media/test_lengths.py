"""How long a recording is, is counted and never guessed: ffprobe reads all packets and agrees."""

import io
import json
import struct
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest
from podhub.media.audio import measure
from podhub.model.media import RecordingFacts

from tests.build.corpus import mp3
from tests.running import tool

SILENCE_AND_NOISE = "aevalsrc=exprs='if(lt(mod(t\\,20)\\,9)\\,0\\,0.4*random(0))':s=44100:d=60"
TONE = "sine=d=60"
ID3 = b"ID3\x03\0\0\0\0\x02\0" + bytes(256)


@cache
def made(name: str, *options: str, source: str = TONE) -> bytes:
    """A minute of sound as ffmpeg writes a file of this name."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        command = [tool("ffmpeg"), "-v", "error", "-f", "lavfi", "-i", source, *options, file]
        subprocess.run(command, check=True)
        return file.read_bytes()


def measured(data: bytes, name: str, *, count: bool = True) -> RecordingFacts | str:
    """What is measured of some bytes."""
    return measure(io.BytesIO(data), len(data), name, count=count)


def seconds(data: bytes, name: str = "a.mp3", *, count: bool = True) -> float:
    """The length that is measured."""
    found = measured(data, name, count=count)
    assert isinstance(found, RecordingFacts), found
    return found.seconds


def probed(data: bytes, name: str) -> float:
    """The length by ffprobe, which adds up every packet."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(data)
        asked = ["-select_streams", "a", "-show_entries", "packet=duration_time", "-of", "json"]
        command = [tool("ffprobe"), "-v", "error", *asked, file]
        answer = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return sum(float(packet["duration_time"]) for packet in answer["packets"])


variable = partial(made, "v.mp3", "-q:a", "6", "-write_xing", "0", source=SILENCE_AND_NOISE)
"""Sound of a variable rate, with no header that says how long it is"""
xing = partial(made, "x.mp3", "-q:a", "6", source=SILENCE_AND_NOISE)
"""The same with such a header"""


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.mp3", variable),
        ("a.mp3", xing),
        ("a.mp3", partial(made, "a.mp3", "-ar", "11025", "-b:a", "16k", "-write_xing", "0")),
        (
            "a.mp3",
            partial(made, "a.mp3", "-ar", "24000", "-ac", "1", "-q:a", "9", "-write_xing", "0"),
        ),
        ("a.mp3", partial(made, "a.mp3", "-c:a", "mp2", "-f", "mp2")),
        ("a.wav", partial(made, "a.wav", "-c:a", "pcm_s16le", "-rf64", "always")),
        ("a.wav", partial(made, "a.wav", "-c:a", "pcm_s24le", "-ac", "3")),
        ("a.wav", partial(made, "f.wav", "-c:a", "pcm_f32le")),
    ],
)
def test_every_kind_is_as_long_as_its_packets(name: str, make: Callable[[], bytes]) -> None:
    """Variable and constant rates, all versions and layers, with a header of the whole or none."""
    data = make()
    assert seconds(data, name) == pytest.approx(probed(data, name), abs=0.15)
    assert seconds(data, name) == pytest.approx(60, abs=0.15)


@pytest.mark.parametrize("frames", [1, 3, 700, 5_000, 0xFFFFFFFF])
def test_a_xing_header_that_lies_is_not_believed(frames: int) -> None:
    """What is there is counted."""
    true = xing()
    at = true.index(b"Xing")
    lying = true[: at + 8] + struct.pack(">I", frames) + true[at + 12 :]
    assert seconds(lying) == pytest.approx(60, abs=0.15)


@pytest.mark.parametrize("frames", [1, 3, 100_000, 0xFFFFFFFF])
def test_a_header_that_cannot_be_true_is_counted_even_where_little_is_read(frames: int) -> None:
    """Layer III knows 8 to 320 kbit/s."""
    true = xing()
    at = true.index(b"Xing")
    lying = true[: at + 8] + struct.pack(">I", frames) + true[at + 12 :]
    assert seconds(lying, count=False) == pytest.approx(60, abs=0.15)
    assert seconds(true, count=False) == pytest.approx(60, abs=0.15)


RUBBISH = {
    "zeros": bytes(5_000),
    "words": b"words \xff\xfb\x90\x64 and more " * 300,
    "signs": b"\xff\xfb" * 4_000,
    "two tags": ID3 + b"ID3\x04\0\0\0\0\x01\0" + b"\xff" * 128,
}


@pytest.mark.parametrize("what", RUBBISH)
def test_rubbish_around_the_sound_does_not_change_its_length(what: str) -> None:
    """Before it, in its midst, behind it; as streams that were recorded have it."""
    rubbish, sound = RUBBISH[what], variable()
    middle = len(sound) // 2
    for data in (rubbish + sound, sound[:middle] + rubbish + sound[middle:], sound + rubbish):
        assert seconds(data) == pytest.approx(60, abs=0.3)


def test_what_holds_a_little_sound_is_no_recording() -> None:
    """A file of something else in which a few frames stand."""
    assert measured(b"word" * 800_000 + mp3(60), "a.mp3") == "a file that is not audio"
    assert measured(mp3(60) + b"word" * 800_000, "a.mp3") == "a file that is not audio"


@pytest.mark.parametrize("size", [0, 0xFFFFFFFF])
def test_a_wav_whose_size_was_never_written_is_counted(size: int) -> None:
    """Recorders fill it in at the end, if they get there."""
    whole = made("w.wav")
    at = whole.index(b"data")
    sizes = struct.pack("<I", size)
    unwritten = whole[:4] + sizes + whole[8 : at + 4] + sizes + whole[at + 8 :]
    assert seconds(unwritten, "a.wav") == pytest.approx(60, abs=0.01)


@pytest.mark.parametrize(
    ("codec", "found"),
    [
        (
            ("-c:a", "libmp3lame", "-b:a", "64k", "-f", "wav"),
            "MP3 audio in a WAV file, which few apps play (ffmpeg -i 001-x.wav -c copy 001-x.mp3)",
        ),
        (
            ("-c:a", "adpcm_ms"),
            "ADPCM audio in a WAV file, which few apps play (ffmpeg -i 001-x.wav 001-x.mp3)",
        ),
        (
            ("-c:a", "pcm_mulaw"),
            "µ-law audio in a WAV file, which few apps play (ffmpeg -i 001-x.wav 001-x.mp3)",
        ),
    ],
)
def test_a_wav_that_is_not_pcm_is_named_with_the_way_out(
    codec: tuple[str, ...], found: str
) -> None:
    """Its format tag says what the bytes are."""
    assert measured(made("a.wav", *codec), "001-x.wav") == found


def test_what_a_remedy_makes_is_taken(tmp_path: Path) -> None:
    """The command that is told, run as it stands."""
    data = made("a.wav", "-c:a", "libmp3lame", "-b:a", "64k", "-f", "wav")
    told = measured(data, "a.wav")
    assert isinstance(told, str)
    (tmp_path / "a.wav").write_bytes(data)
    command = told.partition("(")[2].rstrip(")").split()
    subprocess.run([tool("ffmpeg"), "-v", "error", *command[1:]], cwd=tmp_path, check=True)
    assert seconds((tmp_path / "a.mp3").read_bytes()) == pytest.approx(60, abs=0.15)


@pytest.mark.parametrize(
    "options",
    [
        ("-f", "ismv"),
        ("-movflags", "+frag_keyframe+empty_moov", "-frag_duration", "4000000"),
        ("-movflags", "+frag_keyframe", "-frag_duration", "4000000"),
    ],
)
def test_an_m4a_in_fragments_is_named_with_the_way_out(options: tuple[str, ...]) -> None:
    """Its index does not say how long it is, and few apps can seek in it."""
    data = made("a.m4a", "-c:a", "aac", "-b:a", "32k", *options)
    assert measured(data, "001-x.m4a") == (
        "an M4A in fragments, which few apps play or seek in "
        "(ffmpeg -i 001-x.m4a -c copy -movflags +faststart whole.m4a)"
    )


@pytest.mark.parametrize("length", [50, 500, 2**31, 0xFFFFFFFF])
def test_an_m4a_whose_length_cannot_be_true_is_refused(length: int) -> None:
    """Less than 4 or more than 6,000 kbit/s is no sound."""
    whole = made("a.m4a", "-c:a", "aac", "-b:a", "32k")
    at = whole.index(b"mdhd") + 20  # behind version, flags, two dates and the scale
    found = measured(whole[:at] + struct.pack(">I", length) + whole[at + 4 :], "a.m4a")
    assert isinstance(found, str)
    assert "bytes that say they last" in found
