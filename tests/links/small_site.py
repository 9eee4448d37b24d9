"""The small hub as a site, without a builder: Python-Markdown renders, and the last step puts
addresses for files."""

import posixpath
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from lxml import html
from markdown import Markdown
from podhub.links.assembly.assembler import Assembler
from podhub.links.graph import Graph, build_graph
from podhub.links.pages import site_pages
from podhub.links.source_links import source_links
from podhub.links.views.kinds import PageView
from podhub.links.views.parts import Body
from podhub.model.digest import digested
from podhub.model.entries import Catalog
from podhub.model.values import relative

P = TypeVar("P", bound=PageView)


def renderer(everything: Catalog, shown: Catalog) -> Callable[[str], str]:
    """Gives a page's HTML by its address, as a builder would."""
    pages = {page.url: page for page in site_pages(shown)}
    urls = {page.source: page.url for page in pages.values()}
    links = source_links(everything, shown)
    markdown = Markdown(extensions=[links, "toc"])

    def render(url: str) -> str:
        page = pages[url]
        if page.entry is None:
            return ""
        links.page = page.entry.path
        source = markdown.reset().convert(page.entry.document.body)
        root = html.fragment_fromstring(source, create_parent="div")
        for anchor in root.iter("a"):
            file, hash_, fragment = (anchor.get("href") or "").partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), file))
            if file and target in urls:
                anchor.set("href", relative(url, urls[target]) + hash_ + fragment)
        return str(html.tostring(root, encoding="unicode"))

    return render


class Views(dict[str, PageView]):
    """Views by their addresses."""

    def of(self, kind: type[P], url: str) -> P:
        """The view at an address, which is of that kind."""
        view = self[url]
        assert isinstance(view, kind)
        return view


def build(catalog: Catalog, now: datetime) -> tuple[Graph, Views]:
    """The graph and the views of what is public."""
    shown = catalog.public(now)
    pages = site_pages(shown)
    graph = build_graph(shown, pages, renderer(catalog, shown))
    return graph, views_of(shown, graph, now)


def views_of(shown: Catalog, graph: Graph, now: datetime) -> Views:
    """The views of a catalog whose links are known."""

    def body(url: str) -> Body:
        return Body(digested(graph.texts[url].html))

    made = Assembler(shown, site_pages(shown), graph, now, body).views()
    return Views((view.url, view) for view in made)
