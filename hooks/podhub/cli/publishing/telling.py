"""Tells those who want to know that the feed has changed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from podhub.cli.console import out
from podhub.model.values import absolute
from podhub.publish.announce import Notice, notices, tell
from podhub.publish.kinds import FEED

TOKEN = "HUB_PODPING_TOKEN"  # noqa: S105 (the name of a variable)


def to_tell(site_url: str, websub: str | None, podping: str | None) -> list[Notice]:
    """Whom to tell of the feed at a site's address: the show's WebSub hub, and the podping endpoint
    that its author chose."""
    return list(notices(absolute(site_url, FEED), websub, podping, os.environ.get(TOKEN)))


def told(whom: Iterable[Notice]) -> Iterator[str]:
    """Tell them. Gives what went wrong, in words."""
    for notice in whom:
        failed = tell(notice)
        if failed:
            yield failed
        else:
            out.print(f"Told {notice.whom}: {notice.url}", markup=False)
