"""What links in texts need to know of a catalog: where the builder keeps each file, and what is not
public."""

from __future__ import annotations

from collections.abc import Callable, Collection

from podhub.links.markdown import SourceLinks
from podhub.links.pages import site_pages
from podhub.model.entries import Catalog


def source_links(
    everything: Catalog,
    shown: Catalog,
    unfit: Collection[str] = (),
    picture_size: Callable[[str], tuple[int, int] | None] = lambda path: None,
) -> SourceLinks:
    """The links of a site that shows a part of everything; `unfit` are files that cannot be shown
    at all."""
    pages = {entry.path: f"{entry.url.rstrip('/')}.md" for entry in everything.episodes.values()}
    files = {entry.path for entry in everything.entries()} | everything.media().keys()
    public = {page.entry.path for page in site_pages(shown) if page.entry} | shown.media().keys()
    return SourceLinks({**pages, **everything.media()}, (files - public) | set(unfit), picture_size)
