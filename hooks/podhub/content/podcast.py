"""What the fields of the show and its episodes mean. Limits are those of PSP-1, Apple and the Podcasting 2.0 namespace."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from podhub.content.fields import (
    AudioAddress,
    Category,
    Coordinates,
    Email,
    FeedText,
    FileName,
    Guid,
    Language,
    License,
    Line,
    Name,
    OpenStreetMap,
    PageAddress,
    Recurrence,
    Reference,
    SecureAddress,
    ShowGuid,
    Time,
    WebAddress,
    When,
)
from podhub.content.model import Item, Model

Medium = Literal["podcast", "music", "video", "film", "audiobook", "newsletter", "blog", "course"]
AudioType = Literal[
    "audio/mpeg", "audio/x-m4a", "audio/ogg", "audio/opus", "audio/wav", "video/mp4", "video/x-m4v", "video/quicktime"
]


class Person(Model):
    """Somebody who is heard or helped."""

    name: Name
    """As listeners know them"""
    role: Name = "host"
    """host, guest, editor, … (small letters)"""
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
    clip: Annotated[float, Field(ge=15, le=120)] | None = None
    """Seconds, 15 to 120, if it works as a clip of its own"""


class RemoteAudio(Model):
    """Audio that lives at an address of its own. Its facts come from the lock, since a build must not go and fetch them."""

    url: AudioAddress
    """Where the file is"""
    bytes: Annotated[int, Field(gt=0)] | None = None
    """Its size in bytes, if `scripts/hub measure` cannot look"""
    duration: Annotated[Time, Field(gt=0)] | None = None
    """Its length, such as "38:20", if `scripts/hub measure` cannot look"""
    type: AudioType | None = None
    """What it is, if `scripts/hub measure` cannot look"""

    @model_validator(mode="before")
    @classmethod
    def _bare_address(cls, value: object) -> object:
        return {"url": value} if isinstance(value, str) else value


Audio = Annotated[
    Annotated[FileName, Tag("file")] | Annotated[RemoteAudio, Tag("address")],
    Discriminator(lambda value: "address" if isinstance(value, dict | RemoteAudio) or "://" in str(value) else "file"),
]


class Location(Model):
    """A place that the show or episode is about."""

    name: Name
    """As people call it"""
    geo: Coordinates | None = None
    """geo:latitude,longitude"""
    osm: OpenStreetMap | None = None
    """OpenStreetMap id, such as R113314"""


class Alternate(Model):
    """The same episode as another file."""

    url: SecureAddress
    """Where it is"""
    type: AudioType
    """What it is"""
    bytes: Annotated[int, Field(gt=0)] | None = None
    """Its size"""
    bitrate: Annotated[int, Field(gt=0)] | None = None
    """Bits a second"""
    title: Annotated[Name, Field(max_length=32)] | None = None
    """What to call it, at most 32 characters"""


class Episode(Item):
    """An episode: episodes/NNN-SLUG.md"""

    title: Line
    """What it is about; no number and no show name"""
    date: When
    """When it becomes public, with zone; a time to come holds it back until then"""
    summary: Annotated[FeedText, Field(max_length=600)]
    """One to three sentences that make somebody press play, at most 600 characters"""
    guid: Guid
    """Its permanent id. Never change it: every listener's app would download the episode again"""
    season: Annotated[int, Field(gt=0)] | None = None
    """Only if the show has seasons"""
    number: Annotated[int, Field(gt=0)] | None = None
    """Taken from the file's name if left out"""
    type: Literal["full", "trailer", "bonus"] = "full"
    """full, trailer or bonus; a trailer has no number in the feed: name its file 000-name"""
    audio: Audio | None = None
    """A file beside this one (its namesake if left out), or an address that starts with https://"""
    people: tuple[Person, ...] = ()
    """Who is heard, if others than in show.yml: name, role, group, href, img"""
    moments: tuple[Moment, ...] = ()
    """Places worth going to: at, title, and url, image, clip if you like"""
    transcript: FileName | None = None
    """A WebVTT file beside this one (its namesake if left out)"""
    articles: tuple[Reference, ...] = ()
    """Articles it discusses, by file name"""
    topics: tuple[Reference, ...] = ()
    """Topics from docs/topics.yml"""
    explicit: bool | None = None
    """Only if other than the show"""
    image: FileName | None = None
    """Artwork of its own: square, 1400 to 3000 px (its namesake .jpg or .png if left out)"""
    license: License | None = None
    """Only if other than the show"""
    location: Location | None = None
    """A place it is about"""
    alternates: tuple[Alternate, ...] = ()
    """The same episode in other files"""


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
    complete: bool = False
    """true when no more will come"""


class RemoteShow(Model):
    """A show that we recommend."""

    guid: ShowGuid
    """Its podcast:guid"""
    url: WebAddress | None = None
    """Its feed"""
    title: Name | None = None
    """Its name"""


class Show(Model):
    """The show: episodes/show.yml"""

    title: Line
    """The show's name"""
    description: FeedText
    """What a person reads in an app before pressing follow, at most 4,000 bytes"""
    language: Language
    """A code such as en or en-gb"""
    category: Annotated[tuple[Category, ...], Field(min_length=1)]
    """Apple's categories, the most fitting first, such as [Business > Management]"""
    explicit: bool
    """true or false"""
    author: Line
    """Who makes it"""
    email: Email
    """The address that directories write to"""
    artwork: FileName
    """A picture beside this file: square, 1400 to 3000 px (3000 is best), JPEG or PNG"""
    guid: ShowGuid | None = None
    """The show's permanent id; never change it"""
    type: Literal["episodic", "serial"] = "episodic"
    """episodic (newest first) or serial (in order)"""
    copyright: Line | None = None
    """Who holds the rights, such as: Learned & Earned"""
    people: tuple[Person, ...] = ()
    """Who is heard in every episode"""
    funding: tuple[Funding, ...] = ()
    """Ways to support the show: url, text"""
    license: License | None = None
    """Short name of the licence"""
    locked: bool = True
    """true: other hosts may not take the show over"""
    medium: Medium = "podcast"
    """What kind of show it is"""
    location: Location | None = None
    """A place it is about"""
    update_frequency: UpdateFrequency | None = None
    """How often episodes come: text, rrule, complete"""
    podroll: tuple[RemoteShow, ...] = ()
    """Shows we recommend: guid, url, title"""
    subscribe: tuple[Subscribe, ...] = ()
    """Where to follow it: name, url"""
    new_feed_url: SecureAddress | None = None
    """The feed's new address, when it moves"""
    trailer: Reference | None = None
    """The episode that introduces the show"""
    complete: bool = False
    """true when no more episodes will come"""
