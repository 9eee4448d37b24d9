"""Checks and builds a site that is to be published."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from podhub.build.hub import Hub, View
from podhub.build.layout import swap
from podhub.build.objects import read_content
from podhub.build.store import Store
from podhub.cli.building import Built, build_into, store_of
from podhub.cli.console import tell
from podhub.cli.publishing.built_site import BuiltSite, missing_recordings
from podhub.cli.stopping import MISTAKE
from podhub.cli.waiting import held_back, next_due
from podhub.publish.built import BuiltFile, Searched, read_built
from podhub.publish.errors import ContentError
from podhub.publish.target import secrets


def build_to_publish(work: Path, view: View, *, is_told: bool) -> tuple[BuiltSite, Hub]:
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
        _refuse_secrets(store, folder, files)
    tell(() if is_told else built.remarks)
    return _described(built, folder, files), built.plan.hub


def _refuse_secrets(store: Store, folder: Path, files: dict[str, BuiltFile]) -> None:
    searched = Searched(store.note("searched for secrets"), secrets(os.environ))
    leaked = searched.holding(folder, files.values())
    if note := searched.note():
        store.set_note("searched for secrets", note)
    if leaked:
        found = f"found one of this machine's environment in {', '.join(leaked[:5])}"
        raise ContentError(f"expected no secret in the site, {found}")


def _described(built: Built, folder: Path, files: dict[str, BuiltFile]) -> BuiltSite:
    hub = built.plan.hub
    everything, now, show = hub.everything, hub.view.now, hub.everything.show
    waiting = (line for line in held_back(everything, now) if not line.startswith("draft"))
    missing = missing_recordings(hub.view.root, hub.shown, built.laid_out.missing)
    return BuiltSite(
        site_url=hub.settings.site_url,
        folder=folder,
        files=files,
        missing=tuple(missing),
        newest=max((e.date for e in hub.shown.entries() if e.date), default=None),
        due=next_due(everything, now),
        waiting=next(waiting, None),
        websub=show.fields.websub if show else None,
        podping=hub.settings.podping if show else None,
        promises_podping=bool(show and show.fields.podping),
    )
