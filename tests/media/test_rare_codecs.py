"""Recordings of a usual kind with sound of another in them, which half of the apps keep silent on."""

from pathlib import Path

import pytest
from podhub.media.audio import measure
from podhub.media.rare_codecs import rare_codecs
from podhub.read.no_memo import NoMemo

from tests.media.test_lengths import made

SHORT = "sine=d=1"
SURROUND = "aevalsrc=exprs='0|0|0|0|0|0':s=48000:d=2"


@pytest.mark.parametrize(
    ("name", "codec", "found", "command"),
    [
        ("a.mp3", "libmp3lame", "", ""),
        ("a.m4a", "aac", "", ""),
        ("a.mp4", "aac", "", ""),
        ("a.m4a", "ac3", "AC-3", "ffmpeg -i a.m4a -ac 2 a.mp3"),
        ("a.m4a", "alac", "ALAC", "ffmpeg -i a.m4a -ac 2 a.mp3"),
        ("a.mp4", "libopus", "Opus", "ffmpeg -i a.mp4 -c:v copy -c:a aac whole.mp4"),
        ("a.mp3", "mp2", "MP2", "ffmpeg -i a.mp3 -ac 2 whole.mp3"),
    ],
)
def test_sound_that_few_apps_play(
    tmp_path: Path, name: str, codec: str, found: str, command: str
) -> None:
    """It is told with the command that helps, and stops nobody."""
    form = ["-f", "mp2"] if codec == "mp2" else []
    film = ["-f", "lavfi", "-i", "testsrc=d=1:s=32x32", "-c:v", "mpeg4"] if ".mp4" in name else []
    (tmp_path / name).write_bytes(made(name, *film, "-c:a", codec, *form, source=SHORT))
    said = [f"{one.expected}: {one.found}" for one in rare_codecs(tmp_path, [name], NoMemo())]
    expected = f"sound that apps play everywhere, such as MP3 ({command}): {found}"
    expected = expected.replace("MP3", "AAC") if "aac" in command else expected
    assert said == ([expected] if found else [])


def test_a_wav_that_is_too_heavy_is_told_how_to_become_an_mp3(tmp_path: Path) -> None:
    """Six channels of 24 bits are true, and no podcast."""
    (tmp_path / "a.wav").write_bytes(made("a.wav", "-c:a", "pcm_s24le", source=SURROUND))
    with (tmp_path / "a.wav").open("rb") as stream:
        said = measure(stream, (tmp_path / "a.wav").stat().st_size, "a.wav")
    assert said == ("a WAV file of 6,912 kbit/s, more than apps load (ffmpeg -i a.wav -ac 2 a.mp3)")
