"""Reads every file of the content folders into one catalog, with every problem found on the way.

The edge of the core: here the disk is read. What refers to what is checked in `references`.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from podhub.links.references import check_references
from podhub.markup.body import read_body
from podhub.media import episode_files as media
from podhub.media.audio_lock import Lock, read_lock
from podhub.media.fingerprints import Fingerprints
from podhub.media.recordings import CACHE, Recordings
from podhub.model.body import Body
from podhub.model.document import Document
from podhub.model.entries import Catalog, Entry, EpisodeEntry, ShowEntry, split_number
from podhub.model.items import Article, Author, Definition, Guide, Item, Model, Page, Topic
from podhub.model.podcast import Episode, Show
from podhub.model.problems import Problem, quote
from podhub.model.values import SLUG, slugify
from podhub.read.folders import markdown_files
from podhub.read.frontmatter import read_markdown, read_yaml
from podhub.read.new_files import unwritten
from podhub.read.script_check import check_script
from podhub.read.validation import validate

FOLDERS: dict[str, tuple[str, type[Item]]] = {
    "docs/articles": ("articles", Article),
    "docs/definitions": ("definitions", Definition),
    "docs/guides": ("guides", Guide),
}
KINDS = {
    "articles": "article",
    "definitions": "definition",
    "guides": "guide",
    "episodes": "episode",
}
SHOW = "episodes/show.yml"
TOPICS = "docs/topics.yml"
AUTHORS = "docs/authors.yml"

AnyModel = TypeVar("AnyModel", bound=Model)


def read_catalog(
    root: Path, *, check_links: bool = True, lock: Lock | None = None
) -> tuple[Catalog, list[Problem]]:
    """Read and check all content below `root`.

    `check_links` also reads every body and every script and checks links, anchors and spoken words;
    it costs about as much as the rest. `lock` stands in for the committed one; recordings that are
    not in it are measured."""
    problems: list[Problem] = []
    if lock is None:
        lock, problems = read_lock(root)
    recordings = Recordings(root, lock, Fingerprints(root / CACHE))
    groups: dict[str, dict[str, Any]] = {
        "articles": {},
        "definitions": {},
        "guides": {},
        "pages": {},
        "episodes": {},
    }
    documents: list[Document] = []
    bodies: dict[str, Body] = {}
    addresses: dict[str, Entry[Any]] = {}
    paths, found = markdown_files(root, FOLDERS)
    problems += found
    for path in paths:
        document, unreadable = read_markdown(root, path)
        problems += unreadable
        if document is None:
            continue
        if check_links:
            bodies[path], found = read_body(document)
            problems += found
        if unreadable and not document.data:
            continue
        documents.append(document)
        group, entry, found = _entry(recordings, document)
        problems += [*found, *unwritten(document, KINDS.get(group, ""))]
        if check_links and group == "episodes":
            problems += check_script(
                root, document, entry if isinstance(entry, EpisodeEntry) else None
            )
        if entry is None:
            continue
        twin = addresses.setdefault(entry.url, entry)
        if twin is entry:
            groups[group][entry.slug] = entry
        else:
            expected = f"a name of its own ({twin.path} has the address /{twin.url})"
            problems.append(
                Problem(path, 1, "file name", expected, quote(PurePosixPath(path).name))
            )
    recordings.fingerprints.save()
    show, found = _read_show(root)
    problems += found
    topics, found = _read_table(root, TOPICS, Topic)
    problems += found
    authors, found = _read_table(root, AUTHORS, Author)
    problems += found
    newest = {"reverse": True, "key": lambda entry: (entry.date, entry.slug)}
    catalog = Catalog(
        articles=_ordered(groups["articles"], **newest),
        definitions=_ordered(
            groups["definitions"], key=lambda entry: (entry.title.casefold(), entry.slug)
        ),
        guides=groups["guides"],
        episodes=_ordered(groups["episodes"], **newest),
        pages=groups["pages"],
        topics=topics,
        authors=authors,
        show=show,
        bodies=bodies,
    )
    problems += recordings.left_over(
        catalog, (path for path in paths if path.startswith("episodes/"))
    )
    return catalog, sorted({*problems, *check_references(root, catalog, documents, problems)})


def _ordered(group: dict[str, Any], **order: Any) -> dict[str, Any]:
    return {entry.slug: entry for entry in sorted(group.values(), **order)}


def _entry(
    recordings: Recordings, document: Document
) -> tuple[str, Entry[Item] | None, list[Problem]]:
    """Turn a document into the entry that its place makes it."""
    path = PurePosixPath(document.path)
    folder, stem = path.parent.as_posix(), path.stem
    if path.parts[0] == "episodes":
        return "episodes", *_episode(recordings, document, stem)
    if folder in FOLDERS and stem != "index":
        group, model = FOLDERS[folder]
        problems = _name_problems(document, stem)
        fields, found = validate(document, model)
        entry = Entry(KINDS[group], stem, f"{group}/{stem}/", document, fields) if fields else None
        return group, entry, problems + found
    slug = path.relative_to("docs").with_suffix("").as_posix()
    at_home = next((home for home in FOLDERS if folder.startswith(f"{home}/")), None)
    if at_home:
        # Its fields are those of an article or definition, so that each would be reported as
        # unknown.
        return (
            "pages",
            None,
            [_misplaced(document, f"a file in {at_home}/ itself, such as {at_home}/{path.name}")],
        )
    page, problems = validate(document, Page)
    if not all(SLUG.fullmatch(part) for part in slug.split("/")):
        example = f"{slugify(stem) or 'about'}.md"
        problems.append(
            _misplaced(document, f"small letters, digits and dashes, such as {example}")
        )
    address = "" if slug == "index" else slug.removesuffix("/index")
    url = f"{address}/" if address else ""
    return "pages", Entry("page", slug, url, document, page) if page else None, problems


def _misplaced(document: Document, expected: str) -> Problem:
    return Problem(
        document.path, 1, "file name", expected, quote(document.path.removeprefix("docs/"))
    )


def _name_problems(document: Document, slug: str) -> list[Problem]:
    if not SLUG.fullmatch(slug):
        expected = f"small letters, digits and dashes, such as {slugify(slug) or 'ramp-time'}.md"
        return [
            Problem(
                document.path, 1, "file name", expected, quote(PurePosixPath(document.path).name)
            )
        ]
    if "-vs-" in slug:
        expected = "a name without -vs- (such addresses belong to comparisons)"
        return [Problem(document.path, 1, "file name", expected, quote(slug))]
    return []


def _episode(
    recordings: Recordings, document: Document, stem: str
) -> tuple[EpisodeEntry | None, list[Problem]]:
    number, slug = split_number(stem)
    problems = []
    if number is None or not SLUG.fullmatch(slug) or document.path.count("/") != 1:
        expected = "episodes/NNN-name.md, such as episodes/004-ramp-time.md"
        problems.append(Problem(document.path, 1, "file name", expected, quote(document.path)))
    fields, found = validate(document, Episode)
    problems += found
    if fields is None:
        return None, problems
    if fields.type == "full" and number == 0 and not fields.number:
        # Apple takes no episode 0; a trailer has no number in the feed.
        problems.append(
            Problem(document.path, 1, "file name", "a full episode's number from 001 up", "000")
        )
    files, found = media.read_episode_files(recordings, document, fields)
    audio = files.get("audio")
    if audio and audio.chapters and not fields.moments:
        fields = fields.model_copy(update={"moments": audio.chapters})
    entry = EpisodeEntry(
        "episode", slug, f"podcast/{slug}/", document, fields, fields.number or number or 0, **files
    )
    return (entry if "audio" in files else None), problems + found


def _read_show(root: Path) -> tuple[ShowEntry | None, list[Problem]]:
    document, problems = read_yaml(root, SHOW)
    if document is None:
        return None, problems
    fields, problems = validate(document, Show)
    if fields is None:
        return None, problems
    artwork, problems = media.read_artwork(root, document, ("artwork",), fields.artwork)
    return (ShowEntry(document, fields, artwork) if artwork else None), problems


def _read_table(
    root: Path, path: str, model: type[AnyModel]
) -> tuple[dict[str, AnyModel], list[Problem]]:
    """Read a file of named groups, such as topics.yml."""
    document, problems = read_yaml(root, path)
    table: dict[str, AnyModel] = {}
    if document is None:
        return table, problems
    for name in document.data:
        if not SLUG.fullmatch(name):
            problems.append(
                document.problem((name,), "a name in small letters, digits and dashes", quote(name))
            )
            continue
        fields, found = validate(document, model, (name,))
        problems += found
        if fields:
            table[name] = fields
    return table, problems
