"""`podhub publish`: check, build, compare, then make it public, in a folder or in any store
that rclone knows."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import click

from podhub.build.hub import Hub, View
from podhub.cli.measurements import keep_measurements
from podhub.cli.options import base_url_option, now_option, target_argument, wait_option
from podhub.cli.place import root_option
from podhub.cli.progress import say
from podhub.cli.publishing.build_to_publish import build_to_publish
from podhub.cli.publishing.comparing import compare_with_public, remember
from podhub.cli.publishing.follow_up import follow_up
from podhub.cli.publishing.publication import opened_publication
from podhub.cli.publishing.summary import summarize, tell_effects
from podhub.cli.publishing.tried import Goal, Tried, forget_tried, note_tried
from podhub.cli.publishing.workplace import CACHE, note_due, workplace
from podhub.cli.stopping import stopping
from podhub.publish.place import Changes, Conditions, Place
from podhub.publish.target import Target


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
    target: Target,
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
    with stopping(), workplace(root / CACHE, conditions) as (work, conditions):
        forget_tried(work)
        is_told = bool(pushed) and not dry_run  # its author has read the remarks when it was tried
        built, hub = build_to_publish(work, View(root, now, base_url), is_told=is_told)
        begun = time.monotonic()
        with opened_publication(built, target, conditions, only_looking=dry_run) as publication:
            if is_present:
                publication.check_clocks(asking=looking and not dry_run)
            files, there = publication.files(), publication.there
            changes, last = there.changes(files), there.last()
            effects = _effects(there, changes, work, hub, accept=accept, is_push=bool(pushed))
            tell_effects(effects)
            said = [] if dry_run else publication.send(files, changes)
            if not dry_run:
                note_due(work, built.due)
            if not dry_run and not pushed:
                keep_measurements(root, hub.everything)
                said += remember(hub)
            seconds = time.monotonic() - started, time.monotonic() - begun
            summarize(target, built, changes, said, seconds, dry_run)
            if not dry_run:
                follow_up(built, there, changes, looking=looking)
            elif pushed and is_present:
                note_tried(work, Tried(Goal(pushed, target, base_url), built, last, effects))


def _effects(
    there: Place, changes: Changes, work: Path, hub: Hub, *, accept: bool, is_push: bool
) -> list[str]:
    """What subscribers' apps will do, line by line."""
    if not changes.has_feed:
        return []
    how = "git push -o accept" if is_push else "--accept"
    return compare_with_public(there, work, hub, accept=accept, how=how)
