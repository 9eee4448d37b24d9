"""What lies in the content folders, whatever a disk may hold."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from podhub.read.folders import content_files


def findings(root: Path) -> list[str]:
    """The lines that an author reads of a hub's files."""
    return sorted(map(str, content_files(root)[1]))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A hub with no file."""
    for name in ("docs", "episodes"):
        (tmp_path / name).mkdir()
    return tmp_path


@pytest.mark.parametrize("target", ["loop", "../docs/loop", "loop/more"])
def test_a_link_to_itself_is_refused(root: Path, target: str) -> None:
    """To be asked what it leads to is an error of the system's."""
    (root / "docs/loop").symlink_to(target)
    expected = "a file of its own inside docs/ or episodes/, found a link that leads elsewhere"
    assert findings(root) == [f"docs/loop:1: file: expected {expected}"]


def test_a_folder_that_cannot_be_read_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All in it would be missing on the site, and nobody would know why. One that went away
    meanwhile is none."""
    for name in ("docs/closed", "docs/gone"):
        (root / name).mkdir()
    scandir = os.scandir

    def refusing(place: Path) -> object:
        if place.name == "closed":
            raise PermissionError(13, "Permission denied", str(place))
        if place.name == "gone":
            raise FileNotFoundError(2, "No such file or directory", str(place))
        return scandir(place)

    monkeypatch.setattr(os, "scandir", refusing)
    (root / "episodes").rmdir()
    (root / "episodes").write_text("A file where a folder should be.", encoding="utf-8")
    assert findings(root) == [
        "docs/closed:1: file: expected a folder that can be read, found Permission denied",
        "episodes:1: file: expected a folder that can be read, found Not a directory",
    ]


def test_a_picture_that_cannot_be_read_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a text that cannot."""
    (root / "docs/a.png").write_bytes(b"")

    def refusing(file: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(file))

    monkeypatch.setattr(Path, "read_bytes", refusing)
    expected = "file: expected a file that can be read, found Permission denied"
    assert findings(root) == [f"docs/a.png:1: {expected}"]


def test_what_is_neither_file_nor_folder_is_refused(root: Path) -> None:
    """Whoever reads a pipe waits for somebody who writes into it."""
    os.mkfifo(root / "docs/a.md")
    expected = "file: expected a file or a folder, found neither (a pipe, a socket, a device)"
    assert findings(root) == [f"docs/a.md:1: {expected}"]
