"""A site that was checked and built to be published."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from podhub.build.hub import Hub, View
from podhub.build.layout import swap
from podhub.build.objects import read_content
from podhub.cli.building import build_into, store_of
from podhub.cli.console import tell
from podhub.cli.stopping import MISTAKE
from podhub.model.artifact import Recording
from podhub.publish.built import BuiltFile, Searched, read_built
from podhub.publish.clocks import ahead
from podhub.publish.errors import ContentError
from podhub.publish.place import Conditions
from podhub.publish.public_check import date_at, leads_nowhere
from podhub.publish.target import secrets


@dataclass(frozen=True)
class Build:
    """A site that is ready to be published."""

    hub: Hub
    folder: Path
    files: dict[str, BuiltFile]
    missing: tuple[Recording, ...]
    """Recordings that are not on this machine"""

    @property
    def site_url(self) -> str:
        """Where it will be seen."""
        return self.hub.settings.site_url

    def headers(self) -> str:
        """Its `_headers` file; nothing if it has none."""
        file = self.folder / "_headers"
        return file.read_text(encoding="utf-8") if file.exists() else ""

    @property
    def promises_podping(self) -> bool:
        """Whether the feed says that podping is sent."""
        show = self.hub.everything.show
        return bool(show and show.fields.podping)


def build_to_publish(work: Path, view: View, *, is_told: bool = False) -> Build:
    """Check and build. The last build stays until there is a new one. Ends the command where
    there is a mistake. Remarks are not said again to an author who `is_told` them."""
    beside, folder = work / "next", work / "site"
    with store_of(view.root) as store:
        built = build_into(beside, view, store)
        if built is None:
            print("\nNothing was published; what is public is as it was.", file=sys.stderr)
            sys.exit(MISTAKE)
        swap(beside, folder)
        files = read_built(folder, read_content, built.laid_out.files)
        searched = Searched(store.note("searched for secrets"), secrets(os.environ))
        leaked = searched.holding(folder, files.values())
        if note := searched.note():
            store.set_note("searched for secrets", note)
    if leaked:
        found = f"found one of this machine's environment in {', '.join(leaked[:5])}"
        raise ContentError(f"expected no secret in the site, {found}")
    tell(() if is_told else built.plan.remarks)
    return Build(built.plan.hub, folder, files, built.laid_out.missing)


def ahead_of_site(build: Build, conditions: Conditions, last: datetime | None) -> timedelta | None:
    """How far our clock is ahead of the site's server, which is asked only if something has come
    out by its date since `last`.

    A folder has no clock but its machine's, and that is mostly ours.
    """
    dates = (
        entry.date
        for entry in build.hub.everything.public(build.hub.view.now).entries()
        if entry.date
    )
    if leads_nowhere(build.site_url) or not any(last is None or date > last for date in dates):
        return None
    before, found = conditions.present(), date_at(build.site_url)
    # A server tells whole seconds.
    return ahead(before, found, conditions.present() + timedelta(seconds=1)) if found else None
