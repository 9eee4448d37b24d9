"""Old addresses that lead to new ones, as pages: they work on every host, and without JavaScript.

With it, what stands behind ? and # goes along (`assets/moved.js`): people share a part of a page, or
a second of an episode, and that part is what they meant."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from podhub.history.ledger import Ledger, old_pages
from podhub.links.clips import clip_urls
from podhub.links.named_pages import moved_clips, renamed_comparisons
from podhub.links.pages import comparison_title, topic_entries, topic_url
from podhub.links.pairs import comparison_url, partners
from podhub.model.entries import Shown
from podhub.model.locale import direction
from podhub.model.site_path import SitePath
from podhub.model.values import absolute, relative

SCRIPT = "assets/moved.js"
Target = tuple[str, str]
"""An address on the site, and what stands there"""
# A browser that runs the script must not see the other refresh, which would overtake it.
_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<meta charset="utf-8">{policy}
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{canonical}">
<noscript><meta http-equiv="refresh" content="0; url={target}"></noscript>
<script src="{script}" defer></script>
<p>{moved} <a href="{target}">{title}</a></p>
</html>
"""


def redirects(
    catalog: Shown,
    site_url: str,
    language: str,
    ledger: Ledger | None = None,
    policy: str | None = None,
) -> dict[str, str]:
    """Every redirect page, by its path on the site.

    They lead from the old addresses of everything that has a page, by what authors say and by the
    ledger, and from comparisons asked the other way round. `policy` is the Content-Security-Policy
    of all pages."""
    says = (
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">' if policy else ""
    )
    moved = _moved(catalog, ledger or Ledger())
    pages: dict[str, str] = {}
    for old, (url, title) in sorted(moved.items()):
        pages[old.file] = _PAGE.format(
            language=escape(language),
            direction=direction(language),
            moved=escape(catalog.messages.gettext("This page has moved:")),
            policy=f"\n{says}" if says else "",
            title=escape(title),
            target=escape(relative(old, url)),
            canonical=escape(absolute(site_url, url.partition("#")[0])),
            script=relative(old, SCRIPT),
        )
    return pages


def redirected(catalog: Shown, ledger: Ledger) -> frozenset[str]:
    """The addresses that lead on to another."""
    return frozenset(_moved(catalog, ledger))


def _moved(catalog: Shown, ledger: Ledger) -> dict[SitePath, Target]:
    episodes = old_pages(ledger.episodes, catalog)
    moved = {SitePath(old): (episode.url, episode.title) for old, episode in episodes.items()}
    moved |= moved_clips(episodes, ledger.pages) | dict(_former_clips(catalog))
    moved |= _moved_topics(catalog)
    moved |= {
        alias: (entry.url, entry.title)
        for entry in catalog.entries()
        for alias in entry.fields.aliases
    }
    for old, (one, other) in renamed_comparisons(catalog, ledger.pages).items():
        moved.setdefault(old, (comparison_url(one, other), comparison_title(catalog, one, other)))
    return moved | dict(_other_ways_round(catalog))


def _moved_topics(catalog: Shown) -> dict[SitePath, Target]:
    moved = {topic: fields for topic, fields in catalog.topics.items() if fields.aliases}
    by_topic = topic_entries(catalog) if moved else {}
    return {
        alias: (topic_url(topic), fields.title)
        for topic, fields in moved.items()
        if by_topic[topic]
        for alias in fields.aliases
    }


def _former_clips(catalog: Shown) -> Iterator[tuple[SitePath, Target]]:
    """The old addresses of moments: they lead to the clip's page, or to the second of a moment that
    is no clip any more."""
    for episode in catalog.episodes.values():
        for moment, url in zip(episode.fields.moments, clip_urls(episode), strict=True):
            target = url or f"{episode.url}#t={int(moment.at)}", moment.title
            yield from ((alias, target) for alias in moment.aliases)


def _other_ways_round(catalog: Shown) -> Iterator[tuple[SitePath, Target]]:
    """Each comparison's other address, and where and what it is."""
    for slug, others in partners(catalog).items():
        for other in others:
            if other < slug:
                title = comparison_title(catalog, slug, other)
                yield (
                    SitePath(f"definitions/{slug}-vs-{other}/"),
                    (comparison_url(slug, other), title),
                )
