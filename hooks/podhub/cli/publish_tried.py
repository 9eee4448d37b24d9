"""What `podhub receive` runs once a push is accepted: the site that was built when it was tried
becomes public."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import click

from podhub.cli.options import LocalPath, base_url_option, target_argument, wait_option
from podhub.cli.progress import say
from podhub.cli.publishing.follow_up import follow_up
from podhub.cli.publishing.publication import opened_publication
from podhub.cli.publishing.summary import summarize, tell_effects
from podhub.cli.publishing.tried import Goal, forget_tried, read_tried
from podhub.cli.publishing.workplace import note_due, workplace
from podhub.cli.stopping import NOT_AS_TRIED, stopping
from podhub.publish.place import Conditions
from podhub.publish.target import Target


@click.command()
@target_argument
@click.option("--pushed", required=True, metavar="COMMIT")
@click.option("--cache", required=True, type=LocalPath())
@base_url_option
@wait_option
def publish_tried(
    target: Target, pushed: str, cache: Path, base_url: str | None, wait: float
) -> None:
    """Make public what was built when a push was tried, if all is as it was then."""
    started = time.monotonic()
    conditions = Conditions(datetime.now(UTC), wait * 60, say)
    with stopping(), workplace(cache, conditions) as (work, conditions):
        tried = read_tried(work, Goal(pushed, target, base_url), conditions.present())
        if tried is None:
            sys.exit(NOT_AS_TRIED)
        begun = time.monotonic()
        with opened_publication(tried.built, target, conditions) as publication:
            if publication.there.last() != tried.last:  # what apps will do was not compared with
                sys.exit(NOT_AS_TRIED)
            publication.check_clocks(asking=True)
            files = publication.files()
            changes = publication.there.changes(files)
            tell_effects(tried.effects)
            said = publication.send(files, changes)
            note_due(work, tried.built.due)
            forget_tried(work)
            seconds = time.monotonic() - started, time.monotonic() - begun
            summarize(target, tried.built, changes, said, seconds, dry_run=False)
            follow_up(tried.built, publication.there, changes, looking=True)
