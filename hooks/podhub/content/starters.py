"""The text of a new file: every field that an author must fill, the facts of today filled in, a hint beside each.

The hints are the model's own descriptions. A new file is a draft, so that a half-written one is never public.
"""

from __future__ import annotations

import json
from datetime import datetime

from podhub.content.entries import Catalog
from podhub.content.model import Article, Definition, Model
from podhub.content.podcast import Episode
from podhub.content.values import slugify

KINDS = ("article", "definition", "episode")
NEXT = "Write it, then run: scripts/hub serve\nWhen it is ready, remove the line `draft: true` and run: scripts/hub check"


def start_file(kind: str, title: str, catalog: Catalog, now: datetime, guid: str) -> tuple[str, str, str] | str:
    """Returns the new file's path, its text, and what to do next; or in a sentence why there can be none."""
    title = " ".join(title.split())
    slug = slugify(title)
    if not slug:
        return f'expected a title with letters in it, found "{title}"'
    if "-vs-" in slug:
        return f'expected a title without "vs" (comparisons are made from two definitions), found "{title}"'
    date = f"{now:%Y-%m-%d %H:%M %z}"
    topic = next(iter(catalog.topics), "a-topic")
    quoted = json.dumps(title, ensure_ascii=False)
    if kind == "article":
        values = {
            "title": quoted,
            "description": '"What a reader will know afterwards, in a sentence."',
            "date": date,
            "topics": f"[{topic}]",
            "key_points": '\n  - "One short sentence that is true when read alone."',
        }
        if catalog.authors:
            values["author"] = next(iter(catalog.authors))
        body = "Begin with the reader's situation.\n\n## A heading that says something\n\nOne example, told in full.\n"
        return f"docs/articles/{slug}.md", _text(Article, values, body), NEXT
    if kind == "definition":
        values = {
            "term": quoted,
            "definition": '"What it means, in one sentence."',
            "forms": "[]",
            "see_also": "[]",
        }
        body = "A paragraph or two: what it is, what it is not, one example.\n"
        return f"docs/definitions/{slug}.md", _text(Definition, values, body), NEXT
    number = max((entry.number for entry in catalog.episodes.values()), default=0) + 1
    if slug in catalog.episodes:
        return f"expected a new name, found {catalog.episodes[slug].path} already"
    values = {
        "title": quoted,
        "date": date,
        "summary": '"What a listener will be able to do afterwards."',
        "guid": guid,
        "topics": f"[{topic}]" if catalog.topics else "[]",
        "articles": "[]",
    }
    path = f"episodes/{number:03}-{slug}.md"
    stem = path.removesuffix(".md")
    audio = (
        f"Put the recording at {stem}.mp3 and its transcript at {stem}.vtt,\n"
        f"or write {stem}.script.md and run: scripts/hub narrate {number}\n"
    )
    return path, _text(Episode, values, "Show notes: what it is about, and links.\n"), audio + NEXT


def _text(model: type[Model], values: dict[str, str], body: str) -> str:
    """Front matter with a hint above each field; what may be left out is named at the end."""
    lines = ["---", "draft: true  # not public until you remove this line"]
    for name, value in values.items():
        lines.append(f"# {model.model_fields[name].description}")
        lines.append(f"{name}: {value}" if not value.startswith("\n") else f"{name}:{value}")
    others = [name for name in model.model_fields if name not in values and name != "draft"]
    lines.append(f"# You may also add: {', '.join(others)}")
    return "\n".join([*lines, "---", "", body])
