"""Makes the view of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from podhub.links.assembly import items, lists
from podhub.links.assembly.sources import Sources
from podhub.links.graph import Graph
from podhub.links.pages import SitePage
from podhub.links.views.kinds import PageView
from podhub.links.views.parts import Body
from podhub.model.entries import Shown


class Assembler:
    """Makes each page's view from what it was given, when it is asked for.

    `graph` knows who points at whom; `now` tells what is held back; `body` gives the text of a page
    that somebody wrote, by its address, with its digest, and is not asked to load it."""

    def __init__(
        self,
        catalog: Shown,
        pages: Iterable[SitePage],
        graph: Graph,
        now: datetime,
        body: Callable[[str], Body],
    ) -> None:
        self._sources = Sources(catalog, pages, graph, now, body)

    def view(self, url: str) -> PageView:
        """The view of one page; raises KeyError for an address that is no page's."""
        page = self._sources.pages[url]
        return _MAKERS[page.kind](page, self._sources)

    def views(self) -> Iterator[PageView]:
        """Every page's view, in the order of the site."""
        return map(self.view, self._sources.pages)


_MAKERS: dict[str, Callable[[SitePage, Sources], PageView]] = {
    "article": items.article_page,
    "definition": items.definition_page,
    "episode": items.episode_page,
    "guide": items.guide_page,
    "page": items.text_page,
    "home": items.home_page,
    "list": lists.list_page,
    "topic": lists.topic_page,
    "topics": lists.topics_page,
    "comparison": lists.comparison_page,
    "search": lists.search_page,
}
