"""What to send to a store, in which order, and what to remove: from what was built, what is there,
and what earlier runs noted.

A store replaces one file after another, so the order is what keeps readers from ever meeting half a
site:

- what pages and feeds are made of comes first, then pages, then what lists them, then feeds (`kinds.Phase`);
- within each, new files come before changed ones, since a changed page may point at a new one, and nothing that is public yet
  points at a new one;
- what the site goes without stays for a time of grace, for readers who still have yesterday's page open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby

from podhub.publish.built import BuiltFile
from podhub.publish.kinds import FEED, Kind, Phase, phase
from podhub.publish.manifest import Entry

OWN = ".hub/"
"""Where the publisher keeps its own files in a store: beside the site, and no part of it"""


@dataclass(frozen=True)
class Listed:
    """A file as the store lists it."""

    size: int
    seen: str
    """The store's hash of it, or the time it was written"""
    md5: str | None = None
    written: datetime | None = None
    """When, by the store's clock as far as it has one of its own"""


@dataclass(frozen=True)
class Step:
    """Files that are sent together: they may arrive in any order."""

    phase: Phase
    kind: Kind
    files: tuple[BuiltFile, ...]


@dataclass(frozen=True)
class Plan:
    """All that one publication does."""

    steps: tuple[Step, ...]
    wanted: dict[str, Entry]
    """The site as it will be, by path; `seen` is filled in when the store has been looked at"""
    stale: dict[str, Entry]
    """What stays for its time of grace"""
    remove: tuple[str, ...]
    foreign: tuple[str, ...]
    """What is there and is not ours; it is never touched"""

    @property
    def sent(self) -> list[BuiltFile]:
        """Every file that is sent."""
        return [file for step in self.steps for file in step.files]


def make_plan(
    built: Mapping[str, BuiltFile],
    kind: Callable[[str], Kind],
    listing: Mapping[str, Listed],
    published: Mapping[str, Entry],
    begun: Mapping[str, Entry],
    now: datetime,
    grace: timedelta,
) -> Plan:
    """Plan a publication.

    `published` is the manifest of the last run that came to its end; `begun` is what runs that were
    interrupted since wrote down before they sent anything."""
    there = {path: listed for path, listed in listing.items() if not path.startswith(OWN)}
    # What only the store has stays as it was sent.
    sent_as = {
        path: str(kind(path)) if file.here else published[path].kind for path, file in built.items()
    }
    wanted = {path: Entry(file.size, file.sha256, sent_as[path]) for path, file in built.items()}
    to_send = [
        file
        for path, file in built.items()
        if file.here
        and not _is_there(file, wanted[path], there.get(path), published.get(path), begun.get(path))
    ]
    ours = published.keys() | begun.keys()
    stale: dict[str, Entry] = {}
    for path in sorted((ours & there.keys()) - built.keys()):
        entry = published.get(path) or begun[path]
        # A time that lies ahead was written by a wrong clock; the time of grace starts anew.
        since = entry.stale_since if entry.stale_since and entry.stale_since <= now else now
        stale[path] = replace(entry, stale_since=since)
    remove = tuple(
        path
        for path, entry in stale.items()
        if entry.stale_since and now - entry.stale_since >= grace
    )
    return Plan(
        steps=tuple(_steps(to_send, kind, there.keys())),
        wanted=wanted,
        stale={path: entry for path, entry in stale.items() if path not in remove},
        remove=remove,
        foreign=tuple(sorted(there.keys() - built.keys() - ours)),
    )


def _is_there(
    file: BuiltFile,
    wanted: Entry,
    there: Listed | None,
    published: Entry | None,
    begun: Entry | None,
) -> bool:
    """Whether the store holds this very file, sent as it would be sent now."""
    if there is None or there.size != file.size:
        return False
    untouched = published is not None and published.seen == there.seen
    if (
        published
        and untouched
        and published.sha256 == file.sha256
        and published.kind == wanted.kind
    ):
        return True
    # An interrupted run may have sent it: then it has our bytes, and not those that the manifest
    # knows.
    return bool(
        begun
        and begun.sha256 == file.sha256
        and begun.kind == wanted.kind
        and there.md5 == file.md5
        and (published is None or not untouched)
    )


def _steps(
    files: Iterable[BuiltFile], kind: Callable[[str], Kind], there: Iterable[str]
) -> Iterable[Step]:
    known = set(there)

    def order(file: BuiltFile) -> tuple[Phase, bool, bool, str]:
        # The show's feed is last of all: it makes apps fetch what the others hold.
        return phase(file.path), file.path == FEED, file.path in known, str(kind(file.path))

    for (when, *_), group in groupby(
        sorted(files, key=lambda file: (order(file), file.path)), key=order
    ):
        together = tuple(group)
        yield Step(when, kind(together[0].path), together)


def differences(
    wanted: Mapping[str, Entry], sent: Mapping[str, BuiltFile], listing: Mapping[str, Listed]
) -> list[str]:
    """Compare what a store holds with what was built. Returns the paths that are missing there or
    are something else."""
    wrong = []
    for path, entry in wanted.items():
        there = listing.get(path)
        if (
            there is None
            or there.size != entry.size
            or (path in sent and there.md5 and there.md5 != sent[path].md5)
        ):
            wrong.append(path)
    return wrong


def settle(wanted: Mapping[str, Entry], listing: Mapping[str, Listed]) -> dict[str, Entry]:
    """Note what the store says of each file now."""
    return {path: replace(entry, seen=listing[path].seen) for path, entry in wanted.items()}


def remaining(begun: Mapping[str, Entry], plan: Plan) -> dict[str, Entry]:
    """What to write down before sending, so that a run after an interruption knows what may have
    been sent, and by whom."""
    sent = {file.path: plan.wanted[file.path] for file in plan.sent}
    return {**begun, **sent}
