"""Tags that shows and episodes share (podcast-namespace, docs/tags/)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podhub.model.media import Artwork
from podhub.model.podcast_files import Picture
from podhub.model.podcast_parts import Comments, Funding, Location, Note, Person
from podhub.model.values import absolute
from podhub.outputs.feed.xml import Row, Tag, address, truth


def person(person: Person) -> Tag:
    """podcast:person"""
    return (
        person.name,
        {"role": person.role, "group": person.group, "href": person.href, "img": person.img},
        (),
    )


def location(place: Location) -> Tag:
    """podcast:location"""
    return (
        place.name,
        {"rel": place.rel, "geo": place.geo, "osm": place.osm, "country": place.country},
        (),
    )


def funding(funding: Funding) -> Tag:
    """podcast:funding"""
    return funding.text, {"url": funding.url}, ()


def license_(short: str | None, url: str | None) -> Row:
    """podcast:license"""
    return [(short, {"url": url}, ())] if short else None


def comments(comments: Comments) -> Tag:
    """podcast:socialInteract"""
    account = {"accountId": comments.account_id, "accountUrl": comments.account_url}
    return (
        None,
        {
            "protocol": comments.protocol,
            "uri": comments.uri,
            **account,
            "priority": comments.priority,
        },
        (),
    )


AI_CONTENT = "ai-content"
"""The purpose of the note by which apps know a synthetic voice: true, false, or none where nobody has
said (as RSS.com and TrueFans have it, and the Podcast Standards Project's proposal of 2026)"""


def notes(written: Iterable[Note], synthetic_voice: bool | None) -> Iterator[Tag]:
    """podcast:txt: an author's texts for single services, and whether a synthetic voice is heard."""
    purposes = set()
    for note in written:
        purposes.add(note.purpose)
        yield note.text, {"purpose": note.purpose}, ()
    if synthetic_voice is not None and AI_CONTENT not in purposes:
        yield truth(synthetic_voice), {"purpose": AI_CONTENT}, ()


def images(
    artwork: Artwork | None, title: str, pictures: Iterable[Picture], site_url: str
) -> Iterator[Tag]:
    """podcast:image"""
    if artwork:
        kind = "image/png" if artwork.url.endswith(".png") else "image/jpeg"
        size = {"aspect-ratio": "1/1", "width": artwork.side, "height": artwork.side}
        yield (
            None,
            {
                "href": absolute(site_url, artwork.url),
                "alt": title,
                **size,
                "type": kind,
                "purpose": "artwork",
            },
            (),
        )
    for picture in pictures:
        size = {
            "aspect-ratio": picture.aspect_ratio,
            "width": picture.width,
            "height": picture.height,
        }
        more = {**size, "type": picture.type, "purpose": picture.purpose}
        yield None, {"href": address(site_url, picture.url), "alt": picture.alt, **more}, ()
