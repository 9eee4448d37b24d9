"""A podcaster who moves 300 episodes here loses nothing, and never reads a date, a number or a title
that we made up."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC
from io import BytesIO
from pathlib import Path

import podcastparser
import pytest
from lxml import html
from podhub.model.entries import EpisodeEntry
from podhub.outputs.feed.feed_texts import FeedTexts
from podhub.outputs.feed.podcast import podcast_feeds

from tests.clients.test_apps import Gpo
from tests.importing.feeds import SITE, Moved, moved
from tests.importing.oddities import COUNT, Expected, Oddities
from tests.running import ROOT, clean_environment, free_port, text_below, web_server

SEED = 12
SETTINGS = """\
site_name: Sales
site_url: https://hub.example/
hooks: [{hook}]
theme: {{name: material, font: false}}
plugins: []
"""
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
            "notes": all(word in text_below(entry.path, show.root) for word in one.words),
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
    documents, problems = podcast_feeds(show.catalog, SITE, FeedTexts(SITE, lambda url: ""))
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


@pytest.fixture(scope="module")
def built(show: Moved, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """The whole site of the show as its owner makes it, in its folder and from a server."""
    folder, port = tmp_path_factory.mktemp("site"), free_port()
    root, url = folder / "hub", f"http://127.0.0.1:{port}/"
    shutil.copytree(show.root, root, copy_function=os.link)
    settings = SETTINGS.format(hook=json.dumps(str(ROOT / "hooks" / "hub.py")))
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    described = root / "episodes" / "show.yml"
    text = described.read_text(encoding="utf-8")
    described.unlink()  # or the other one changes with it
    described.write_text(f"{text}guid: ffa3f125-c45f-5a9e-b101-d16b463cf467\n", encoding="utf-8")
    made = ["--output", folder / "site", "--base-url", url, "--now", "2026-11-24 00:00 +0000"]
    done = subprocess.run(
        [sys.executable, "-m", "podhub.cli", "site", "--root", root, *made],
        env=clean_environment(PYTHONPATH=str(ROOT / "hooks"), NO_MKDOCS_2_WARNING="1"),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    with web_server(folder / "site", folder / "nginx", port):
        yield folder / "site", url


def test_the_whole_site_has_it_all(made: Oddities, show: Moved, built: tuple[Path, str]) -> None:
    """A page an episode with its title, its words, its moments and every spoken word; a transcript
    for apps with each word at its speaker; its recording."""
    wrong: Counter[str] = Counter()
    for one in made.expected:
        entry = show.of(one.guid)
        page = built[0] / "podcast" / entry.slug
        tree = html.document_fromstring((page / "index.html").read_bytes())
        text = tree.text_content()
        spoken: list[tuple[str | None, str]] = []
        if one.said:
            segments = json.loads((page / "transcript.json").read_bytes())["segments"]
            spoken = [(s.get("speaker"), word) for s in segments for word in s["body"].split()]
        moments = tree.xpath("//section[@aria-labelledby='moments']//a[@class='hub-time']")
        links = " ".join(tree.xpath("//@href"))
        found = {
            "title": tree.xpath("//h1")[0].text_content() == one.title,
            "notes": all(word in text or word in links for word in one.words),
            "speakers and words": spoken == one.said,
            "words on the page": all(word in text for _, word in one.said),
            "chapters": len(moments) == one.chapters,
            "recording": (built[0] / entry.audio.url).stat().st_size == entry.audio.bytes,
        }
        wrong.update(what for what, right in found.items() if not right)
    assert not wrong


def test_an_app_that_subscribes_has_every_episode(
    made: Oddities, built: tuple[Path, str], tmp_path: Path
) -> None:
    """gPodder, allowed more than its 200 episodes, follows the feed's documents to the oldest."""
    (tmp_path / "Settings.json").write_text('{"limit": {"episodes": 0}}', encoding="utf-8")
    gpo = Gpo(tmp_path)
    gpo("subscribe", f"{built[1]}podcast.xml", "Theirs")
    assert f"{COUNT} new episodes" in gpo("update")
    with sqlite3.connect(tmp_path / "Database") as database:
        rows = database.execute("select guid, title, published, file_size, chapters from episode")
        read = {guid: rest for guid, *rest in rows}
    database.close()
    assert len(read) == COUNT
    for one in made.expected:
        title, published, size, chapters = read[one.guid]
        assert title == one.title
        assert published == int(one.moment.timestamp())
        assert size > 0
        assert len(json.loads(chapters or "[]")) == one.chapters
