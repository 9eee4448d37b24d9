"""`scripts/hub publish`: check, build, compare, then make it public, in a folder or in any store
that rclone knows."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from podhub.build.hub import Hub, View
from podhub.build.layout import swap
from podhub.build.objects import read_content
from podhub.cli.building import build_into, store_of
from podhub.cli.comparing import compare_with_public, remember
from podhub.cli.console import (
    ROOT,
    base_url_option,
    held_back,
    keep_measurements,
    now_option,
    number,
    out,
    tell,
)
from podhub.cli.progress import say
from podhub.cli.publishing import (
    MISTAKE,
    check_apart,
    check_clock,
    public_already,
    send,
    stopping,
    workplace,
)
from podhub.cli.telling import to_tell, told
from podhub.model.artifact import Recording
from podhub.publish.announce import Notice
from podhub.publish.built import BuiltFile, Searched, read_built
from podhub.publish.clocks import ahead
from podhub.publish.errors import ContentError
from podhub.publish.kinds import FEED
from podhub.publish.opening import open_place
from podhub.publish.place import Changes, Conditions, Place
from podhub.publish.public_check import check_public_site, date_at, files_to_check, leads_nowhere
from podhub.publish.target import FolderTarget, StoreTarget, parse_target, secrets


class Target(click.ParamType[FolderTarget | StoreTarget]):
    """A place to publish to, on the command line."""

    name = "target"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> FolderTarget | StoreTarget:
        """Read the place."""
        try:
            return value if isinstance(value, FolderTarget | StoreTarget) else parse_target(value)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def target_argument(function: Any) -> Any:
    """`TARGET`: where the site is public, or what the environment says."""
    return click.argument("target", type=Target(), envvar="HUB_TARGET")(function)


def wait_option(function: Any) -> Any:
    """`--wait MINUTES`: patience with another publisher."""
    text = "How long to wait for somebody else who is publishing. 0: stop at once."
    return click.option(
        "--wait",
        type=click.FloatRange(0),
        default=10,
        show_default=True,
        metavar="MINUTES",
        help=text,
    )(function)


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
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=ROOT, hidden=True)
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
    scripts/hub publish /srv/hub            a folder; a web server shows /srv/hub/current
    scripts/hub publish s3:bucket/site      a store that rclone knows (rclone config)
    scripts/hub publish :s3:bucket          a store told in the environment (RCLONE_S3_…)

    It stops where subscribers' apps would download an episode again or lose one, by the ledger and
    by the feed that is public at TARGET. What you do on purpose, you say in the ledger (scripts/hub
    ledger --help). A recording that is not on this machine must be public at TARGET already, and
    stays there as it is.

    A mistake, a full disk, a store that does not answer, a kill: what is public stays whole, and
    the next run goes on from there. Only what has changed is sent. Secrets belong in the
    environment or in rclone's own configuration.

    \b
    Exit codes: 0 published, 1 a mistake to mend, 2 called wrongly, 3 trouble of the place or of this machine, 130 interrupted.
    In all but the first, what is public is as whole as before.
    """
    started, clock = time.monotonic(), datetime.now(UTC)
    conditions = Conditions(clock, wait * 60, say, timedelta(minutes=grace), adopt)
    is_present = context.get_parameter_source("now") is click.core.ParameterSource.DEFAULT
    with stopping(), workplace(root, conditions) as (work, conditions):
        build = _build(work, View(root, now, base_url))
        begun = time.monotonic()
        with open_place(
            target, conditions, _headers(build.folder), os.environ, only_looking=dry_run
        ) as there:
            if is_present:
                check_clock(clock, there.last())
                check_apart(there.ahead(), f"that of {target}")
                if looking and not dry_run and isinstance(target, FolderTarget):
                    check_apart(
                        _ahead_of_site(build, conditions, there.last()), f"that of {build.site_url}"
                    )
            files = build.files | public_already(
                there, target, root, build.hub.shown, build.missing
            )
            changes = there.changes(files)
            is_news = any(file.path == FEED for file in changes.sent)
            if is_news:
                how = "git push -o accept" if pushed else "--accept"
                compare_with_public(
                    there,
                    work / "public",
                    build.folder,
                    root,
                    build.hub.everything,
                    now,
                    accept=accept,
                    how=how,
                )
            said = []
            if not dry_run:
                if is_news and _whom(build):
                    there.note_unsent_notices(True)
                said += send(there, build.folder, files, changes)
            if not dry_run and not pushed:
                keep_measurements(root, build.hub.everything)
                said += remember(root, build.hub.everything, now)
            _summary(
                target,
                build,
                changes,
                said,
                (time.monotonic() - started, time.monotonic() - begun),
                dry_run,
            )
            if not dry_run:
                _afterwards(build, changes, looking, there)


@dataclass(frozen=True)
class Build:
    """A site that is ready to be published."""

    hub: Hub
    folder: Path
    files: dict[str, BuiltFile]
    missing: tuple[Recording, ...]
    """Recordings that are not on this machine"""

    @property
    def site_url(self) -> str:
        """Where it will be seen."""
        return self.hub.settings.site_url

    @property
    def promises_podping(self) -> bool:
        """Whether the feed says that podping is sent."""
        show = self.hub.everything.show
        return bool(show and show.fields.podping)


def _build(work: Path, view: View) -> Build:
    """Check and build. The last build stays until there is a new one."""
    beside, folder = work / "next", work / "site"
    with store_of(view.root) as store:
        built = build_into(beside, view, store)
        if built is None:
            print("\nNothing was published; what is public is as it was.", file=sys.stderr)
            sys.exit(MISTAKE)
        swap(beside, folder)
        files = read_built(folder, read_content, built.laid_out.files)
        searched = Searched(store.note("searched for secrets"), secrets(os.environ))
        leaked = searched.holding(folder, files.values())
        if note := searched.note():
            store.set_note("searched for secrets", note)
    if leaked:
        found = f"found one of this machine's environment in {', '.join(leaked[:5])}"
        raise ContentError(f"expected no secret in the site, {found}")
    tell(built.plan.remarks)
    return Build(built.plan.hub, folder, files, built.laid_out.missing)


def _ahead_of_site(build: Build, conditions: Conditions, last: datetime | None) -> timedelta | None:
    """How far our clock is ahead of the site's server, which is asked only if something has come
    out by its date since `last`.

    A folder has no clock but its machine's, and that is mostly ours.
    """
    dates = (
        entry.date
        for entry in build.hub.everything.public(build.hub.view.now).entries()
        if entry.date
    )
    if leads_nowhere(build.site_url) or not any(last is None or date > last for date in dates):
        return None
    before, found = conditions.present(), date_at(build.site_url)
    # A server tells whole seconds.
    return ahead(before, found, conditions.present() + timedelta(seconds=1)) if found else None


def _headers(folder: Path) -> str:
    file = folder / "_headers"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def _summary(
    target: FolderTarget | StoreTarget,
    build: Build,
    changes: Changes,
    said: list[str],
    seconds: tuple[float, float],
    dry_run: bool,
) -> None:
    changed, size = number(len(changes.sent), "file"), sum(file.size for file in changes.sent)
    same = len(build.files) - len(changes.sent)
    verb = "Would send" if dry_run else "Published"
    took = f"in {seconds[0]:.1f} s, {seconds[1]:.1f} s of it publishing"
    out.print(
        f"[bold]{verb}[/] to {target}: {changed} ({size / 1_000_000:.1f} MB), {same} unchanged, {took}"
    )
    for note in [*changes.notes, *said]:
        out.print(f"  {note}", markup=False)
    if dry_run:
        for file in changes.sent[:20]:
            out.print(f"  {file.size:>12,}  {file.path}", markup=False)
        if len(changes.sent) > 20:
            out.print(f"  … and {len(changes.sent) - 20} more")
    waiting = [
        line
        for line in held_back(build.hub.everything, build.hub.view.now)
        if not line.startswith("draft")
    ]
    if waiting:
        out.print(f"Next to become public, when you publish again: {waiting[0]}", markup=False)


def _afterwards(build: Build, changes: Changes, looking: bool, there: Place) -> None:
    """Look at what readers get, and tell those who want to know. What fails here is a warning: the
    site is public."""
    warnings = []
    if looking and leads_nowhere(build.site_url):
        warnings.append(
            f"site_url in mkdocs.yml is still an example ({build.site_url}): links in feeds lead nowhere"
        )
    elif looking:
        files = files_to_check(build.files, changes.sent)
        warnings += check_public_site(build.site_url, files)
        if not warnings:
            out.print(
                f"Looked at {number(len(files), 'file')} at {build.site_url}: as they were built"
            )
    if there.has_unsent_notices():
        failed = list(told(_whom(build)))
        # Whoever could not be told is told by the next run; so is everybody if this one is killed
        # before it comes here.
        there.note_unsent_notices(bool(failed))
        warnings += failed
    if (
        build.promises_podping
        and not build.hub.settings.podping
        and any(file.path == FEED for file in changes.sent)
    ):
        warnings.append(
            "show.yml promises podping, but mkdocs.yml names no endpoint (extra: podping: https://podping.cloud/): not sent"
        )
    for warning in warnings:
        say(f"warning: {warning}")


def _whom(build: Build) -> list[Notice]:
    return to_tell(build.hub.everything, build.site_url, build.hub.settings.podping)
