"""What apps show of an article or an episode: made from its page's HTML, once for all feeds that
hold it."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from podhub.model.entries import Entry, EpisodeEntry
from podhub.model.items import Article
from podhub.model.values import absolute, clock_digits
from podhub.outputs.feed.notes import ARTICLE, SHOW_NOTES, for_apps, shortened

NOTES_LARGEST = 32_000
"""Bytes of one episode's notes in a feed; the rest is on its page."""


class Texts:
    """Gives an entry's text as HTML; `rendered` gives the HTML of a page by its address."""

    def __init__(self, site_url: str, rendered: Callable[[str], str]) -> None:
        self._site_url, self._rendered = site_url, rendered
        self._known: dict[str, str] = {}

    def __call__(self, entry: Entry[Article] | EpisodeEntry) -> str:
        """An article in full, or an episode's show notes."""
        known = self._known.get(entry.url)
        if known is None:
            page, html = absolute(self._site_url, entry.url), self._rendered(entry.url)
            known = (
                show_notes(entry, page, html)
                if isinstance(entry, EpisodeEntry)
                else for_apps(html, page, ARTICLE)
            )
            self._known[entry.url] = known
        return known


def show_notes(episode: EpisodeEntry, page: str, html: str) -> str:
    """What an app shows of an episode: summary, notes, and moments as lines that start with a time,
    which apps make links."""
    clean = for_apps(html, page, SHOW_NOTES)
    parts = [
        f"<p>{escape(episode.fields.summary, quote=False)}</p>",
        shortened(clean, NOTES_LARGEST),
    ]
    # Spotify makes chapters of lines that begin with `(00:00)`; Apple makes such times links.
    moments = [
        f"<li>({clock_digits(moment.at)}) {escape(moment.title, quote=False)}</li>"
        for moment in episode.fields.moments
    ]
    if moments:
        parts.append(f"<ul>{''.join(moments)}</ul>")
    there = "Transcript and links" if episode.cues else "Links and more"
    parts.append(
        f'<p><a href="{escape(page)}">{there}: {escape(episode.title, quote=False)}</a></p>'
    )
    return "\n".join(part for part in parts if part)
