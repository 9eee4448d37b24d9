"""Chapters that stand in the recording are an episode's moments, where its author wrote none."""

import io
import json
import subprocess
from pathlib import Path

import pytest
from mutagen.id3 import APIC, CHAP, CTOC, ID3, TIT2, WXXX
from podhub.build.reading import read_catalog
from podhub.media.audio_lock import LOCK, lock_text, locked
from podhub.media.embedded_chapters import with_chapters
from podhub.model.media import RecordingFacts
from podhub.model.podcast_parts import RecordedMoment

from tests.build.corpus import EPISODE, TEXTS, catalog_of, mistakes, mp3
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


def read(file: Path, seconds: float) -> tuple[RecordedMoment, ...]:
    """The chapters of a file on this machine."""
    with file.open("rb") as stream:
        return with_chapters(
            stream, file.name, RecordingFacts(file.stat().st_size, seconds, "")
        ).chapters


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
    titles = 'Quotes: "{a}", [[b]] # c %% d %%', "Émigré 😀"
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


def with_tables(*tables: tuple[str, int, list[str]]) -> bytes:
    """A minute of sound with three chapters and tables of contents: name, flags, what it names."""
    tags = ID3()
    for number, title in enumerate(("Open", "A picture of the sponsor", "Close")):
        frames = [TIT2(encoding=3, text=[title])]
        start = number * 20_000
        name = f"c{number + 1}"
        tags.add(CHAP(element_id=name, start_time=start, end_time=start + 9, sub_frames=frames))
    for name, flags, children in tables:
        tags.add(CTOC(element_id=name, flags=flags, child_element_ids=children, sub_frames=[]))
    buffer = io.BytesIO(mp3(60.48))
    tags.save(buffer)
    return buffer.getvalue()


ALL = ["Open", "A picture of the sponsor", "Close"]


@pytest.mark.parametrize(
    ("tables", "titles"),
    [
        ([("toc", 3, ["c1", "c3"])], ["Open", "Close"]),
        ([("toc", 3, ["c3", "c1"])], ["Open", "Close"]),
        ([("toc", 3, ["part", "c3"]), ("part", 1, ["c1", "part"])], ["Open", "Close"]),
        ([("toc", 3, ["c1"]), ("unused", 1, ["c2"])], ["Open"]),
        ([("a", 1, ["c1"]), ("b", 1, ["c3"])], ["Open", "Close"]),
        ([("toc", 3, [])], ALL),
        ([("toc", 3, ["x", "y"])], ALL),
        ([], ALL),
    ],
)
def test_chapters_that_no_table_of_contents_names_are_hidden(
    tables: list[tuple[str, int, list[str]]], titles: list[str], tmp_path: Path
) -> None:
    """Programs leave out of it those that only change the picture; a table may name another."""
    file = tmp_path / "a.mp3"
    file.write_bytes(with_tables(*tables))
    assert [moment.title for moment in read(file, 60.48)] == titles


def chapter_track(folder: Path, metadata: str, *options: str, name: str = "a.m4a") -> Path:
    """A file whose chapters stand in a track, as Apple's programs write them."""
    (folder / "meta.txt").write_text(metadata, encoding="utf-8")
    file = folder / name
    tone = ["-f", "lavfi", "-i", "sine=duration=6", "-i", folder / "meta.txt"]
    chosen = ["-map", "0:a", "-map_chapters", "1", "-c:a", "aac", *options]
    subprocess.run([tool("ffmpeg"), "-v", "error", *tone, *chosen, file], check=True)
    return file


TRACKS = {
    "a track alone": ["-movflags", "disable_chpl"],
    "a track and a list": [],
    "an index in front": ["-movflags", "disable_chpl+faststart"],
}


@pytest.mark.parametrize("form", TRACKS)
@pytest.mark.parametrize("first", [0, 1500])
def test_chapters_in_a_track_are_read_as_ffprobe_reads_them(
    form: str, first: int, tmp_path: Path
) -> None:
    """One list, from wherever it begins."""
    metadata = METADATA.replace("START=0\n", f"START={first}\n")
    file = chapter_track(tmp_path, metadata, *TRACKS[form])
    probe = [tool("ffprobe"), "-v", "error", "-of", "json", "-show_chapters", file]
    theirs = json.loads(subprocess.run(probe, check=True, capture_output=True).stdout)["chapters"]
    ours = [(moment.at, moment.title) for moment in read(file, 6.0)]
    assert [title for _, title in ours] == ["Hello & welcome", "Über alles"]
    assert ours == [(float(chapter["start_time"]), chapter["tags"]["title"]) for chapter in theirs]


def test_an_old_films_chapters_are_read_too(tmp_path: Path) -> None:
    """QuickTime's own form."""
    file = chapter_track(tmp_path, METADATA, name="a.mov")
    assert [moment.title for moment in read(file, 6.0)] == ["Hello & welcome", "Über alles"]


def test_a_damaged_chapter_track_is_no_crash(tmp_path: Path) -> None:
    """Whatever byte of the index is wrong."""
    whole = bytearray(chapter_track(tmp_path, METADATA, "-movflags", "disable_chpl").read_bytes())
    for at in range(whole.index(b"moov"), len(whole), 3):
        kept, whole[at] = whole[at], 0xFF
        with_chapters(io.BytesIO(whole), "a.m4a", RecordingFacts(len(whole), 6.0, ""))
        whole[at] = kept


def test_pictures_that_stay_in_the_recording_are_told(tmp_path: Path) -> None:
    """Apps get chapters from the feed, and no picture with them; the lock remembers it."""
    tags = ID3(io.BytesIO(with_tables()))
    picture = APIC(encoding=0, mime="image/png", type=0, desc="", data=b"\x89PNG")
    tags.getall("CHAP")[1].sub_frames.add(picture)
    sound = io.BytesIO(mp3(60.48))
    tags.save(sound)
    changes: dict[str, str | bytes | None] = {
        "episodes/001-ramp-time.mp3": sound.getvalue(),
        EPISODE: WITHOUT_MOMENTS,
    }
    said = [
        "episodes/001-ramp-time.md:1: note: audio: expected moments whose image names a picture, "
        "since apps get none out of a recording, found 1 in it [chapter-pictures]"
    ]
    assert mistakes(tmp_path, changes) == said
    audio = catalog_of(tmp_path, changes).episodes["ramp-time"].audio
    lock = lock_text(locked([audio]))
    assert mistakes(tmp_path, {**changes, LOCK: lock}) == said
    # An author's own moments say what is shown.
    del changes[EPISODE]
    assert mistakes(tmp_path / "own", changes) == []
