"""A hub as it was read: what it says, and all that is wrong with it. `check` prints that, and a
build stops at it."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from podhub.build.card_fonts import card_fonts, card_texts
from podhub.build.reading import Reading, read_content
from podhub.build.sources import Sources, find_sources
from podhub.build.store import Store
from podhub.history.guard import guard
from podhub.history.ledger import LEDGER, Ledger
from podhub.history.page_records import lost_pages, without_broken
from podhub.links.named_pages import named_pages
from podhub.links.pages import SitePage, site_pages
from podhub.model.brand import Font
from podhub.model.entries import Catalog, Shown
from podhub.model.problems import Problem, Remark
from podhub.model.settings import Settings
from podhub.model.values import absolute
from podhub.outputs.feed.podcast_channel import PODCAST_FEED
from podhub.outputs.pages.environment import theme_files
from podhub.outputs.pages.redirects import redirected
from podhub.outputs.places import check_old_addresses, check_page_addresses, site_places
from podhub.read.dates import check_updated
from podhub.read.nav import check_links
from podhub.read.podcast_rules import check_guid
from podhub.read.settings import read_settings


@dataclass(frozen=True)
class View:
    """Which hub is looked at: where its files lie, and as of when."""

    root: Path
    now: datetime
    base_url: str | None = None
    """The site's address, where it is other than in the settings"""
    preview: bool = False
    """Whether what is held back is shown too, and what is wrong is left out instead of stopping"""
    guarded: bool = True
    """Whether what would break with the ledger is a mistake"""


@dataclass(frozen=True)
class Hub:
    """What was read."""

    view: View
    settings: Settings
    sources: Sources
    reading: Reading
    everything: Catalog
    """All content, public or not"""
    shown: Shown
    """What the site shows"""
    pages: Sequence[SitePage]
    """Its pages"""
    ledger: Ledger
    card_fonts: tuple[Font, ...]
    """For letters on cards that ours has not"""
    problems: tuple[Problem, ...]
    remarks: tuple[Remark, ...]

    @property
    def unfit(self) -> frozenset[str]:
        """The files that a preview leaves out. One with only a wrong link in its text can be shown
        while it is fixed."""
        return frozenset(p.path for p in self.problems if p.field not in ("link", "text"))


def read_hub(view: View, store: Store) -> Hub:
    """Read settings and content, and hold what is public against what has been."""
    root, now = view.root, view.now
    settings, problems = read_settings(root, os.environ)
    if view.base_url:
        settings = replace(settings, site_url=view.base_url)
    sources = find_sources(root, store)
    reading = read_content(root, store)
    everything = reading.catalog.speaking(settings.messages)
    ledger, broken = guard(root, everything, now, reading.problems, store)
    problems += [*reading.problems, *(broken if view.guarded else ())]
    if settings.site_url:
        feed = absolute(settings.site_url, PODCAST_FEED)
        problems += check_guid(everything, feed, ledger.show)
    public, written = everything.public(now), site_pages(everything)
    pages = site_pages(public)
    # A page with a mistake of its own will be there again.
    texts = {problem.path.removeprefix("docs/") for problem in problems}
    problems += check_links(settings, {*texts, *(page.source for page in pages)})
    problems += _wrong_addresses(everything, written, ledger, {p.path for p in problems})
    problems += check_updated(everything, now)
    known = without_broken(ledger.lasting_pages, problems)
    there = {page.url for page in pages} | redirected(public, ledger)
    lost = lost_pages(
        known, named_pages(everything, written), named_pages(public, pages), there, LEDGER
    )
    fonts = card_fonts(root, settings, card_texts(settings, public))
    remarks = {*everything.remarks, *everything.heeded(lost), *settings.remarks, *fonts.remarks}
    hub = Hub(
        view,
        settings,
        sources,
        reading,
        everything,
        public,
        pages,
        ledger,
        fonts.fonts,
        tuple(sorted({*problems, *fonts.problems})),
        tuple(sorted(one for one in remarks if one.name not in settings.ignore)),
    )
    if not view.preview:
        return hub
    shown = everything.without(hub.unfit)
    return replace(hub, shown=shown, pages=site_pages(shown))


def _wrong_addresses(
    everything: Catalog, pages: Iterable[SitePage], ledger: Ledger, broken: Collection[str]
) -> Iterator[Problem]:
    """Addresses that two want, and those at which nothing is. `broken` are the files with
    mistakes."""
    places, contested = site_places(everything, pages, theme_files())
    yield from contested
    yield from check_old_addresses(everything, ledger.episodes, places)
    yield from check_page_addresses(everything, places, broken)
