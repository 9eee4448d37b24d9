"""The page for addresses that do not exist."""

from __future__ import annotations

from podhub.links.views.kinds import MissingPage
from podhub.outputs.site_view import SiteView


def missing_page(site: SiteView) -> MissingPage:
    """What hosts show for any address that they have no file for; they look for `404.html`."""
    return MissingPage(
        url="404.html",
        title=site.messages.gettext("This page does not exist"),
        description=site.description,
    )
