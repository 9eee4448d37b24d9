"""Holds what is about to be public against what has been: no app may download an episode twice, or
lose one.

What has been public is known from the ledger, a live feed, or both; each gives records. What an
author does on purpose is a line in the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from podhub.history.ledger import LEDGER, SHOW, Ledger, PublishedAudio, Record, Records
from podhub.history.ledger_file import read_ledger
from podhub.history.reused_addresses import reused
from podhub.model.entries import Catalog, EpisodeEntry, slug_of
from podhub.model.memo import Memo
from podhub.model.problems import Problem, quote


def guard(
    root: Path, catalog: Catalog, now: datetime, problems: Iterable[Problem], memo: Memo
) -> tuple[Ledger, list[Problem]]:
    """Read the ledger, unless `memo` remembers it, and hold what is public at `now` against it;
    `problems` are those that the content has anyway."""
    problems = list(problems)
    ledger, found = read_ledger(root, memo)
    found += compare_show(ledger.show, catalog)
    records = ledger.episodes
    found += compare(
        records.values(), records, catalog, now, {problem.path for problem in problems}
    )
    # An episode whose guid was deleted needs the one that apps know, and not a new one.
    without = {
        slug_of(problem.path): problem
        for problem in problems
        if (problem.field, problem.found) == ("guid", "nothing")
    }
    for record in records.values():
        if lost := without.get(_slug(record)):
            found.append(
                replace(
                    lost, expected=f"the line  guid: {record.guid}  by which apps know this episode"
                )
            )
    return ledger, found


def compare_show(known: str | None, catalog: Catalog) -> list[Problem]:
    """Hold the show's podcast:guid against the one that it has been public with, if that is
    known."""
    show = catalog.show
    if not known or not show or not show.fields.guid or show.fields.guid == known:
        return []
    meant = f"under another, they take it for another show; if it must be, write  {SHOW}: {show.fields.guid}  into {LEDGER}"
    expected = f'"{known}", by which directories and apps know this show ({meant})'
    return [show.document.problem(("guid",), expected, quote(show.fields.guid))]


def compare(
    published: Iterable[Record],
    ledger: Records,
    catalog: Catalog,
    now: datetime,
    broken: Collection[str] = (),
) -> list[Problem]:
    """Every way in which the episodes public at `now` break with what has been public.

    `published` are the records of that, from the ledger or a feed; `ledger` holds what authors did
    on purpose; `broken` are the files that could not be read: their guids may be there, and their episodes are
    not gone."""
    # At a time before it was public, there was nothing to break with.
    records = [record for record in published if not (record.first and record.first > now)]
    by_guid = {episode.fields.guid: episode for episode in catalog.episodes.values()}
    public = [episode for episode in catalog.episodes.values() if not episode.held(now)]
    # What an episode is known by that has another guid now.
    heirs = {episode.audio.url: episode for episode in public if episode.audio.url}
    heirs |= {episode.url: episode for episode in public}
    slugs_of_broken = set(map(slug_of, broken))
    problems: list[Problem] = []
    for record in records:
        allowed = ledger.get(record.guid, record)
        episode = by_guid.get(record.guid)
        if episode and not episode.held(now):
            problems += _changed(record, allowed, episode)
        elif allowed.gone or _slug(record) in slugs_of_broken:
            continue
        elif episode:
            problems.append(_held_back(record, episode, now))
        else:
            problems.append(_vanished(record, allowed, heirs))
    problems += reused(records, ledger, public, by_guid)
    return sorted(set(problems))


def _slug(record: Record) -> str:
    return PurePosixPath(record.page or "").name


def _on_purpose(record: Record, word: str) -> str:
    """How to say that it is meant."""
    if record.path == LEDGER:
        return f'add  {word}: "why"  below {LEDGER}:{record.line}'
    return f'add to {LEDGER} the line  {record.guid}: {{{word}: "why"}}'


def _held_back(record: Record, episode: EpisodeEntry, now: datetime) -> Problem:
    """An episode that apps know is no longer public."""
    held = episode.held(now)
    field, no, found = (
        ("draft", "no draft", "true")
        if held == "draft"
        else ("date", "no date to come", quote(held))
    )
    since = f" since {record.first:%Y-%m-%d}" if record.first else ""
    down = f"to take it down, {_on_purpose(record, 'gone')}"
    expected = f"{no}, since the episode has been public{since} ({down})"
    return episode.document.problem((field,), expected, found)


def _vanished(record: Record, allowed: Record, heirs: Mapping[str, EpisodeEntry]) -> Problem:
    """An episode that apps know is not there any more: under another guid, or gone. `heirs` are what
    is public, by the addresses of pages and recordings."""
    sound = record.sound.address if record.sound else ""
    if heir := heirs.get(record.page or "") or heirs.get(sound):
        meant = f"under another, all apps download it again; if it must be, {_on_purpose(record, 'gone')}"
        expected = f'"{record.guid}", by which apps know this episode ({meant})'
        return heir.document.problem(("guid",), expected, quote(heir.fields.guid))
    known = f" from {record.page}" if record.page else ""
    known = f' ("{record.title}")' if record.title else known
    back = f"bring its file back; or, to take it down, {_on_purpose(record, 'gone')}"
    expected = f"an episode with this guid, which apps know{known} ({back})"
    path, line = (LEDGER, allowed.line) if allowed.path == LEDGER else (_file_of(record), 1)
    return Problem(path, line, record.guid, expected, "none")


def _file_of(record: Record) -> str:
    """The file that an episode of a feed stood in, as its addresses tell; the ledger, which speaks
    of it, where they do not.

    >>> _file_of(Record("a", "podcast/first-seeds/", PublishedAudio("audio/004-first-seeds.mp3")))
    'episodes/004-first-seeds.md'
    >>> _file_of(Record("a", "podcast/first-seeds/", PublishedAudio("https://cdn.example/x.mp3")))
    'episodes/ledger.yml'
    """
    slug = PurePosixPath(record.page or "").name
    stem = PurePosixPath(record.sound.address if record.sound else "").stem
    return f"episodes/{stem}.md" if slug and stem.endswith(f"-{slug}") else LEDGER


def _changed(record: Record, allowed: Record, episode: EpisodeEntry) -> Iterator[Problem]:
    """An episode that is there: its page's address, and what stands at its recording's address."""
    if allowed.gone and record.path == LEDGER:
        expected = (
            f"no such line, since {episode.path} has this guid (delete it, and the episode is back)"
        )
        yield Problem(LEDGER, record.line, f"{record.guid}.gone", expected, quote(allowed.gone))
    if (
        record.page
        and record.page != episode.url
        and not allowed.moved
        and not _was(allowed, record.page)
    ):
        slug = record.page.removeprefix("podcast/").strip("/")
        name = PurePosixPath(episode.path).name
        old = name.replace(episode.slug, slug) if "/" not in slug else slug
        meant = f"or {_on_purpose(record, 'moved')}, and the old address leads to the new one"
        expected = f"{old}, since /{record.page} is public and people link to it ({meant})"
        yield Problem(episode.path, 1, "file name", expected, quote(name))
    sound = record.sound
    is_meant = allowed.replaced or (record.path != LEDGER and _was_replaced(allowed, sound))
    if (
        sound
        and sound.address == episode.audio.url
        and sound.is_other_than(episode.audio)
        and not is_meant
    ):
        expected = f"the recording that is public at {sound.address} ({_new_name(episode)}; or {_on_purpose(record, 'replaced')})"
        yield episode.document.problem(
            ("audio",), expected, "another recording at the same address"
        )


def _was(allowed: Record, page: str) -> bool:
    """Whether a page's address is known to be an earlier one, which leads to the present one."""
    return any(former.page == page for former in allowed.earlier)


def _was_replaced(allowed: Record, sound: PublishedAudio | None) -> bool:
    """Whether the ledger knows that a recording was replaced at its address, which a live feed does
    not know yet."""
    return any(
        sound and former.sound and former.sound.address == sound.address
        for former in allowed.earlier
    )


def _new_name(episode: EpisodeEntry) -> str:
    if episode.audio.source is None:
        return "upload the new one under a new name"
    path = PurePosixPath(episode.audio.source)
    return f"give the new one a name of its own, such as {path.stem}-2{path.suffix}, and add  audio: {path.stem}-2{path.suffix}"
