"""The links in header and footer of every page: the lines of mkdocs.yml, or the parts that a hub has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from urllib.parse import urlsplit

from podhub.links.pages import LISTS, SitePage, is_for_authors
from podhub.links.views.parts import Link
from podhub.model.locale import sort_key
from podhub.model.messages import Messages
from podhub.model.settings import NavItem, Settings


def navigation(settings: Settings, pages: Iterable[SitePage]) -> tuple[Link, ...]:
    """The links of the header. Where the settings leave them to us, they are the parts that the hub
    has and its own pages, but for those that the footer names."""
    if settings.nav is not None:
        return tuple(links(settings.nav, pages))
    named = {item.target for item in settings.footer.links}
    there = (page for page in pages if page.source not in named)
    return tuple(_of_parts(there, settings.messages))


def links(items: Iterable[NavItem], pages: Iterable[SitePage]) -> Iterator[Link]:
    """Yield the links that lines of mkdocs.yml ask for, the home page apart. A group is one link, to
    the first page in it: there is room for one row."""
    by_source = {page.source: page for page in pages}
    for item in items:
        if item.items:
            first = next(links(item.items, by_source.values()), None)
            yield from [Link(item.title, first.url)] if first else []
            continue
        page = by_source.get(item.target)
        if page is None or page.url:
            title = page.title if page else urlsplit(item.target).hostname or item.target
            yield Link(item.title or title, page.url if page else item.target)


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
