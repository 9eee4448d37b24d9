"""`podhub rollback`: make the release before the public one public again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from podhub.cli.console import out
from podhub.cli.options import target_argument, wait_option
from podhub.cli.progress import say
from podhub.cli.stopping import stopping
from podhub.publish.errors import PublishError
from podhub.publish.folder import opened
from podhub.publish.target import StoreTarget, Target


@click.command()
@target_argument
@wait_option
def rollback(target: Target, wait: float) -> None:
    """Make the release before the public one public again, at once. TARGET is a folder that was
    published to.

    Only the site goes back, not the content: fix that before you publish again, or the same
    mistake comes back. Run it twice to go back two releases. Five are kept."""
    with stopping():
        if isinstance(target, StoreTarget):
            raise PublishError(
                f"{target}: a store holds one release; take back the change in Git (git revert), then publish again: only the "
                "files that differ are sent"
            )
        if not Path(target.path, "releases").is_dir():
            raise PublishError(f"{target}: expected a folder that was published to, found none")
        with opened(target.path.absolute(), datetime.now(UTC), wait * 60, say) as releases:
            was, now = releases.roll_back()
            made = releases.manifest(now)
            when = f", made {made.made:%Y-%m-%d %H:%M %z}" if made else ""
    out.print(f"Release {now}{when} is public again, instead of {was}.")
