"""Links from a page to others, as short as they can be: a site of relative links can be put
anywhere."""

from __future__ import annotations

from urllib.parse import urlsplit

from podhub.links.views.kinds import MissingPage, PageView
from podhub.outputs.site_view import SiteView


def link(page: PageView, site: SiteView, target: str) -> str:
    """What a link on a page must say to lead to a path on the site; addresses elsewhere, those from
    the host's root and anchors of the page itself stay as they are.

    A page for addresses that do not exist stands at any of them, so its links begin at the root."""
    if target.startswith(("/", "#")) or urlsplit(target).scheme:
        return target
    return site.root + target if isinstance(page, MissingPage) else relative(page.url, target)


def relative(page_url: str, target: str) -> str:
    """The way from one path on the site to another; the site's own is empty.

    >>> relative("articles/a/", "articles/b/#x"), relative("articles/a/", "podcast/"), relative("articles/a/", "")
    ('../b/#x', '../../podcast/', '../..')
    >>> relative("articles/", "articles/"), relative("", "about/"), relative("", "")
    ('./', 'about/', '.')
    """
    here, there = page_url.split("/")[:-1], target.split("/")
    steps = there[:-1]
    common = 0
    for one, other in zip(here, steps, strict=False):
        if one != other:
            break
        common += 1
    way = "/".join([*[".."] * (len(here) - common), *steps[common:]])
    if not target:
        return way or "."
    name = there[-1]
    return f"{way}/{name}" if way else name or "./"
