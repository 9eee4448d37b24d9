"""What a channel's tags mean for episodes/show.yml. The table is the documentation: a row per
field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from podhub.importing import parts
from podhub.importing.item import Item
from podhub.importing.source import Source
from podhub.importing.texts import left_out
from podhub.model.values import shortened, utf8_size
from podhub.net.dates import read_date
from podhub.net.feed_values import (
    current_category,
    date_text,
    escaped_address,
    one_line,
    parse_wild_truth,
    plain_text,
)

LONGEST = 4000
"""Bytes of a description (PSP-1)."""
_OURS = """
item link image generator docs lastBuildDate pubDate ttl cloud atom:link fh:archive
fh:complete podcast:trailer itunes:summary itunes:subtitle itunes:title itunes:owner
itunes:new-feed-url managingEditor webMaster googleplay:author googleplay:description
googleplay:email googleplay:explicit googleplay:image googleplay:owner dc:creator dc:language
media:thumbnail content:encoded xhtml:a"""
WRITTEN_BY_THE_HUB = frozenset(_OURS.split())
"""Tags that need not be carried over: the hub makes them anew, or another tag of the table says the
same."""

SHOW_FIELDS: dict[str, Callable[[Source], Any]] = {
    "title": lambda show: one_line(show.text("title", "itunes:title")),
    "description": lambda show: shortened(
        plain_text(show.text("description", "itunes:summary", "itunes:subtitle")),
        LONGEST,
        utf8_size,
    ),
    "language": lambda show: language_of(show),
    "category": lambda show: _categories(show),
    "explicit": lambda show: parse_wild_truth(show.text("itunes:explicit", "googleplay:explicit")),
    "author": lambda show: one_line(
        show.text("itunes:author")
        or show.first("itunes:owner").text("itunes:name")
        or show.text("googleplay:author")
    ),
    "email": lambda show: _email(show),
    "guid": lambda show: show.text("podcast:guid").lower(),
    "type": lambda show: "serial" if show.text("itunes:type").lower() == "serial" else None,
    "copyright": lambda show: rights(said_rights(show)),
    "people": parts.people,
    "funding": parts.funding,
    "license": lambda show: parts.license_(show).get("license"),
    "license_url": lambda show: parts.license_(show).get("license_url"),
    "locked": lambda show: (
        False if parse_wild_truth(show.text("podcast:locked")) is False else None
    ),
    "medium": lambda show: (
        medium if (medium := _medium(show.text("podcast:medium"))) != "podcast" else None
    ),
    "location": parts.places,
    "update_frequency": lambda show: _frequency(show),
    "podroll": lambda show: parts.remote_shows(show.first("podcast:podroll")),
    "remote_items": parts.remote_shows,
    "publisher": lambda show: _publisher(show),
    "images": parts.pictures,
    "comments": parts.comments,
    "txt": parts.notes,
    # A channel says no more than its items: where they say it, each has it itself.
    "synthetic_voice": lambda show: (
        None
        if any(parts.synthetic_voice(item) is not None for item in show.all("item"))
        else parts.synthetic_voice(show)
    ),
    "block": lambda show: _is_blocked_everywhere(show) or None,
    "block_services": lambda show: {
        _service(tag): _is_blocked(tag) for tag in show.all("podcast:block") if _service(tag)
    },
    "podping": lambda show: (
        any(tag.attribute("usesPodping") == "true" for tag in show.all("podcast:podping")) or None
    ),
    "websub": lambda show: next(
        (tag.address("href") for tag in show.all("atom:link") if tag.attribute("rel") == "hub"),
        None,
    ),
    "complete": lambda show: parse_wild_truth(show.text("itunes:complete")) or None,
}


def seasons(items: Iterable[Item]) -> dict[str, Any]:
    """The names of seasons, which feeds give at each episode."""
    names: dict[str, str] = {}
    for item in items:
        tag = item.source.first("podcast:season")
        if tag.attribute("name") and tag.line.isdecimal():
            names.setdefault(tag.line, tag.attribute("name"))
    return (
        {"seasons": {number: names[number] for number in sorted(names, key=int)}} if names else {}
    )


def trailer(
    channel: Source, items: list[Item], stems: list[str], told: list[str]
) -> dict[str, Any]:
    """The episode that the channel names as its trailer: the one with that recording. Adds to `told`
    a trailer that is no episode."""
    recordings = {
        item.enclosure.url: stem for item, stem in zip(items, stems, strict=True) if item.enclosure
    }
    found = []
    for tag in channel.all("podcast:trailer"):
        if stem := recordings.get(tag.address("url")):
            found.append(stem.partition("-")[2])
        else:
            told.append(left_out("trailer", "one of the episodes", tag.address("url")))
    return {"trailer": found[0]} if found else {}


def artwork_address(show: Source) -> str:
    """Where the show's artwork is: Apple's tag, or else RSS's own, which is often smaller."""
    found = show.first("itunes:image").address("href")
    return found or escaped_address(show.first("image").text("url"))


def _categories(show: Source) -> list[str]:
    """The categories that Apple knows today, each once; `itunes:category` alone, since RSS's own
    may be any word."""
    found: list[str] = []
    for top in show.all("itunes:category"):
        subs = [sub.attribute("text") or sub.line for sub in top.all("itunes:category")]
        for sub in subs or [""]:
            category = current_category(top.attribute("text") or top.line, sub)
            if category and category not in found:
                found.append(category)
    return found


def _email(show: Source) -> str | None:
    said = (
        show.first("itunes:owner").text("itunes:email"),
        show.first("podcast:locked").attribute("owner"),
        show.text("googleplay:email"),
        show.text("managingEditor"),
        show.text("webMaster"),
    )
    found = (re.search(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text, re.ASCII) for text in said)
    return next((address[0] for address in found if address), None)


def language_of(show: Source) -> str:
    """The language that a show says it is in."""
    return one_line(show.text("language", "dc:language")).replace("_", "-")


def said_rights(show: Source) -> str:
    """Whose the rights are, as the feed says it."""
    return one_line(show.text("copyright"))


def rights(text: str) -> str:
    """Whose the rights are, without the words that apps add.

    >>> rights("Copyright © 2019-2024 Ann & Ben. All rights reserved."), rights("(c) 2020"), rights("CC BY 4.0")
    ('Ann & Ben', '', 'CC BY 4.0')
    """
    text = re.sub(r"all rights reserved\.?", "", text, flags=re.IGNORECASE)
    text = re.sub(
        r"copyright|©|\(c\)|℗|\b(?:19|20)\d\d\b(?:\s*[-–—,]\s*(?=(?:19|20)\d\d\b|present\b))?|\bpresent\b",
        "",
        text,
        flags=re.IGNORECASE,
    )
    return re.sub(r"\s+", " ", text).strip(" ,.;:-–—")


def _medium(text: str) -> str:
    """A medium as the namespace spells it, which writes lists of a kind with a capital L."""
    word = one_line(text).lower()
    return f"{word[:-1]}L" if word.endswith("l") and word != "l" else word


def _frequency(show: Source) -> dict[str, Any] | None:
    tag = show.first("podcast:updateFrequency")
    if not tag:
        return None
    start = read_date(tag.attribute("dtstart"))
    return {
        "text": tag.line or tag.attribute("rrule"),
        **tag.attributes({"rrule": "rrule"}),
        **({"dtstart": date_text(start.moment)} if start else {}),
        **({"complete": True} if tag.attribute("complete") == "true" else {}),
    }


def _publisher(show: Source) -> dict[str, Any] | None:
    found = parts.remote_shows(show.first("podcast:publisher"))
    return (
        {name: value for name, value in found[0].items() if name in ("guid", "url", "title")}
        if found
        else None
    )


def _is_blocked_everywhere(show: Source) -> bool:
    everywhere = (tag for tag in show.all("podcast:block") if not _service(tag))
    return parse_wild_truth(show.text("itunes:block")) is True or any(map(_is_blocked, everywhere))


def _service(tag: Source) -> str:
    return tag.attribute("id").lower()


def _is_blocked(tag: Source) -> bool:
    return tag.line.lower() == "yes"
