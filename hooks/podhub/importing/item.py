"""An item of a feed, and what it says of itself where one tag alone does not say it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from podhub.importing.enclosures import Enclosure, enclosures, ours
from podhub.importing.source import Source
from podhub.importing.texts import changed, left_out
from podhub.model.numbers import parse_number
from podhub.model.values import shortened
from podhub.net.dates import ReadDate, read_date
from podhub.net.feed_values import one_line, parse_wild_duration
from podhub.read.titles import bare_title

LONGEST_TITLE = 255
"""Characters of a title (PSP-1)"""
SAID_IN = (
    "description",
    "itunes:summary",
    "googleplay:description",
    "itunes:subtitle",
    "content:encoded",
)
"""Tags that say what an episode is about"""


@dataclass(frozen=True)
class Numbers:
    """The numbers of an episode, as far as the feed says any."""

    number: int | float | None = None
    """What apps show; a decimal only where nothing gives a whole one"""
    decimal: int | float | None = None
    """What apps that know decimals show, where that is another one"""
    told: tuple[str, ...] = ()
    """What is no number"""

    @property
    def whole(self) -> int | None:
        """The number by which its file is ordered."""
        return int(self.number) if self.number is not None else None


@dataclass(frozen=True)
class Item:
    """An item, and what of its show one must know to read it."""

    source: Source
    show_title: str
    show_explicit: bool | None
    show_page: str = ""
    """The address of the show's site"""
    show_author: str = ""

    @cached_property
    def said_title(self) -> str:
        """Its title as the feed has it. Apple's has no number by Apple's rules; where it is there,
        it is the better one."""
        return one_line(self.source.text("itunes:title", "title"))

    @cached_property
    def title(self) -> str:
        """What it is called, without what apps show beside it."""
        return shortened(self._bare_title[0], LONGEST_TITLE)

    @cached_property
    def _bare_title(self) -> tuple[str, int | None]:
        said = self._said_numbers.number
        whole = said if isinstance(said, int) else None
        return bare_title(self.said_title, self.show_title, whole)

    @cached_property
    def numbers(self) -> Numbers:
        """Apple's number, the namespace's, or the one in its title."""
        said = self._said_numbers
        return said if said.number is not None or said.told else Numbers(self._bare_title[1])

    @cached_property
    def _said_numbers(self) -> Numbers:
        found: list[int | float | None] = []
        told = []
        for tag in ("itunes:episode", "podcast:episode"):
            said = one_line(self.source.text(tag))
            try:
                found.append(parse_number(said) if said else None)
            except ValueError as error:
                found.append(None)
                told.append(left_out("number", str(error).removeprefix("expected "), said))
        apple, other = found
        if apple is None:
            return Numbers(other, None, tuple(told))
        return Numbers(apple, other if other != apple else None, tuple(told))

    @cached_property
    def date(self) -> ReadDate | None:
        """When it was published."""
        return read_date(self.said_date)

    @property
    def said_date(self) -> str:
        """When it was published, as the feed says it."""
        return self.source.text("pubDate", "dc:date")

    @cached_property
    def enclosure(self) -> Enclosure | None:
        """Its recording, if it has one."""
        return enclosures(self.source)[0]

    @property
    def guid(self) -> str:
        """Its id. Apps take the recording's address for it where a feed gives none."""
        return self.source.text("guid") or (self.enclosure.said if self.enclosure else "")

    @property
    def notes(self) -> str:
        """The show notes: the longest of what is said, as it stands."""
        return self.source.text(self.notes_name)

    @property
    def notes_name(self) -> str:
        """The tag that holds the show notes."""
        if self.source.text("content:encoded"):
            return "content:encoded"
        return max(SAID_IN, key=lambda name: len(self.source.text(name)))

    @property
    def page(self) -> str:
        """The address of the episode's page."""
        return one_line(self.source.text("link"))

    @property
    def artwork(self) -> str:
        """The address of the episode's own artwork."""
        return self.source.first("itunes:image").address("href")

    @property
    def recording(self) -> dict[str, Any]:
        """What the feed says of the recording: url, bytes, duration (seconds) and type, as far as it
        does."""
        file = self.enclosure
        told = {
            "url": file.url if file else "",
            "bytes": file.bytes if file else None,
            "duration": parse_wild_duration(self.source.text("itunes:duration")),
            "type": ours(file.type) if file else None,
        }
        return {name: value for name, value in told.items() if value}

    def changed_title(self) -> str | None:
        """A line on a title that is not written down as it was."""
        if self.title == self.said_title:
            return None
        cut = len(self._bare_title[0]) > LONGEST_TITLE
        expected = (
            f"at most {LONGEST_TITLE} characters" if cut else "no number and no show's name in it"
        )
        return changed("title", expected, self.said_title, self.title)
