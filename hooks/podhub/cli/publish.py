"""`podhub publish`: check, build, compare, then make it public, in a folder or in any store
that rclone knows."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from podhub.build.hub import View
from podhub.cli.build_to_publish import Build, ahead_of_site, build_to_publish
from podhub.cli.comparing import compare_with_public, remember
from podhub.cli.follow_up import follow_up, whom_to_tell
from podhub.cli.measurements import keep_measurements
from podhub.cli.options import base_url_option, now_option
from podhub.cli.place import root_option
from podhub.cli.progress import say
from podhub.cli.publish_summary import summarize
from podhub.cli.publishing import (
    check_apart,
    check_clock,
    public_already,
    send,
)
from podhub.cli.stopping import stopping
from podhub.cli.target_argument import target_argument, wait_option
from podhub.cli.waiting import next_due
from podhub.cli.workplace import note_due, workplace
from podhub.publish.built import BuiltFile
from podhub.publish.opening import open_place
from podhub.publish.place import Changes, Conditions, Place
from podhub.publish.target import FolderTarget, StoreTarget


@click.command()
@target_argument
@now_option
@click.option(
    "--dry-run", is_flag=True, help="Check, build and say what would be sent; change nothing."
)
@base_url_option
@click.option(
    "--grace",
    type=click.FloatRange(0),
    default=60,
    show_default=True,
    metavar="MINUTES",
    help="How long parts that the site no longer has stay for readers with an older page open.",
)
@click.option(
    "--adopt",
    is_flag=True,
    help="Publish into a store that holds other files too; they are left alone.",
)
@click.option(
    "--accept", is_flag=True, help="Publish although it says that subscribers' apps will suffer."
)
@wait_option
@click.option(
    "--look/--no-look",
    "looking",
    default=True,
    help="Whether to look at the public address afterwards.",
)
@root_option
@click.option(
    "--pushed",
    metavar="COMMIT",
    hidden=True,
    help="The root is this commit, laid out for a while: write nothing into it, and build it once.",
)
@click.pass_context
def publish(
    context: click.Context,
    target: FolderTarget | StoreTarget,
    now: datetime,
    dry_run: bool,
    base_url: str | None,
    grace: float,
    adopt: bool,
    accept: bool,
    wait: float,
    looking: bool,
    root: Path,
    pushed: str | None,
) -> None:
    """Check everything, build the site, and make it public at TARGET, or in the place that
    HUB_TARGET names.

    \b
    podhub publish /srv/hub            a folder; a web server shows /srv/hub/current
    podhub publish s3:bucket/site      a store that rclone knows (rclone config)
    podhub publish :s3:bucket          a store told in the environment (RCLONE_S3_…)

    It compares with the ledger and with the feed that is public at TARGET, and stops before
    subscribers' apps would download an episode again or lose one. If you mean it, say so in the
    ledger (podhub ledger --help). A recording that is not on this machine must be public at TARGET
    already, and stays there.

    Whatever goes wrong (a mistake, a full disk, a store that does not answer, a killed process),
    the public site stays whole, and the next run continues from there. Only what has changed is
    sent. Secrets belong in the environment or in rclone's own configuration.

    \b
    Exit codes: 0 published, 1 a mistake to fix, 2 wrong usage, 3 trouble with TARGET or this machine, 130 interrupted.
    Whatever the code, the public site is whole.
    """
    started, clock = time.monotonic(), datetime.now(UTC)
    conditions = Conditions(clock, wait * 60, say, timedelta(minutes=grace), adopt)
    is_present = context.get_parameter_source("now") is click.core.ParameterSource.DEFAULT
    with stopping(), workplace(root, conditions) as (work, conditions):
        is_told = bool(pushed) and not dry_run  # its author has read the remarks when it was tried
        build = build_to_publish(work, View(root, now, base_url), is_told=is_told)
        note_due(root, next_due(build.hub.everything, now))
        begun = time.monotonic()
        with open_place(
            target, conditions, build.headers(), os.environ, only_looking=dry_run
        ) as there:
            if is_present:
                is_asked = looking and not dry_run and isinstance(target, FolderTarget)
                _check_clocks(conditions, there, target, build if is_asked else None)
            catalog = build.hub.everything
            already = public_already(there, target, root, build.hub.shown, build.missing)
            files = build.files | already
            changes = there.changes(files)
            if changes.has_feed:
                how = "git push -o accept" if pushed else "--accept"
                sites = work / "public", build.folder
                compare_with_public(there, *sites, root, catalog, now, accept=accept, how=how)
            said = [] if dry_run else _make_public(there, build, files, changes)
            if not dry_run and not pushed:
                keep_measurements(root, catalog)
                said += remember(root, catalog, now)
            seconds = time.monotonic() - started, time.monotonic() - begun
            summarize(target, build, changes, said, seconds, dry_run)
            if not dry_run:
                follow_up(build, changes, looking, there)


def _check_clocks(
    conditions: Conditions, there: Place, target: FolderTarget | StoreTarget, asked: Build | None
) -> None:
    """Refuse to publish by a wrong clock: beside the last publication, the place's own clock, and
    that of the site's server, if it is `asked`."""
    check_clock(conditions.clock, there.last())
    check_apart(there.ahead(), f"that of {target}")
    if asked:
        check_apart(ahead_of_site(asked, conditions, there.last()), f"that of {asked.site_url}")


def _make_public(
    there: Place, build: Build, files: Mapping[str, BuiltFile], changes: Changes
) -> list[str]:
    """Make a build public. Returns what there is to say of it."""
    if changes.has_feed and whom_to_tell(build):
        there.note_unsent_notices(True)
    return send(there, build.folder, files, changes)
