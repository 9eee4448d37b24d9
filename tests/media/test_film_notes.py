"""What a phone notes in a film reaches no site; what is seen and heard of it stays. ffprobe and ffmpeg
read what we wrote."""

from __future__ import annotations

import io
import json
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import pytest
from podhub.media.film_notes import says_where, without_film_notes
from podhub.media.recordings import measure_file
from podhub.read.no_memo import NoMemo

from tests.running import tool

PLACE = "+48.2082+016.3738/"
SECRETS = (b"48.2", b"016.37", b"Secret", b"loci")
FILM = ["-f", "lavfi", "-i", "testsrc=size=64x48:rate=5:duration=2"]
SOUND = ["-f", "lavfi", "-i", "sine=duration=2"]
WORDS = "1\n00:00:00,000 --> 00:00:01,000\nSecret 48.2082\n\n2\n00:00:01,000 --> 00:00:02,000\nSecret 016.37\n"
NOTES = ["-metadata", f"location={PLACE}", "-metadata", "make=Secret", "-metadata", "title=Shown"]
KEYS = [
    "-movflags",
    "use_metadata_tags",
    "-metadata",
    f"com.apple.quicktime.location.ISO6709={PLACE}",
]
FORMS = {
    "a.mp4": NOTES,
    "a.mov": NOTES,
    "b.mov": [*NOTES, *KEYS],
    "b.mp4": [*NOTES, *KEYS],
    "c.mp4": [*NOTES, "-movflags", "+faststart"],
}


@cache
def made(name: str, *options: str) -> bytes:
    """A film as ffmpeg writes one of this name."""
    with tempfile.TemporaryDirectory() as folder:
        file, words = Path(folder, name), Path(folder, "words.srt")
        words.write_text(WORDS, encoding="utf-8")
        inputs = [part if part != "words" else str(words) for part in options]
        command = [tool("ffmpeg"), "-v", "error", *FILM, *SOUND, *inputs, file]
        subprocess.run(command, check=True)
        return file.read_bytes()


def tracked(codec: bytes) -> bytes:
    """A film with a track of places, second by second, as action cameras write it: made of one of
    subtitles."""
    source = made("t.mp4", "-i", "words", "-c:s", "mov_text")
    return source.replace(b"sbtl", b"meta").replace(b"tx3g", codec)


def seen(data: bytes, name: str, folder: Path) -> str:
    """What ffmpeg shows and plays of a film, as digests."""
    (folder / name).write_bytes(data)
    read = [tool("ffmpeg"), "-v", "error", "-i", folder / name, "-map", "0:v", "-map", "0:a"]
    done = subprocess.run([*read, "-f", "streamhash", "-"], check=True, capture_output=True)
    return done.stdout.decode()


def probed(data: bytes, name: str, folder: Path) -> str:
    """All that ffprobe finds in it."""
    (folder / name).write_bytes(data)
    read = [tool("ffprobe"), "-v", "error", "-of", "json", "-show_format", "-show_streams"]
    done = subprocess.run([*read, folder / name], check=True, capture_output=True)
    return json.dumps(json.loads(done.stdout))


@pytest.mark.parametrize("name", FORMS)
def test_a_film_says_nothing_but_what_is_seen(name: str, tmp_path: Path) -> None:
    """No place and no camera, in whichever form; the pictures and the sound are the same."""
    source = made(name, *FORMS[name])
    assert says_where(io.BytesIO(source), len(source))
    clean = without_film_notes(source)
    assert len(clean) == len(source)
    assert not any(secret in clean for secret in SECRETS)
    assert not says_where(io.BytesIO(clean), len(clean))
    assert without_film_notes(clean) is clean
    assert seen(clean, name, tmp_path) == seen(source, name, tmp_path)
    said = probed(clean, name, tmp_path)
    assert "Secret" not in said
    assert "48.2" not in said


@pytest.mark.parametrize("codec", [b"gpmd", b"mebx", b"camm"])
def test_a_track_of_places_goes(codec: bytes, tmp_path: Path) -> None:
    """With each of its samples."""
    source = tracked(codec)
    assert b"Secret 48.2082" in source
    clean = without_film_notes(source)
    assert not any(secret in clean for secret in SECRETS)
    assert seen(clean, "t.mp4", tmp_path) == seen(source, "t.mp4", tmp_path)


def test_what_players_show_stays() -> None:
    """Title and chapters of a recording in iTunes' form, and what has no notes at all."""
    source = made("a.m4a", "-vn", "-metadata", "title=Shown")
    assert b"Shown" in without_film_notes(source)
    for data in (b"", b"\0" * 40, b"RIFF1234WAVE", made("n.mp4", "-fflags", "+bitexact")):
        assert without_film_notes(data) is data


def test_a_webm_has_no_tags(tmp_path: Path) -> None:
    """They become an element that says nothing."""
    source = made("a.webm", "-c:v", "vp8", "-c:a", "libopus", *NOTES)
    assert b"Secret" in source
    clean = without_film_notes(source)
    assert not any(secret in clean for secret in SECRETS)
    assert seen(clean, "a.webm", tmp_path) == seen(source, "a.webm", tmp_path)


def test_a_damaged_film_is_no_crash() -> None:
    """Whatever byte of the index is wrong."""
    whole = bytearray(made("c.mp4", *FORMS["c.mp4"]))
    for at in range(whole.index(b"moov"), whole.index(b"mdat"), 7):
        kept, whole[at] = whole[at], 0xFF
        without_film_notes(bytes(whole))
        says_where(io.BytesIO(whole), len(whole))
        whole[at] = kept


def test_a_recording_with_a_place_is_refused_with_the_remedy(tmp_path: Path) -> None:
    """It is published as it is, byte by byte, so that its author takes the place out."""
    file = tmp_path / "001-a.mp4"
    file.write_bytes(made("a.mp4", *FORMS["a.mp4"]))
    said = measure_file(file, NoMemo())
    assert said == (
        "one that says where it was recorded"
        " (ffmpeg -i 001-a.mp4 -map_metadata -1 -c copy whole.mp4)"
    )
    remedy = ["-map_metadata", "-1", "-c", "copy", tmp_path / "whole.mp4"]
    subprocess.run([tool("ffmpeg"), "-v", "error", "-i", file, *remedy], check=True)
    assert not isinstance(measure_file(tmp_path / "whole.mp4", NoMemo()), str)
