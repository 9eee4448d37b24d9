"""A built site on its way to the place where it becomes public: what both `publish` and an accepted
push do with it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from podhub.cli.progress import Sending
from podhub.cli.publishing.built_site import BuiltSite, stop_without
from podhub.cli.publishing.follow_up import whom_to_tell
from podhub.publish.built import BuiltFile
from podhub.publish.errors import PublishError
from podhub.publish.opening import open_place
from podhub.publish.place import Changes, Conditions, Place, ahead
from podhub.publish.public_check import date_at, leads_nowhere
from podhub.publish.target import FolderTarget, Target

SLACK = timedelta(minutes=5)
"""How far a clock may be from another"""


@dataclass(frozen=True)
class Publication:
    """A built site, and the place it goes to."""

    built: BuiltSite
    target: Target
    there: Place
    conditions: Conditions

    def check_clocks(self, *, asking: bool) -> None:
        """Refuse to publish by a wrong clock: beside the last publication, the place's own clock
        and, `asking` it, that of the site's server."""
        last = self.there.last()
        _check_order(self.conditions.present(), last)
        _check_apart(self.there.ahead(), f"that of {self.target}")
        # A store's own clock is enough; a folder has none but its machine's, and that is mostly ours.
        if asking and isinstance(self.target, FolderTarget):
            _check_apart(self._ahead_of_site(last), f"that of {self.built.site_url}")

    def _ahead_of_site(self, last: datetime | None) -> timedelta | None:
        """How far our clock is ahead of the site's server, which is asked only if something has
        come out by its date since `last`."""
        newest, site_url = self.built.newest, self.built.site_url
        if newest is None or (last and newest <= last) or leads_nowhere(site_url):
            return None
        before, found = self.conditions.present(), date_at(site_url)
        # A server tells whole seconds.
        after = self.conditions.present() + timedelta(seconds=1)
        return ahead(before, found, after) if found else None

    def files(self) -> dict[str, BuiltFile]:
        """The files of the site, with the recordings that are not on this machine and public
        already: they stay there as they are.

        Ends the command where a recording is neither here nor there: apps would be sent to an
        address with nothing behind it."""
        public = {
            one.path: BuiltFile(one.path, one.size, one.sha256, md5="", here=False)
            for one in self.built.missing
            if one.sha256 and self.there.holds(one.path, one.sha256)
        }
        where = f"on this machine, or just as it is at {self.target} already"
        stop_without((one for one in self.built.missing if one.path not in public), where)
        return self.built.files | public

    def send(self, files: Mapping[str, BuiltFile], changes: Changes) -> list[str]:
        """Make the site public, and show how far it is. Returns what there is to say of it."""
        if changes.has_feed and whom_to_tell(self.built):
            self.there.note_unsent_notices(True)
        with Sending(sum(file.size for file in changes.sent)) as bar:
            return self.there.publish(self.built.folder, files, bar.more)


@contextmanager
def opened_publication(
    built: BuiltSite,
    target: Target,
    conditions: Conditions,
    *,
    only_looking: bool = False,
) -> Iterator[Publication]:
    """Open the place that a site goes to, for this process alone or only to look at it."""
    headers = built.headers()
    with open_place(target, conditions, headers, os.environ, only_looking=only_looking) as there:
        yield Publication(built, target, there, conditions)


def _check_order(present: datetime, last: datetime | None) -> None:
    """Refuse a clock that stands before the last publication: episodes would seem to lie in the
    future."""
    if last and present < last - SLACK:
        raise PublishError(
            f"expected a time after the last publication ({last:%Y-%m-%d %H:%M %z}), found {present:%Y-%m-%d %H:%M %z} on this "
            "machine's clock; set the clock, or give the time with --now"
        )


def _check_apart(ahead: timedelta | None, whose: str) -> None:
    """Refuse a clock that is far from another: one ahead makes public what has a date to come."""
    if ahead is not None and abs(ahead) > SLACK:
        minutes = round(abs(ahead) / timedelta(minutes=1))
        side = "ahead" if ahead > timedelta(0) else "behind"
        raise PublishError(
            f"expected a clock within {SLACK // timedelta(minutes=1)} minutes of {whose}, found this machine's {minutes} minutes "
            f"{side}: items would become public at the wrong time; set the clock, or give the time with --now"
        )
