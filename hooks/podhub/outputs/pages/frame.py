"""The pieces of a page's frame (styles, header, footer), rendered once for all pages on which they
are the same.

A theme renders its frame for each page; ours differs only by where the links in it lead from."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from podhub.links.views.kinds import PageView
from podhub.outputs.pages.link import link
from podhub.outputs.site_view import SiteView


class FrameCache:
    """Templates call `render` as `cached`; one environment has one of these, for one site."""

    def __init__(self, site: SiteView) -> None:
        self._site = site
        self._pieces: dict[tuple[object, ...], Markup] = {}

    @pass_context
    def render(self, context: Context, name: str, make: Callable[[], str]) -> Markup:
        """The piece called `name`; where no page like this one had it yet, `make` renders it."""
        key = (name, *self._place(context["page"]))
        if key not in self._pieces:
            self._pieces[key] = Markup(make())  # noqa: S704 (our own templates, escaped there)
        return self._pieces[key]

    def _place(self, page: PageView) -> tuple[object, ...]:
        """What a piece depends on: the depth, the section, and how each page that header and footer
        name is reached from here, which also says whether this is it."""
        site = self._site
        named = [section.url for section in (*site.navigation, *site.footer_links)]
        named += [url for url in (site.about, site.how_to_subscribe) if url]
        links = (link(page, site, url) for url in named)
        return (page.url.count("/"), page.url.partition("/")[0], page.kind == "404", *links)
