"""Old addresses that lead to new ones, as pages: they work on every host."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from types import MappingProxyType

from podhub.links.pages import comparison_title
from podhub.links.pairs import comparison_url, partners
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.values import absolute, relative

_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<meta http-equiv="refresh" content="0; url={target}">
<p>This page has moved: <a href="{target}">{title}</a></p>
</html>
"""


def redirects(
    catalog: Catalog,
    site_url: str,
    language: str,
    old_pages: Mapping[str, EpisodeEntry] = MappingProxyType({}),
) -> dict[str, str]:
    """Every redirect page, by its path on the site.

    They lead from articles' and episodes' old addresses, and from comparisons asked the other way
    round."""
    moved = {old.strip("/"): (episode.url, episode.title) for old, episode in old_pages.items()}
    moved |= {
        alias.strip("/"): (article.url, article.title)
        for article in catalog.articles.values()
        for alias in article.fields.aliases
    }
    for slug, others in partners(catalog).items():
        for other in others:
            if other < slug:
                moved[f"definitions/{slug}-vs-{other}"] = (
                    comparison_url(slug, other),
                    comparison_title(catalog, slug, other),
                )
    pages = {}
    for old, (url, title) in sorted(moved.items()):
        is_file = "." in old.rpartition("/")[2]
        path = old if is_file else f"{old}/index.html"
        target = relative(path, url)
        canonical = absolute(site_url, url)
        pages[path] = _PAGE.format(
            language=escape(language),
            title=escape(title),
            target=escape(target),
            canonical=escape(canonical),
        )
    return pages
