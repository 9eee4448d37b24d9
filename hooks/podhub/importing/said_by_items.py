"""What items say of their show: the names of its seasons, and which of them is its trailer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from podhub.importing.item import Item
from podhub.importing.source import Source
from podhub.importing.texts import left_out


def seasons(items: Iterable[Item]) -> dict[str, Any]:
    """The names of seasons, which feeds give at each episode."""
    names: dict[str, str] = {}
    for item in items:
        tag = item.source.first("podcast:season")
        if tag and tag.attribute("name") and tag.line.isdecimal():
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
