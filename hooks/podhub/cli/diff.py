"""`podhub diff`: what subscribers' apps will do when one feed takes another's place."""

from __future__ import annotations

import json
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import click

from podhub.build.hub import View
from podhub.build.plan import plan_site
from podhub.cli.building import store_of
from podhub.cli.console import out
from podhub.cli.options import FeedPlace, now_option
from podhub.cli.place import SETTINGS, root_option
from podhub.cli.revision import lay_out, planned_feed
from podhub.history.feed_diff import Change, compare_feeds
from podhub.history.feed_reader import Feed, read_feed
from podhub.model.values import is_web_address
from podhub.net.feed_documents import UnreadableFeedError

HARM = 3
"""The exit code that says: apps would download an episode again, or lose one."""


@click.command()
@click.argument("old", type=FeedPlace())
@click.argument("new", type=FeedPlace(), default=".")
@now_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@root_option
def diff(old: str, new: str, now: datetime, as_json: bool, root: Path) -> None:
    """Say what subscribers' apps will do when the feed NEW takes the place of OLD.

    Each is a feed's address, a feed's file, a built site's folder, a checkout of a hub such as this
    one (.), or a Git revision (main, HEAD~3), read by the rules of today. Without
    NEW: this folder as it is now.

    \b
    podhub diff https://example.com/podcast.xml      the live feed and your work
    podhub diff main                                 what your branch would change
    podhub diff main HEAD
    podhub diff old/podcast.xml new/podcast.xml

    \b
    Exit codes, for scripts:
      0   nothing that would harm subscribers
      1   could not compare
      2   wrong usage
      3   apps would download an episode again, lose one, or show something wrong
    """
    try:
        before = _feed(old, root, now)
        after = _feed(new, root, now)
    except UnreadableFeedError as error:
        print(f"hub: expected {error}", file=sys.stderr)
        sys.exit(1)
    changes = compare_feeds(before, after)
    if as_json:
        print(json.dumps([change.__dict__ for change in changes], ensure_ascii=False, indent=1))
    else:
        _print(changes)
    sys.exit(HARM if any(change.harm for change in changes) else 0)


def _print(changes: list[Change]) -> None:
    width = max(len(change.what) for change in changes)
    for change in changes:
        sign = "!" if change.harm else " "
        out.print(f"{sign} {change.what:<{width}}  {change.text}")
    harms = sum(change.harm for change in changes)
    fine = "Nothing is downloaded twice, nothing is lost."
    out.print(
        f"\n{harms} of these would harm subscribers (marked with !)." if harms else f"\n{fine}"
    )


def _feed(where: str, root: Path, now: datetime) -> Feed:
    """Find out what is meant, plan what has to be planned, and read the feed.

    The ledger does not stop it: harm is what we are asked about."""
    here = root if where == "." else Path(where)
    is_checkout = here.is_dir() and (here / SETTINGS).is_file()
    if is_web_address(where) or here.is_file() or (here.is_dir() and not is_checkout):
        return read_feed(where)
    with tempfile.TemporaryDirectory(prefix="hub-diff-") as folder, store_of(root) as store:
        try:
            content = here if is_checkout else lay_out(root, where, Path(folder))
        except click.UsageError:
            expected = "an address, a file, a folder or a Git revision"
            raise UnreadableFeedError(f"{expected}, found {where}") from None
        plan = plan_site(View(content, now, guarded=False), store)
        if plan.problems:
            lines = "\n".join(map(str, plan.problems[:5]))
            raise UnreadableFeedError(f"that the feed of {where} can be built, found:\n{lines}")
        if not plan.hub.shown.show:
            raise UnreadableFeedError(f"a podcast in {where}, found a hub without one")
        return planned_feed(plan)
