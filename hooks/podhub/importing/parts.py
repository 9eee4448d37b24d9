"""Tags that shows and episodes share, as the groups of fields that authors write
(`model.podcast_parts`, `model.podcast_files`)."""

from __future__ import annotations

from typing import Any

from podhub.importing.enclosures import ours
from podhub.importing.source import Source
from podhub.net.feed_values import parse_wild_number

Group = dict[str, Any]


def people(source: Source) -> list[Group]:
    """podcast:person"""
    return [_person(tag) for tag in source.all("podcast:person") if tag.line]


def _person(tag: Source) -> Group:
    told = {"role": tag.attribute("role").lower(), "group": tag.attribute("group").lower()}
    usual = {"role": "host", "group": "cast"}
    more = {name: value for name, value in told.items() if value and value != usual[name]}
    return {"name": tag.line, **more, **tag.attributes({"href": "href", "img": "img"})}


def places(source: Source) -> list[Group]:
    """podcast:location"""
    return [
        {
            "name": tag.line,
            **(
                {"rel": rel} if (rel := tag.attribute("rel").lower()) not in ("", "subject") else {}
            ),
            **tag.attributes({"geo": "geo", "osm": "osm", "country": "country"}),
        }
        for tag in source.all("podcast:location")
        if tag.line
    ]


def funding(source: Source) -> list[Group]:
    """podcast:funding"""
    return [
        {"url": tag.address("url"), "text": tag.line or tag.address("url")}
        for tag in source.all("podcast:funding")
    ]


def license_(source: Source) -> Group:
    """podcast:license, as two fields of the item itself"""
    tag = source.first("podcast:license")
    if not tag.line:
        return {}
    return {"license": tag.line.lower(), **tag.attributes({"license_url": "url"})}


def comments(source: Source) -> list[Group]:
    """podcast:socialInteract"""
    fields = {
        "protocol": "protocol",
        "uri": "uri",
        "account_id": "accountId",
        "account_url": "accountUrl",
    }
    return [
        {
            **tag.attributes(fields),
            "protocol": tag.attribute("protocol").lower(),
            **_numbers(tag, {"priority": "priority"}),
        }
        for tag in source.all("podcast:socialInteract")
    ]


def notes(source: Source) -> list[Group]:
    """podcast:txt, but for what a field of its own says"""
    return [
        {"text": tag.content, **tag.attributes({"purpose": "purpose"})}
        for tag in source.all("podcast:txt")
        if tag.content and _on_voices(tag) is None
    ]


def synthetic_voice(source: Source) -> bool | None:
    """Whether a synthetic voice is heard, where podcast:txt says that."""
    return next(
        (said for tag in source.all("podcast:txt") if (said := _on_voices(tag)) is not None), None
    )


def _on_voices(note: Source) -> bool | None:
    """What a note says of synthetic voices; None for any other note, and for words other than true
    and false."""
    if note.attribute("purpose") != "ai-content":
        return None
    return {"true": True, "false": False}.get(note.content.strip().lower())


def pictures(source: Source) -> list[Group]:
    """podcast:image, but for the artwork itself, which the hub writes from the file"""
    fields = {
        "url": "href",
        "alt": "alt",
        "purpose": "purpose",
        "aspect_ratio": "aspect-ratio",
        "type": "type",
    }
    return [
        {**tag.attributes(fields), **_numbers(tag, {"width": "width", "height": "height"})}
        for tag in source.all("podcast:image")
        if tag.attribute("purpose").lower() != "artwork"
    ]


def remote_shows(source: Source) -> list[Group]:
    """podcast:remoteItem inside another tag, or in the channel"""
    fields = {
        "guid": "feedGuid",
        "url": "feedUrl",
        "item": "itemGuid",
        "title": "title",
        "medium": "medium",
    }
    return [tag.attributes(fields) for tag in source.all("podcast:remoteItem")]


def alternates(source: Source, enclosure: str) -> list[Group]:
    """podcast:alternateEnclosure, but for the recording itself, which the hub adds"""
    return [
        group
        for tag in source.all("podcast:alternateEnclosure")
        if (group := _alternate(tag))["url"] != enclosure
    ]


def _alternate(tag: Source) -> Group:
    addresses = [inner.address("uri") for inner in tag.all("podcast:source")]
    # A signature has no place here; it is refused, and so told.
    checks = sorted(tag.all("podcast:integrity"), key=lambda one: one.attribute("type") != "sri")
    checksum = next((one.attribute("value") for one in checks), "")
    numbers = _numbers(tag, {"bytes": "length", "height": "height"})
    if bitrate := parse_wild_number(tag.attribute("bitrate").partition(".")[0]):
        numbers["bitrate"] = bitrate
    return {
        "url": addresses[0] if addresses else "",
        "type": ours(tag.attribute("type")) or tag.attribute("type"),
        **numbers,
        **tag.attributes({"lang": "lang", "title": "title", "rel": "rel", "codecs": "codecs"}),
        **({"sources": addresses[1:]} if addresses[1:] else {}),
        **({"integrity": checksum} if checksum else {}),
    }


def _numbers(tag: Source, fields: dict[str, str]) -> dict[str, int]:
    found = {ours: parse_wild_number(tag.attribute(theirs)) for ours, theirs in fields.items()}
    return {name: number for name, number in found.items() if number}
