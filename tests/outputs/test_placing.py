"""Recordings get into the site without being copied, on any disk, and never by halves."""

import os
import shutil
from pathlib import Path

import pytest
from podhub.media.fingerprints import Fingerprints
from podhub.model.media import Audio
from podhub.outputs import placing
from podhub.outputs.placing import Placing

PATH = "audio/001-a.mp3"
SOUND = b"sound" * 1000


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A recording in the repository, two days old."""
    file = tmp_path / "001-a.mp3"
    file.write_bytes(SOUND)
    os.utime(file, (1_000_000_000, 1_000_000_000))
    return file


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What is copied, as it is copied."""
    copied: list[Path] = []

    def copy(source: Path, target: Path) -> None:
        copied.append(source)
        shutil.copy2(source, target)

    monkeypatch.setattr(placing, "_copy", copy)
    return copied


@pytest.fixture
def no_links_to(monkeypatch: pytest.MonkeyPatch, recording: Path) -> None:
    """The repository lies on another disk than the site."""
    link = os.link

    def refuse(source: Path, target: Path) -> None:
        if source == recording:
            raise OSError(18, "Invalid cross-device link")
        link(source, target)

    monkeypatch.setattr(os, "link", refuse)


def audio(*, present: bool = True, sha256: str | None = None) -> Audio:
    """The facts of the recording."""
    return Audio(PATH, len(SOUND), 5.0, "audio/mpeg", "episodes/001-a.mp3", sha256, present=present)


def test_a_recording_is_linked(tmp_path: Path, recording: Path, copies: list[Path]) -> None:
    """It takes no time and no room, and a second build finds it there already."""
    for _ in range(2):
        Placing().place(recording, tmp_path / "site", PATH, audio())
    assert (tmp_path / "site" / PATH).samefile(recording)
    assert copies == []


@pytest.mark.usefixtures("no_links_to")
def test_on_another_disk_it_is_copied_once(
    tmp_path: Path, recording: Path, copies: list[Path]
) -> None:
    """The next site takes it from the one before; a recording that changed is copied again."""
    Placing().place(recording, tmp_path / "1", PATH, audio())
    assert copies == [recording]
    Placing(tmp_path / "1").place(recording, tmp_path / "2", PATH, audio())
    assert copies == [recording]
    assert (tmp_path / "2" / PATH).samefile(tmp_path / "1" / PATH)
    recording.write_bytes(b"other" * 1000)
    Placing(tmp_path / "2").place(recording, tmp_path / "3", PATH, audio())
    assert copies == [recording, recording]
    assert (tmp_path / "3" / PATH).read_bytes() == b"other" * 1000
    assert (tmp_path / "2" / PATH).read_bytes() == SOUND


def test_without_any_links_it_is_copied(
    tmp_path: Path, recording: Path, copies: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a memory stick, say."""

    def refuse(source: Path, target: Path) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "symlink_to", refuse)
    for site in ("1", "2"):
        Placing(tmp_path / "1", preview=True).place(recording, tmp_path / site, PATH, audio())
        assert (tmp_path / site / PATH).read_bytes() == SOUND
    assert copies == [recording, recording]


def test_a_preview_points_to_it(tmp_path: Path, recording: Path, copies: list[Path]) -> None:
    """Previews are made in the system's folder for what is thrown away, mostly on another disk."""
    Placing(preview=True).place(recording, tmp_path / "site", PATH, audio())
    assert (tmp_path / "site" / PATH).is_symlink()
    assert (tmp_path / "site" / PATH).read_bytes() == SOUND


def test_what_is_not_on_this_machine_comes_from_the_site_before(
    tmp_path: Path, recording: Path
) -> None:
    """If it is the very recording that the lock knows; otherwise it is missing, and said to be."""
    fingerprints = Fingerprints(tmp_path / "cache.json")
    digest = fingerprints.of(recording)
    Placing().place(recording, tmp_path / "1", PATH, audio())
    recording.unlink()
    second = Placing(tmp_path / "1", fingerprints=fingerprints)
    second.place(recording, tmp_path / "2", PATH, audio(present=False, sha256=digest))
    assert (tmp_path / "2" / PATH).read_bytes() == SOUND
    assert second.missing == {}
    for before, wanted in (
        (tmp_path / "2", "0" * 64),
        (tmp_path / "nowhere", digest),
        (None, digest),
    ):
        third = Placing(before, fingerprints=fingerprints)
        third.place(recording, tmp_path / "3", PATH, audio(present=False, sha256=wanted))
        assert list(third.missing) == [PATH]
        assert not (tmp_path / "3" / PATH).exists()
