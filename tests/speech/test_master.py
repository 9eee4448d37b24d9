"""A recording as it comes from the microphone becomes an MP3 as loud as all others, and no command
takes the place of one that somebody spoke."""

from __future__ import annotations

import errno
from pathlib import Path
from unittest.mock import Mock

import pytest
from click.testing import CliRunner, Result
from mutagen import MutagenError
from mutagen.id3 import ID3
from podhub.cli import narrate as narrating
from podhub.cli.master import master
from podhub.cli.narrate import narrate
from podhub.media.audio_lock import read_lock
from podhub.speech.ffmpeg import find_ffmpeg, run
from podhub.speech.levels import MONO
from podhub.speech.master import TRUE_PEAK, measure
from podhub.speech.tags import Tags, is_narrated, write_tags

from tests.speech.test_transcribe import EPISODE, SHOW

MP3 = "episodes/001-a-name.mp3"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A hub with an episode, and beside it a soft recording in stereo with a click in it."""
    (tmp_path / "hub/episodes").mkdir(parents=True)
    (tmp_path / "hub/episodes/show.yml").write_text(SHOW)
    (tmp_path / "hub/episodes/001-a-name.md").write_text(EPISODE.replace("---\n\n", "draft: true\n---\n\n"))  # fmt: skip
    note = "0.02*sin(2*PI*220*t)*(1+sin(2*PI*3*t))+if(between(t\\,2\\,2.001)\\,0.9\\,0)"
    sound = ["-f", "lavfi", "-i", f"aevalsrc={note}|{note}:s=48000:d=4"]
    run(find_ffmpeg(), [*sound, str(tmp_path / "Take 3.wav")])
    return tmp_path / "hub"


def call(command: object, root: Path, *arguments: object) -> Result:
    return CliRunner().invoke(command, [*map(str, arguments), "--root", str(root)])


def test_a_recording_becomes_an_mp3_as_loud_as_others(root: Path) -> None:
    raw = root.parent / "Take 3.wav"
    before = raw.read_bytes()
    done = call(master, root, 1, raw)
    assert done.exit_code == 0, done.output
    heard = measure(find_ffmpeg(), root / MP3)
    assert heard.integrated == pytest.approx(MONO, abs=0.2)
    assert heard.true_peak <= TRUE_PEAK
    assert read_lock(root)[0].facts[MP3].seconds == pytest.approx(4, abs=0.01)
    assert f"Wrote {MP3}: 0:04" in done.output
    assert "podhub transcribe 1" in done.output
    assert raw.read_bytes() == before


def test_an_mp3_that_is_there_is_left_alone(root: Path) -> None:
    """One beside the episode that is no MP3 is taken where none is named, and stays."""
    assert "expected RECORDING, or one beside the episode" in call(master, root, 1).output
    raw = (root.parent / "Take 3.wav").rename(root / "episodes/001-a-name.wav")
    done = call(master, root, 1)
    assert "Keep 001-a-name.wav elsewhere" in done.output
    (root / MP3).write_bytes(first := (root / MP3).read_bytes()[:-100])
    done = call(master, root, 1, raw)
    assert done.exit_code == 1
    assert f"{MP3}:1: audio: expected no MP3 yet, or --again to make it anew, found one" in done.output  # fmt: skip
    assert (root / MP3).read_bytes() == first
    assert "another file than the one that is to be written" in call(master, root, 1, root / MP3, "--again").output  # fmt: skip
    assert call(master, root, 1, raw, "--again").exit_code == 0


def test_an_episode_that_lacks_nothing_but_its_recording_gets_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it is no draft any more, or the raw one is of a kind that no app plays. Nothing but a
    shell knows what `~` is, and none reads it in quotes."""
    (root / "episodes/001-a-name.md").write_text(EPISODE)
    monkeypatch.setenv("HOME", str(root.parent))
    assert call(master, root, "a-name", "~/Take 3.wav").exit_code == 0
    run(find_ffmpeg(), ["-i", str(root.parent / "Take 3.wav"), str(root / "episodes/001-a-name.flac")])  # fmt: skip
    (root / MP3).unlink()
    assert call(master, root, 1).exit_code == 0
    assert "expected the number or name of an episode, found 2" in call(master, root, 2).output


@pytest.mark.parametrize(
    ("sound", "found"),
    [
        ("anullsrc=d=2", "nothing but silence"),
        ("aevalsrc=0.1*sin(1400*t)|-0.1*sin(1400*t):d=2", "cancel each other out (save it in one"),
        (None, "nvalid"),
    ],
)
def test_what_cannot_be_heard_is_told_and_nothing_is_written(
    root: Path, sound: str | None, found: str
) -> None:
    file = root.parent / "bad.wav"
    if sound:
        run(find_ffmpeg(), ["-f", "lavfi", "-i", sound, str(file)])
    else:
        file.write_text("words")
    done = call(master, root, 1, file)
    assert done.exit_code == 1
    assert "expected a recording that ffmpeg can hear" in done.output
    assert found in done.output
    assert sorted(one.name for one in (root / "episodes").iterdir()) == ["001-a-name.md", "show.yml"]  # fmt: skip


def test_a_full_disk_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no fault of the recording, nor of ffmpeg."""
    note = ["-f", "lavfi", "-i", "sine=d=1"]
    with pytest.raises(OSError, match="No space left on device: '/dev/full'"):
        run(find_ffmpeg(), [*note, "-f", "mp3", "/dev/full"])
    run(find_ffmpeg(), [*note, str(tmp_path / "a.mp3")])
    full = MutagenError(OSError(errno.ENOSPC, "No space left on device"))
    monkeypatch.setattr(ID3, "save", Mock(side_effect=full))
    with pytest.raises(OSError, match=r"No space left on device: '.*a\.mp3'"):
        write_tags(tmp_path / "a.mp3", Tags("A", "A", "A", 1, ()))


def test_no_script_is_spoken_over_a_recording_that_somebody_made(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoken: list[str] = []
    monkeypatch.setattr(
        narrating,
        "narrate_episode",
        lambda root, path, **rest: (spoken.append(path), (None, []))[1],
    )
    script = "episodes/001-a-name.script.md"
    (root / script).write_text("## A\n\nHello.\n")
    call(master, root, 1, root.parent / "Take 3.wav")
    done = call(narrate, root, 1)
    assert "expected no recording, one that `podhub narrate` made, or --again" in done.output
    assert done.exit_code == 1
    assert not spoken
    call(narrate, root, 1, "--again")
    assert spoken == [script]
    write_tags(root / MP3, Tags("A", "A", "A", 1, (), synthetic=True))
    assert is_narrated(root / MP3)
    call(narrate, root, 1)
    assert spoken == [script, script]
