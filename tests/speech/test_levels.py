"""A recording is heard as listeners hear it, and what is out of range is told with the file and the
goal."""

import subprocess
from pathlib import Path

import pytest
from podhub.speech.ffmpeg import EncoderError, find_ffmpeg
from podhub.speech.levels import Levels, faults, figures, levels

from tests.running import Hub, tool

NOTES = """\
---
title: A tone
date: 2026-11-23 09:00 +0000
summary: A tone.
guid: 11111111-2222-4333-8444-555555555555
---

Nothing but a tone.
"""


def make(
    file: Path,
    *,
    channels: int = 1,
    gain: float = 0,
    before: float = 0,
    after: float = 0,
    seconds: float = 6,
) -> Levels:
    """Write a tone that is right for its channels but for `gain`, with silence around it, and
    listen to it.

    A sine of 997 Hz with its crest at 0 dBFS has −3.01 LUFS in one channel, and the same in two has
    3.01 LU more (BS.1770). As WAVE it keeps that; the usual encoder of MP3 takes away half a unit.
    """
    crest = 10 ** ((-19 + 3.01 + gain) / 20)
    sine = f"aevalsrc={crest:.4f}*sin(2*PI*997*t):sample_rate=44100:duration={seconds}"
    chain = f"adelay={before * 1000:.0f}:all=1,apad=pad_dur={after}"
    form = ["-ac", str(channels), str(file)]
    pan = f"pan={'stereo|c0=c0|c1=c0' if channels == 2 else 'mono|c0=c0'}"
    subprocess.run(
        [
            tool("ffmpeg"),
            "-v",
            "error",
            "-y",
            "-f",
            "lavfi",
            "-i",
            sine,
            "-af",
            f"{chain},{pan}",
            *form,
        ],
        check=True,
    )
    return levels(find_ffmpeg(), file)


@pytest.mark.parametrize(("channels", "wanted"), [(1, -19), (2, -16)])
def test_a_recording_that_is_right_has_no_fault(
    tmp_path: Path, channels: int, wanted: float
) -> None:
    """Each form has its own goal: two speakers with the same sound are 3 LU louder than one."""
    heard = make(tmp_path / "a.wav", channels=channels, before=0.3, after=0.4)
    assert heard.channels == channels
    assert heard.loudness.integrated == pytest.approx(wanted, abs=0.3)
    assert (heard.before, heard.after) == pytest.approx((0.3, 0.4), abs=0.1)
    assert faults("a.mp3", heard) == []


def test_everything_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    """Too loud, clipped, and silent for too long at both ends."""
    heard = make(tmp_path / "a.wav", gain=17, before=1.5, after=3)
    assert [figure.right for figure in figures(heard)] == [False, False, False, False]
    told = [str(fault).partition(", found")[0] for fault in faults("a.mp3", heard)]
    assert told == [
        "a.mp3:1: loudness: expected -19 LUFS in mono, give or take 1",
        "a.mp3:1: true peak: expected less than -1 dBTP",
        "a.mp3:1: silence: expected at most 1 s before the first sound",
        "a.mp3:1: silence: expected at most 1 s after the last sound",
    ]


@pytest.mark.parametrize("gain", [-1.5, 1.5])
def test_loudness_may_differ_by_one_unit_and_no_more(tmp_path: Path, gain: float) -> None:
    assert [fault.field for fault in faults("a.mp3", make(tmp_path / "a.wav", gain=gain))] == [
        "loudness"
    ]
    assert faults("a.mp3", make(tmp_path / "b.wav", gain=gain / 2)) == []


def test_what_cannot_be_heard_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_text("no sound")
    with pytest.raises(EncoderError):
        levels(find_ffmpeg(), tmp_path / "a.mp3")


def test_the_command_measures_every_recording(hub: Hub) -> None:
    """One table; exit code 0 and nothing on standard error while all is right, 1 and a line a
    figure when it is not."""
    done = hub.run("audio")
    assert (done.returncode, done.stderr) == (0, "")
    recordings = sorted(file.name for file in (hub.root / "episodes").glob("*.mp3"))
    rows = [line for line in done.stdout.splitlines() if ".mp3" in line]
    assert [row.split()[0] for row in rows] == recordings
    assert all(row.count("✓") == 4 for row in rows)

    for file in (hub.root / "episodes").glob("00[1-9]-*"):  # to hear them once is enough
        file.unlink()
    hub.write("episodes/998-a-tone.md", NOTES)
    make(hub.root / "episodes/998-a-tone.mp3", gain=-8, after=2)
    done = hub.run("audio")
    assert done.returncode == 1
    (row,) = [line for line in done.stdout.splitlines() if "998-a-tone.mp3" in line]
    assert (row.count("✓"), row.count("✗")) == (2, 2)
    loudness, silence = done.stderr.splitlines()
    assert loudness.startswith(
        "episodes/998-a-tone.mp3:1: loudness: expected -19 LUFS in mono, give or take 1, found -2"
    )
    assert silence.startswith(
        "episodes/998-a-tone.mp3:1: silence: expected at most 1 s after the last sound, found 2."
    )
    assert "2 mistakes to fix" in done.stdout
