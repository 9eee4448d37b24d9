"""What subscribers' apps will do: the feed that is public at a target beside the one that was
built."""

from __future__ import annotations

import shutil
import sys
from datetime import datetime
from pathlib import Path

from podhub.cli.progress import say
from podhub.cli.stopping import MISTAKE
from podhub.history.feed_diff import compare_feeds
from podhub.history.feed_reader import read_feed
from podhub.history.guard import compare
from podhub.history.ledger import LEDGER, with_public
from podhub.history.ledger_file import read_ledger
from podhub.history.ledger_text import write_ledger
from podhub.history.live_feed import records
from podhub.links.named_pages import named_pages
from podhub.links.pages import site_pages
from podhub.model.entries import Catalog
from podhub.net.feed_documents import UnreadableFeedError
from podhub.publish.place import Place

BY_LEDGER = ("Disappears", "Download again", "Recording replaced", "No recording")
"""Harm that the ledger speaks of: there, authors say what they do on purpose"""


def compare_with_public(
    there: Place,
    work: Path,
    site: Path,
    root: Path,
    catalog: Catalog,
    now: datetime,
    *,
    accept: bool,
    how: str,
) -> list[str]:
    """What apps will do, line by line. Ends the command, with these lines said, if they would
    download an episode again or lose one.

    `how` is what whoever publishes can say to publish all the same.
    """
    shutil.rmtree(work, ignore_errors=True)
    folder = there.feed(work)
    if folder is None:
        return []
    try:
        old = read_feed(str(folder))
    except UnreadableFeedError as error:
        # It must be possible to put a feed right that somebody has spoilt.
        say(f"warning: what is public is no feed (expected {error}); nothing was compared")
        return []
    problems = compare(records(old), read_ledger(root)[0].episodes, catalog, now)
    changes = [
        change
        for change in compare_feeds(old, read_feed(str(site)))
        if not change.what.startswith("Feed keeps")
    ]
    harms = [change for change in changes if change.harm and change.what not in BY_LEDGER]
    lines = [f"{'!' if change.harm else ' '} {change.what}: {change.text}" for change in changes]
    if (problems or harms) and not accept:
        print(*lines, *problems, sep="\n", file=sys.stderr)
        say(
            f"nothing was published: subscribers' apps would suffer, as said above; {how} publishes all the same"
        )
        sys.exit(MISTAKE)
    return lines


def remember(root: Path, catalog: Catalog, now: datetime) -> list[str]:
    """Write what is public now into the ledger. Returns what to say of it."""
    public = catalog.public(now)
    after = with_public(read_ledger(root)[0], public, named_pages(public, site_pages(public)))
    written = write_ledger(root, after)
    return [f"wrote {LEDGER}; commit it"] if written else []
