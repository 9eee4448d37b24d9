"""What an author wants to know of a change before it is public, in at most fifteen lines; nothing
where nothing is to be said.

A build of the content as it was and one of the content as it will be are compared. Remarks on what
is already public and not touched by the change are left to a report on everything (`before` is
None)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from podhub.history.feed_diff import Change
from podhub.history.page_records import heirs, with_pages
from podhub.links.graph import Graph
from podhub.links.named_pages import named_pages
from podhub.links.pages import site_pages
from podhub.model.entries import Catalog, Entry
from podhub.review.undefined_terms import undefined_terms

LINES = 15
FIRST = ("episode", "article", "guide", "definition", "page")
"""What an author wants to read of first."""
OF_A_KIND = 3
"""The most lines that one sort of remark may take."""
HEAVY_PICTURE = 500_000
"""Bytes: half a megabyte takes a phone on a slow network about three seconds (at 1.6 Mbit/s,
Lighthouse's slow 4G)."""
HEAVY_MINUTE = 1_500_000
"""Bytes a minute: 200 kbit/s, beyond which speech gains nothing that can be heard."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the report, and where to look."""

    text: str
    path: str | None = None
    line: int = 1

    def __str__(self) -> str:
        return f"{self.text} ({self.path}:{self.line})" if self.path else self.text


@dataclass(frozen=True)
class Built:
    """A build, as far as the report looks at it."""

    everything: Catalog
    public: Catalog
    graph: Graph
    texts: Mapping[str, Callable[[], str]]
    """What gives the HTML of each page's text, by its address"""
    language: str
    pictures: Mapping[str, int]
    """Bytes of each picture file, by its path in the repository."""


def report(
    before: Built | None, after: Built, now: datetime, feed: Iterable[Change]
) -> list[Remark]:
    """What there is to say; `feed` is what subscribers' apps will do (`compare_feeds`). What harms
    them comes first."""
    touched = _touched(before, after)
    harms, noticed = _in_apps(feed)
    parts: list[Iterable[Remark]] = [
        _publicity(before, after, now) if before else (),
        noticed,
        _links(before, after) if before else (),
        _titles(after, touched),
        _without_transcript(after, touched),
        _without_way_in(after, touched),
        _undefined(before, after),
        _heavy(before, after, touched),
    ]
    remarks = [*harms, *(remark for part in parts for remark in _few(list(part)))]
    if len(remarks) <= LINES:
        return remarks
    return [*remarks[: LINES - 1], Remark(f"… and {len(remarks) - LINES + 1} more lines")]


def _in_apps(changes: Iterable[Change]) -> tuple[list[Remark], list[Remark]]:
    """What harms subscribers, and what else their apps will show. That a feed keeps its size is not
    worth a line."""
    harms, noticed = [], []
    for change in changes:
        if change.harm:
            harms.append(Remark(f"Would harm subscribers: {change.what}: {change.text}"))
        elif not change.what.startswith("Feed keeps"):
            noticed.append(Remark(f"In podcast apps: {change.what}: {change.text}"))
    return harms, noticed


def _few(remarks: list[Remark]) -> list[Remark]:
    if len(remarks) <= OF_A_KIND + 1:
        return remarks
    return [*remarks[:OF_A_KIND], Remark(f"… and {len(remarks) - OF_A_KIND} more like this")]


def _touched(before: Built | None, after: Built) -> set[str]:
    """The files that differ, or of which what belongs to them does; all of them where there is
    nothing to compare with."""
    old = _by_path(before.everything) if before else {}
    return {
        path
        for path, entry in _by_path(after.everything).items()
        if path not in old or old[path].digest != entry.digest
    }


def _by_path(catalog: Catalog) -> dict[str, Entry[Any]]:
    return {entry.path: entry for entry in catalog.entries()}


def _line(entry: Entry[Any], *fields: str) -> int:
    """The line of the first of some fields that the file has."""
    return next(
        (entry.document.line((field,)) for field in fields if field in entry.document.data), 1
    )


def _publicity(before: Built, after: Built, now: datetime) -> Iterator[Remark]:
    """What becomes public, and when; what no longer is."""
    was, had, public = map(_by_path, (before.public, before.everything, after.public))
    known = with_pages({}, named_pages(before.public, site_pages(before.public)))
    moved = heirs(known, named_pages(after.public, site_pages(after.public)))
    heir_of = {page.document.path for page in moved.values() if page.document and not page.loc}
    for path, entry in sorted(public.items(), key=lambda pair: FIRST.index(pair[1].kind)):
        if path not in was and path not in heir_of:
            yield Remark(
                f"Becomes public with this: {entry.title}", path, _line(entry, "title", "term")
            )
    have = _by_path(after.everything)
    waiting = [
        entry
        for path, entry in have.items()
        if path not in public and entry.date and entry.date > now
    ]
    for entry in sorted(waiting, key=lambda entry: entry.date or now):
        held = entry.held(now)
        if held != "draft" and (entry.path not in had or had[entry.path].held(now) != held):
            yield Remark(
                f"Becomes public on {entry.date:%Y-%m-%d at %H:%M %z}: {entry.title}",
                entry.path,
                _line(entry, "date"),
            )
    for old, heir in moved.items():
        if old not in heir.aliases and heir.document:
            said = f"The old address would be lost; add /{old} to its aliases: {heir.title}"
            line = heir.document.line((*heir.loc, "aliases"))
            yield Remark(said, heir.document.path, line)
    for path, entry in was.items():
        if path not in public and entry.url not in moved:
            still = "stays in the repository" if path in have else "is deleted"
            yield Remark(f"Is no longer public: {entry.title} ({path} {still})")


def _links(before: Built, after: Built) -> Iterator[Remark]:
    words = {"links": "by hand", "terms": "from defined words", "heard": "into the audio"}
    more = {name: after.graph.counts[name] - before.graph.counts.get(name, 0) for name in words}
    if said := ", ".join(f"{count} {words[name]}" for name, count in more.items() if count > 0):
        yield Remark(f"New links: {said}")


def _titles(after: Built, touched: Collection[str]) -> Iterator[Remark]:
    """Two pages that a search result cannot tell apart."""
    for name in ("title", "description"):
        seen: dict[str, Entry[Any]] = {}
        for entry in after.public.entries():
            text = str(
                entry.title if name == "title" else getattr(entry.fields, "description", None) or ""
            )
            other = seen.setdefault(text.casefold(), entry) if text else entry
            if other is not entry and (entry.path in touched or other.path in touched):
                # The place is where the author has just written.
                here, there = (entry, other) if entry.path in touched else (other, entry)
                said = f'Two pages have the {name} "{text}", the other is {there.path}'
                yield Remark(said, here.path, _line(here, name, "term"))


def _without_transcript(after: Built, touched: Collection[str]) -> Iterator[Remark]:
    for episode in after.public.episodes.values():
        if episode.path in touched and not episode.cues:
            yield Remark(
                f"Nobody can search or read this episode, it has no transcript: {episode.title}",
                episode.path,
            )


def _without_way_in(after: Built, touched: Collection[str]) -> Iterator[Remark]:
    """Articles that only a list leads to."""
    for article in after.public.articles.values():
        graph = after.graph
        if article.path in touched and not (
            graph.backlinks.get(article.url) or graph.discussed.get(article.url)
        ):
            yield Remark(f"No other page leads to this article: {article.title}", article.path)


def _undefined(before: Built | None, after: Built) -> Iterator[Remark]:
    """Words that have become common without a definition."""
    known = set(undefined_terms(before.public, before.texts, before.language)) if before else set()
    for word, pages in undefined_terms(after.public, after.texts, after.language).items():
        if word not in known:
            yield Remark(
                f'"{word}" stands on {pages} pages and has no definition: podhub new definition "{word}"'
            )


def _heavy(before: Built | None, after: Built, touched: Collection[str]) -> Iterator[Remark]:
    known = before.pictures if before else {}
    for path, size in after.pictures.items():
        if size > HEAVY_PICTURE and known.get(path) != size:
            yield Remark(
                f"A picture of {size / 1e6:.1f} MB is slow on a phone; {HEAVY_PICTURE / 1e6:.1f} MB is plenty",
                path,
            )
    for episode in after.public.episodes.values():
        audio = episode.audio
        if (
            episode.path in touched
            and audio.seconds
            and audio.bytes / audio.seconds * 60 > HEAVY_MINUTE
        ):
            rate = audio.bytes * 8 / audio.seconds / 1000
            yield Remark(
                f"The recording has {rate:.0f} kbit/s; 128 are enough for speech: {episode.title}",
                episode.path,
            )
