"""A hub as small as one can be with every kind of item in it and no mistake. Tests write it, change
a thing, and look.

The pictures and the sound are made here, so that no binary file stands among the tests.
"""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from PIL import Image
from podhub.build.hub import View, read_hub
from podhub.build.reading import read_catalog
from podhub.build.store import open_store
from podhub.model.entries import Catalog
from podhub.read.new_files import BODIES, FIELDS

from tests.running import with_texts

NOW = datetime(2026, 6, 1, tzinfo=UTC)
SECONDS = 60.48
"""Length of the episode's audio."""

ARTICLE = "docs/articles/first-call.md"
COACHING = "docs/definitions/sales-coaching.md"
TRAINING = "docs/definitions/sales-training.md"
GUIDE = "docs/guides/where-to-begin.md"
EPISODE = "episodes/001-ramp-time.md"
SHOW = "episodes/show.yml"

TEXTS = {
    "mkdocs.yml": "site_name: A site\nsite_url: https://example.com/\n",
    "docs/index.md": """\
---
title: Home
description: What this is.
compare: [sales-training, sales-coaching]
---

Welcome.
""",
    "docs/topics.yml": """\
onboarding:
  title: Onboarding
  description: The first weeks.
""",
    "docs/authors.yml": """\
ann:
  name: Ann Example
  url: /articles/first-call/
  ignore: [author-unknown]
""",
    ARTICLE: """\
---
title: The first call
description: What to do before it, and after it.
date: 2026-01-05 09:00 +0000
topics: [onboarding]
key_points:
  - Ask before you tell.
author: ann
episodes: [ramp-time]
aliases: [/blog/first-call/]
---

See [the episode](../../episodes/001-ramp-time.md#t=30) and [coaching](../definitions/sales-coaching.md).

## Before the call

Read [what it is](../definitions/sales-coaching.md#what-it-is).
""",
    COACHING: """\
---
term: sales coaching
definition: Helping one seller with one deal.
forms: [coaching]
see_also: [sales-training]
facets:
  For whom: one seller
---

## What it is

A talk about a real call.
""",
    TRAINING: """\
---
term: sales training
definition: Teaching a skill to a group of sellers.
forms: [training, SKO]
facets:
  For whom: a group
---

A course.
""",
    GUIDE: """\
---
title: Where to begin?
description: Two questions and an answer.
questions:
  - text: What happened last week?
    answers:
      - text: Nobody knew the product
        points: {train: 2}
      - text: Somebody lost a deal
        points: {coach: 2}
outcomes:
  train:
    title: Train the team
    text: Knowledge is missing.
    read: [first-call]
  coach:
    title: Coach the seller
    text: Skill is there.
    listen: [ramp-time]
---

Pick what fits.
""",
    SHOW: """\
title: The Show
description: Ten minutes on selling.
language: en
category: [Business > Management]
explicit: false
author: Ann Example
email: ann@example.com
artwork: artwork.jpg
guid: 917393e3-1b1e-5cef-ace4-edaa54e1f810
trailer: ramp-time
""",
    EPISODE: """\
---
title: How long is ramp time?
date: 2026-01-06 09:00 +0000
summary: Two people count the weeks.
guid: 5e2f1f0a-episode-1
topics: [onboarding]
articles: [first-call]
moments:
  - at: "0:05"
    title: The first week
  - at: "0:20"
    title: The first deal
    clip: 20
ignore: [apple-chapters]
---

We speak of [the first call](../docs/articles/first-call.md).
""",
    "episodes/001-ramp-time.vtt": """\
WEBVTT

00:01.000 --> 00:04.500
<v Ann>Sales coaching takes

00:04.500 --> 00:09.000
<v Ann>longer than a week.

00:20.000 --> 00:25.000
<v Ben>My first deal took ten.
""",
}


def mp3(seconds: float) -> bytes:
    """Silence as valid MPEG frames: MPEG 2.5, layer 3, 8 kbit/s, 8 kHz; 72 bytes hold 72 ms."""
    return (b"\xff\xe3\x18\xc0" + bytes(68)) * round(seconds / 0.072)


@cache
def picture(width: int = 1400, height: int = 1400, mode: str = "RGB", kind: str = "JPEG") -> bytes:
    """A picture of one colour."""
    buffer = io.BytesIO()
    Image.new(mode, (width, height)).save(buffer, kind)
    return buffer.getvalue()


@cache
def small_hub() -> Mapping[str, bytes]:
    """Every file of the hub."""
    texts = {path: text.encode() for path, text in TEXTS.items()}
    return {**texts, "episodes/001-ramp-time.mp3": mp3(SECONDS), "episodes/artwork.jpg": picture()}


def write_hub(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Path:
    """Write the hub with some files changed or added, or taken away where the change is None."""
    files: dict[str, Any] = {**small_hub(), **(changes or {})}
    for path, content in files.items():
        if content is not None:
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def edited(path: str, *pairs: str) -> str:
    """A file of the hub with pieces exchanged: old, new, old, new, …; each old one must stand there
    once."""
    text = TEXTS[path]
    for old, new in zip(pairs[::2], pairs[1::2], strict=True):
        assert text.count(old) == 1, f"{path} holds {old!r} {text.count(old)} times"
        text = text.replace(old, new)
    return text


def mistakes(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> list[str]:
    """The lines that an author reads who made these changes."""
    write_hub(root, changes)
    read = read_hub(View(root, NOW), open_store(root / ".cache"))
    return [*map(str, read.problems), *map(str, read.remarks)]


def catalog_of(root: Path, changes: Mapping[str, str | bytes | None] | None = None) -> Catalog:
    """The catalog of a hub in which nothing is wrong, with the texts."""
    catalog, problems = read_catalog(write_hub(root, changes))
    assert not problems, "\n".join(map(str, problems))
    return with_texts(catalog, root)


def in_ones_own_words(text: str) -> str:
    """A file that `hub new` wrote, as its author might have finished it."""
    for sample in (
        *FIELDS.values(),
        *(line for body in BODIES.values() for line in body.split("\n") if line),
    ):
        text = text.replace(sample, f"{sample[:4]}… and so on.")
    return text
