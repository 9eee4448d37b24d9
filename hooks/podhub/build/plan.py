"""All that a site will hold, before any of it is made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path

from podhub.build.builder import Builder
from podhub.build.hub import Hub, View, read_hub
from podhub.build.layout import LaidOut, conflicts, lay_out
from podhub.build.linking import Linked, link_site
from podhub.build.other_files import OtherFiles
from podhub.build.page_files import PageFiles
from podhub.build.site import site_view, style_sheet
from podhub.build.store import Store
from podhub.build.template_mistakes import OwnTemplateError
from podhub.build.templates import CompiledTemplates
from podhub.links.assembly.assembler import Assembler
from podhub.links.pages import SitePage
from podhub.links.views.kinds import PageView
from podhub.model.artifact import Artifact, SiteFile
from podhub.model.problems import Problem, Remark
from podhub.outputs.feed.articles import article_feeds
from podhub.outputs.feed.feed_texts import FeedTexts
from podhub.outputs.feed.podcast import podcast_feeds
from podhub.outputs.pages.environment import prepare
from podhub.outputs.site_view import SiteView


class Plan:
    """A site as it is planned: what is wrong with it, what it will show, and every file of it.

    What is not asked for is not worked out: a check needs no page, a preview one page at a time."""

    def __init__(self, hub: Hub, store: Store) -> None:
        self.hub, self.store = hub, store
        self._prepared: tuple[Builder, SiteView] | None = None

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """All mistakes: those of the content, and what apps would not take."""
        return tuple(sorted({*self.hub.problems, *self._feeds[1]}))

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """Advice, which stops nothing."""
        return self.hub.remarks

    @cached_property
    def pages(self) -> Mapping[str, SitePage]:
        """Every page by its address."""
        return {page.url: page for page in self.hub.pages}

    @cached_property
    def linked(self) -> Linked:
        """Who points at whom."""
        return link_site(self.hub, self.pages, self.store)

    @property
    def feeds(self) -> list[Artifact]:
        """What apps fetch to know what is new."""
        return self._feeds[0]

    @cached_property
    def _feeds(self) -> tuple[list[Artifact], list[Problem]]:
        shown, settings, ledger = self.hub.shown, self.hub.settings, self.hub.ledger
        texts = FeedTexts(
            settings.site_url, self.linked.html, self.linked.key, self.store, settings.messages
        )
        articles = article_feeds(
            shown,
            settings.site_url,
            settings.site_name,
            settings.site_description,
            settings.language,
            texts,
            self.store,
        )
        if not shown.show:
            return articles, []
        podcast, problems = podcast_feeds(
            shown, settings.site_url, texts, ledger.episodes, self.store
        )
        return [*podcast, *articles], problems

    @cached_property
    def _assembler(self) -> Assembler:
        hub, linked = self.hub, self.linked
        return Assembler(hub.shown, self.pages.values(), linked.graph, hub.view.now, linked.body)

    def view(self, url: str) -> PageView:
        """What a page shows. Raises KeyError for an address that is no page's."""
        return self._assembler.view(url)

    def site(self, builder: Builder) -> SiteView:
        """What is the same on all pages."""
        problems = (*map(str, self.hub.problems), *builder.problems)
        return site_view(
            self.hub,
            builder,
            style_sheet(builder, self.hub.settings.colours, self.store).path,
            problems if self.hub.view.preview else (),
        )

    def prepared_site(self, builder: Builder) -> SiteView:
        """The same, with the builder's templates made ready to read it."""
        if self._prepared is None or self._prepared[0] is not builder:
            site = self.site(builder)
            prepare(builder.environment, site)
            cache = CompiledTemplates(self.store, site.messages.key)
            builder.environment.bytecode_cache = cache
            self._prepared = builder, site
        return self._prepared[1]

    def files(self, builder: Builder) -> Iterator[SiteFile]:
        """Every file of the site."""
        site = self.prepared_site(builder)
        pages = PageFiles(site, builder, self.store)
        others = OtherFiles(self.hub, site, self.linked, self.store)
        planned = [pages.planned(page, self.view(page.url)) for page in self.pages.values()]
        return chain(
            pages.all(planned),
            others.all(planned),
            self.feeds,
            [style_sheet(builder, self.hub.settings.colours, self.store)],
        )

    def lay_out(
        self, folder: Path, builder: Builder, others: Mapping[str, Path], *, framed: bool = False
    ) -> tuple[LaidOut | None, list[Problem]]:
        """Make a folder hold the whole site; or tell which files want the same place, or what is
        wrong in a template of the hub's own.

        `others` are files that the builder's plugins made. With `framed`, it has also made the
        pages."""
        files, problems = self._placed(builder, others, framed)
        try:
            return (None if problems else lay_out(folder, files, self.store, others)), problems
        except OwnTemplateError as error:
            return None, [error.problem]

    def try_out(
        self, builder: Builder, others: Mapping[str, Path], *, framed: bool = False
    ) -> list[Problem]:
        """What would stop `lay_out`. Where a hub has templates of its own, pages that are not known
        are made, and kept in the store for the build."""
        files, problems = self._placed(builder, others, framed)
        if problems or not builder.own_templates:
            return problems
        pages = [f for f in files.values() if isinstance(f, Artifact) and f.path.endswith(".html")]
        try:
            self.store.contents(pages, self.store.folder, {})
        except OwnTemplateError as error:
            return [error.problem]
        return []

    def _placed(
        self, builder: Builder, others: Mapping[str, Path], framed: bool
    ) -> tuple[dict[str, SiteFile], list[Problem]]:
        """Every file that is not made yet, and which of them want the same place."""
        files, problems = conflicts(self.files(builder))
        if framed:
            files = {path: file for path, file in files.items() if path not in others}
        taken = [path for path in others if path in files]
        problems += [
            Problem(
                "mkdocs.yml",
                1,
                "plugins",
                "plugins that leave the site's own files alone",
                f"one that writes /{path}",
            )
            for path in taken
        ]
        return files, problems


def plan_site(view: View, store: Store) -> Plan:
    """Read a hub and plan its site."""
    return Plan(read_hub(view, store), store)
