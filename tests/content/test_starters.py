"""A new file is right from its first line on, and not public until its author says so."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from podhub.content.starters import KINDS, start_file

from tests.content.corpus import NOW, catalog_of, mistakes, mp3

WRITTEN = datetime(2026, 6, 1, 9, 30, tzinfo=timezone(timedelta(hours=-3)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("title", ["Why is “ramp time” so long?", "C:\\ #1 -- 'it''s' \"so\"", "Été: ça va? {no} [yes]"])
def test_a_new_file_is_right_and_a_draft(tmp_path: Path, kind: str, title: str) -> None:
    """Whatever signs its title holds, it is read back as it was given."""
    started = start_file(kind, title, catalog_of(tmp_path), WRITTEN, "a-new-guid")
    assert isinstance(started, tuple)
    path, text, advice = started
    changes: dict[str, str | bytes | None] = {path: text}
    if kind == "episode":
        changes[path.replace(".md", ".mp3")] = mp3(60)
    catalog = catalog_of(tmp_path, changes)
    (entry,) = [entry for entry in catalog.entries() if entry.path == path]
    assert entry.title == title
    assert entry.held(NOW) == "draft"
    assert kind == "definition" or entry.date == WRITTEN
    assert "scripts/hub serve" in advice
    for name in type(entry.fields).model_fields:
        assert name in text, f"the file says that {name} exists"


def test_a_new_episode_is_the_next_one(tmp_path: Path) -> None:
    """Its number follows the highest, its guid is written once; its sound may be missing until it is to be public."""
    started = start_file("episode", "Two", catalog_of(tmp_path), WRITTEN, "a-new-guid")
    assert isinstance(started, tuple)
    path, text, _ = started
    assert path == "episodes/002-two.md"
    assert "guid: a-new-guid\n" in text
    assert mistakes(tmp_path, {path: text}) == []
    public = text.replace("draft: true", "draft: false")
    assert mistakes(tmp_path, {path: public})[0] == (
        f"{path}:1: audio: expected an audio file beside it, such as episodes/002-two.mp3, found none"
    )


@pytest.mark.parametrize(
    ("kind", "samples"),
    [
        ("article", {"description": "What a reader will", "key_points[1]": "One short", "text": "Begin with|## A head|One ex"}),
        ("definition", {"definition": "What it means, in", "text": "A paragraph or two"}),
        ("episode", {"summary": "What a listener will", "text": "Show notes: what"}),
    ],
)
def test_a_new_file_is_not_public_as_it_was_begun(tmp_path: Path, kind: str, samples: dict[str, str]) -> None:
    """Everything that its author has not written is named, each with its line; of a draft, nothing."""
    started = start_file(kind, "Two", catalog_of(tmp_path), WRITTEN, "a-new-guid")
    assert isinstance(started, tuple)
    path, text, _ = started
    public = text.replace("draft: true  # not public until you remove this line\n", "")
    said = mistakes(tmp_path, {path: public, path.replace(".md", ".mp3"): mp3(60)})
    lines = public.split("\n")
    expected = [
        (f"{path}:{number}: {field}: expected a text of your own, found the text of the new file", begin)
        for field, begins in samples.items()
        for begin in begins.split("|")
        for number, line in enumerate(lines, start=1)
        if begin in line and not line.startswith("# ")  # a hint
    ]
    assert len(said) == len(expected)
    assert all(line.startswith(start) and begin in line for line, (start, begin) in zip(said, expected, strict=True))


@pytest.mark.parametrize(
    ("kind", "title", "reason"),
    [
        ("article", "???", 'expected a title with letters in it, found "???"'),
        ("definition", "A vs B", 'expected a title without "vs" (comparisons are made from two definitions), found "A vs B"'),
        ("episode", "Ramp time", "expected a new name, found episodes/001-ramp-time.md already"),
    ],
)
def test_a_title_that_makes_no_file_is_told(tmp_path: Path, kind: str, title: str, reason: str) -> None:
    """In one sentence, and nothing is written."""
    assert start_file(kind, title, catalog_of(tmp_path), WRITTEN, "g") == reason
