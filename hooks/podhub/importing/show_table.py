"""What a channel's tags mean for episodes/show.yml. The table is the documentation: a row per
field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from podhub.importing import parts
from podhub.importing.source import Source
from podhub.model.problems import quote
from podhub.net.feed_values import (
    current_category,
    date_text,
    one_line,
    parse_wild_date,
    parse_wild_truth,
    plain_text,
)

LONGEST = 4000
"""Bytes of a description (PSP-1)."""
WRITTEN_BY_THE_HUB = (
    "item",
    "link",
    "image",
    "generator",
    "docs",
    "lastBuildDate",
    "pubDate",
    "ttl",
    "cloud",
    "atom:link",
    "fh:archive",
    "fh:complete",
    "podcast:trailer",
    "itunes:summary",
    "itunes:subtitle",
    "itunes:title",
    "itunes:owner",
    "itunes:new-feed-url",
    "managingEditor",
    "webMaster",
    "googleplay:author",
    "googleplay:description",
    "googleplay:email",
    "googleplay:explicit",
    "googleplay:image",
    "googleplay:owner",
    "dc:creator",
    "dc:language",
    "media:thumbnail",
    "content:encoded",
    "xhtml:a",
)
"""Tags that need not be carried over: the hub makes them anew, or another tag of the table says the
same."""

SHOW_FIELDS: dict[str, Callable[[Source], Any]] = {
    "title": lambda show: one_line(show.text("title", "itunes:title")),
    "description": lambda show: shortened(
        plain_text(show.text("description", "itunes:summary", "itunes:subtitle"))
    ),
    "language": lambda show: one_line(show.text("language", "dc:language")).replace("_", "-"),
    "category": lambda show: _categories(show),
    "explicit": lambda show: parse_wild_truth(show.text("itunes:explicit", "googleplay:explicit")),
    "author": lambda show: one_line(
        show.text("itunes:author") or _owner(show, "itunes:name") or show.text("googleplay:author")
    ),
    "email": lambda show: _email(show),
    "guid": lambda show: show.text("podcast:guid").lower(),
    "type": lambda show: "serial" if show.text("itunes:type").lower() == "serial" else None,
    "copyright": lambda show: _rights(one_line(show.text("copyright"))),
    "people": parts.people,
    "funding": parts.funding,
    "license": lambda show: parts.license_(show).get("license"),
    "license_url": lambda show: parts.license_(show).get("license_url"),
    "locked": lambda show: (
        False if parse_wild_truth(show.text("podcast:locked")) is False else None
    ),
    "medium": lambda show: (
        medium if (medium := one_line(show.text("podcast:medium"))) != "podcast" else None
    ),
    "location": parts.places,
    "update_frequency": lambda show: _frequency(show),
    "podroll": lambda show: parts.remote_shows(show.first("podcast:podroll")),
    "remote_items": parts.remote_shows,
    "publisher": lambda show: _publisher(show),
    "images": parts.pictures,
    "comments": parts.comments,
    "txt": parts.notes,
    "block": lambda show: _is_blocked_everywhere(show) or None,
    "block_services": lambda show: {
        _service(tag): _is_blocked(tag) for tag in show.all("podcast:block") if _service(tag)
    },
    "podping": lambda show: (
        any(tag.attribute("usesPodping") == "true" for tag in show.all("podcast:podping")) or None
    ),
    "websub": lambda show: next(
        (tag.attribute("href") for tag in show.all("atom:link") if tag.attribute("rel") == "hub"),
        None,
    ),
    "complete": lambda show: parse_wild_truth(show.text("itunes:complete")) or None,
}


def unclear_in_show(show: Source) -> Iterator[str]:
    """What is said and could not be understood, a line each."""
    for top in show.all("itunes:category"):
        said = [
            top.attribute("text"),
            *(sub.attribute("text") for sub in top.all("itunes:category")),
        ]
        if current_category(said[0]) is None:
            yield f"category: {quote(' > '.join(said))} is none of Apple's"
    explicit = show.text("itunes:explicit")
    if explicit and parse_wild_truth(explicit) is None:
        yield f"explicit: {quote(explicit)} could not be understood"


def artwork_address(show: Source) -> str:
    """Where the show's artwork is: Apple's tag, or else RSS's own, which is often smaller."""
    tag = show.first("itunes:image")
    inside = show.first("image")
    return (tag.attribute("href") if tag else "") or (inside.text("url") if inside else "")


def shortened(text: str, limit: int = LONGEST) -> str:
    """A text of at most so many bytes, cut between words.

    >>> shortened("one two three", 12), shortened("one", 10)
    ('one two…', 'one')
    """
    if len(text.encode()) <= limit:
        return text
    cut = text.encode()[: limit - len("…".encode())].decode("utf-8", "ignore")
    return cut[: cut.rfind(" ")].rstrip(" ,.;:") + "…" if " " in cut else cut + "…"


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


def _owner(show: Source, name: str) -> str:
    owner = show.first("itunes:owner")
    return owner.text(name) if owner else ""


def _email(show: Source) -> str | None:
    locked = show.first("podcast:locked")
    said = (
        _owner(show, "itunes:email"),
        locked.attribute("owner") if locked else "",
        show.text("googleplay:email"),
        show.text("managingEditor"),
        show.text("webMaster"),
    )
    found = (re.search(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", text, re.ASCII) for text in said)
    return next((address[0] for address in found if address), None)


def _rights(text: str) -> str:
    """Whose the rights are, without the words that apps add.

    >>> _rights("Copyright © 2019-2024 Ann & Ben. All rights reserved."), _rights("(c) 2020"), _rights("CC BY 4.0")
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


def _frequency(show: Source) -> dict[str, Any] | None:
    tag = show.first("podcast:updateFrequency")
    if tag is None:
        return None
    start = parse_wild_date(tag.attribute("dtstart"))
    return {
        "text": tag.line or tag.attribute("rrule"),
        **tag.attributes({"rrule": "rrule"}),
        **({"dtstart": date_text(start)} if start else {}),
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
