"""Writes the small hub as it is before the first edit, and new items of every kind."""

from __future__ import annotations

import uuid
from typing import Any

from podhub.model.entries import slug_of

from tools.edits.small_hub import (
    GUIDE,
    OVERRIDES,
    PICTURE,
    SETTINGS,
    SHOW,
    TOPICS,
    SmallHub,
    Text,
    date,
    dumped,
    picture,
    recording,
    transcript,
)

COUNT = 3
"""Items of each kind to begin with"""
SECONDS = 60
SETTINGS_TEXT = """\
site_name: A small hub
site_url: https://small.example/
site_description: What it is about.
copyright: Written by Ann.
docs_dir: docs
site_dir: site
hooks: [hooks/hub.py]
watch: [episodes]
nav: [{Home: index.md}, {Articles: articles/index.md}, {Definitions: definitions/index.md},
  {Podcast: podcast/index.md}]
theme: {name: material, language: en, font: false, logo: assets/mark.svg, custom_dir: overrides}
extra_javascript: [{path: assets/hub.js, type: module}]
extra: {contact: ann@small.example}
plugins: []
"""
SHOW_FIELDS = {
    "title": "The Show",
    "description": "Ten minutes on selling.",
    "language": "en",
    "category": ["Business > Management"],
    "explicit": False,
    "author": "Ann Example",
    "email": "ann@small.example",
    "artwork": "artwork.jpg",
    "guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810",
}


def write_small_hub(hub: SmallHub) -> None:
    """Write all of it into an empty folder."""
    hub.write_text(SETTINGS, SETTINGS_TEXT)
    hub.write_text(f"{OVERRIDES}/assets/note.txt", "A file of the theme's.\n")
    hub.write_text(SHOW, dumped(SHOW_FIELDS))
    hub.write_bytes("episodes/artwork.jpg", picture(1400, 1400, "navy"))
    hub.write_bytes(PICTURE, picture(40, 30, "navy", "PNG"))
    topics = {
        name: {"title": name.title(), "description": f"On {name}."} for name in ("hiring", "price")
    }
    hub.write_text(TOPICS, dumped(topics))
    hub.write_text("docs/authors.yml", dumped({"ann": {"name": "Ann"}, "ben": {"name": "Ben"}}))
    for name in ("articles", "definitions", "podcast", "topics"):
        fields = {"title": name.title(), "description": f"All {name}."}
        hub.write(f"docs/{name}/index.md", Text(fields, "All of them.\n"))
    for _ in range(COUNT):
        for write in (write_definition, write_episode, write_article):
            write(hub)
    compare = [slug_of(path) for path in hub.paths("definition")[:2]]
    home = {"title": "Home", "description": "What this is.", "compare": compare}
    hub.write("docs/index.md", Text(home, "Welcome.\n"))
    _write_guide(hub)


def write_article(hub: SmallHub, name: str | None = None) -> str:
    """Write an article that leads to others of all kinds; returns its file."""
    name = name or hub.new_name("article")
    topics = list(hub.read_yaml(TOPICS))
    fields: dict[str, Any] = {
        "title": f"On {name}",
        "description": f"What {name} is about.",
        "date": date(-hub.numbers),
        "topics": [hub.dice.choice(topics)],
        "key_points": [hub.sentence()],
        "author": hub.dice.choice(("ann", "ben")),
    }
    if episode := hub.any("episode"):
        fields["episodes"] = [slug_of(episode)]
    body = [hub.sentence(), f"## The {name}", hub.sentence(), "![A photo](photo.png)"]
    path = f"docs/articles/{name}.md"
    hub.write(
        path, Text(fields, "\n\n".join([*body, *links(hub, "../", "../../episodes/")]) + "\n")
    )
    return path


def links(hub: SmallHub, docs: str, episodes: str) -> list[str]:
    """Sentences that lead to an item of each kind; `docs` and `episodes` are the ways to those
    folders."""
    found = []
    for kind, way in (("article", f"{docs}articles/"), ("definition", f"{docs}definitions/")):
        if target := hub.any(kind):
            found.append(f"See [this {kind}]({way}{slug_of(target)}.md).")
    if target := hub.any("episode"):
        found.append(
            f"Hear [this]({episodes}{target.partition('/')[2]}#t={hub.dice.randint(1, 50)})."
        )
    return found


def write_definition(hub: SmallHub, name: str | None = None) -> str:
    """Write a definition, most of them with facets to be compared by; returns its file."""
    name = name or hub.new_name("definition")
    word = f"{hub.dice.choice(('sales', 'team', 'deal'))} {name.replace('-', ' ')}"
    fields: dict[str, Any] = {
        "term": word,
        "definition": f"What {name} means.",
        "forms": [f"{hub.dice.choice(('good', 'bad'))} {word}"],
        "facets": {"For whom": hub.dice.choice(("one seller", "a group"))},
    }
    if other := hub.any("definition"):
        fields["see_also"] = [slug_of(other)]
    path = f"docs/definitions/{name}.md"
    hub.write(path, Text(fields, f"## What it is\n\n{hub.sentence()}\n"))
    return path


def write_episode(hub: SmallHub, name: str | None = None) -> str:
    """Write an episode with a recording here or elsewhere, and with a transcript or without;
    returns its file."""
    name = name or hub.new_name("episode")
    numbers = [int(path.partition("/")[2][:3]) for path in hub.paths("episode")]
    stem = f"{max(numbers, default=0) + 1:03}-{name}"
    fields: dict[str, Any] = {
        "title": f"About {name}",
        "date": date(-hub.numbers),
        "summary": hub.sentence(),
        "guid": str(uuid.UUID(int=hub.dice.getrandbits(128), version=4)),
        "topics": [hub.dice.choice(list(hub.read_yaml(TOPICS)))],
        "moments": [{"at": "0:05", "title": "It begins"}, {"at": "0:20", "title": "It goes on"}],
    }
    if article := hub.any("article"):
        fields["articles"] = [slug_of(article)]
    if hub.dice.random() < 0.5:
        size = {"bytes": 900_000, "duration": "1:00", "type": "audio/mpeg"}
        fields["audio"] = {"url": f"https://media.example/{name}.mp3", **size}
    else:
        hub.write_bytes(f"episodes/{stem}.mp3", recording(SECONDS))
    if hub.dice.random() < 0.7:
        hub.write_text(f"episodes/{stem}.vtt", transcript(*(hub.sentence() for _ in range(4))))
    path = f"episodes/{stem}.md"
    hub.write(path, Text(fields, "\n\n".join([hub.sentence(), *links(hub, "../docs/", "")]) + "\n"))
    return path


def _write_guide(hub: SmallHub) -> None:
    answers = [{"text": f"To {name}", "points": {name: 2}} for name in ("reading", "hearing")]
    outcomes = {
        "reading": {"title": "Read", "text": "So.", "read": [slug_of(hub.paths("article")[0])]},
        "hearing": {"title": "Listen", "text": "So.", "listen": [slug_of(hub.paths("episode")[0])]},
    }
    questions = [{"text": "What do you like?", "answers": answers}]
    fields = {"title": "Where to begin?", "description": "Two questions."}
    hub.write(GUIDE, Text({**fields, "questions": questions, "outcomes": outcomes}, "Pick one.\n"))
