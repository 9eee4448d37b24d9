"""What follows a publication: the public address is checked, and those who want to know are told."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from podhub.cli.console import number, out
from podhub.cli.progress import say
from podhub.cli.publishing.built_site import BuiltSite
from podhub.model.values import absolute
from podhub.publish.announce import Notice, notices, tell
from podhub.publish.kinds import FEED
from podhub.publish.place import Changes, Place
from podhub.publish.public_check import check_public_site, files_to_check, leads_nowhere

TOKEN = "HUB_PODPING_TOKEN"  # noqa: S105 (the name of a variable)


def follow_up(built: BuiltSite, there: Place, changes: Changes, *, looking: bool) -> None:
    """Look at what readers get, and tell those who want to know. What fails here is a warning: the
    site is public."""
    warnings = []
    if looking and leads_nowhere(built.site_url):
        warnings.append(
            f"site_url in mkdocs.yml is still an example ({built.site_url}): links in feeds lead nowhere"
        )
    elif looking:
        files = files_to_check(built.files, changes.sent)
        warnings += check_public_site(built.site_url, files)
        if not warnings:
            out.print(
                f"Looked at {number(len(files), 'file')} at {built.site_url}: as they were built"
            )
    if there.has_unsent_notices():
        failed = list(told(whom_to_tell(built)))
        # Whoever could not be told is told by the next run; so is everybody if this one is killed
        # before it comes here.
        there.note_unsent_notices(bool(failed))
        warnings += failed
    if built.promises_podping and not built.podping and changes.has_feed:
        warnings.append(
            "show.yml promises podping, but mkdocs.yml names no endpoint (extra: podping: https://podping.cloud/): not sent"
        )
    for warning in warnings:
        say(f"warning: {warning}")


def whom_to_tell(built: BuiltSite) -> list[Notice]:
    """Those who want to know that the feed of a site has changed."""
    return to_tell(built.site_url, built.websub, built.podping)


def to_tell(site_url: str, websub: str | None, podping: str | None) -> list[Notice]:
    """Whom to tell of the feed at a site's address: the show's WebSub hub, and the podping endpoint
    that its author chose."""
    return list(notices(absolute(site_url, FEED), websub, podping, os.environ.get(TOKEN)))


def told(whom: Iterable[Notice]) -> Iterator[str]:
    """Tell them. Gives what went wrong, in words."""
    for notice in whom:
        if failed := tell(notice):
            yield failed
        else:
            out.print(f"Told {notice.whom}: {notice.url}")
