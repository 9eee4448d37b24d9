"""Tells those who want to know that the feed has changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from podhub.cli.console import out
from podhub.model.entries import Catalog
from podhub.model.values import absolute
from podhub.net.feed_documents import UnreadableFeedError, fetch
from podhub.publish.announce import Notice, notices, tell
from podhub.publish.kinds import FEED

TOKEN = "HUB_PODPING_TOKEN"  # noqa: S105 (the name of a variable)


def to_tell(catalog: Catalog, site_url: str, podping: str | None) -> list[Notice]:
    """Whom to tell of the feed at a site's address: the show's WebSub hub, and the podping endpoint
    that its author chose."""
    if not catalog.show:
        return []
    return list(
        notices(
            absolute(site_url, FEED), catalog.show.fields.websub, podping, os.environ.get(TOKEN)
        )
    )


def is_news(site: Path, feed: str) -> bool:
    """Whether a built site's feed is another than the one at an address; where none can be read, it
    is."""
    if not (site / FEED).exists():
        return False
    try:
        return fetch(feed) != (site / FEED).read_bytes()
    except UnreadableFeedError:
        return True


def told(whom: Iterable[Notice]) -> Iterator[str]:
    """Tell them. Gives what went wrong, in words."""
    for notice in whom:
        failed = tell(notice)
        if failed:
            yield failed
        else:
            out.print(f"Told {notice.whom}: {notice.url}", markup=False)
