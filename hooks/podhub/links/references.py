"""What refers to what, and whether it is there: names in fields, and with `dead_links` the links in
texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from podhub.links.authors import check_authors
from podhub.links.dead_links import dead_links
from podhub.markup.headings import is_ours
from podhub.model.document import Document, Loc, field_name
from podhub.model.entries import Catalog, Entry, EpisodeEntry, slug_of
from podhub.model.items import Article, Guide, Item
from podhub.model.problems import Finding, Problem, quote
from podhub.model.times import clock
from podhub.model.values import nearest, slugify
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
    "start": ("an article", "articles"),
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

    `documents` and the catalog's bodies are also those of files with mistakes, whose authors fix
    all of it at once; `problems` are those found so far. A reference to an item whose own file is
    broken is not a second mistake."""
    broken = {problem.path for problem in problems}
    said = {(problem.path, problem.field) for problem in problems}
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
    for entry in catalog.entries():
        yield from _dates(entry)
    for definition in catalog.definitions.values():
        for index, slug in enumerate(definition.fields.see_also):
            if slug == definition.slug:
                loc = ("see_also", index)
                yield definition.document.problem(loc, "another definition", quote(slug))
    yield from dead_links(root, catalog, broken)
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
    yield from check_authors(catalog)
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
