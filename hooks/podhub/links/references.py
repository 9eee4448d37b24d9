"""What refers to what, and whether it is there: names, files, links, anchors."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from podhub.links.page_anchors import page_anchors
from podhub.markup.headings import is_ours
from podhub.markup.targets import MARKDOWN_HAS, better_target
from podhub.model.body import Body
from podhub.model.document import Document, Loc, field_name
from podhub.model.entries import Catalog, Entry, EpisodeEntry, slug_of
from podhub.model.items import Article, Guide, Item
from podhub.model.problems import Finding, Problem, quote
from podhub.model.times import clock, parse_time
from podhub.model.values import inside, nearest, relative, slugify
from podhub.read import files
from podhub.read.guide_outcomes import check_guide
from podhub.read.podcast_rules import check_podcast
from podhub.read.uniqueness import check_unique

Name = tuple[Loc, str, Mapping[str, Any], str]
"""A name of another item: its place, the name itself, the group that it must be in, and what it
should be."""
FEW = 5
"""Names that an error can list whole."""


NAMES = {
    "skip_terms": ("a definition", "definitions"),
    "see_also": ("a definition", "definitions"),
    "compare": ("a definition", "definitions"),
    "topics": ("a topic", "topics"),
    "author": ("an author", "authors"),
    "articles": ("an article", "articles"),
    "episodes": ("an episode", "episodes"),
}
"""Fields that name other items: what each should be, and the group of the catalog that holds
them."""


def check_references(
    root: Path, catalog: Catalog, documents: Iterable[Document], problems: Sequence[Problem]
) -> Iterator[Finding]:
    """Yield every reference that leads nowhere and everything that stands twice, and advice.

    `documents` and the catalog's bodies are also those of files with mistakes, whose authors mend
    all of it at once; `problems` are those found so far. A reference to an item whose own file is
    broken is not a second mistake."""
    broken = {problem.path for problem in problems}
    said = {(problem.path, problem.field) for problem in problems}
    media_files = catalog.media()
    guides = [
        (guide.document, name)
        for guide in catalog.guides.values()
        for name in _guide_names(guide, catalog)
    ]
    named = [(document, name) for document in documents for name in _names(document, catalog)]
    for document, (loc, slug, group, what) in (*named, *guides):
        is_said = any((document.path, field_name(place)) in said for place in (loc, loc[:1]))
        if slug not in group and not is_said and not _is_broken(slug, what, broken):
            yield document.problem(loc, _expected(what, slug, group), quote(slug))
    by_path = {entry.path: entry for entry in catalog.entries()}
    for entry in by_path.values():
        yield from _dates(entry)
    for definition in catalog.definitions.values():
        for index, slug in enumerate(definition.fields.see_also):
            if slug == definition.slug:
                loc = ("see_also", index)
                yield definition.document.problem(loc, "another definition", quote(slug))
    for path, body in catalog.bodies.items():
        yield from _links(root, catalog, path, body, broken, media_files, by_path)
    for guide in catalog.guides.values():
        yield from check_guide(guide)
        text = catalog.bodies.get(guide.path)
        for name in guide.fields.outcomes:
            if is_ours(name) or name.removesuffix("-title") in guide.fields.outcomes.keys() - {
                name
            }:
                expected = "another name (a part of the page has this one as its anchor)"
                yield guide.document.problem(("outcomes", name), expected, quote(name))
            if text and name in text.anchors:
                expected = f"a name that no heading of the text has as its anchor (#{name} is the outcome's)"
                yield guide.document.problem(("outcomes", name), expected, quote(name))
    for episode in catalog.episodes.values():
        yield from _moments(episode)
    yield from _show(catalog, broken)
    yield from check_podcast(catalog)
    yield from check_unique(catalog)


def _expected(what: str, name: str, group: Mapping[str, Any]) -> str:
    close = _meant(name, group)
    if close:
        return f"{what}, such as {close}"
    return f"{what} that exists" + (f" ({', '.join(group)})" if 0 < len(group) <= FEW else "")


def _meant(name: str, group: Mapping[str, Any]) -> str | None:
    """The item that an author meant, who wrote its id with a slip, or its title as readers see
    it."""
    if name.isdigit():
        return next(
            (slug for slug, item in group.items() if getattr(item, "number", None) == int(name)),
            None,
        )
    titles = {
        str(getattr(item, "title", "") or getattr(item, "name", "")).casefold(): slug
        for slug, item in group.items()
    }
    title = nearest(name.casefold(), titles)
    return nearest(slugify(name), group) or (titles[title] if title else None)


def _is_broken(slug: str, what: str, broken: set[str]) -> bool:
    if what in ("a topic", "an author"):
        return f"docs/{'topics' if what == 'a topic' else 'authors'}.yml" in broken
    return any(slug_of(path) == slug for path in broken)


def _names(document: Document, catalog: Catalog) -> Iterator[Name]:
    """Every name of another item that a file's fields give."""
    for field, (what, group) in NAMES.items():
        given = document.data.get(field)
        listed = (
            [((field, index), name) for index, name in enumerate(given)]
            if isinstance(given, list)
            else [((field,), given)]
        )
        for loc, name in listed:
            if isinstance(name, str | int | float):  # a number may be a name
                yield loc, str(name).strip(), getattr(catalog, group), what


def _guide_names(guide: Entry[Guide], catalog: Catalog) -> Iterator[Name]:
    """The same of what stands deeper in a guide."""
    fields = guide.fields
    for name, outcome in fields.outcomes.items():
        for index, slug in enumerate(outcome.read):
            yield ("outcomes", name, "read", index), slug, catalog.articles, "an article"
        for index, slug in enumerate(outcome.listen):
            yield ("outcomes", name, "listen", index), slug, catalog.episodes, "an episode"
    for q, question in enumerate(fields.questions):
        for a, answer in enumerate(question.answers):
            for name in answer.points:
                yield (
                    ("questions", q, "answers", a, "points", name),
                    name,
                    fields.outcomes,
                    "an outcome of this guide",
                )


def _dates(entry: Entry[Item]) -> Iterator[Problem]:
    if (
        isinstance(entry.fields, Article)
        and entry.fields.updated
        and entry.fields.updated < entry.fields.date
    ):
        expected = f"a time after its date, {entry.fields.date:%Y-%m-%d %H:%M %z}"
        yield entry.document.problem(
            ("updated",), expected, quote(f"{entry.fields.updated:%Y-%m-%d %H:%M %z}")
        )


def _links(
    root: Path,
    catalog: Catalog,
    source: str,
    body: Body,
    broken: set[str],
    media_files: dict[str, str],
    by_path: Mapping[str, Entry[Item]],
) -> Iterator[Problem]:
    """Check the links in the body of the file `source`: files, anchors, and seconds of episodes."""
    entry = by_path.get(source)
    for link in body.links:
        try:
            parts = urlsplit(link.target)
        except ValueError:  # reported where the body was read
            continue
        if parts.scheme or parts.netloc or better_target(link.target, link.image, link.element):
            continue

        def problem(expected: str, line: int = link.line, target: str = link.target) -> Problem:
            return Problem(source, line, "link", expected, quote(target))

        path = inside(source, unquote(parts.path)) if parts.path else source
        if link.element not in ("", *MARKDOWN_HAS):
            # Markdown has no films: their address is the browser's, which knows pages and not
            # files.
            if entry is None:
                continue
            path = posixpath.normpath(posixpath.join(entry.url, unquote(parts.path)))
            if path not in media_files.values() and not files.find(root, f"docs/{path}"):
                example = relative(entry.url, "assets/film.mp4")
                yield problem(
                    f"a file of docs/ as the page's address /{entry.url} sees it, such as {example}"
                )
        elif path in catalog.bodies:
            # It has been read, so it is there and where it should be: most links need no look at
            # the disk.
            if parts.fragment:
                anchor = normalize("NFC", unquote(parts.fragment))
                yield from _fragment(catalog.bodies[path], path, by_path.get(path), anchor, problem)
        elif path in broken:
            continue  # it is there; why it could not be read is said
        elif link.target.startswith("/"):
            yield problem("a path from this file to another, such as ../definitions/ownership.md")
        elif path is None or not files.within(root, root / path):
            yield problem("a file inside docs/ or episodes/, such as ../definitions/ownership.md")
        elif files.is_folder(root / path):
            yield problem(
                f"a file in that folder, such as {posixpath.normpath(posixpath.join(parts.path, 'index.md'))}"
            )
        elif (there := files.find(root, path)) is None:
            stems = {PurePosixPath(known).stem: known for known in catalog.bodies}
            close = stems.get(nearest(PurePosixPath(path).stem, stems) or "")
            hint = (
                f", such as {posixpath.relpath(close, posixpath.dirname(source))}" if close else ""
            )
            yield problem(f"a link to a file that exists{hint}")
        elif not path.startswith("docs/") and there not in media_files:
            yield problem("a link to an episode's page, which is its .md file, or to its recording")


def _fragment(
    body: Body,
    path: str,
    entry: Entry[Item] | None,
    fragment: str,
    problem: Callable[[str], Problem],
) -> Iterator[Problem]:
    """Check an anchor. What the parts around a text have is known of an entry that could be read:
    one that could not says why."""
    if fragment.startswith("t="):
        try:
            seconds = parse_time(fragment[2:].split(",")[0])
        except ValueError as error:
            yield problem(str(error).removeprefix("expected ") + " after #t=")
            return
        if entry and not isinstance(entry, EpisodeEntry):
            yield problem("an episode before #t=")
        elif (
            isinstance(entry, EpisodeEntry) and entry.audio.bytes and seconds >= entry.audio.seconds
        ):
            yield problem(f"a time within the episode's {clock(entry.audio.seconds)}")
    elif is_ours(fragment):
        if entry and fragment not in page_anchors(entry):
            yield problem(_heading(path, fragment, page_anchors(entry)))
    elif fragment not in body.anchors:
        yield problem(_heading(path, fragment, body.anchors))


def _heading(path: str, fragment: str, anchors: Collection[str]) -> str:
    close = nearest(fragment, anchors)
    return f"a heading of {path}" + (f", such as #{close}" if close else "")


def _moments(episode: EpisodeEntry) -> Iterator[Problem]:
    before = -1.0
    if not episode.audio.bytes:  # a draft without its recording
        return
    for index, moment in enumerate(episode.fields.moments):
        loc = ("moments", index, "at")
        if moment.at <= before:
            yield episode.document.problem(
                loc, f"a time after {clock(before)}", quote(clock(moment.at))
            )
        if moment.at >= episode.audio.seconds:
            expected = f"a time within the audio's {clock(episode.audio.seconds)}"
            yield episode.document.problem(loc, expected, quote(clock(moment.at)))
        elif moment.clip and moment.at + moment.clip > episode.audio.seconds:
            expected = f"a clip that ends within the audio's {clock(episode.audio.seconds)}"
            yield episode.document.problem(
                (*loc[:2], "clip"), expected, f"{moment.clip:g} s from {clock(moment.at)}"
            )
        before = max(before, moment.at)


def _show(catalog: Catalog, broken: set[str]) -> Iterator[Problem]:
    if catalog.show is None:
        return
    trailer = catalog.show.fields.trailer
    if (
        trailer
        and trailer not in catalog.episodes
        and not _is_broken(trailer, "an episode", broken)
    ):
        expected = _expected("an episode", trailer, catalog.episodes)
        yield catalog.show.document.problem(("trailer",), expected, quote(trailer))
