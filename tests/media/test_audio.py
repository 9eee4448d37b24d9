"""Recordings are what they really are, whatever they are called, and all of them is there."""

import io
import subprocess
import wave
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from podhub.media.audio import measure
from podhub.model.media import RecordingFacts

from tests.build.corpus import SECONDS, mp3
from tests.running import tool

LFS = "a Git LFS pointer (run `git lfs pull` to fetch the audio itself)"
FLAC = b"fLaC\x80\x00\x00\x22\x10\0\x10\0" + bytes(6) + b"\x0a\xc4\x42\xf0\0\0\xac\x44" + bytes(16)
CODECS = {
    ".mp3": "libmp3lame",
    ".m4a": "aac",
    ".ogg": "libvorbis",
    ".opus": "libopus",
    ".wav": "pcm_s16le",
    ".aac": "aac",
    ".flac": "flac",
    ".aiff": "pcm_s16be",
    ".wma": "wmav2",
    ".mka": "libvorbis",
}


def wav(seconds: int) -> bytes:
    """Silence as a WAV file."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(1000)
        sound.writeframes(b"\x80" * 1000 * seconds)
    return buffer.getvalue()


@cache
def recorded(name: str, video: bool = False, *options: str) -> bytes:
    """Five seconds of a tone as ffmpeg writes a file of this name."""
    sources = ["-f", "lavfi", "-i", "sine=frequency=330:duration=5"]
    codecs = ["-c:a", CODECS.get(Path(name).suffix, "aac")]
    if video:
        sources += ["-f", "lavfi", "-i", "testsrc=duration=5:size=32x32:rate=5"]
        codecs += ["-c:v", "libtheora" if name.endswith(".ogg") else "mpeg4"]
    # MP4 cannot be written into a pipe.
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        command = [
            tool("ffmpeg"),
            "-v",
            "error",
            *sources,
            *codecs,
            *options,
            "-bitexact",
            Path(folder, name),
        ]
        subprocess.run(command, check=True)
        return Path(folder, name).read_bytes()


Content = bytes | Callable[[], bytes]
"""What is in a file, or how it is made when a test asks for it"""


def as_bytes(content: Content) -> bytes:
    """What is in a file."""
    return content() if callable(content) else content


def examined(content: Content, name: str) -> RecordingFacts | str:
    """What is measured of some bytes."""
    data = as_bytes(content)
    return measure(io.BytesIO(data), len(data), name)


@pytest.mark.parametrize(
    ("name", "content", "seconds", "kind"),
    [
        ("a.mp3", mp3(SECONDS), SECONDS, "audio/mpeg"),
        ("a.MP3", mp3(SECONDS), SECONDS, "audio/mpeg"),
        ("a.wav", wav(2), 2.0, "audio/wav"),
        ("a.mp3", partial(recorded, "a.mp3"), 5.0, "audio/mpeg"),
        ("a.mp3", partial(recorded, "a.mp3", False, "-q:a", "3"), 5.0, "audio/mpeg"),
        ("a.mp3", partial(recorded, "a.mp3", False, "-write_xing", "0"), 5.0, "audio/mpeg"),
        ("a.m4a", partial(recorded, "a.m4a"), 5.0, "audio/x-m4a"),
        ("a.m4a", partial(recorded, "a.m4a", False, "-movflags", "faststart"), 5.0, "audio/x-m4a"),
        ("a.m4a", partial(recorded, "a.mp4"), 5.0, "audio/x-m4a"),
        ("a.ogg", partial(recorded, "a.ogg"), 5.0, "audio/ogg"),
        ("a.opus", partial(recorded, "a.opus"), 5.0, "audio/ogg"),
        ("a.ogg", partial(recorded, "a.opus"), 5.0, "audio/ogg"),
        ("a.wav", partial(recorded, "a.wav"), 5.0, "audio/wav"),
        ("a.mp4", partial(recorded, "a.mp4", True), 5.0, "video/mp4"),
        ("a.m4v", partial(recorded, "a.mp4", True), 5.0, "video/x-m4v"),
        ("a.mov", partial(recorded, "a.mov", True), 5.0, "video/quicktime"),
    ],
)
def test_a_recording_is_measured_by_its_content(
    name: str, content: Content, seconds: float, kind: str
) -> None:
    """Bytes, seconds and the type that Apple and the standards give it."""
    size = len(as_bytes(content))
    assert examined(content, name) == RecordingFacts(size, pytest.approx(seconds, abs=0.08), kind)


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.mp3", wav(2), "audio/wav in it (name it a.wav)"),
        ("a.wav", mp3(2), "audio/mpeg in it (name it a.mp3)"),
        ("a.mp3", partial(recorded, "a.m4a"), "audio/x-m4a in it (name it a.m4a)"),
        ("a.mp4", partial(recorded, "a.m4a"), "audio/x-m4a in it (name it a.m4a)"),
        ("a.m4a", partial(recorded, "a.mp4", True), "video/mp4 in it (name it a.mp4)"),
        ("a.mp4", partial(recorded, "a.mov", True), "video/quicktime in it (name it a.mov)"),
        ("a.mp3", partial(recorded, "a.opus"), "audio/ogg in it (name it a.opus)"),
        ("a.wav", wav(0), "audio of no length"),
        ("a.mp3", b"", "an empty file"),
        ("a.mp3", b"version https://git-lfs.github.com/spec/v1\n", LFS),
        ("a.mp3", b"words " * 200, "a file that is not audio"),
        ("a.txt", b"words " * 200, "a file that is not audio"),
        ("a.mp3", b"\xff\xfb\x90\x00" + bytes(3000), "a file that is not audio"),
        ("a.mp3", bytes(4000), "nothing but zeros (a download that never arrived)"),
        (
            "a.mp3",
            b"\n<!DOCTYPE html><p>Please log in",
            "a web page (the download needed a login, or the address is wrong)",
        ),
        ("a.flac", FLAC, "FLAC audio, which few apps play (ffmpeg -i a.flac a.mp3)"),
        (
            "a.mp3",
            partial(recorded, "a.flac"),
            "FLAC audio, which few apps play (ffmpeg -i a.mp3 whole.mp3)",
        ),
        (
            "a.mp3",
            partial(recorded, "a.aiff"),
            "AIFF audio, which few apps play (ffmpeg -i a.mp3 whole.mp3)",
        ),
        (
            "a.mp3",
            partial(recorded, "a.wma"),
            "a Windows Media file, which few apps play (ffmpeg -i a.mp3 whole.mp3)",
        ),
        (
            "a.mp3",
            partial(recorded, "a.mka"),
            "a Matroska or WebM file, which few apps play (ffmpeg -i a.mp3 whole.mp3)",
        ),
        (
            "a.mp3",
            partial(recorded, "a.aac"),
            "bare AAC audio, which few apps play (save it as M4A)",
        ),
        (
            "a.mp3",
            b"ID3\x04\0\0\0\0\0\x0a" + bytes(10) + FLAC,
            "FLAC audio, which few apps play (ffmpeg -i a.mp3 whole.mp3)",
        ),
        (
            "a.ogg",
            partial(recorded, "a.ogg", True),
            "Ogg video, which few apps play (ffmpeg -i a.ogg a.mp3)",
        ),
        (
            "a.ogg",
            lambda: recorded("a.ogg") * 2,
            "several recordings in one Ogg file, of which many apps play the first (ffmpeg -i a.ogg a.mp3)",
        ),
        (
            "a.opus",
            lambda: recorded("a.opus") + recorded("a.ogg"),
            "several recordings in one Ogg file, of which many apps play the first (ffmpeg -i a.opus a.mp3)",
        ),
        (
            "a.wav",
            b"riff\x2e\x91\xcf\x11\xa5\xd6\x28\xdb\x04\xc1\0\0",
            "Wave64 audio, which few apps play (ffmpeg -i a.wav a.mp3)",
        ),
        (
            "a.m4a",
            b"caff\0\1\0\0desc",
            "a Core Audio file, which few apps play (ffmpeg -i a.m4a a.mp3)",
        ),
        (
            "a.ogg",
            b"OggS" + bytes(60),
            "an Ogg file of a kind that few apps play (ffmpeg -i a.ogg a.mp3)",
        ),
        ("a.mp3", b"PK\x03\x04" + bytes(90), "a ZIP archive (unpack it first)"),
        ("a.mp3", b"%PDF-1.7\n", "a PDF"),
    ],
)
def test_what_is_no_recording_is_named(name: str, content: Content, found: str) -> None:
    """An author reads what the file is instead, and what to do."""
    assert examined(content, name) == found


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9])
@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.mp3", partial(recorded, "a.mp3"), "an MP3 that breaks off"),
        ("a.mp3", partial(recorded, "a.mp3", False, "-q:a", "3"), "an MP3 that breaks off"),
        ("a.m4a", partial(recorded, "a.m4a"), "an MP4 that breaks off"),
        (
            "a.m4a",
            partial(recorded, "a.m4a", False, "-movflags", "faststart"),
            "an MP4 that breaks off",
        ),
        ("a.mp4", partial(recorded, "a.mp4", True), "an MP4 that breaks off"),
        ("a.ogg", partial(recorded, "a.ogg"), "an Ogg file that breaks off"),
        ("a.opus", partial(recorded, "a.opus"), "an Ogg file that breaks off"),
        ("a.wav", partial(recorded, "a.wav"), "a WAV file that breaks off"),
    ],
)
def test_half_a_download_is_found_out(name: str, content: Content, what: str, kept: float) -> None:
    """Each format says how long it is; what is shorter was cut."""
    data = as_bytes(content)
    found = examined(data[: int(len(data) * kept)], name)
    assert isinstance(found, str)
    assert found.startswith(what)


def test_an_mp4_cut_between_its_boxes_is_found_out() -> None:
    """Cameras and phones write the index last, and without it nothing plays."""
    whole = recorded("a.m4a")
    found = examined(whole[: whole.index(b"moov") - 4], "a.m4a")
    assert (
        found == "an MP4 without its index, as half an upload leaves it (copy or export it again)"
    )


def test_a_header_that_lies_about_joined_parts_is_found_out() -> None:
    """Two MP3s in one file: players go by the first one's header and stop there."""
    one = recorded("a.mp3", False, "-b:a", "320k")
    found = examined(one + one * 6, "a.mp3")
    assert isinstance(found, str)
    assert "joined from parts?" in found


def test_a_picture_inside_a_recording_makes_no_video() -> None:
    """A cover in an M4A, an MP3 with a cover larger than its sound."""
    cover = b"ID3\x03\0\0" + bytes([0, 8, 0, 0]) + b"\xff" * (8 << 14)
    found = examined(cover + mp3(SECONDS), "a.mp3")
    assert isinstance(found, RecordingFacts)
    assert found.seconds == pytest.approx(SECONDS)


SAMPLES: tuple[Content, ...] = (
    mp3(2),
    wav(2),
    *(partial(recorded, name) for name in ("a.mp3", "a.m4a", "a.ogg", "a.opus")),
)


@given(
    st.binary(max_size=400),
    st.sampled_from(range(len(SAMPLES))),
    st.integers(0, 3000),
    st.sampled_from([".mp3", ".m4a", ".ogg"]),
)
def test_no_bytes_are_too_odd(noise: bytes, number: int, at: int, extension: str) -> None:
    """Whatever a file holds, there is an answer."""
    sample = as_bytes(SAMPLES[number])
    for data in (noise, sample[:at] + noise + sample[at:], noise + sample, sample[:8] + noise):
        assert isinstance(examined(data, f"a{extension}"), RecordingFacts | str)


def test_damaged_tags_are_no_crash() -> None:
    """mutagen stumbles over some of them in its own way."""
    whole = recorded("a.ogg")
    for at in range(whole.index(b"\x03vorbis"), whole.index(b"\x05vorbis")):
        for byte in (b"", b"\0", b"\xff"):
            assert isinstance(
                examined(whole[:at] + byte + whole[at + 1 :], "a.ogg"), RecordingFacts | str
            )
