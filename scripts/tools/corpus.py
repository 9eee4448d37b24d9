"""A hub of any size, made from a seed: articles, episodes and definitions that link to each other
as real ones do, in words that are as often used as words are."""

from __future__ import annotations

import random
import re
import shutil
import uuid
import wave
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import yaml

from tools.checkout import ROOT
from tools.corpus_text import CorpusText, Names, episode_stem

START = datetime(2010, 1, 1, 9, tzinfo=UTC)
PAGE_WORDS, DEFINITION_WORDS, TRANSCRIPT_WORDS = 1_100, 150, 1_500
EPISODE_SECONDS = 600
LOWEST_RATE = 500
"""Bytes a second of the slowest recording that is still taken for one"""
PAGES_PER_DEFINITION, PAGES_PER_TOPIC = 50, 100
WITH_TRANSCRIPT = 0.3
"""The share of episodes that have one"""


def write_corpus(root: Path, pages: int, seed: int, *, recordings: bool = False) -> None:
    """Write a hub of about `pages` pages below `root`, which must not exist: one half articles, one
    half episodes, and a definition for every fiftieth.

    Recordings lie at addresses elsewhere, or else beside the episodes."""
    dice = random.Random(seed)  # noqa: S311 (a corpus, not a secret)
    half, defined = max(2, pages // 2), max(2, pages // PAGES_PER_DEFINITION)
    names = Names(
        [f"article-{n:05}" for n in range(half)],
        [f"definition-{n:05}" for n in range(defined)],
        [f"episode-{n:05}" for n in range(half)],
        [f"topic-{n}" for n in range(max(2, pages // PAGES_PER_TOPIC))],
    )
    for folder in ("articles", "definitions", "guides", "podcast", "topics"):
        (root / "docs" / folder).mkdir(parents=True)
    (root / "episodes").mkdir()
    text = CorpusText(dice, names)
    _write_frame(root, names)
    for number in range(half):
        _write_article(root, number, names, text)
    for number in range(defined):
        _write_definition(root, number, names, text)
    for number in range(half):
        _write_episode(root, number, names, text, recordings=recordings)


def _write_article(root: Path, number: int, names: Names, text: CorpusText) -> None:
    fields = {
        "title": text.title(number),
        "description": text.sentence()[:160],
        "date": _date(7 * number),
        "topics": text.dice.sample(names.topics, 2),
        "episodes": [text.dice.choice(names.episodes)],
        "key_points": [text.sentence(), text.sentence()],
    }
    body = text.body(PAGE_WORDS, "../", "../../episodes/")
    _write(root, f"docs/articles/{names.articles[number]}.md", fields, body)


def _write_definition(root: Path, number: int, names: Names, text: CorpusText) -> None:
    """One definition in two is one of a pair that people confuse."""
    count, term = len(names.definitions), text.terms[number]
    is_paired = number % 4 < 2 and number ^ 1 < count
    facets = {"Who talks": text.words(1)[0], "What for": text.words(1)[0]}
    other = number ^ 1 if is_paired else (number + 1) % count
    fields = {
        "term": term,
        "definition": text.sentence(),
        "forms": [f"{term}s"],
        "see_also": [names.definitions[other]],
    } | ({"facets": facets} if is_paired else {})
    body = text.body(DEFINITION_WORDS, "../", "../../episodes/")
    _write(root, f"docs/definitions/{names.definitions[number]}.md", fields, body)


def _write_episode(
    root: Path, number: int, names: Names, text: CorpusText, *, recordings: bool
) -> None:
    stem = episode_stem(names.episodes[number])
    elsewhere = {
        "url": f"https://media.example/{stem}.mp3",
        "bytes": 9_000_000 + number,
        "duration": f"{EPISODE_SECONDS // 60}:00",
        "type": "audio/mpeg",
    }
    fields = {
        "title": text.title(number),
        "date": _date(7 * number + 1),
        "summary": text.sentence(),
        "guid": str(uuid.UUID(int=text.dice.getrandbits(128), version=4)),
        "topics": [text.dice.choice(names.topics)],
        "people": [{"name": "Ann"}],
        "moments": [
            {"at": f"{minute}:00", "title": " ".join(text.words(4)).capitalize()}
            for minute in range(0, 10, 2)
        ],
    } | ({} if recordings else {"audio": elsewhere})
    _write(root, f"episodes/{stem}.md", fields, text.body(PAGE_WORDS, "../docs/", ""))
    if recordings:
        silence = b"\x80" * LOWEST_RATE * EPISODE_SECONDS
        write_recording(root / f"episodes/{stem}.wav", LOWEST_RATE, silence)
    if text.dice.random() < WITH_TRANSCRIPT:
        _write_transcript(root / f"episodes/{stem}.vtt", text)


def write_recording(file: Path, rate: int, samples: bytes) -> None:
    """Write sound in one channel, with so many samples of a byte each second."""
    with wave.open(str(file), "wb") as audio:
        audio.setnchannels(1)
        audio.setsampwidth(1)
        audio.setframerate(rate)
        audio.writeframes(samples)


def _write_transcript(file: Path, text: CorpusText) -> None:
    sentences = []
    words = 0
    while words < TRANSCRIPT_WORDS:
        sentences.append(text.sentence())
        words += len(sentences[-1].split())
    step = EPISODE_SECONDS / len(sentences)
    cues = [
        f"{_cue_time(n * step)} --> {_cue_time((n + 0.9) * step)}\n<v Ann>{sentence}"
        for n, sentence in enumerate(sentences)
    ]
    file.write_text("WEBVTT\n\n" + "\n\n".join(cues) + "\n", encoding="utf-8")


def _cue_time(seconds: float) -> str:
    """A time as WebVTT writes it.

    >>> _cue_time(83.5), _cue_time(59.9996)
    ('00:01:23.500', '00:01:00.000')
    """
    seconds = round(seconds, 3)
    return f"00:{int(seconds) // 60:02}:{seconds % 60:06.3f}"


def _date(hours: int) -> str:
    return f"{START + timedelta(hours=hours):%Y-%m-%d %H:%M} +0000"


SHOW = """\
title: A show
description: What it is about.
language: en
category: [Business > Management]
explicit: false
author: Us
email: us@hub.example
artwork: artwork.jpg
guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810
"""
LISTS = ("index", "articles/index", "definitions/index", "podcast/index", "topics/index")


def _write_frame(root: Path, names: Names) -> None:
    """What every hub has once: its pages, topics and show."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for path in {
        *(f"{path}.md" for path in LISTS),
        *re.findall(r"(?m)^  - .+: (.+\.md)$", settings),
    }:
        fields = {"title": Path(path).with_suffix("").as_posix(), "description": f"All of {path}."}
        guide = _guide(names) if path.startswith("guides/") else {}
        _write(root, f"docs/{path}", fields | guide, "Words.\n")
    topics = {name: {"title": name, "description": f"About {name}"} for name in names.topics}
    (root / "docs/topics.yml").write_text(yaml.safe_dump(topics), encoding="utf-8")
    (root / "docs/authors.yml").write_text("us: {name: Us}\n", encoding="utf-8")
    (root / "episodes/show.yml").write_text(SHOW, encoding="utf-8")
    shutil.copy(ROOT / "episodes" / "artwork.jpg", root / "episodes" / "artwork.jpg")


def _guide(names: Names) -> dict[str, object]:
    answers = [{"text": f"To {name}", "points": {name: 2}} for name in ("reading", "hearing")]
    outcomes = {
        "reading": {"title": "Read", "text": "So it is.", "read": [names.articles[0]]},
        "hearing": {"title": "Listen", "text": "So it is.", "listen": [names.episodes[0]]},
    }
    return {"questions": [{"text": "What do you like?", "answers": answers}], "outcomes": outcomes}


def _write(root: Path, path: str, fields: Mapping[str, object], body: str) -> None:
    written = yaml.dump(fields, Dumper=yaml.CSafeDumper, sort_keys=False, width=1_000)
    (root / path).write_text(f"---\n{written}---\n\n{body}", encoding="utf-8")


def link_hub(root: Path) -> None:
    """Give a corpus our settings and hooks, as a checkout has them."""
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")  # our mark
    shutil.copytree(ROOT / "hooks", root / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
