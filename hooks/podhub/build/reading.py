"""Reads every file of the content folders into one catalog, with every problem found on the way.

What a file says by itself is remembered by its text (`content_file`). What refers to what is
checked in `links.references`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from podhub.build.content_file import (
    EPISODE,
    HOMES,
    PAGE,
    ContentFile,
    ReadFile,
    read_files,
)
from podhub.build.episode_reading import read_episode
from podhub.links.references import check_references
from podhub.media import episode_files as media
from podhub.media.audio_lock import Lock, read_lock
from podhub.media.hidden_notes import hidden_notes
from podhub.media.left_over import left_over
from podhub.media.rare_codecs import rare_codecs
from podhub.media.recordings import Recordings
from podhub.model.document import Document
from podhub.model.entries import Catalog, Entry, ShowEntry
from podhub.model.items import Author, Item, Model, Topic
from podhub.model.locale import sort_key
from podhub.model.memo import Memo
from podhub.model.messages import ENGLISH
from podhub.model.podcast import Show
from podhub.model.problems import Finding, Problem, quote, separated
from podhub.model.values import MAX_SLUG, SLUG
from podhub.read.files import is_file
from podhub.read.folders import AUTHORS, SHOW, TOPICS, content_files
from podhub.read.frontmatter import read_yaml
from podhub.read.no_memo import NoMemo
from podhub.read.script_check import check_script
from podhub.read.text_files import read_text
from podhub.read.validation import validate

HOME = "docs/index.md"
NAMED_BY = {TOPICS: "topics", AUTHORS: "author"}
"""The fields in which texts name what stands in a table"""
BATCH = 500
"""Files whose texts are in memory at once."""

AnyModel = TypeVar("AnyModel", bound=Model)


@dataclass(frozen=True)
class Reading:
    """All content, and what is wrong with it."""

    catalog: Catalog
    files: Mapping[str, ReadFile]
    """By path in the repository"""
    problems: list[Problem]


@dataclass
class _Found:
    """What has been read so far."""

    problems: list[Finding]
    files: dict[str, ReadFile] = field(default_factory=dict)
    groups: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {kind.group: {} for kind in (*HOMES.values(), PAGE, EPISODE)}
    )
    documents: list[Document] = field(default_factory=list)
    addresses: dict[str, Entry[Item]] = field(default_factory=dict)
    tables: dict[str, Document] = field(default_factory=dict)


def read_catalog(
    root: Path, *, check_links: bool = True, lock: Lock | None = None, memo: Memo | None = None
) -> tuple[Catalog, list[Problem]]:
    """Read and check all content below `root`; links only where they are asked for."""
    reading = read_content(root, memo or NoMemo(), lock=lock, check_links=check_links)
    return reading.catalog, reading.problems


def read_content(
    root: Path, memo: Memo, *, lock: Lock | None = None, check_links: bool = True
) -> Reading:
    """Read and check all content below `root`.

    `memo` is where earlier readings are remembered. `lock` stands in for the committed one;
    recordings that are not in it are measured."""
    found = _Found([])
    if lock is None:
        lock, unlocked = read_lock(root)
        found.problems += unlocked
    recordings = Recordings(root, lock, memo)
    files, problems = content_files(root, HOMES)
    found.problems += problems
    paths = files.texts
    for start in range(0, len(paths), BATCH):
        for path, file in read_files(root, paths[start : start + BATCH], memo, found.problems):
            _add(root, path, file, recordings, found)
    catalog = replace(_catalog(root, found, memo), files=files.others)
    if not check_links:
        catalog = replace(catalog, bodies={})
    episodes = (path for path in paths if path.startswith("episodes/"))
    found.problems += left_over(recordings, catalog, episodes)
    mistakes, _ = separated(found.problems)
    found.problems += hidden_notes(root, [*catalog.media(), *files.others], memo)
    found.problems += rare_codecs(root, catalog.media(), memo)
    found.problems += check_references(root, catalog, found.documents, mistakes)
    mistakes, remarks = separated(found.problems)
    catalog = replace(catalog, remarks=tuple(catalog.heeded(remarks)))
    return Reading(catalog, found.files, mistakes)


def _add(root: Path, path: str, read: ReadFile, recordings: Recordings, found: _Found) -> None:
    """Take a file into what has been found, with all that belongs to it."""
    file = read.file
    found.problems += file.problems
    document = file.document
    if document is None:
        return
    found.files[path] = read
    if document.data or not file.problems:
        found.documents.append(document)
    entry: Entry[Item] | None
    if file.kind == EPISODE:
        episode, problems = read_episode(recordings, document, file.fields, read.key)
        found.problems += [*problems, *check_script(root, document, episode)]
        entry = episode
    else:
        entry = _entry(document, file, read.key)
    if entry is None:
        return
    twin = found.addresses.setdefault(entry.url, entry)
    if twin is entry:
        found.groups[file.kind.group][entry.slug] = entry
    else:
        expected = f"a name of its own ({twin.path} has the address /{twin.url})"
        name = quote(PurePosixPath(path).name)
        found.problems.append(Problem(path, 1, "file name", expected, name))


def _entry(document: Document, file: ContentFile, key: str) -> Entry[Item] | None:
    """The entry that a file of docs/ makes."""
    place = PurePosixPath(document.path)
    if file.fields is None:
        return None
    if file.kind != PAGE:
        url = f"{file.kind.group}/{place.stem}/"
        return Entry(file.kind.name, place.stem, url, document, file.fields, digest=key)
    slug = place.relative_to("docs").with_suffix("").as_posix()
    address = "" if slug == "index" else slug.removesuffix("/index")
    url = f"{address}/" if address else ""
    return Entry("page", slug, url, document, file.fields, digest=key)


def _catalog(root: Path, found: _Found, memo: Memo) -> Catalog:
    show = None
    if found.groups["episodes"] or is_file(root / SHOW):  # a hub may have no podcast
        show, problems = _read_show(root, memo)
        found.problems += problems
    topics = _read_table(root, TOPICS, Topic, found)
    authors = _read_table(root, AUTHORS, Author, found)
    if not is_file(root / HOME):
        found.problems.append(
            Problem(HOME, 1, "file", "a file of this name, the home page", "none")
        )
    newest = {"reverse": True, "key": lambda entry: (entry.date, entry.slug)}
    by_title = {"key": lambda entry: (sort_key(entry.title, ENGLISH.language), entry.slug)}
    groups: Mapping[str, dict[str, Any]] = found.groups
    return Catalog(
        articles=_ordered(groups["articles"], **newest),
        definitions=_ordered(groups["definitions"], **by_title),
        guides=groups["guides"],
        episodes=_ordered(groups["episodes"], reverse=True, key=lambda entry: entry.order),
        pages=groups["pages"],
        topics=topics,
        authors=authors,
        tables=found.tables,
        show=show,
        bodies={path: read.file.body for path, read in found.files.items() if read.file.body},
    )


def _ordered(group: dict[str, Any], **order: Any) -> dict[str, Any]:
    return {entry.slug: entry for entry in sorted(group.values(), **order)}


def _read_show(root: Path, memo: Memo) -> tuple[ShowEntry | None, list[Problem]]:
    document, problems = read_yaml(root, SHOW)
    if document is None:
        return None, problems
    fields, problems = validate(document, Show)
    if fields is None:
        return None, problems
    artwork, problems = media.read_artwork(root, document, ("artwork",), fields.artwork)
    if artwork is None:
        return None, problems
    text, _ = read_text(root, SHOW)
    return ShowEntry(document, fields, artwork, memo.key("show", text, artwork.url)), problems


def _read_table(root: Path, path: str, model: type[AnyModel], found: _Found) -> dict[str, AnyModel]:
    """Read a file of named groups, such as topics.yml, which a hub may leave out whose texts name
    none of them."""
    field = NAMED_BY[path]
    if not is_file(root / path) and not any(
        document.data.get(field) for document in found.documents
    ):
        return {}
    document, problems = read_yaml(root, path)
    found.problems += problems
    table: dict[str, AnyModel] = {}
    if document is None:
        return table
    found.tables[path] = document
    for name in document.data:
        if not SLUG.fullmatch(name) or len(name) > MAX_SLUG:
            expected = f"a name in at most {MAX_SLUG} small letters, digits and dashes"
            found.problems.append(document.problem((name,), expected, quote(name)))
            continue
        fields, problems = validate(document, model, (name,))
        found.problems += problems
        if fields:
            table[name] = fields
    return table
