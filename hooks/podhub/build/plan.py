"""All that a site will hold, before any of it is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from podhub.build.builder import Builder
from podhub.build.feeds import Feeds
from podhub.build.files import files_of, pages_of
from podhub.build.hub import Hub, View, read_hub
from podhub.build.layout import LaidOut, conflicts, lay_out
from podhub.build.linking import Linked, link_site
from podhub.build.site import site_view
from podhub.build.store import Store
from podhub.links.assembly.assembler import Assembler
from podhub.links.pages import SitePage, site_pages
from podhub.links.views.kinds import PageView
from podhub.model.artifact import SiteFile
from podhub.model.problems import Problem, Remark
from podhub.outputs.pages.site_view import SiteView


class Plan:
    """A site as it is planned: what is wrong with it, what it will show, and every file of it.

    What is not asked for is not worked out: a check needs no page, a preview one page at a time."""

    def __init__(self, hub: Hub, store: Store) -> None:
        self.hub, self.store = hub, store

    @property
    def looked_at(self) -> View:
        """Which hub this is, as of when."""
        return self.hub.view

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All mistakes: of the content, and those of what apps would not take."""
        return tuple(sorted({*self.hub.problems, *self.feeds.problems}))

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Advice, which stops nothing."""
        return self.hub.remarks

    @cached_property
    def pages(self) -> Mapping[str, SitePage]:
        """Every page by its address."""
        return {page.url: page for page in site_pages(self.hub.shown)}

    @cached_property
    def linked(self) -> Linked:
        """Who points at whom."""
        return link_site(self.hub, self.pages, self.store)

    @cached_property
    def feeds(self) -> Feeds:
        """What apps fetch to know what is new."""
        return Feeds(self.hub, self.linked, self.store)

    @cached_property
    def _assembler(self) -> Assembler:
        return Assembler(
            self.hub.shown,
            self.pages.values(),
            self.linked.graph,
            self.hub.view.now,
            self.linked.body,
        )

    def view(self, url: str) -> PageView:
        """What a page shows. Raises KeyError for an address that is no page's."""
        return self._assembler.view(url)

    @cached_property
    def views(self) -> Mapping[str, PageView]:
        """What every page shows."""
        return {url: self.view(url) for url in self.pages}

    def site(self, builder: Builder) -> SiteView:
        """What is the same on all pages."""
        problems = tuple(map(str, self.problems)) if self.hub.view.preview else ()
        return site_view(self.hub, builder, self.store, problems)

    def files(self, builder: Builder) -> Iterator[SiteFile]:
        """Every file of the site."""
        site = self.site(builder)
        yield from pages_of(self.views.values(), site, builder, self.store)
        yield from files_of(self.hub, self.linked, self.views, self.feeds, site, builder, self.store)

    def lay_out(self, folder: Path, builder: Builder) -> tuple[LaidOut | None, list[Problem]]:
        """Put the whole site into a folder; or say which files want the same place."""
        files, problems = conflicts(self.files(builder))
        return (None if problems else lay_out(folder, files, self.store)), problems


def plan_site(view: View, store: Store) -> Plan:
    """Read a hub and plan its site."""
    return Plan(read_hub(view, store), store)
