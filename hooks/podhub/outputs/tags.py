"""The tags of a feed as plain values, and how they become XML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from lxml import etree

from podhub.content.values import absolute, utc

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
ATOM = "http://www.w3.org/2005/Atom"
PSC = "http://podlove.org/simple-chapters"
HISTORY = "http://purl.org/syndication/history/1.0"
PREFIXES = {"atom": ATOM, "content": CONTENT, "itunes": ITUNES, "podcast": PODCAST, "psc": PSC, "fh": HISTORY}

Tag = tuple[str | etree.CDATA | None, Mapping[str, str | None], "Tags"]
"""A tag's text, its attributes (None leaves one out), and the tags inside it."""
Tags = Iterable[tuple[str, Tag]]


def name(short: str) -> str:
    """The full name of a tag, as XML has it.

    >>> name("podcast:guid"), name("title")
    ('{https://podcastindex.org/namespace/1.0}guid', 'title')
    """
    prefix, _, local = short.rpartition(":")
    return f"{{{PREFIXES[prefix]}}}{local}" if prefix else local


def text(value: object) -> Iterable[Tag]:
    """One tag with a text; none where there is no value."""
    return () if value is None else ((str(value), {}, ()),)


def flag(value: bool) -> Iterable[Tag]:
    """`yes`, or no tag at all: any other word means nothing (Apple, PSP-1)."""
    return (("yes", {}, ()),) if value else ()


def truth(value: bool | None) -> Iterable[Tag]:
    """`true` or `false`, the only words that Apple knows for `explicit`."""
    return () if value is None else (("true" if value else "false", {}, ()),)


def attributes(**values: object) -> Tag:
    """A tag that holds attributes alone; `aspect_ratio` becomes `aspect-ratio`."""
    return None, {key.replace("_", "-"): None if value is None else str(value) for key, value in values.items()}, ()


def mail_date(moment: datetime) -> str:
    """A date by RFC 2822 in UTC. RFC 3339 or `Z` breaks apps.

    >>> mail_date(datetime.fromisoformat("2026-11-23T09:00:00+01:00"))
    'Mon, 23 Nov 2026 08:00:00 +0000'
    """
    return format_datetime(utc(moment))


def address(site_url: str, path: str) -> str:
    """The full address of something that is either a path on this site or elsewhere already."""
    return path if "://" in path else absolute(site_url, path)


def append(parent: Any, tag: str, values: Iterable[Tag]) -> None:
    """Add tags of one name to an element."""
    for content, attribs, inside in values:
        element = etree.SubElement(parent, tag)
        element.text = content
        for key, value in attribs.items():
            if value is not None:
                element.set(key, value)
        for inner, child in inside:
            append(element, inner, (child,))
