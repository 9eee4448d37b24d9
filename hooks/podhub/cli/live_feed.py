"""Holds the content, or a built site, against a feed that is public."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

from podhub.history.feed_reader import read_feed
from podhub.history.guard import compare, compare_show
from podhub.history.ledger_file import read_ledger
from podhub.history.live_feed import records
from podhub.model.entries import Catalog
from podhub.model.problems import Problem
from podhub.net.feed_documents import NoFeedError, UnreadableFeedError, fetch
from podhub.publish.kinds import FEED


def live_feed_problems(
    against: str | None, root: Path, catalog: Catalog, now: datetime
) -> list[Problem]:
    """How the content breaks with a live feed, if there is one to compare with. Ends the command if
    it cannot be read."""
    if not against:
        return []
    try:
        feed = read_feed(against)
    except NoFeedError as error:
        print(
            f"hub: expected {error}: nothing is public there yet, so nothing was compared",
            file=sys.stderr,
        )
        return []
    except UnreadableFeedError as error:
        sys.exit(f"hub: expected {error}")
    ledger = read_ledger(root)[0]
    # A guid that the ledger holds has been looked at; it may have been changed there on purpose.
    show = [] if ledger.show else compare_show(feed.guid, catalog)
    return show + compare(records(feed), ledger.episodes, catalog, now)


def is_news(site: Path, feed: str) -> bool:
    """Whether a built site's feed is another than the one at an address; where none can be read, it
    is."""
    if not (site / FEED).exists():
        return False
    try:
        return fetch(feed) != (site / FEED).read_bytes()
    except UnreadableFeedError:
        return True
