"""`scripts/hub tag` writes into an author's own MP3 what a player shows that has nothing else;
ffprobe looks."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.running import Hub, tool

EPISODE = """\
---
title: The first ninety days
date: 2030-01-01 09:00 +0000
summary: What to do in them.
guid: 1b1a3f2e-7b1c-4f5e-9d6a-0a1b2c3d4e5f
moments:
  - {at: "0:00", title: Before the first day}
  - {at: "0:02.5", title: "The first week: calls"}
---

Notes.
"""


def probe(file: Path) -> dict[str, Any]:
    """What ffprobe says of a file: its tags, chapters and streams."""
    command = [
        tool("ffprobe"),
        "-v",
        "error",
        "-show_format",
        "-show_chapters",
        "-show_streams",
        "-of",
        "json",
        file,
    ]
    answer: dict[str, Any] = json.loads(
        subprocess.run(command, capture_output=True, check=True).stdout
    )
    return answer


def sound(file: Path) -> str:
    """A hash of what is heard."""
    command = [tool("ffmpeg"), "-v", "error", "-i", file, "-map", "0:a", "-f", "md5", "-"]
    return subprocess.run(command, capture_output=True, check=True, text=True).stdout


def test_title_cover_and_chapters_are_in_the_file(hub: Hub) -> None:
    """What ffprobe finds is what the episode says; the sound and the author's own tags stay; the
    lock knows the new file."""
    audio = hub.root / "episodes/090-the-first-ninety-days.mp3"
    made = [
        "-f",
        "lavfi",
        "-i",
        "sine=frequency=330:duration=6",
        "-metadata",
        "composer=Somebody",
        "-id3v2_version",
        "3",
        audio,
    ]
    subprocess.run([tool("ffmpeg"), "-v", "error", *made], check=True)
    audio.with_suffix(".md").write_text(EPISODE, encoding="utf-8")
    assert hub.run("check").returncode == 0
    heard = sound(audio)
    done = hub.run("tag", "90")
    assert (done.returncode, done.stderr) == (0, "")
    assert (
        done.stdout
        == "Wrote title, cover and 2 chapters into episodes/090-the-first-ninety-days.mp3; commit it.\n"
    )
    seen = probe(audio)
    tags = seen["format"]["tags"]
    assert (tags["title"], tags["track"], tags["composer"]) == (
        "The first ninety days",
        "90",
        "Somebody",
    )
    assert [(c["start_time"], c["tags"]["title"]) for c in seen["chapters"]] == [
        ("0.000000", "Before the first day"),
        ("2.500000", "The first week: calls"),
    ]
    assert [stream["codec_name"] for stream in seen["streams"]] == ["mp3", "mjpeg"]
    assert sound(audio) == heard
    assert hub.run("check").returncode == 0
    again = audio.read_bytes()
    hub.run("tag", "90")
    assert audio.read_bytes() == again


@pytest.mark.parametrize("has_ledger", [True, False], ids=["with a ledger", "without one"])
def test_a_public_recording_is_left_alone(hub: Hub, has_ledger: bool) -> None:
    """Apps know it by its bytes: the file stays as it was, and the author reads why. Its date says
    enough."""
    audio = hub.root / "episodes/001-training-or-coaching.mp3"
    if not has_ledger:
        (hub.root / "episodes/ledger.yml").unlink()
    before = audio.read_bytes()
    done = hub.run("tag", "1", "--now", "2026-11-24 09:00 +0000")
    assert done.returncode == 1
    assert "episodes/001-training-or-coaching.md:" in done.stderr
    assert "expected an episode that is not public yet" in done.stderr
    assert audio.read_bytes() == before
    assert hub.run("tag", "no-such-episode").returncode == 2


def test_more_chapters_than_an_mp3_holds_are_refused(hub: Hub) -> None:
    """Its table of contents counts them in one byte; the file stays to the byte."""
    audio = hub.root / "episodes/090-many.mp3"
    made = ["-f", "lavfi", "-i", "sine=duration=300", "-b:a", "32k", audio]
    subprocess.run([tool("ffmpeg"), "-v", "error", *made], check=True)
    moments = "".join(
        f'  - {{at: "{at // 60}:{at % 60:02}", title: Moment {at}}}\n' for at in range(290)
    )
    head = EPISODE[: EPISODE.index("moments:")].replace("2030", "2093")
    text = f"{head}moments:\n{moments}---\n\nNotes.\n"
    audio.with_suffix(".md").write_text(text, encoding="utf-8")
    before = audio.read_bytes()
    done = hub.run("tag", "90")
    assert done.returncode == 1
    assert (
        "episodes/090-many.md:6: moments: expected at most 255 moments to write into an MP3, found "
        "290 (apps get all of them from the feed; leave some out for the file)"
    ) in done.stderr
    assert "Traceback" not in done.stderr
    assert audio.read_bytes() == before
