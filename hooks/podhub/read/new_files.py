"""The text of a new file: every field that an author must fill, the facts of today filled in, a
hint beside each.

The hints are the model's own descriptions. A new file is a draft, and what still stands in it as it
was begun is a mistake once it is none, so that a half-written one is never public."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from podhub.model.descriptions import descriptions
from podhub.model.document import Document
from podhub.model.entries import Catalog, split_number
from podhub.model.items import Article, Definition, Guide, Model
from podhub.model.podcast import Episode, Show
from podhub.model.problems import Problem, quote
from podhub.model.schema import unwrapped
from podhub.model.values import SLUG, slugify
from podhub.read.folders import SHOW
from podhub.read.titles import better_title

KINDS = ("article", "definition", "episode", "guide")
MAX_TITLE = 255
"""Characters, as in the model."""
MAX_NAME = 80
"""Characters of a file's name that is made from a title."""
FIELDS = {
    "description": "What a reader will know afterwards, in a sentence.",
    "key_points": "One short sentence that is true when read alone.",
    "definition": "What it means, in one sentence.",
    "summary": "What a listener will be able to do afterwards.",
}
"""What stands in fields until their author writes something."""
BODIES = {
    "article": "Begin with the reader's situation.\n\n## A heading that says something\n\nOne example, told in full.\n",
    "definition": "A paragraph or two: what it is, what it is not, one example.\n",
    "episode": "Show notes: what it is about, and links.\n",
    "guide": "What the answers were made from, and what they leave out.\n",
}
NEXT = "Write it, then run: podhub serve\nWhen it is ready, remove the line `draft: true` and run: podhub check"
NEXT_SHOW = "Fill it in, put a square picture at episodes/artwork.jpg, and run: podhub check"

_QUESTIONS = """
  - text: "A question about the reader's own case?"
    answers:
      - text: "One answer"
        points: {this: 2}
        why: "What speaks for it, in a sentence."
      - text: "Another answer"
        points: {that: 2}"""
_OUTCOMES = """
  this:
    title: "What the reader needs"
    text: "Why, and what to do."
    action: "The one next step."
  that:
    title: "The other thing"
    text: "Why, and what to do."
    action: "The one next step.\""""


def start_file(
    kind: str,
    title: str,
    catalog: Catalog,
    now: datetime,
    guid: str,
    *,
    name: str = "",
    episodes: Iterable[str] = (),
) -> tuple[str, str, str] | str:
    """Returns the new file's path, its text, and what to do next; or in a sentence why there can be
    none.

    `name` is the name in its address, made from the title if empty. `episodes` are the names of the
    files in episodes/ without their endings: one that has a mistake is not in the catalog, and has
    its number."""
    title = " ".join(title.split())
    slug = name or slugify(title, MAX_NAME)
    if refused := _refused(kind, title, name, slug):
        return refused
    if kind == "article":
        return f"docs/articles/{slug}.md", _article(title, catalog, now), NEXT
    if kind == "definition":
        values = {
            "term": quoted(title),
            "definition": quoted(FIELDS["definition"]),
            "forms": "[]",
            "see_also": "[]",
        }
        return f"docs/definitions/{slug}.md", _text(Definition, values, BODIES[kind]), NEXT
    if kind == "guide":
        values = {
            "title": quoted(title),
            "description": quoted(FIELDS["description"]),
            "questions": _QUESTIONS,
            "outcomes": _OUTCOMES,
        }
        return f"docs/guides/{slug}.md", _text(Guide, values, BODIES[kind]), NEXT
    return _episode(title, slug, catalog, now, guid, episodes)


def _refused(kind: str, title: str, name: str, slug: str) -> str | None:
    """Why there can be no file of this title and name, whose address would have this slug."""
    if len(title) > MAX_TITLE:
        return f"expected a title of at most {MAX_TITLE} characters, found {len(title)}"
    if not slug:
        command = f'podhub new {kind} "{title}" --name a-name'
        return f"expected a title with letters from A to Z, of which its address can be made, or a name for it: {command}"
    if not SLUG.fullmatch(slug):
        return f'expected a name in small letters, digits and dashes, such as {slugify(name) or "first-seeds"}, found "{name}"'
    if "-vs-" in slug:
        return f'expected a title without "vs" (comparisons are made from two definitions), found "{title}"'
    return None


def _article(title: str, catalog: Catalog, now: datetime) -> str:
    values = {
        "title": quoted(title),
        "description": quoted(FIELDS["description"]),
        "date": f"{now:%Y-%m-%d %H:%M %z}",
        "topics": f"[{next(iter(catalog.topics), 'a-topic')}]",
        "key_points": f"\n  - {quoted(FIELDS['key_points'])}",
    }
    if catalog.authors:
        values["author"] = next(iter(catalog.authors))
    return _text(Article, values, BODIES["article"])


def _episode(
    title: str, slug: str, catalog: Catalog, now: datetime, guid: str, episodes: Iterable[str]
) -> tuple[str, str, str] | str:
    better = better_title(title, catalog.show.fields.title if catalog.show else None)
    if better:
        return f'expected {better}, found "{title}"'
    taken = {slug: number for number, slug in map(split_number, episodes)}
    numbers = [
        *(number or 0 for number in taken.values()),
        *(entry.number for entry in catalog.episodes.values()),
    ]
    number = max(numbers, default=0) + 1
    if slug in taken or slug in catalog.episodes:
        return f"expected a new name, found an episode named {slug} already"
    values = {
        "title": quoted(title),
        "date": f"{now:%Y-%m-%d %H:%M %z}",
        "summary": quoted(FIELDS["summary"]),
        "guid": guid,
        "topics": f"[{next(iter(catalog.topics))}]" if catalog.topics else "[]",
        "articles": "[]",
    }
    path = f"episodes/{number:03}-{slug}.md"
    stem = path.removesuffix(".md")
    audio = (
        f"With a recording, run: podhub master {number} RECORDING (makes {stem}.mp3),\n"
        f"then: podhub transcribe {number} (writes down what is said).\n"
        f"Without one, write {stem}.script.md and run: podhub narrate {number}\n"
    )
    return path, _text(Episode, values, BODIES["episode"]), audio + NEXT


def start_show(title: str, guid: str) -> tuple[str, str, str] | str:
    """Returns the path and the text of a new show, and what to do next; or in a sentence why there
    can be none.

    What only its author can say is left open, and a mistake until it is said."""
    title = " ".join(title.split())
    if not title or len(title) > MAX_TITLE:
        return f"expected a title of 1 to {MAX_TITLE} characters, found {len(title)}"
    open_fields = ("description", "category", "explicit", "author", "email")
    values = {
        "title": quoted(title),
        **dict.fromkeys(open_fields, ""),
        "language": "en",
        "artwork": "artwork.jpg",
        "guid": guid,
    }
    return SHOW, show_text(values), NEXT_SHOW


def show_text(values: dict[str, str]) -> str:
    """The text of a show with these values, each as YAML writes it."""
    # In the order of the model, which is the one that authors know from elsewhere.
    lines = [
        line
        for name in Show.model_fields
        if name in values
        for line in (f"# {_hint(Show, name)}", f"{name}: {values[name]}".rstrip())
    ]
    others = [name for name in Show.model_fields if name not in values]
    return "\n".join([*lines, f"# You may also add: {', '.join(others)}", ""])


def _hint(model: type[Model], name: str) -> str:
    return unwrapped(descriptions(model).get(name, ""))


def unwritten(document: Document, kind: str) -> Iterator[Problem]:
    """Yield what still stands as `start_file` wrote it in a file of this kind that is no draft."""
    if kind not in KINDS or document.data.get("draft") is True:
        return
    for field, sample in FIELDS.items():
        given = document.data.get(field)
        for index, value in enumerate(given if isinstance(given, list) else [given]):
            if value == sample:
                loc = (field, index) if isinstance(given, list) else (field,)
                yield document.problem(
                    loc, "a text of your own", f"the text of the new file, {quote(value)}"
                )
    samples = {line for line in BODIES[kind].split("\n") if line}
    for number, line in enumerate(document.body.split("\n"), start=document.body_line):
        if line in samples:
            yield Problem(
                document.path,
                number,
                "text",
                "a text of your own",
                f"the text of the new file, {quote(line)}",
            )


def quoted(text: str) -> str:
    """A text as YAML has it, in quotes."""
    return json.dumps(text, ensure_ascii=False)


def _text(model: type[Model], values: dict[str, str], body: str) -> str:
    """Front matter with a hint above each field; what may be left out is named at the end."""
    lines = ["---", "draft: true  # not public until you remove this line"]
    for name, value in values.items():
        lines.append(f"# {_hint(model, name)}")
        lines.append(f"{name}: {value}" if not value.startswith("\n") else f"{name}:{value}")
    others = [name for name in model.model_fields if name not in values and name != "draft"]
    lines.append(f"# You may also add: {', '.join(others)}")
    return "\n".join([*lines, "---", "", body])
