"""What an item's tags mean for an episode's file. The table is the documentation: a row per
field."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from podhub.importing import parts
from podhub.importing.source import Source
from podhub.model.problems import quote
from podhub.model.sentences import sentence_starts
from podhub.net.feed_values import (
    date_text,
    one_line,
    parse_wild_date,
    parse_wild_duration,
    parse_wild_number,
    parse_wild_truth,
    plain_text,
)
from podhub.read.podcast_rules import bare_title

SUMMARY = 600
"""Characters of a summary."""
WRITTEN_BY_THE_HUB = (
    "enclosure",
    "link",
    "title",
    "description",
    "content:encoded",
    "itunes:summary",
    "itunes:subtitle",
    "itunes:duration",
    "author",
    "itunes:author",
    "dc:creator",
    "dc:date",
    "media:content",
    "media:thumbnail",
    "source",
    "googleplay:author",
    "googleplay:description",
    "googleplay:explicit",
    "googleplay:image",
    "googleplay:block",
)
"""Tags that need not be carried over: the hub makes them anew, or another tag of the table says the
same."""
SAID_IN = (
    "description",
    "itunes:summary",
    "googleplay:description",
    "itunes:subtitle",
    "content:encoded",
)


@dataclass(frozen=True)
class Item:
    """An item, and what of its show one must know to read it."""

    source: Source
    show_title: str
    show_explicit: bool | None

    @property
    def title(self) -> tuple[str, int | None]:
        """What it is called, and the number that stood in its title."""
        # Apple's title has no number by Apple's rules; where it is there, it is the better one.
        return bare_title(one_line(self.source.text("itunes:title", "title")), self.show_title)

    @property
    def audio(self) -> str:
        """The address of its recording."""
        enclosure = self.source.first("enclosure")
        return enclosure.attribute("url") if enclosure else ""


EPISODE_FIELDS: dict[str, Callable[[Item], Any]] = {
    "title": lambda item: item.title[0],
    "date": lambda item: date_text(date) if (date := published(item)) else None,
    "summary": lambda item: _summary(item.source),
    # Apps take the recording's address for the guid where a feed gives none.
    "guid": lambda item: item.source.text("guid") or item.audio,
    "season": lambda item: parse_wild_number(item.source.text("podcast:season", "itunes:season")),
    "display": lambda item: (
        tag.attribute("display") if (tag := item.source.first("podcast:episode")) else None
    ),
    "type": lambda item: (
        kind
        if (kind := item.source.text("itunes:episodeType").lower()) in ("trailer", "bonus")
        else None
    ),
    "people": lambda item: parts.people(item.source),
    "explicit": lambda item: _explicit(item),
    "license": lambda item: parts.license_(item.source).get("license"),
    "license_url": lambda item: parts.license_(item.source).get("license_url"),
    "location": lambda item: parts.places(item.source),
    "alternates": lambda item: parts.alternates(item.source, item.audio),
    "funding": lambda item: parts.funding(item.source),
    "comments": lambda item: parts.comments(item.source),
    "txt": lambda item: parts.notes(item.source),
    "images": lambda item: parts.pictures(item.source),
    "block": lambda item: (
        parse_wild_truth(item.source.text("itunes:block", "googleplay:block")) or None
    ),
}


def published(item: Item) -> datetime | None:
    """When it was published."""
    return parse_wild_date(item.source.text("pubDate", "dc:date"))


def unclear_in(item: Item) -> Iterator[str]:
    """What is said and could not be understood, a line each."""
    parsers: dict[str, tuple[tuple[str, ...], Callable[[str], object]]] = {
        "date": (("pubDate", "dc:date"), parse_wild_date),
        "explicit": (("itunes:explicit",), parse_wild_truth),
        "season": (("podcast:season", "itunes:season"), parse_wild_number),
        "number": (("itunes:episode",), parse_wild_number),
    }
    for name, (tags, parse) in parsers.items():
        said = item.source.text(*tags)
        if said and parse(said) is None:
            yield f"{name}: {quote(said)} could not be understood"


def number_of(item: Item) -> int | None:
    """The episode's number: Apple's, the namespace's, or the one in its title."""
    said = parse_wild_number(item.source.text("itunes:episode")) or parse_wild_number(
        item.source.text("podcast:episode")
    )
    return said or item.title[1]


def notes_of(item: Item) -> str:
    """The show notes: the longest of what is said, as it stands."""
    said = [item.source.text(name) for name in SAID_IN]
    return item.source.text("content:encoded") or max(said, key=len)


def page_of(item: Item) -> str:
    """The address of the episode's page."""
    return one_line(item.source.text("link"))


def artwork_of(item: Item) -> str:
    """The address of the episode's own artwork."""
    tag = item.source.first("itunes:image")
    return tag.attribute("href") if tag else ""


def recording_of(item: Item) -> dict[str, Any]:
    """What the feed says of the recording: url, bytes, duration (seconds) and type, as far as it
    does."""
    enclosure = item.source.first("enclosure")
    told = {
        "url": item.audio,
        "bytes": parse_wild_number(enclosure.attribute("length")) if enclosure else None,
        "duration": parse_wild_duration(item.source.text("itunes:duration")),
        "type": enclosure.attribute("type") if enclosure else None,
    }
    return {name: value for name, value in told.items() if value}


def _summary(item: Source) -> str:
    """The first of what is said that is short enough; or the first sentences of what is not."""
    said = [" ".join(plain_text(item.text(name)).split()) for name in SAID_IN]
    short = next((text for text in said if 0 < len(text) <= SUMMARY), None)
    return short or next((_first_sentences(text) for text in said if text), "")


def _first_sentences(text: str) -> str:
    """As many whole sentences as a summary holds, or as many words.

    >>> _first_sentences("One. Two.") , len(_first_sentences("word " * 200))
    ('One. Two.', 595)
    """
    if len(text) <= SUMMARY:
        return text
    ends = [start for start in sentence_starts(text) if start <= SUMMARY]
    if ends:
        return text[: ends[-1]].strip()
    cut = text[: SUMMARY - 1]
    return cut[: cut.rfind(" ") if " " in cut else None] + "…"


def _explicit(item: Item) -> bool | None:
    said = parse_wild_truth(item.source.text("itunes:explicit", "googleplay:explicit"))
    return said if said != item.show_explicit else None
