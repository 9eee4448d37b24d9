"""Links from a page to others, as short as they can be: a site of relative links can be put
anywhere."""

from __future__ import annotations

from urllib.parse import urlsplit

from podhub.links.views.kinds import MissingPage, PageView
from podhub.model.values import relative
from podhub.outputs.site_view import SiteView


def link(page: PageView, site: SiteView, target: str) -> str:
    """What a link on a page must say to lead to a path on the site; addresses elsewhere, those from
    the host's root and anchors of the page itself stay as they are.

    A page for addresses that do not exist stands at any of them, so its links begin at the root."""
    if target.startswith(("/", "#")) or urlsplit(target).scheme:
        return target
    return site.root + target if isinstance(page, MissingPage) else relative(page.url, target)
