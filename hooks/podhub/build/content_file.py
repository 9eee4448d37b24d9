"""One Markdown file as it was read and checked by itself: what the rest of the hub says changes
nothing of it, so that it is read again only when it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from podhub.markup.body import read_body
from podhub.model.body import Body
from podhub.model.document import Document
from podhub.model.items import Article, Definition, Guide, Item, Page
from podhub.model.memo import Memo
from podhub.model.podcast import Episode
from podhub.model.problems import Finding, Problem, quote
from podhub.model.values import MAX_SLUG, SLUG, slugify
from podhub.read.frontmatter import parse_markdown
from podhub.read.new_files import unwritten
from podhub.read.text_files import decoded, read_again, read_raw
from podhub.read.validation import validate


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of content: its name, the folder that its files lie in, and its fields."""

    name: str
    folder: str
    model: type[Item]

    @property
    def group(self) -> str:
        """The first part of its pages' addresses, and what the catalog calls all of them."""
        return self.folder.rpartition("/")[2]


ARTICLE = Kind("article", "docs/articles", Article)
DEFINITION = Kind("definition", "docs/definitions", Definition)
GUIDE = Kind("guide", "docs/guides", Guide)
EPISODE = Kind("episode", "episodes", Episode)
PAGE = Kind("page", "docs/pages", Page)
"""Whatever lies elsewhere in docs/"""
HOMES = {kind.folder: kind for kind in (ARTICLE, DEFINITION, GUIDE)}
"""The kinds that have a folder of docs/ to themselves."""


@dataclass(frozen=True, slots=True)
class ContentFile:
    """What one file says, and what is wrong with it by itself."""

    kind: Kind
    document: Document | None
    """None where there is no telling fields from text"""
    body: Body | None
    fields: Item | None
    """None where they have a mistake"""
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file as it was read, and where its text is remembered."""

    file: ContentFile
    """Without its text as HTML and Markdown"""
    path: str
    key: str
    again: Callable[[], tuple[ContentFile, BodyText]]

    def body(self, memo: Memo) -> Body:
        """The whole body."""
        assert self.file.body
        text = memo.large(self.key, self.again)
        return replace(self.file.body, html=text.html, source=text.source)


@dataclass(frozen=True, slots=True)
class BodyText:
    """The large part of a body."""

    html: str
    source: str


def read_files(
    root: Path, paths: Iterable[str], memo: Memo, problems: list[Finding]
) -> Iterator[tuple[str, ReadFile]]:
    """Yield what each of some files says, by its path; those that cannot be read are told."""
    makers: dict[str, Callable[[], tuple[ContentFile, BodyText]]] = {}
    keys: dict[str, str] = {}
    for path in paths:
        raw, unreadable = read_raw(root, path)
        problems += unreadable
        if not unreadable:
            keys[path] = _key(memo, path, raw)
            makers[keys[path]] = partial(read_in_parts, path, raw)
    files = memo.parted(makers)
    for path, key in keys.items():
        yield path, ReadFile(files[key], path, key, partial(_read_again, root, path, key, memo))


def _key(memo: Memo, path: str, raw: bytes) -> str:
    return memo.key("content file", path, raw)


def _read_again(root: Path, path: str, key: str, memo: Memo) -> tuple[ContentFile, BodyText]:
    raw = read_again(root, path, lambda raw: _key(memo, path, raw) == key)
    return read_in_parts(path, raw)


def read_in_parts(path: str, raw: bytes) -> tuple[ContentFile, BodyText]:
    """Read a file; its body's HTML and Markdown apart from all else."""
    text, unreadable = decoded(raw, path)
    if unreadable:
        return ContentFile(kind_of(path), None, None, None, tuple(unreadable)), BodyText("", "")
    file = read_content_file(path, text)
    if file.body is None:
        return file, BodyText("", "")
    assert file.document
    small = replace(
        file,
        document=replace(file.document, body=""),
        body=replace(file.body, html="", source=""),
    )
    return small, BodyText(file.body.html, file.body.source)


def read_content_file(path: str, text: str) -> ContentFile:
    """Read a file of the content folders and check all that it says by itself."""
    kind = kind_of(path)
    document, unreadable = parse_markdown(text, path)
    if document is None:
        return ContentFile(kind, None, None, None, tuple(unreadable))
    body, problems = read_body(document)
    problems = [*unreadable, *problems]
    if unreadable and not document.data:
        return ContentFile(kind, document, body, None, tuple(problems))
    place = PurePosixPath(path)
    above = place.parent.as_posix()
    home = next((home for home in HOMES if above.startswith(f"{home}/")), None)
    if home:
        # Its fields are those of an article or a definition, and each would be reported as unknown.
        expected = f"a file in {home}/ itself, such as {home}/{place.name}"
        problems.append(_misplaced(document, expected))
        return ContentFile(kind, document, body, None, tuple(problems))
    fields, found = validate(document, kind.model)
    problems += [*found, *_name_problems(document, kind), *unwritten(document, kind.name)]
    # The page of a comparison may have its address.
    is_apart = not _is_of_comparison(document, kind)
    return ContentFile(kind, document, body, fields if is_apart else None, tuple(problems))


def kind_of(path: str) -> Kind:
    """The kind that a file is of by where it lies."""
    place = PurePosixPath(path)
    if place.parts[0] == EPISODE.folder:
        return EPISODE
    return PAGE if place.stem == "index" else HOMES.get(place.parent.as_posix(), PAGE)


def _name_problems(document: Document, kind: Kind) -> list[Problem]:
    """What is wrong with a file's name, of which its address is made. Episodes' names are looked at
    with their numbers."""
    place = PurePosixPath(document.path)
    if any(len(part) > MAX_SLUG for part in place.with_suffix("").parts):
        return [_misplaced(document, f"a name of at most {MAX_SLUG} characters")]
    if kind == EPISODE:
        return []
    if kind == PAGE:
        parts = place.relative_to("docs").with_suffix("").parts
        if all(SLUG.fullmatch(part) for part in parts):
            return []
        example = f"{slugify(place.stem) or 'about'}.md"
        return [_misplaced(document, f"small letters, digits and dashes, such as {example}")]
    if not SLUG.fullmatch(place.stem):
        example = f"{slugify(place.stem) or 'first-seeds'}.md"
        expected = f"small letters, digits and dashes, such as {example}"
        return [Problem(document.path, 1, "file name", expected, quote(place.name))]
    if _is_of_comparison(document, kind):
        expected = "a name without -vs- (such addresses belong to comparisons)"
        return [Problem(document.path, 1, "file name", expected, quote(place.stem))]
    return []


def _is_of_comparison(document: Document, kind: Kind) -> bool:
    return kind in HOMES.values() and "-vs-" in PurePosixPath(document.path).stem


def _misplaced(document: Document, expected: str) -> Problem:
    found = quote(document.path.removeprefix("docs/"))
    return Problem(document.path, 1, "file name", expected, found)
