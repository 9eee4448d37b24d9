"""A podcaster who moves 300 episodes here loses nothing, and never reads a date, a number or a title
that we made up."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC
from io import BytesIO
from pathlib import Path

import podcastparser
import pytest
from podhub.model.entries import EpisodeEntry
from podhub.outputs.feed.podcast import podcast_feeds
from podhub.outputs.feed.texts import Texts

from tests.importing.feeds import SITE, Moved, moved
from tests.importing.oddities import COUNT, Expected, Oddities

SEED = 12
NUMBER = re.compile(r"<podcast:episode>(.*?)<")


@pytest.fixture(scope="module")
def made() -> Oddities:
    """The feed of another host."""
    return Oddities(SEED)


@pytest.fixture(scope="module")
def show(made: Oddities, tmp_path_factory: pytest.TempPathFactory) -> Moved:
    """The show, here."""
    return moved(tmp_path_factory.mktemp("oddities"), made.feed, made.files)


def numbers(entry: EpisodeEntry) -> tuple[str | None, str | None]:
    """The number that Apple shows of an episode, and the one of apps that know decimals."""
    said = entry.fields.number
    other = entry.fields.decimal or (said if isinstance(said, float) else entry.number)
    return str(entry.number) if entry.number else None, str(other) if other else None


def lines_of(show: Moved, one: Expected, field: str) -> list[str]:
    """What was told of a field of an episode."""
    return show.lines(one.guid, f"{field}:")


def test_nothing_is_lost(made: Oddities, show: Moved) -> None:
    """Every date, number, title, word of the notes, speaker, spoken word and chapter is there."""
    assert len(made.expected) == len(show.catalog.episodes) == COUNT
    entries = {entry.fields.guid: entry for entry in show.catalog.episodes.values()}
    wrong: Counter[str] = Counter()
    for one in made.expected:
        entry = entries[one.guid]
        spoken = [(cue.speaker, word) for cue in entry.cues for word in cue.text.split()]
        found = {
            "date": entry.fields.date.astimezone(UTC) == one.moment,
            "number": numbers(entry) == (one.number, one.decimal),
            "title": entry.title == one.title,
            "notes": all(word in entry.document.body for word in one.words),
            "speakers and words": spoken == one.said,
            "chapters": len(entry.fields.moments) == one.chapters,
        }
        wrong.update(what for what, right in found.items() if not right)
    assert not wrong
    assert not show.problems


def test_what_was_changed_or_assumed_is_told(made: Oddities, show: Moved) -> None:
    """By episode, and nothing else is."""
    for one in made.expected:
        assert bool(lines_of(show, one, "date")) == one.is_date_told, one
        assert bool(lines_of(show, one, "title")) == one.is_title_told, one
    assert all(": " in line for line in show.told)


def test_a_judge_reads_the_same_from_our_feed(made: Oddities, show: Moved) -> None:
    """What gPodder takes for the dates, titles, sizes and chapters of the episodes."""
    documents, problems = podcast_feeds(show.catalog, SITE, Texts(SITE, lambda url: ""))
    assert not problems
    read = {}
    for document in documents:
        feed = podcastparser.parse(SITE, BytesIO(document.make()))
        read |= {episode["guid"]: episode for episode in feed["episodes"]}
    assert len(read) == COUNT
    for one in made.expected:
        episode = read[one.guid]
        assert episode["published"] == int(one.moment.timestamp())
        assert episode["title"] == one.title
        assert len(episode.get("chapters", [])) == one.chapters
        assert episode["enclosures"][0]["file_size"] > 0


def test_the_same_feed_again_brings_nothing(made: Oddities, show: Moved, tmp_path: Path) -> None:
    """And changes nothing that is here."""
    before = {file.name: file.read_bytes() for file in (show.root / "episodes").iterdir()}
    again = moved(show.root.parent, made.feed, made.files)
    assert before == {file.name: file.read_bytes() for file in (again.root / "episodes").iterdir()}
