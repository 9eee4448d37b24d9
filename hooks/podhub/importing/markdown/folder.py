"""A folder of another generator's Markdown files becomes this hub's articles and definitions."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from podhub.importing.markdown.fields import LONGEST, SHORT, Fields, read_fields
from podhub.importing.markdown.matter import Note, read_note
from podhub.importing.markdown.pictures import Links, old_addresses
from podhub.importing.markdown.text import convert
from podhub.importing.markdown.values import KNOWN
from podhub.model.items import Author, Topic
from podhub.model.problems import Problem
from podhub.model.values import MAX_SLUG, shortened, slugify
from podhub.read.folders import AUTHORS, TOPICS
from podhub.read.frontmatter import parse_yaml
from podhub.read.text_files import read_text

ENDINGS = (".md", ".markdown", ".mdown", ".mdx")
PASSED_OVER = frozenset(
    ("node_modules", "_site", "public", "site", "themes", "layouts", "_includes", "_layouts")
)
"""Folders in which generators keep what is no text of an author"""
LISTS = frozenset(("_index.md", "readme.md", "license.md", "changelog.md"))
"""Files that are no article: a section's own page, notes for those who write"""


@dataclass
class ImportedFolder:
    """What came over."""

    articles: int = 0
    definitions: int = 0
    pictures: int = 0
    known: int = 0
    """Files that are here already, and stay as they are"""
    told: list[str] = field(default_factory=list)
    """What could not be carried over, or not as it was"""


def import_folder(folder: Path, root: Path) -> tuple[ImportedFolder, list[Problem]]:
    """Write articles and definitions below `root` from a folder. What is there stays as it is; where
    the topics or authors that are there cannot be read, nothing is written."""
    done = ImportedFolder()
    topics, authors = _Table(root, TOPICS), _Table(root, AUTHORS)
    if problems := topics.problems + authors.problems:
        return done, problems
    notes = list(_notes(folder, done))
    read = {note.path: read_fields(note, partial(_time, folder / note.path)) for note in notes}
    _name_apart(read, done)
    addresses = old_addresses((note, read[note.path].addresses) for note in notes)
    links = Links(folder, {path: fields.path for path, fields in read.items()}, addresses)
    unknown: Counter[str] = Counter()
    for note in notes:
        fields = read[note.path]
        done.told += [f"{note.path}: {line}" for line in fields.told]
        unknown.update(name for name in note.data if name not in KNOWN)
        _describe(fields, topics, authors)
        _write(note, fields, links, root, done)
    topics.write()
    authors.write()
    _copy(links, root, done)
    done.told += [
        f"{name}: expected a field that says something here, found it in {count} of {len(notes)} files (left out)"
        for name, count in sorted(unknown.items())
    ]
    return done, []


def _notes(folder: Path, done: ImportedFolder) -> Iterator[Note]:
    for base, folders, names in os.walk(folder):
        folders[:] = sorted(n for n in folders if n[0] != "." and n.lower() not in PASSED_OVER)
        for name in sorted(names):
            file = Path(base, name)
            path = PurePosixPath(file.relative_to(folder).as_posix())
            if not name.lower().endswith(ENDINGS) or name.lower() in LISTS or name[0] == ".":
                continue
            try:
                note = read_note(path, file.read_text(encoding="utf-8"))
            except UnicodeDecodeError:
                done.told.append(
                    f"{path}: expected a text in UTF-8, found another encoding (left out)"
                )
            except ValueError as error:
                done.told.append(f"{path}: {error} (left out)")
            else:
                yield note


def _time(file: Path) -> datetime:
    return datetime.fromtimestamp(int(file.stat().st_mtime), UTC)


def _name_apart(read: Mapping[PurePosixPath, Fields], done: ImportedFolder) -> None:
    """Give each file a name of its own."""
    taken: set[str] = set()
    for path, fields in read.items():
        wanted, number = fields.slug, 1
        while fields.path in taken:
            number += 1
            fields.slug = f"{wanted}-{number}"
        if number > 1:
            done.told.append(
                f"{path}: expected a name of its own, found another {wanted} (its address is {fields.slug})"
            )
        taken.add(fields.path)


class _Table:
    """topics.yml or authors.yml, to which an import adds."""

    def __init__(self, root: Path, path: str) -> None:
        self.file, self.text, self.problems = root / path, "", list[Problem]()
        self.known: Collection[str] = ()
        self.new: dict[str, dict[str, str]] = {}
        if self.file.is_file():
            self.text, self.problems = read_text(root, path)
            self.known, _, wrong = parse_yaml(self.text, path, first_line=1)
            self.problems += wrong

    def add(self, name: str, fields: dict[str, str]) -> str:
        """Have an entry of this name."""
        if name not in self.known:
            self.new.setdefault(name, fields)
        return name

    def write(self) -> None:
        """Write what is new below what is there."""
        if self.new:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            gap = "" if not self.text or self.text.endswith("\n") else "\n"
            self.file.write_text(self.text + gap + _yaml(self.new), encoding="utf-8", newline="\n")


def _describe(fields: Fields, topics: _Table, authors: _Table) -> None:
    """Name a text's topics and author, which the tables then have."""
    if fields.kind != "article":
        return
    found = fields.topics or {next(iter([*topics.known, "articles"])): "Articles"}
    for slug, title in found.items():
        name = shortened(title[:1].upper() + title[1:], SHORT)
        topics.add(slug, Topic(title=name, description=name).model_dump())
    fields.said["topics"] = list(found)
    if fields.authors:
        author = shortened(fields.authors[0], LONGEST)
        slug = slugify(author, MAX_SLUG) or "author"
        said = Author(name=author).model_dump(exclude_none=True, exclude_defaults=True)
        fields.said["author"] = authors.add(slug, said)


def _write(note: Note, fields: Fields, links: Links, root: Path, done: ImportedFolder) -> None:
    converted = convert(note.body, fields.title, partial(links.lead, note, fields.path))
    done.told += [f"{note.path}:{note.line + line - 1}: {what}" for line, what in converted.told]
    file = root / fields.path
    if file.exists():
        done.known += 1
        return
    said = {"draft": True, **fields.said} if fields.draft else fields.said
    file.parent.mkdir(parents=True, exist_ok=True)
    text = f"---\n{_yaml(said)}---\n\n{converted.text}\n"
    file.write_text(text, encoding="utf-8", newline="\n")
    if fields.kind == "article":
        done.articles += 1
    else:
        done.definitions += 1


def _yaml(data: Any) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000)


def _copy(links: Links, root: Path, done: ImportedFolder) -> None:
    for place, file in links.copied.items():
        target = root / place
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
            done.pictures += 1
