"""What refers to what, and whether it is there: names, files, links, anchors."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from podhub.content import files
from podhub.content.body import Body
from podhub.content.dialect import is_ours
from podhub.content.entries import Catalog, Entry, EpisodeEntry, slug_of
from podhub.content.frontmatter import Loc
from podhub.content.guides import check_guide
from podhub.content.model import Article, Definition, Guide, Item, Page
from podhub.content.page_anchors import page_anchors
from podhub.content.podcast import Episode
from podhub.content.podcast_rules import check_podcast
from podhub.content.problems import Problem, quote
from podhub.content.targets import MARKDOWN_HAS, better_target
from podhub.content.uniqueness import check_unique
from podhub.content.values import clock, inside, nearest, parse_time, relative, slugify

FEW = 5
"""Names that an error can list whole."""


def check_references(root: Path, catalog: Catalog, broken: set[str]) -> Iterator[Problem]:
    """Yield every reference that leads nowhere and everything that stands twice. `broken` files are known to exist."""
    media_files = catalog.media()
    by_path = {entry.path: entry for entry in catalog.entries()}
    for entry in by_path.values():
        for loc, slug, group, what in _slugs(entry, catalog):
            if slug not in group and not _is_broken(slug, what, broken):
                yield entry.document.problem(loc, _expected(what, slug, group), quote(slug))
        yield from _dates(entry)
        yield from _links(root, catalog, entry, broken, media_files, by_path)
    for guide in catalog.guides.values():
        yield from check_guide(guide)
        body = catalog.bodies.get(guide.path)
        for name in guide.fields.outcomes:
            if body and name in (body.anchors or ()):
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
    """The item that an author meant, who wrote its id with a slip, or its title as readers see it."""
    if name.isdigit():
        return next((slug for slug, item in group.items() if getattr(item, "number", None) == int(name)), None)
    titles = {str(getattr(item, "title", "") or getattr(item, "name", "")).casefold(): slug for slug, item in group.items()}
    title = nearest(name.casefold(), titles)
    return nearest(slugify(name), group) or (titles[title] if title else None)


def _is_broken(slug: str, what: str, broken: set[str]) -> bool:
    if what in ("a topic", "an author"):
        return f"docs/{'topics' if what == 'a topic' else 'authors'}.yml" in broken
    return any(slug_of(path) == slug for path in broken)


def _slugs(entry: Entry[Item], catalog: Catalog) -> Iterator[tuple[Loc, str, dict[str, Any], str]]:
    """Every name of another item that an entry gives: its place, the name, where it must be, what it should be."""
    fields = entry.fields
    named: list[tuple[str, Iterable[str], dict[str, Any], str]] = [
        ("skip_terms", fields.skip_terms, catalog.definitions, "a definition")
    ]
    match fields:
        case Article():
            named += [
                ("topics", fields.topics, catalog.topics, "a topic"),
                ("episodes", fields.episodes, catalog.episodes, "an episode"),
            ]
            if fields.author:
                yield ("author",), fields.author, catalog.authors, "an author"
        case Definition():
            named.append(("see_also", fields.see_also, catalog.definitions, "a definition"))
        case Episode():
            named += [
                ("topics", fields.topics, catalog.topics, "a topic"),
                ("articles", fields.articles, catalog.articles, "an article"),
            ]
        case Page():
            named.append(("compare", fields.compare, catalog.definitions, "a definition"))
        case Guide():
            for name, outcome in fields.outcomes.items():
                for index, slug in enumerate(outcome.read):
                    yield ("outcomes", name, "read", index), slug, catalog.articles, "an article"
                for index, slug in enumerate(outcome.listen):
                    yield ("outcomes", name, "listen", index), slug, catalog.episodes, "an episode"
            for q, question in enumerate(fields.questions):
                for a, answer in enumerate(question.answers):
                    for name in answer.points:
                        loc = ("questions", q, "answers", a, "points", name)
                        yield loc, name, dict(fields.outcomes), "an outcome of this guide"
    for field, slugs, group, what in named:
        for index, slug in enumerate(slugs):
            yield (field, index), slug, group, what


def _dates(entry: Entry[Item]) -> Iterator[Problem]:
    if isinstance(entry.fields, Article) and entry.fields.updated and entry.fields.updated < entry.fields.date:
        expected = f"a time after its date, {entry.fields.date:%Y-%m-%d %H:%M %z}"
        yield entry.document.problem(("updated",), expected, quote(f"{entry.fields.updated:%Y-%m-%d %H:%M %z}"))


def _links(
    root: Path, catalog: Catalog, entry: Entry[Item], broken: set[str], media_files: dict[str, str],
    by_path: Mapping[str, Entry[Item]],
) -> Iterator[Problem]:  # fmt: skip
    """Check the links in an entry's body: files, anchors, and seconds of episodes."""
    body = catalog.bodies.get(entry.path)
    for link in body.links if body else ():
        try:
            parts = urlsplit(link.target)
        except ValueError:  # reported where the body was read
            continue
        if parts.scheme or parts.netloc or better_target(link.target, link.image, link.element):
            continue

        def problem(expected: str, line: int = link.line, target: str = link.target) -> Problem:
            return Problem(entry.path, line, "link", expected, quote(target))

        path = inside(entry.path, unquote(parts.path)) if parts.path else entry.path
        if link.element not in ("", *MARKDOWN_HAS):
            # Markdown has no films: their address is the browser's, which knows pages and not files.
            path = posixpath.normpath(posixpath.join(entry.url, unquote(parts.path)))
            if path not in media_files.values() and not files.is_file(root / "docs" / path):
                example = relative(entry.url, "assets/film.mp4")
                yield problem(f"a file of docs/ as the page's address /{entry.url} sees it, such as {example}")
        elif path in catalog.bodies:
            # It has been read, so it is there and where it should be: most links need no look at the disk.
            if parts.fragment:
                yield from _fragment(catalog.bodies[path], path, by_path.get(path), unquote(parts.fragment), problem)
        elif path in broken:
            continue  # it is there; why it could not be read is said
        elif link.target.startswith("/"):
            yield problem("a path from this file to another, such as ../definitions/ownership.md")
        elif path is None or not files.within(root, root / path):
            yield problem("a file inside docs/ or episodes/, such as ../definitions/ownership.md")
        elif files.is_folder(root / path):
            yield problem(f"a file in that folder, such as {posixpath.normpath(posixpath.join(parts.path, 'index.md'))}")
        elif not files.is_file(root / path):
            stems = {PurePosixPath(known).stem: known for known in catalog.bodies}
            close = stems.get(nearest(PurePosixPath(path).stem, stems) or "")
            hint = f", such as {posixpath.relpath(close, posixpath.dirname(entry.path))}" if close else ""
            yield problem(f"a link to a file that exists{hint}")
        elif not path.startswith("docs/") and path not in media_files:
            yield problem("a link to an episode's page, which is its .md file, or to its recording")


def _fragment(
    body: Body, path: str, entry: Entry[Item] | None, fragment: str, problem: Callable[[str], Problem]
) -> Iterator[Problem]:
    """Check an anchor. What the parts around a text have is known of an entry that could be read: one that could not says why."""
    if fragment.startswith("t=") and entry:
        try:
            seconds = parse_time(fragment[2:].split(",")[0])
        except ValueError as error:
            yield problem(str(error).removeprefix("expected ") + " after #t=")
            return
        if not isinstance(entry, EpisodeEntry):
            yield problem("an episode before #t=")
        elif entry.audio.bytes and seconds >= entry.audio.seconds:
            yield problem(f"a time within the episode's {clock(entry.audio.seconds)}")
    elif is_ours(fragment):
        if entry and fragment not in page_anchors(entry):
            yield problem(_heading(path, fragment, page_anchors(entry)))
    elif body.anchors is not None and fragment not in body.anchors:
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
            yield episode.document.problem(loc, f"a time after {clock(before)}", quote(clock(moment.at)))
        if moment.at >= episode.audio.seconds:
            expected = f"a time within the audio's {clock(episode.audio.seconds)}"
            yield episode.document.problem(loc, expected, quote(clock(moment.at)))
        elif moment.clip and moment.at + moment.clip > episode.audio.seconds:
            expected = f"a clip that ends within the audio's {clock(episode.audio.seconds)}"
            yield episode.document.problem((*loc[:2], "clip"), expected, f"{moment.clip:g} s from {clock(moment.at)}")
        before = max(before, moment.at)


def _show(catalog: Catalog, broken: set[str]) -> Iterator[Problem]:
    if catalog.show is None:
        return
    trailer = catalog.show.fields.trailer
    if trailer and trailer not in catalog.episodes and not _is_broken(trailer, "an episode", broken):
        expected = _expected("an episode", trailer, catalog.episodes)
        yield catalog.show.document.problem(("trailer",), expected, quote(trailer))
