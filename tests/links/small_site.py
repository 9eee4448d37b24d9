"""The small hub as a site, without a builder and without a memory."""

from datetime import datetime
from typing import TypeVar

from podhub.links.assembly.assembler import Assembler
from podhub.links.destinations import Destinations
from podhub.links.graph import (
    Graph,
    build_graph,
    most_term_links,
    term_finder,
    unlinked_terms,
)
from podhub.links.pages import site_pages
from podhub.links.speech import listen
from podhub.links.text import PageText, read_page
from podhub.links.views.contents import contents
from podhub.links.views.kinds import PageView
from podhub.links.views.parts import Body
from podhub.markup.body import read_body
from podhub.model.digest import digested
from podhub.model.entries import Catalog

P = TypeVar("P", bound=PageView)


class Views(dict[str, PageView]):
    """Views by their addresses."""

    def of(self, kind: type[P], url: str) -> P:
        """The view at an address, which is of that kind."""
        view = self[url]
        assert isinstance(view, kind)
        return view

    def html(self, url: str) -> str:
        """The text of a page, with its links."""
        return self[url].body.html.load()


def build(catalog: Catalog, now: datetime) -> tuple[Graph, Views]:
    """The graph and the views of what is public."""
    shown = catalog.public(now)
    pages = site_pages(shown)
    texts, bodies = _texts(shown)
    finder = term_finder(shown)
    speech = {slug: listen(one, finder) for slug, one in shown.episodes.items() if one.cues}
    graph = build_graph(shown, pages, texts, speech)
    made = Assembler(shown, pages, graph, now, bodies.__getitem__).views()
    return graph, Views((view.url, view) for view in made)


def _texts(shown: Catalog) -> tuple[dict[str, PageText], dict[str, Body]]:
    """What each page's text says of other pages, and the text, by the page's address."""
    destinations, finder = Destinations(shown, site_pages(shown)), term_finder(shown)
    urls = {slug: entry.url for slug, entry in shown.definitions.items()}
    texts, bodies = {}, {}
    for page in site_pages(shown):
        if page.entry:
            body, _ = read_body(page.entry.document)
            html = body.with_links(destinations.on_page(page.entry.path, page.url))
            skip, most = unlinked_terms(page), most_term_links(page)
            texts[page.url], linked = read_page(html, page.url, finder, urls, skip=skip, cap=most)
            bodies[page.url] = Body(digested(linked), contents(body.headings))
    return texts, bodies
