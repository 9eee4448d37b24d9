"""What an item's tags mean for an episode's file. The table is the documentation: a row per
field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from podhub.importing import parts
from podhub.importing.enclosures import others
from podhub.importing.item import SAID_IN, Item
from podhub.importing.source import Source
from podhub.model.sentences import sentence_starts
from podhub.model.values import shortened
from podhub.net.feed_values import date_text, parse_wild_number, parse_wild_truth, plain_text

SUMMARY = 600
"""Characters of a summary."""
_OURS = """
enclosure link title itunes:duration author itunes:author dc:creator dc:date media:content
media:thumbnail source googleplay:author googleplay:explicit googleplay:image googleplay:block"""
WRITTEN_BY_THE_HUB = frozenset((*SAID_IN, *_OURS.split()))
"""Tags that need not be carried over: the hub makes them anew, or another tag of the table says the
same."""
TYPES = ("full", "trailer", "bonus")


EPISODE_FIELDS: dict[str, Callable[[Item], Any]] = {
    "title": lambda item: item.title,
    "date": lambda item: date_text(item.date.moment) if item.date else None,
    "summary": lambda item: _summary(item.source),
    "guid": lambda item: item.guid,
    "season": lambda item: parse_wild_number(item.source.text("podcast:season", "itunes:season")),
    "decimal": lambda item: item.numbers.decimal,
    "display": lambda item: item.source.first("podcast:episode").attribute("display"),
    "type": lambda item: kind if (kind := type_of(item)) in TYPES[1:] else None,
    "people": lambda item: parts.people(item.source),
    "explicit": lambda item: _explicit(item),
    "license": lambda item: parts.license_(item.source).get("license"),
    "license_url": lambda item: parts.license_(item.source).get("license_url"),
    "location": lambda item: parts.places(item.source),
    "alternates": lambda item: [
        *others(item.source)[0],
        *parts.alternates(item.source, item.enclosure.url if item.enclosure else ""),
    ],
    "funding": lambda item: parts.funding(item.source),
    "comments": lambda item: parts.comments(item.source),
    "txt": lambda item: parts.notes(item.source),
    "synthetic_voice": lambda item: parts.synthetic_voice(item.source),
    "images": lambda item: parts.pictures(item.source),
    "block": lambda item: (
        parse_wild_truth(item.source.text("itunes:block", "googleplay:block")) or None
    ),
}


NOTHING: tuple[object, ...] = (None, "", [], {})
"""Values that say nothing; false says something."""


def said(table: Mapping[str, Callable[[Any], Any]], source: object) -> dict[str, Any]:
    """The rows of a table that have something to say."""
    found = {name: row(source) for name, row in table.items()}
    return {name: value for name, value in found.items() if value not in NOTHING}


def type_of(item: Item) -> str:
    """What kind of episode it says that it is."""
    return item.source.text("itunes:episodeType").lower() or "full"


def _summary(item: Source) -> str:
    """The first of what is said that is short enough; or the first sentences of what is not."""
    said = [" ".join(plain_text(item.text(name)).split()) for name in SAID_IN]
    short = next((text for text in said if 0 < len(text) <= SUMMARY), None)
    return short or next((_first_sentences(text) for text in said if text), "")


def _first_sentences(text: str) -> str:
    """As many whole sentences as a summary holds, or as many words.

    >>> _first_sentences("One. Two.") , len(_first_sentences("word " * 200))
    ('One. Two.', 600)
    """
    if len(text) <= SUMMARY:
        return text
    ends = [start for start in sentence_starts(text) if start <= SUMMARY]
    return text[: ends[-1]].strip() if ends else shortened(text, SUMMARY)


def _explicit(item: Item) -> bool | None:
    said = parse_wild_truth(item.source.text("itunes:explicit", "googleplay:explicit"))
    return said if said != item.show_explicit else None
