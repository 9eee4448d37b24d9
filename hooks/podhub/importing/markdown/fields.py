"""From the fields of another generator to those of an article or a definition."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from pydantic import TypeAdapter, ValidationError

from podhub.importing.markdown import values
from podhub.importing.markdown.matter import Note
from podhub.importing.texts import changed, left_out
from podhub.model.address_fields import OldAddress
from podhub.model.values import MAX_SLUG, shortened, slugify

GLOSSARIES = frozenset(
    ("glossary", "glossaire", "glossar", "glosario", "definitions", "terms", "lexicon")
)
LONGEST, SHORT, DEFINED = 255, 160, 300
"""Characters of a title, of a description, and of a definition"""
_OLD = TypeAdapter(OldAddress)
_MARKUP = re.compile(
    r"<!--.*?-->|%%.*?%%|\{\{.*?\}\}|\{%.*?%\}|!\[[^\]]*\]\([^)]*\)|!\[\[[^\]]*\]\]|\[\^[^\]]*\]"
    r"|\[([^\]]*)\]\([^)]*\)|[*_`]+|==(?=\S)|(?<=\S)==|<[^>]+>|\[\[(?:[^\]|]*\|)?([^\]]*)\]\]"
)


@dataclass
class Fields:
    """What a text says of itself, and what of it was not as it should be."""

    kind: str
    slug: str
    title: str
    draft: bool
    said: dict[str, Any] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    """Their titles, by id"""
    authors: list[str] = field(default_factory=list)
    addresses: tuple[str, ...] = ()
    told: list[str] = field(default_factory=list)

    @property
    def path(self) -> str:
        """Where it will lie."""
        return f"docs/{self.kind}s/{self.slug}.md"


def read_fields(note: Note, file_time: Callable[[], datetime]) -> Fields:
    """What a note becomes. `file_time` gives the time of its file, for those that have no date."""
    day, stem = values.dated(_stem(note.path))
    data = note.data
    heading = re.match(r"# +(.+)", note.body)
    title = str(values.first(data, values.TITLE) or (heading and heading[1]) or _as_title(stem))
    names = map(slugify, (str(data.get("slug") or stem), title))
    # The page of a list is called index.
    name = next((name for name in names if name not in ("", "index")), "untitled")
    made = Fields(_kind(note), slugify(name, MAX_SLUG), "", values.is_draft(data))
    made.title = _cut(made, "title", title, LONGEST)
    if made.slug != name:
        expected = f"at most {MAX_SLUG} characters"
        made.told.append(changed("file name", expected, name, made.slug))
    made.addresses = tuple(_addresses(note, made))
    if made.kind == "definition":
        _define(note, made)
    else:
        _write_article(note, made, day, file_time)
    if made.addresses:
        made.said["aliases"] = list(made.addresses)
    return made


def _kind(note: Note) -> str:
    folders = {part.lower() for part in note.path.parts[:-1]}
    says = {str(note.data.get(name, "")).lower() for name in ("type", "layout", "kind")}
    defines = (
        "term" in note.data or folders & GLOSSARIES or says & {"term", "definition", "glossary"}
    )
    return "definition" if defines else "article"


def _define(note: Note, made: Fields) -> None:
    text = str(
        values.first(note.data, values.DESCRIPTION) or first_paragraph(note.body, made.title)
    )
    made.said = {"term": made.title, "definition": _cut(made, "definition", text, DEFINED)}
    forms = values.texts(note.data.get("forms"))
    forms += [name for name in values.texts(note.data.get("aliases")) if "/" not in name]
    if forms := [form for form in forms if re.search(r"[^\W_]", form)]:
        made.said["forms"] = forms


def _write_article(
    note: Note, made: Fields, day: datetime | None, file_time: Callable[[], datetime]
) -> None:
    data = note.data
    text = str(values.first(data, values.DESCRIPTION) or first_paragraph(note.body, made.title))
    description = _cut(made, "description", text or made.title, SHORT)
    date = values.moment(values.first(data, values.DATE)) or day
    if date is None:
        date = file_time()
        made.told.append(
            f"date: expected one, found none (written down as that of the file, {date:%Y-%m-%d})"
        )
    names = dict.fromkeys(
        name.strip("#") for field_ in values.TOPICS for name in values.texts(data.get(field_))
    )
    made.topics = {
        slug: name for name in names if (slug := slugify(name.rpartition("/")[2], MAX_SLUG))
    }
    made.said = {
        "title": made.title,
        "description": description,
        "date": f"{date:%Y-%m-%d %H:%M %z}",
        "topics": list(made.topics),
        "key_points": [description],
    }
    updated = values.moment(values.first(data, values.UPDATED))
    if isinstance(data.get("date"), dict):
        updated = updated or values.moment({"created": data["date"].get("updated")})
    if updated and updated > date:
        made.said["updated"] = f"{updated:%Y-%m-%d %H:%M %z}"
    made.authors = values.texts(values.first(data, values.AUTHORS))
    if len(made.authors) > 1:
        names_ = ", ".join(made.authors)
        made.told.append(changed("author", "one author", names_, made.authors[0]))


def _addresses(note: Note, made: Fields) -> list[str]:
    """Its old addresses, which go on leading to it, as far as it says them."""
    found = []
    for name in values.ADDRESSES:
        for address in values.texts(note.data.get(name)):
            clean = "/" + address.strip("/").removesuffix("index.html").strip("/")
            is_path = address.startswith("/") or (made.kind == "article" and name != "aliases")
            if is_path and re.search(
                r"/:\w", address
            ):  # what Jekyll puts a category or a title for
                made.told.append(left_out(name, "an address without placeholders", address))
            if not is_path or ":" in address or clean == "/":
                continue
            ends = clean if clean.endswith(".html") else f"{clean}/"
            try:
                _OLD.validate_python(ends)
            except ValidationError:
                made.told.append(left_out(name, "an address that a site can have", address))
                continue
            if clean.strip("/") != f"{made.kind}s/{made.slug}":
                found.append(ends)
    return list(dict.fromkeys(found))


def _cut(made: Fields, name: str, text: str, limit: int) -> str:
    text = " ".join(text.split())
    short = shortened(text, limit)
    if short != text:
        made.told.append(changed(name, f"at most {limit} characters", text, short))
    return short


def first_paragraph(body: str, title: str) -> str:
    """The first paragraph of prose, without its marks.

    >>> first_paragraph("# A\\n\\n![x](y.png)\\n\\nSome *words* and a [link](b.md).\\n\\nMore.", "A")
    'Some words and a link.'
    >>> first_paragraph("==Some== words[^1] of [[B|that]]. ![[c.png]] {% include d %}", "A")
    'Some words of that.'
    """
    for block in re.split(r"\n\s*\n", body):
        plain = " ".join(_MARKUP.sub(lambda found: found[1] or found[2] or "", block).split())
        if re.match(r"\w", plain) and not block.lstrip().startswith(
            ("#", "```", "{", "![", "|", "-", ">")
        ):
            return plain
    return title


def _stem(path: PurePosixPath) -> str:
    return path.parent.name if path.stem in ("index", "_index") and path.parent.name else path.stem


def _as_title(stem: str) -> str:
    return re.sub(r"[-_]+", " ", stem).strip().capitalize() or stem
