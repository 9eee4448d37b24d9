"""Chapters that stand in the recording are an episode's moments, where its author wrote none."""

import io
import json
import subprocess
from pathlib import Path

import pytest
from mutagen.id3 import CHAP, ID3, TIT2, WXXX
from podhub.build.reading import read_catalog
from podhub.media.audio_lock import LOCK, lock_text, locked
from podhub.media.embedded_chapters import read_chapters
from podhub.model.podcast_parts import Moment

from tests.build.corpus import EPISODE, TEXTS, catalog_of, mp3
from tests.running import tool

METADATA = (
    ";FFMETADATA1\ntitle=A tone\n"
    "[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=2500\ntitle=Hello & welcome\n"
    "[CHAPTER]\nTIMEBASE=1/1000\nSTART=2500\nEND=6000\ntitle=Über alles\n"
)
WITHOUT_MOMENTS = TEXTS[EPISODE][: TEXTS[EPISODE].index("moments:")] + "---\n\nNotes.\n"


def tagged(*chapters: tuple[int, str, str | None]) -> bytes:
    """A minute of sound whose tags hold chapters: milliseconds, title, address."""
    tags = ID3()
    for number, (start, title, url) in enumerate(chapters):
        frames = [
            TIT2(encoding=3, text=[title]),
            *([WXXX(encoding=3, desc="", url=url)] if url else []),
        ]
        tags.add(
            CHAP(element_id=f"c{number}", start_time=start, end_time=start + 1, sub_frames=frames)
        )
    buffer = io.BytesIO(mp3(60.48))
    tags.save(buffer)
    return buffer.getvalue()


def read(file: Path, seconds: float) -> tuple[Moment, ...]:
    """The chapters of a file on this machine."""
    with file.open("rb") as stream:
        return read_chapters(stream, file.name, seconds)


@pytest.mark.parametrize("form", ["mp3", "m4a", "opus"])
def test_chapters_are_read_as_ffprobe_reads_them(form: str, tmp_path: Path) -> None:
    """In every kind of file that can hold them."""
    (tmp_path / "meta.txt").write_text(METADATA, encoding="utf-8")
    file = tmp_path / f"a.{form}"
    tone = [
        "-f",
        "lavfi",
        "-i",
        "sine=frequency=330:duration=6:sample_rate=48000",
        "-i",
        tmp_path / "meta.txt",
    ]
    codec = {"mp3": "libmp3lame", "m4a": "aac", "opus": "libopus"}[form]
    command = [
        tool("ffmpeg"),
        "-v",
        "error",
        *tone,
        "-map_metadata",
        "1",
        "-map_chapters",
        "1",
        "-c:a",
        codec,
        file,
    ]
    subprocess.run(command, check=True)
    probe = [tool("ffprobe"), "-v", "error", "-of", "json", "-show_chapters", file]
    theirs = json.loads(subprocess.run(probe, check=True, capture_output=True).stdout)["chapters"]
    assert [chapter["tags"]["title"] for chapter in theirs] == ["Hello & welcome", "Über alles"]
    ours = [(moment.at, moment.title) for moment in read(file, 6.0)]
    assert ours == [(float(chapter["start_time"]), chapter["tags"]["title"]) for chapter in theirs]


def test_moments_of_the_author_come_first(tmp_path: Path) -> None:
    """The recording is asked only where the author says nothing."""
    audio = tagged((1000, "From the file", "https://a.example/"))
    changes: dict[str, str | bytes | None] = {"episodes/001-ramp-time.mp3": audio}
    theirs = catalog_of(tmp_path / "a", changes).episodes["ramp-time"].fields.moments
    assert [moment.title for moment in theirs] == ["The first week", "The first deal"]
    [found] = (
        catalog_of(tmp_path / "b", {**changes, EPISODE: WITHOUT_MOMENTS})
        .episodes["ramp-time"]
        .fields.moments
    )
    assert (found.at, found.title, found.url) == (1.0, "From the file", "https://a.example/")


def test_chapters_outlive_the_recording_in_the_lock(tmp_path: Path) -> None:
    """A machine that has only the lock builds the same feed."""
    titles = 'Quotes: "{a}", [b] # c', "Émigré 😀"
    audio = tagged((1000, titles[0], "https://a.example/"), (2500, titles[1], None))
    measured = catalog_of(
        tmp_path, {"episodes/001-ramp-time.mp3": audio, EPISODE: WITHOUT_MOMENTS}
    ).episodes["ramp-time"]
    (tmp_path / LOCK).write_text(lock_text(locked([measured.audio])), encoding="utf-8")
    (tmp_path / "episodes/001-ramp-time.mp3").unlink()
    catalog, problems = read_catalog(tmp_path)
    assert problems == []
    known = catalog.episodes["ramp-time"]
    assert not known.audio.present
    assert known.fields.moments == measured.fields.moments
    assert [moment.title for moment in known.fields.moments] == list(titles)


def test_chapters_that_no_app_could_use_are_made_to_fit(tmp_path: Path) -> None:
    """Programs wrote them, and nobody is left to ask: too long, out of order, twice, beyond the
    end, without a title."""
    long, twice = (2000, "x" * 200, None), (9000, "Third", None)
    audio = tagged(
        (9000, "Third", "javascript:alert(1)"),
        long,
        twice,
        (999_000, "Late", None),
        (5000, "", None),
    )
    file = tmp_path / "a.mp3"
    file.write_bytes(audio)
    found = read(file, 60.48)
    assert [(moment.at, moment.title, moment.url) for moment in found] == [
        (2.0, "x" * 127 + "…", None),
        (9.0, "Third", None),
    ]


def test_a_file_without_tags_has_no_chapters(tmp_path: Path) -> None:
    """Nor has one of a kind that holds none."""
    assert (
        catalog_of(tmp_path, {EPISODE: WITHOUT_MOMENTS}).episodes["ramp-time"].fields.moments == ()
    )
    (tmp_path / "a.wav").write_bytes(b"")
    assert read(tmp_path / "a.wav", 60) == ()
