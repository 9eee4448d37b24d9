"""`podhub announce`: tell hubs that the feed has changed, where something else than
`podhub publish` made it public."""

from __future__ import annotations

import os
from pathlib import Path

import click

from podhub.build.reading import read_catalog
from podhub.cli.building import store_of
from podhub.cli.console import out
from podhub.cli.options import base_url_option
from podhub.cli.place import root_option
from podhub.cli.progress import say
from podhub.cli.publishing.follow_up import to_tell, told
from podhub.read.settings import read_settings


@click.command()
@base_url_option
@root_option
def announce(base_url: str | None, root: Path) -> None:
    """Tell a WebSub hub and a podping endpoint that the feed has changed. `podhub publish`
    does so by itself.

    The hub is named in episodes/show.yml (websub), the endpoint in mkdocs.yml (extra: podping).
    Nobody else is told anything, and what fails is a warning: apps that are not told look by
    themselves."""
    settings, _ = read_settings(root, os.environ)
    with store_of(root) as store:
        catalog, _ = read_catalog(root, check_links=False, memo=store)
    show = catalog.show
    site_url = base_url or settings.site_url
    whom = to_tell(site_url, show.fields.websub, settings.podping) if show else []
    if not whom:
        out.print("Nobody has asked to be told.")
    for failed in told(whom):
        say(f"warning: {failed}")
