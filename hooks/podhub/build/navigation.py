"""The links in header and footer of every page: the lines of mkdocs.yml, or the parts that a hub has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from podhub.links.pages import LISTS, SitePage, is_for_authors
from podhub.links.views.parts import Link
from podhub.model.locale import sort_key
from podhub.model.messages import Messages
from podhub.model.settings import NavItem


def navigation(
    items: tuple[NavItem, ...] | None, pages: Iterable[SitePage], said: Messages
) -> tuple[Link, ...]:
    """The links of the header; `items` are what mkdocs.yml says, None where it says nothing."""
    return tuple(_of_parts(pages, said) if items is None else links(items, pages))


def links(items: Iterable[NavItem], pages: Iterable[SitePage]) -> Iterator[Link]:
    """Yield the links that lines of mkdocs.yml ask for."""
    by_source = {page.source: page for page in pages}
    for item in items:
        page = by_source.get(item.target)
        if not item.items and (page is None or page.url):
            yield Link(
                item.title or (page.title if page else ""), page.url if page else item.target
            )


def _of_parts(pages: Iterable[SitePage], said: Messages) -> Iterator[Link]:
    """The first guide, the lists, and the pages that stand right in docs/."""
    first = {page.url: page for page in pages if page.number == 1}
    guides = [page for page in first.values() if page.kind == "guide"]
    own = [
        page
        for page in first.values()
        if page.kind == "page" and page.url.count("/") == 1 and not is_for_authors(page)
    ]
    own.sort(key=lambda page: sort_key(page.title, said.language))
    yield from (Link(said.gettext("Guide"), guide.url) for guide in guides[:1])
    lists = (first[url] for url in LISTS if url in first)
    yield from (Link(page.title, page.url) for page in chain(lists, own))
