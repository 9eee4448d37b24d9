"""`podhub receive`: a bare repository that publishes what is pushed to it, and refuses what
would not build.

Git runs two hooks. `pre-receive` checks and builds exactly what is pushed, before it is accepted;
`post-receive` publishes the newest commit. What is public changes only in processes of their own
(`publish`, `publish_tried`), which swap whole releases."""

from __future__ import annotations

import shlex
import sys
from datetime import datetime
from pathlib import Path

import click

from podhub.cli.options import LocalPath, PublicPlace, base_url_option, now_option
from podhub.cli.place import root_option
from podhub.cli.receiving.hooks import (
    HOOKS,
    is_accepting,
    pushed_commit,
    receiver_of,
    tell_unshown,
)
from podhub.cli.receiving.publishing import check_push, publish_newest
from podhub.cli.receiving.repository import Repository
from podhub.cli.stopping import stopping
from podhub.publish.target import FolderTarget, Target

SERVERS = Path(__file__).parents[1] / "servers"
"""Examples of what a web server must be told"""


@click.command()
@click.argument("directory", type=LocalPath(file_okay=False))
@click.option(
    "--to",
    "target",
    type=PublicPlace(),
    metavar="TARGET",
    help="Where to publish. Usually a folder beside it, without .git.",
)
@click.option(
    "--branch",
    metavar="NAME",
    help="The branch that is published. Usually main, or what the repository names.",
)
@base_url_option
@click.option(
    "--publish", "again", is_flag=True, help="Publish what has become due since. For a timer."
)
@now_option
@click.option("--hook", type=click.Choice(HOOKS), hidden=True)
@root_option
@click.pass_context
def receive(
    context: click.Context,
    directory: Path,
    target: Target | None,
    branch: str | None,
    base_url: str | None,
    again: bool,
    now: datetime,
    hook: str | None,
    root: Path,
) -> None:
    """Make DIRECTORY a Git repository that publishes what is pushed to it.

    A push with a mistake is refused, and its author reads what to fix, line by line. Anything else
    is built and made public; let a web server show TARGET/current. DIRECTORY is created if it does
    not exist. A push that would harm subscribers is refused too; an author who means it can insist
    with: git push -o accept

    \b
    podhub receive /srv/site.git              publish pushes to /srv/site/
    podhub receive /srv/site.git --publish    publish what has become due; run it every minute

    Only docs/ and episodes/ are taken from a push. Settings, templates and hooks are those of this
    hub, so that nobody who pushes can run anything on this machine."""
    repository = Repository(directory.resolve(), root.resolve())
    with stopping():
        if hook == "pre-receive":
            commit = pushed_commit(repository.branch, sys.stdin)
            sys.exit(check_push(repository, commit, accept=is_accepting()) if commit else 0)
        if hook == "post-receive":
            lines = list(sys.stdin)
            tell_unshown(repository.branch, lines)
            is_shown = pushed_commit(repository.branch, lines)
            sys.exit(publish_newest(repository, now, is_tried=True) if is_shown else 0)
        if again:
            # The present is left to `publish`, which looks whether the clock can be right.
            is_asked = context.get_parameter_source("now") is not click.core.ParameterSource.DEFAULT
            at = ["--now", now.isoformat()] if is_asked else []
            sys.exit(publish_newest(repository, now, *at))
        path = repository.path
        beside = path.with_suffix("") if path.suffix == ".git" else path / "live"
        known = path.exists() and repository.setting("target")
        place = _whole(target) if target else known or str(beside)
        repository.set_up(branch, {"target": place, "base-url": base_url})
        _explain(repository)
        if repository.tip():
            sys.exit(publish_newest(repository, now))


def _whole(target: Target) -> str:
    """The target in a form that means the same in every folder: hooks and timers run in others than
    whoever sets this up."""
    return str(target.path.absolute()) if isinstance(target, FolderTarget) else target.remote


def _explain(repository: Repository) -> None:
    """Say what is left to do: for authors, for the web server, for a timer."""
    path, branch = str(repository.path), repository.branch
    address = shlex.quote(f"ssh://SERVER{path}")
    secrets = shlex.quote(str(repository.own / "environment"))
    timer = shlex.join([*receiver_of(repository.hub), path, "--publish"])
    print(f"""\
{path} now publishes what is pushed to {branch}, into {repository.setting("target")}

Authors, once and then for each change (the server's name for SERVER):
  git remote add live {address}
  git push live {branch}

The web server: see nginx.conf or Caddyfile in {SERVERS}

The keys of a store and HUB_PODPING_TOKEN, if there are any, as NAME=value in a file that only its owner can read:
  install -m 600 /dev/null {secrets}

What has a date to come appears in its minute with this line in `crontab -e`:
  * * * * *  {timer}""")
