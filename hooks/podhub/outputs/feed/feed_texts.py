"""What apps show of an article or an episode: made from its page's HTML, once for all feeds that
hold it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from html import escape

from podhub.model.digest import digest
from podhub.model.entries import Entry, EpisodeEntry
from podhub.model.items import Item
from podhub.model.memo import Memo
from podhub.model.messages import ENGLISH, Messages
from podhub.model.times import clock_digits
from podhub.model.values import absolute
from podhub.outputs.feed.notes import ARTICLE, SHOW_NOTES, for_apps, shortened
from podhub.read.no_memo import NoMemo

NOTES_LARGEST = 32_000
"""Bytes of one episode's notes in a feed; the rest is on its page."""


class FeedTexts:
    """Gives an entry's text as HTML. `rendered` gives the HTML of a page by its address, `key` what
    stands for it, and `memo` remembers what was made of it."""

    def __init__(
        self,
        site_url: str,
        rendered: Callable[[str], str],
        key: Callable[[str], str] | None = None,
        memo: Memo | None = None,
        messages: Messages = ENGLISH,
    ) -> None:
        self._site_url, self._rendered = site_url, rendered
        self._key = key or (lambda url: digest(rendered(url)))
        self._memo = memo or NoMemo()
        self.messages = messages
        self._sizes: dict[str, int] = {}

    def key(self, entry: Entry[Item]) -> str:
        """What stands for an entry's text."""
        return self._memo.key(
            "app text", self._site_url, self.messages.key, entry.digest, self._key(entry.url)
        )

    def prepare(self, entries: Iterable[Entry[Item]]) -> None:
        """Make the texts of many entries at once."""
        makers = {self.key(entry): partial(self._measured, entry) for entry in entries}
        self._sizes |= self._memo.parted(makers)

    def size(self, entry: Entry[Item]) -> int:
        """The bytes of an entry's text."""
        key = self.key(entry)
        if key not in self._sizes:
            self.prepare([entry])
        return self._sizes[key]

    def __call__(self, entry: Entry[Item]) -> str:
        """An article in full, or an episode's show notes."""
        self.size(entry)
        return self._memo.large(self.key(entry), partial(self._measured, entry))

    def _measured(self, entry: Entry[Item]) -> tuple[int, str]:
        page, html = absolute(self._site_url, entry.url), self._rendered(entry.url)
        text = (
            show_notes(entry, page, html, self.messages)
            if isinstance(entry, EpisodeEntry)
            else for_apps(html, page, ARTICLE)
        )
        return len(text.encode()), text


def show_notes(episode: EpisodeEntry, page: str, html: str, said: Messages = ENGLISH) -> str:
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
    there = (
        said.gettext("Transcript and links: %(title)s", title=episode.title)
        if episode.cues
        else said.gettext("Links and more: %(title)s", title=episode.title)
    )
    parts.append(f'<p><a href="{escape(page)}">{escape(there, quote=False)}</a></p>')
    return "\n".join(part for part in parts if part)
