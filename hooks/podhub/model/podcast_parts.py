"""The groups of fields that shows and episodes are made of: people, moments, places, ways to
follow and support, other shows.

Limits are those of PSP-1, Apple and the Podcasting 2.0 namespace (podcast-namespace, docs/tags/).
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

from pydantic import BeforeValidator, Field, Strict, model_validator

from podhub.model.address_fields import FileName, OldAddress, PageAddress, SecureAddress, WebAddress
from podhub.model.expectations import refusal
from podhub.model.fields import (
    Coordinates,
    Count,
    Country,
    LongText,
    Name,
    OpenStreetMap,
    Recurrence,
    ShowGuid,
    Time,
    Truth,
    Verbatim,
    When,
)
from podhub.model.items import Model

T = TypeVar("T")
OneOrMore = Annotated[
    tuple[T, ...],
    BeforeValidator(lambda value: [value] if isinstance(value, dict | Model) else value),
]
"""A list; one group of fields alone stands for a list of one."""

Medium = Literal[
    "podcast",
    "music",
    "video",
    "film",
    "audiobook",
    "newsletter",
    "blog",
    "course",
    "mixed",
    "podcastL",
    "musicL",
    "videoL",
    "filmL",
    "audiobookL",
    "newsletterL",
    "blogL",
    "courseL",
]


class Person(Model):
    """Somebody who is heard or helped."""

    name: Name
    """As listeners know them"""
    role: Name = "host"
    """host, guest, narrator, … (small letters)"""
    group: Name = "cast"
    """cast, writing, audio post-production, …"""
    href: SecureAddress | None = None
    """Their page"""
    img: SecureAddress | None = None
    """Their picture"""


class Moment(Model):
    """A place in the audio worth going to."""

    at: Time
    """When it starts, such as "1:23"."""
    title: Name
    """What is said there"""
    url: PageAddress | None = None
    """A page about it"""
    image: FileName | None = None
    """A picture shown while it plays, relative to this file"""
    clip: Annotated[float, Strict(), Field(ge=15, le=120)] | None = None
    """Seconds, 15 to 120, if it works as a clip of its own"""
    aliases: tuple[OldAddress, ...] = ()
    """Old addresses of this clip, such as /podcast/first-seeds/clips/week-one/, which then lead here"""


class RecordedMoment(Moment):
    """A chapter that a recording has in its file: the program that wrote it knows none of our
    rules."""

    title: Annotated[Verbatim, Field(max_length=128)]
    """As it stands there"""


class Location(Model):
    """A place that the show or episode is about, or was made at."""

    name: Name
    """As people call it"""
    rel: Literal["subject", "creator"] = "subject"
    """subject (it is about this place) or creator (it was made there)"""
    geo: Coordinates | None = None
    """geo:latitude,longitude"""
    osm: OpenStreetMap | None = None
    """OpenStreetMap id, such as R113314"""
    country: Country | None = None
    """Two letters, such as GB"""


class Comments(Model):
    """Where people talk about it."""

    protocol: Literal[
        "disabled", "activitypub", "atproto", "nostr", "matrix", "hive", "lightning", "twitter"
    ]
    """activitypub, atproto, …; disabled asks apps to show no comments"""
    uri: SecureAddress | None = None
    """The post that people answer to"""
    account_id: Name | None = None
    """Whose post it is, such as @ann"""
    account_url: SecureAddress | None = None
    """Their page"""
    priority: Count | None = None
    """1 is shown first"""

    @model_validator(mode="after")
    def _there_is_a_post(self) -> Comments:
        if self.protocol != "disabled" and not self.uri:
            raise refusal("uri, the address of the post that people answer to", "none")
        return self


class Note(Model):
    """A text for one service, such as a proof that the show is yours."""

    text: LongText
    """What the service wants to read"""
    purpose: Name | None = None
    """What it is for, such as verify or applepodcastsverify"""


class Funding(Model):
    """A way to support the show."""

    url: SecureAddress
    """Where"""
    text: Name
    """What the button says"""


class Subscribe(Model):
    """A place to follow the show."""

    name: Name
    """The app or directory"""
    url: WebAddress
    """The show's page there"""


class UpdateFrequency(Model):
    """How often episodes come."""

    text: Name
    """In words, such as every other Tuesday"""
    rrule: Recurrence | None = None
    """As RFC 5545 writes it, such as FREQ=WEEKLY;INTERVAL=2"""
    dtstart: When | None = None
    """When that begins"""
    complete: Truth = False
    """true when no more will come"""

    @model_validator(mode="after")
    def _a_count_has_a_start(self) -> UpdateFrequency:
        if self.rrule and "COUNT=" in self.rrule and not self.dtstart:
            raise refusal("dtstart beside a rule with COUNT", "none")
        return self


class RemoteShow(Model):
    """A show somewhere else."""

    guid: ShowGuid
    """Its podcast:guid"""
    url: SecureAddress | None = None
    """Its feed"""
    title: Name | None = None
    """Its name"""
    medium: Medium | None = None
    """What kind of show it is, if not a podcast"""


class RemoteItem(RemoteShow):
    """A show, or one episode of it, somewhere else."""

    item: Verbatim | None = None
    """The episode's guid, for a single episode"""
