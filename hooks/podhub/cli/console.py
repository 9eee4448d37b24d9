"""How the commands speak: problems on standard error as they are, the rest for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from podhub.history.feed_reader import read_feed
from podhub.history.guard import compare, compare_show
from podhub.history.ledger_file import read_ledger
from podhub.history.live_feed import records
from podhub.media.audio_lock import LOCK, locked, read_lock, write_lock
from podhub.media.recordings import measure_file
from podhub.model.entries import Catalog
from podhub.model.media import Facts
from podhub.model.problems import Problem, Remark
from podhub.model.site_address import parse_site_address
from podhub.model.times import parse_date
from podhub.net.feed_documents import NoFeedError, UnreadableFeedError
from podhub.read.no_memo import NoMemo

NAMED = 5
"""Recordings that are named one by one when they were measured"""
out = Console(highlight=False, soft_wrap=True)


class Moment(click.ParamType[datetime]):
    """A time on the command line, written as in front matter."""

    name = "time"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Read the time; the zone is required."""
        try:
            return value if isinstance(value, datetime) else parse_date(value)
        except ValueError as error:
            self.fail(f'{error}, found "{value}"', param, ctx)


def now_option(function: Any) -> Any:
    """`--now TIME`: see the hub as it will be."""
    text = 'See the hub as of this time, such as "2026-12-24 09:00 +0000". Usually the present.'
    return click.option("--now", type=Moment(), default=lambda: datetime.now(UTC), help=text)(
        function
    )


class SiteAddress(click.ParamType[str]):
    """A site's address on the command line."""

    name = "address"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the address as mkdocs.yml's is read."""
        try:
            return parse_site_address(str(value))
        except ValueError as error:
            self.fail(f'{error}, found "{value}"', param, ctx)


def base_url_option(function: Any) -> Any:
    """`--base-url URL`: another address than the one in mkdocs.yml."""
    text = "The site's address, if other than in mkdocs.yml."
    option = click.option("--base-url", type=SiteAddress(), metavar="URL", help=text)
    return option(function)


def report(problems: Iterable[Problem], remarks: Iterable[Remark] = ()) -> None:
    """Print problems, one line each, exactly as they are, how many there are, and the remarks
    between."""
    lines = [str(problem) for problem in problems]
    print(*lines, sep="\n", file=sys.stderr)
    tell(remarks)
    print(f"\n{number(len(lines), 'mistake')} to mend. Nothing was published.", file=sys.stderr)


def tell(remarks: Iterable[Remark]) -> None:
    """Print remarks, one line each, exactly as they are."""
    for remark in remarks:
        print(remark, file=sys.stderr)


def number(count: int, thing: str) -> str:
    """Count things in words.

    >>> number(1, "page"), number(2, "page")
    ('1 page', '2 pages')
    """
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def held_back(catalog: Catalog, now: datetime) -> list[str]:
    """What is not public at `now`, the next to come first, drafts last."""
    held = [(entry, entry.held(now)) for entry in catalog.entries()]
    waiting = [(entry.date, entry) for entry, why in held if why and why != "draft" and entry.date]
    lines = [
        f"{date:%Y-%m-%d %H:%M %z}  {entry.path}"
        for date, entry in sorted(waiting, key=lambda pair: pair[0])
    ]
    return lines + [
        f"draft                   {entry.path}" for entry, why in held if why == "draft"
    ]


def keep_measurements(root: Path, catalog: Catalog) -> None:
    """Write into the lock what was measured while reading, and say so: it belongs to the commit."""
    names = write_lock(root, locked(episode.audio for episode in catalog.episodes.values()))
    if len(names) > NAMED:
        out.print(f"Measured {number(len(names), 'recording')}; commit {LOCK} with them.")
        return
    for name in names:
        out.print(f"Measured {name}; commit {LOCK} with it.")


def keep_recording(root: Path, path: str) -> Facts | None:
    """Note in the lock what a command has just recorded. Returns what that is."""
    found = measure_file(root / path, NoMemo())
    if isinstance(found, str):
        return None
    write_lock(root, {**read_lock(root)[0].facts, path: found})
    return found


def against_option(function: Any) -> Any:
    """`--against FEED`: the live feed as the record of what has been public."""
    text = "Compare with a live feed too (an address or a file), where no ledger can be committed."
    return click.option("--against", metavar="FEED", help=text)(function)


def live_feed_problems(
    against: str | None, root: Path, catalog: Catalog, now: datetime
) -> list[Problem]:
    """How the content breaks with a live feed, if there is one to compare with. Ends the command if
    it cannot be read."""
    if not against:
        return []
    try:
        feed = read_feed(against)
    except NoFeedError as error:
        print(
            f"hub: expected {error}: nothing is public there yet, so nothing was compared",
            file=sys.stderr,
        )
        return []
    except UnreadableFeedError as error:
        sys.exit(f"hub: expected {error}")
    ledger = read_ledger(root)[0]
    # A guid that the ledger holds has been looked at; it may have been changed there on purpose.
    show = [] if ledger.show else compare_show(feed.guid, catalog)
    return show + compare(records(feed), ledger.episodes, catalog, now)


def next_due(catalog: Catalog, now: datetime) -> datetime | None:
    """When the next item becomes public by itself; None where nothing waits."""
    dates = (
        entry.date
        for entry in catalog.entries()
        if entry.date and entry.held(now) not in (None, "draft")
    )
    return min(dates, default=None)
