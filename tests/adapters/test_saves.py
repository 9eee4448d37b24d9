"""What counts as a save, and what does not."""

from __future__ import annotations

import errno
from pathlib import Path
from threading import Event, Thread

import pytest
from podhub.adapters.saves import CHANGES, Saves, _Notes
from podhub.build.engine import PACKAGE
from watchdog.events import DirModifiedEvent, FileModifiedEvent, FileMovedEvent, FileSystemEvent
from watchdog.observers import Observer

from tests.running import until


def test_what_programs_leave_beside_files_is_no_change() -> None:
    """Compiled modules, which Python writes under another name first, and editors' own files."""
    noted: list[str] = []
    notes = _Notes(lambda path, _: noted.append(path), (Path("/hub/docs"),))
    beside = f"{PACKAGE}/cli/__pycache__/serve.cpython-311.pyc"
    notes.on_any_event(FileMovedEvent(f"{beside}.14023", beside))
    for name in (".a.md.swx", "a.md~", ".a.md.swp"):
        notes.on_any_event(FileModifiedEvent(f"/hub/docs/{name}"))
    assert noted == []
    notes.on_any_event(FileMovedEvent("/hub/docs/a.md~", "/hub/docs/a.md"))
    assert noted == ["/hub/docs/a.md"]


def test_that_files_are_read_is_told_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each plan reads all of them. A folder is modified by each file that comes and goes."""
    told: list[FileSystemEvent] = []
    monkeypatch.setattr(_Notes, "on_any_event", lambda self, event: told.append(event))
    files = [tmp_path / "docs" / f"{number}.md" for number in range(20)]
    (tmp_path / "docs").mkdir()
    for file in files:
        file.write_text("A text.", encoding="utf-8")
    saves = Saves(tmp_path, [tmp_path / "docs"], [], print)
    for file in files:
        file.read_bytes()
    files[0].write_text("Another text.", encoding="utf-8")
    until(lambda: bool(told), "a save")
    saves.end()
    assert {event.src_path for event in told} == {str(files[0])}
    assert DirModifiedEvent not in CHANGES


def test_a_file_that_may_be_read_now_is_told(tmp_path: Path) -> None:
    """It was refused when nobody could, and its text is the same."""
    file = tmp_path / "docs/a.md"
    file.parent.mkdir()
    file.write_text("A text.", encoding="utf-8")
    saves = Saves(tmp_path, [file.parent], [], print)
    for changed in (file, file.parent):
        changed.chmod(0o700)
        until(lambda changed=changed: str(changed) in saves._changed, "a look")
        saves.wait()
    saves.end()


def test_what_is_written_without_a_pause_is_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody copies a long recording, and edits a text."""
    monkeypatch.setattr("podhub.adapters.saves.LONGEST", 0.1)
    saves, ended = Saves(tmp_path, [], [], print), Event()

    def write() -> None:
        while not ended.wait(0.001):
            saves._note("/hub/episodes/a.mp3", False)

    def give_up() -> None:
        if not ended.wait(20):
            saves.end()

    threads = [Thread(target=write), Thread(target=give_up)]
    for thread in threads:
        thread.start()
    seen = saves.wait()
    ended.set()
    for thread in threads:
        thread.join()
    saves.end()
    assert seen == {"/hub/episodes/a.mp3"}


def test_a_folder_that_a_link_leads_to_is_watched(tmp_path: Path) -> None:
    """Wherever the link leads: to another one after a while."""
    root, link = tmp_path / "hub", tmp_path / "hub/docs"
    root.mkdir()
    saves = Saves(root, [link], [], print)
    for name in ("one", "two"):
        file = tmp_path / name / "a.md"
        file.parent.mkdir()
        beside = root / "new"
        beside.symlink_to(file.parent)
        beside.replace(link)
        until(lambda: str(link) in saves._changed, "the link")
        saves.wait()
        file.write_text("A text.", encoding="utf-8")
        until(lambda file=file: str(file) in saves._changed, "a save")
        saves.wait()
    saves.end()


def test_a_file_that_settings_name_is_watched(tmp_path: Path) -> None:
    """Also after it was replaced by another."""
    file, beside = tmp_path / "data/prices.csv", tmp_path / "data/new"
    file.parent.mkdir()
    file.write_text("1", encoding="utf-8")
    saves = Saves(tmp_path, [], [], print)
    saves.watch([file])
    for text in ("2", "3"):
        beside.write_text(text, encoding="utf-8")
        beside.replace(file)
        until(lambda: str(file) in saves._changed, "a save")
        saves.wait()
    saves.end()


@pytest.mark.parametrize("refused", ["__init__", "start", "schedule"])
def test_where_the_system_tells_of_nothing_more_files_are_looked_at(
    refused: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Other programs of the same user may have taken all that Linux gives: editors take much."""

    def refuse(*args: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    said: list[str] = []
    (tmp_path / "docs").mkdir()
    if refused != "schedule":
        monkeypatch.setattr(Observer, refused, refuse)
    saves = Saves(tmp_path, [tmp_path / "docs"], [], said.append)
    if refused == "schedule":  # a folder more, later
        monkeypatch.setattr(Observer, refused, refuse)
        saves.watch()
    assert said == [
        "note: inotify watch limit reached; changes are looked for once a second instead"
    ]
    (tmp_path / "docs/a.md").write_text("A text.", encoding="utf-8")
    until(lambda: str(tmp_path / "docs/a.md") in saves._changed, "a save")
    saves.watch()
    assert len(said) == 1
    saves.end()
