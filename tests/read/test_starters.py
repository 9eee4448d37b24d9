"""A new file is right from its first line on, and not public until its author says so."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from podhub.read.new_files import KINDS, start_file

from tests.build.corpus import NOW, catalog_of, mistakes, mp3

WRITTEN = datetime(2026, 6, 1, 9, 30, tzinfo=timezone(timedelta(hours=-3)))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "title", ["Why is “ramp time” so long?", "C:\\ #1 -- 'it''s' \"so\"", "Été: ça va? {no} [yes]"]
)
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
    assert kind in ("definition", "guide") or entry.date == WRITTEN
    assert "podhub serve" in advice
    for name in type(entry.fields).model_fields:
        assert name in text, f"the file says that {name} exists"


def test_a_new_episode_is_the_next_one(tmp_path: Path) -> None:
    """Its number follows the highest, its guid is written once; its sound may be missing until it
    is to be public."""
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
        (
            "article",
            {
                "description": "What a reader will",
                "key_points[1]": "One short",
                "text": "Begin with|## A head|One ex",
            },
        ),
        ("definition", {"definition": "What it means, in", "text": "A paragraph or two"}),
        ("episode", {"summary": "What a listener will", "text": "Show notes: what"}),
        ("guide", {"description": "What a reader will", "text": "What the answers were"}),
    ],
)
def test_a_new_file_is_not_public_as_it_was_begun(
    tmp_path: Path, kind: str, samples: dict[str, str]
) -> None:
    """Everything that its author has not written is named, each with its line; of a draft,
    nothing."""
    started = start_file(kind, "Two", catalog_of(tmp_path), WRITTEN, "a-new-guid")
    assert isinstance(started, tuple)
    path, text, _ = started
    public = text.replace("draft: true  # not public until you remove this line\n", "")
    said = mistakes(
        tmp_path,
        {path: public} | ({path.replace(".md", ".mp3"): mp3(60)} if kind == "episode" else {}),
    )
    lines = public.split("\n")
    expected = [
        (
            f"{path}:{number}: {field}: expected a text of your own, found the text of the new file",
            begin,
        )
        for field, begins in samples.items()
        for begin in begins.split("|")
        for number, line in enumerate(lines, start=1)
        if begin in line and not line.startswith("# ")  # a hint
    ]
    assert len(said) == len(expected)
    assert all(
        line.startswith(start) and begin in line
        for line, (start, begin) in zip(said, expected, strict=True)
    )


@pytest.mark.parametrize(
    ("kind", "title", "reason"),
    [
        (
            "article",
            "Привет мир",
            "expected a title with letters from A to Z, of which its address can be made, or a name for it: "
            'podhub new article "Привет мир" --name a-name',
        ),
        ("article", "a" * 300, "expected a title of at most 255 characters, found 300"),
        (
            "episode",
            "Episode 9: the call",
            'expected a title without the episode\'s number, which apps show beside it, found "Episode 9: the call"',
        ),
        (
            "definition",
            "A vs B",
            'expected a title without "vs" (comparisons are made from two definitions), found "A vs B"',
        ),
        ("episode", "Ramp time", "expected a new name, found an episode named ramp-time already"),
    ],
)
def test_a_title_that_makes_no_file_is_told(
    tmp_path: Path, kind: str, title: str, reason: str
) -> None:
    """In one sentence, and nothing is written."""
    assert start_file(kind, title, catalog_of(tmp_path), WRITTEN, "g") == reason


def test_the_number_of_an_episode_with_a_mistake_is_taken(tmp_path: Path) -> None:
    """It is in no catalog, and its file has its number and name all the same."""
    catalog, stems = (
        catalog_of(tmp_path),
        ("001-ramp-time", "009-broken", "notes", "010-next.script"),
    )
    started = start_file("episode", "Two", catalog, WRITTEN, "g", episodes=stems)
    assert isinstance(started, tuple)
    assert started[0] == "episodes/011-two.md"
    assert isinstance(start_file("episode", "Broken", catalog, WRITTEN, "g", episodes=stems), str)


def test_a_name_may_be_given(tmp_path: Path) -> None:
    """Where the title cannot become one; a long title becomes a short one."""
    started = start_file(
        "article", "Привет мир", catalog_of(tmp_path), WRITTEN, "g", name="hello-world"
    )
    assert isinstance(started, tuple)
    assert started[0] == "docs/articles/hello-world.md"
    refused = start_file(
        "article", "Привет мир", catalog_of(tmp_path), WRITTEN, "g", name="Hello World"
    )
    assert (
        refused
        == 'expected a name in small letters, digits and dashes, such as hello-world, found "Hello World"'
    )
    long = start_file("article", "word " * 50, catalog_of(tmp_path), WRITTEN, "g")
    assert isinstance(long, tuple)
    assert long[0] == f"docs/articles/{'-'.join(['word'] * 16)}.md"


def test_a_new_guide_is_whole(tmp_path: Path) -> None:
    """It asks something and comes to something, so that it can be tried at once."""
    started = start_file("guide", "Which one?", catalog_of(tmp_path), WRITTEN, "g")
    assert isinstance(started, tuple)
    said = mistakes(tmp_path, {started[0]: started[1].replace("draft: true", "draft: false")})
    assert [line for line in said if "a text of your own" not in line] == []
