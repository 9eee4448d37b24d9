"""The pages whose addresses people hold on to, episodes apart: what somebody wrote, topics, comparisons
and clips. And where those have gone that moved along with others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from podhub.history.page_records import NamedPage
from podhub.links.clips import clip_urls
from podhub.links.pages import SitePage
from podhub.links.pairs import comparison_url, partners
from podhub.model.addresses import episode_of_clip
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.site_path import SitePath
from podhub.read.folders import TOPICS

_COMPARISON = re.compile(r"definitions/(.+)-vs-(.+)/")
_DEFINITION = re.compile(r"definitions/([^/]+)/")


def named_pages(catalog: Catalog, pages: Iterable[SitePage]) -> dict[SitePath, NamedPage]:
    """Those of a catalog's `pages` that have an address of their own, but for the home page, lists
    and episodes."""
    return {page.path: page for page in _named(catalog, pages)}


def _named(catalog: Catalog, pages: Iterable[SitePage]) -> Iterator[NamedPage]:
    table = catalog.tables.get(TOPICS)
    for page in pages:
        entry = page.entry
        if page.kind == "topic" and page.number == 1:
            path, aliases = SitePath(page.url), catalog.topics[page.subject].aliases
            yield NamedPage(path, page.title, table, (page.subject,), aliases)
        elif page.kind == "comparison":
            yield NamedPage(SitePath(page.url), page.title)
        elif entry and page.url and page.kind != "episode":
            fields = entry.fields
            yield NamedPage(
                SitePath(page.url),
                entry.title,
                entry.document,
                (),
                fields.aliases,
                fields.draft,
                entry.date is not None,
            )
    for episode in catalog.episodes.values():
        for index, (moment, url) in enumerate(
            zip(episode.fields.moments, clip_urls(episode), strict=True)
        ):
            if url:
                place = ("moments", index)
                yield NamedPage(
                    SitePath(url), moment.title, episode.document, place, moment.aliases
                )


def renamed_comparisons(catalog: Catalog, known: Iterable[str]) -> dict[SitePath, tuple[str, str]]:
    """Each of the known addresses that was a comparison's, and is one no longer since a definition
    was renamed: the two definitions of today, by what their aliases say."""
    former = {
        found[1]: slug
        for slug, entry in catalog.definitions.items()
        for alias in entry.fields.aliases
        if (found := _DEFINITION.fullmatch(alias))
    }
    compared = partners(catalog)
    moved: dict[SitePath, tuple[str, str]] = {}
    for path in known:
        if found := _COMPARISON.fullmatch(path):
            one, other = (former.get(slug, slug) for slug in found.groups())
            if other in compared.get(one, ()) and comparison_url(one, other) != path:
                moved[SitePath(path)] = (one, other)
    return moved


def moved_clips(
    episodes: Mapping[str, EpisodeEntry], known: Iterable[str]
) -> dict[SitePath, tuple[str, str]]:
    """Each of the known addresses that was a clip's of an episode whose page has moved: where the clip
    is now, and what it is called. `episodes` are those that moved, by their old addresses."""
    moved: dict[SitePath, tuple[str, str]] = {}
    for path in known:
        before = episode_of_clip(path)
        if episode := episodes.get(before):
            now = episode.url + path.removeprefix(before)
            titles = dict(zip(clip_urls(episode), episode.fields.moments, strict=True))
            if now in titles:
                moved[SitePath(path)] = (now, titles[now].title)
    return moved
