"""What subscribers' apps will do: the feed that is public at a target beside the one that was
built."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from podhub.build.hub import Hub
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
from podhub.net.feed_documents import UnreadableFeedError
from podhub.publish.place import Place

BY_LEDGER = ("Disappears", "Download again", "Recording replaced", "No recording")
"""Harm that the ledger speaks of: there, authors say what they do on purpose"""


def compare_with_public(there: Place, work: Path, hub: Hub, *, accept: bool, how: str) -> list[str]:
    """What apps will do, line by line, with the feed that was built in `work`. Ends the command, with
    these lines said, if they would download an episode again or lose one; `how` is what whoever
    publishes can say to publish all the same."""
    public = work / "public"
    shutil.rmtree(public, ignore_errors=True)
    folder = there.feed(public)
    if folder is None:
        return []
    try:
        old = read_feed(str(folder))
    except UnreadableFeedError as error:
        # It must be possible to put a feed right that somebody has spoilt.
        say(f"warning: what is public is no feed (expected {error}); nothing was compared")
        return []
    problems = compare(records(old), hub.ledger.episodes, hub.everything, hub.view.now)
    new = read_feed(str(work / "site"))
    changes = [one for one in compare_feeds(old, new) if not one.what.startswith("Feed keeps")]
    harms = [change for change in changes if change.harm and change.what not in BY_LEDGER]
    lines = [f"{'!' if change.harm else ' '} {change.what}: {change.text}" for change in changes]
    if (problems or harms) and not accept:
        print(*lines, *problems, sep="\n", file=sys.stderr)
        say(
            f"nothing was published: subscribers' apps would suffer, as said above; {how} publishes all the same"
        )
        sys.exit(MISTAKE)
    return lines


def remember(hub: Hub) -> list[str]:
    """Write what is public now into the ledger. Returns what to say of it."""
    root, public = hub.view.root, hub.everything.public(hub.view.now)
    after = with_public(read_ledger(root)[0], public, named_pages(public, site_pages(public)))
    written = write_ledger(root, after)
    return [f"wrote {LEDGER}; commit it"] if written else []
