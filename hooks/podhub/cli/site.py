"""`scripts/hub site`: build the whole site beside the old one, and put it in place only when it is
right."""

from __future__ import annotations

import logging
import os
import shutil
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from podhub.build.inspection import inspect
from podhub.cli.console import (
    ROOT,
    against_option,
    held_back,
    keep_measurements,
    next_due,
    now_option,
    number,
    out,
    witness_problems,
)
from podhub.cli.publishing import stop_without
from podhub.cli.telling import is_news
from podhub.model.site_address import parse_site_address
from podhub.publish.errors import explained
from podhub.read.settings import read_settings

MARK = "sitemap.xml"
"""A folder that holds this was built by us and may be replaced."""


@click.command()
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Where to put the site. Usually site/",
)
@now_option
@against_option
@click.option("--base-url", metavar="URL", help="The site's address, if other than in mkdocs.yml.")
@click.option(
    "--whole",
    is_flag=True,
    help="Stop if a recording is not on this machine: for a site that is published as it is.",
)
@click.option(
    "--news",
    type=click.Path(path_type=Path),
    help="Append news=true to a file if the feed is other than --against.",
)
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=ROOT, hidden=True)
def site(
    output: Path | None,
    now: datetime,
    against: str | None,
    base_url: str | None,
    whole: bool,
    news: Path | None,
    root: Path,
) -> None:
    """Check everything, then build the site and the feeds.

    The new site takes the old one's place only when all of it is right. On any mistake, each is
    printed with its file and line, and the site in the folder stays as it was."""
    target = (output or root / "site").absolute()
    _refuse_foreign(target)
    if base_url:
        try:
            base_url = parse_site_address(base_url)
        except ValueError as error:
            raise click.BadParameter(
                f'{error}, found "{base_url}"', param_hint="--base-url"
            ) from None
    started = time.monotonic()
    beside = target.with_name(f"{target.name}.new-{os.getpid()}")
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        result = build_into(beside, root, now, base_url, previous=target)
        problems = witness_problems(against, root, result.everything, now) if result else []
        if problems:
            print(*problems, sep="\n", file=sys.stderr)
        if result is None or problems:
            print("\nNothing was published; the site is as it was.", file=sys.stderr)
            sys.exit(1)
        if whole:
            stop_without(result.root, result.catalog, result.placing.missing)
        swap(beside, target)
        if news and against and is_news(target, against):
            with news.open("a", encoding="utf-8") as file:
                file.write("news=true\n")
    except OSError as error:
        sys.exit(f"hub: {explained(error)}; the site is as it was")
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    keep_measurements(root, result.everything)
    _summary(result, target, time.monotonic() - started)


def build_into(
    folder: Path, root: Path, now: datetime, base_url: str | None, *, previous: Path | None = None
) -> Any | None:
    """Build strictly into a folder. Returns the hub's build, or None after every problem was
    printed.

    Recordings that are the same in `previous`, a site that was built before, are taken from there.
    Raises OSError where this machine is at fault: a full disk is no mistake in the content."""
    if read_settings(root)[1]:
        # The builder would stop at them, in its own words.
        print(*inspect(root, now, base_url).problems, sep="\n", file=sys.stderr)
        return None
    os.environ["HUB_NOW"] = now.isoformat(timespec="seconds")
    handler = _Lines()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    try:
        config = load_config(str(root / "mkdocs.yml"), strict=True, site_dir=str(folder))
        config.extra["previous_site"] = previous
        if base_url:
            config.site_url = base_url.rstrip("/") + "/"
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as error:
        # MkDocs ends a build in its own words; what we said was the reason is the context of those.
        reason = (error.__context__ or error).__cause__
        if isinstance(reason, OSError):
            raise _placed(reason, folder) from None
        # A strict abort only counts what was printed above it.
        if not handler.printed:
            print(error, file=sys.stderr)
        return None
    except OSError as error:
        raise _placed(error, folder) from None
    except RecursionError:
        # MkDocs has named the page.
        print(
            "expected lists, notes and definitions a few levels deep, found far more",
            file=sys.stderr,
        )
        return None
    finally:
        logger.removeHandler(handler)
    return config.extra["hub_result"]


def _placed(error: OSError, folder: Path) -> OSError:
    """The error with a place: of a disk that is full, the system says no name."""
    error.filename = error.filename or str(folder)
    return error


class _Lines(logging.Handler):
    """Prints warnings and errors as bare lines, which is what our problems are."""

    printed = 0

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        if isinstance(sys.exc_info()[1], OSError):
            # MkDocs names the page that it was about to write, which is not at fault.
            return
        self.printed += 1
        print(record.getMessage(), file=sys.stderr)


def swap(new: Path, target: Path) -> None:
    """Put a finished folder in the place of another; the old one comes back if that fails."""
    old = target.with_name(f"{target.name}.old-{os.getpid()}")
    if target.exists():
        target.rename(old)
    try:
        new.rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _refuse_foreign(target: Path) -> None:
    """Replacing a folder deletes it: only an empty one, or one that we built, may be named."""
    if target.exists() and any(target.iterdir()) and not (target / MARK).exists():
        found = f"expected an empty folder or a built site, found other files in {target}"
        raise click.BadParameter(found, param_hint="--output")


def _summary(hub: Any, target: Path, seconds: float) -> None:
    counts, catalog = hub.graph.counts, hub.catalog
    size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
    out.print(
        f"[bold]{number(len(hub.pages), 'page')}[/]: {number(len(catalog.articles), 'article')}, "
        f"{number(len(catalog.definitions), 'definition')}, {number(len(catalog.episodes), 'episode')}"
    )
    out.print(
        f"[bold]{counts['links'] + counts['terms'] + counts['heard']} links made[/]: {counts['links']} by hand, "
        f"{counts['terms']} from defined words, {counts['heard']} into the audio"
    )
    held = held_back(hub.everything, hub.now)
    out.print(f"[bold]{len(held)} held back[/]" + (":" if held else ""))
    for line in held:
        out.print(f"  {line}")
    due = next_due(hub.everything, hub.now)
    if due:
        out.print(
            f"[bold]Next due {due:%Y-%m-%d %H:%M %z}[/], when the site is built and published then"
        )
    if hub.placing.missing:
        lines = number(len(hub.placing.missing), "recording")
        out.print(
            f"[bold]{lines} not on this machine[/], so not in the site; put them there before you publish:"
        )
        for path in sorted(hub.placing.missing):
            out.print(f"  {path}")
    out.print(
        f"[bold]{seconds:.1f} s[/], {size / 1_000_000:.1f} MB, in {os.path.relpath(target)}{os.sep}"
    )
    out.print("Look at it: scripts/hub serve")
