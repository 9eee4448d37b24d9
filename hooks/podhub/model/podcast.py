"""What the fields of the show and its episodes mean. Limits are those of PSP-1, Apple and the
Podcasting 2.0 namespace."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, Strict

from podhub.model.address_fields import Email, FileName, SecureAddress
from podhub.model.fields import (
    Category,
    Count,
    FeedText,
    Guid,
    Label,
    Language,
    License,
    Line,
    Name,
    Reference,
    References,
    Rights,
    SeasonNumber,
    Service,
    ShowGuid,
    Truth,
    When,
)
from podhub.model.items import Asks, Item, Model
from podhub.model.numbers import Decimal, NumberOrNone
from podhub.model.podcast_files import Alternate, Audio, Picture
from podhub.model.podcast_parts import (
    Comments,
    Funding,
    Location,
    Medium,
    Moment,
    Note,
    OneOrMore,
    Person,
    RemoteItem,
    RemoteShow,
    Subscribe,
    UpdateFrequency,
)
from podhub.model.problems import RemarkName


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
    season: Count | None = None
    """Only if the show has seasons"""
    number: NumberOrNone | None = None
    """Taken from the file's name if left out; none if it has no number. A decimal such as 2.5 is
    shown by apps that know such numbers. A trailer or bonus has one only if it belongs to that
    episode"""
    decimal: Decimal | None = None
    """What apps that know decimals show instead of the number, such as 204.5"""
    display: Label | None = None
    """What apps show in place of the number, at most 32 characters, such as Christmas special"""
    type: Literal["full", "trailer", "bonus"] = "full"
    """full, trailer or bonus; a trailer has no number in the feed: name its file 000-name"""
    audio: Audio | None = None
    """A file beside this one (its namesake if left out), or an address that starts with https://"""
    asks: Asks = ()
    """Up to nine questions that it answers, as a reader would type them: the search finds it by
    their words"""
    people: tuple[Person, ...] = ()
    """Who is heard, in place of the people in show.yml, so name the hosts too: name, role, group,
    href, img"""
    moments: tuple[Moment, ...] = ()
    """Places worth going to: at, title, and url, image, clip if you like (the recording's own
    chapters if left out)"""
    transcript: FileName | None = None
    """A WebVTT file beside this one (its namesake if left out)"""
    translations: dict[Language, FileName] = Field(default_factory=dict)
    """The transcript in other languages, such as {de: 001-name.de.vtt}"""
    articles: References = ()
    """Articles it discusses, by file name"""
    topics: References = ()
    """Topics from docs/topics.yml"""
    explicit: Truth | None = None
    """Only if other than the show"""
    image: FileName | None = None
    """Artwork of its own: square, 1400 to 3000 px (its namesake .jpg or .png if left out)"""
    images: tuple[Picture, ...] = ()
    """More pictures for apps: url, alt, purpose, aspect_ratio, width, height, type"""
    license: License | None = None
    """Only if other than the show: its short name, such as cc-by-4.0"""
    license_url: SecureAddress | None = None
    """Where a licence of your own can be read"""
    location: OneOrMore[Location] = ()
    """A place it is about, or several: name, rel, geo, osm, country"""
    alternates: tuple[Alternate, ...] = ()
    """The same episode in other files: url, type, bytes, bitrate, title, sources, integrity"""
    funding: tuple[Funding, ...] = ()
    """Ways to support this episode: url, text"""
    comments: OneOrMore[Comments] = ()
    """Where people talk about it: protocol, uri, account_id"""
    txt: tuple[Note, ...] = ()
    """Texts for single services: text, purpose"""
    synthetic_voice: Truth | None = None
    """Only if other than the show: true where a synthetic voice is heard, which apps and search
    engines are then told (`podhub narrate` writes it)"""
    block: Truth = False
    """true keeps it out of Apple Podcasts"""


class Show(Model):
    """The show: episodes/show.yml"""

    title: Line
    """The show's name"""
    description: FeedText
    """What a person reads in an app before pressing follow, at most 4,000 bytes"""
    language: Language
    """A code such as en, en-GB or zh-Hant"""
    category: Annotated[tuple[Category, ...], Field(min_length=1)]
    """Apple's categories, the most fitting first, such as [Business > Management]"""
    explicit: Truth
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
    copyright: Rights | None = None
    """Who holds the rights, such as: Garden Hours Ltd"""
    people: tuple[Person, ...] = ()
    """Who is heard in every episode that names nobody itself"""
    seasons: dict[SeasonNumber, Name] = Field(default_factory=dict)
    """The names of seasons, such as {1: The first year}"""
    funding: tuple[Funding, ...] = ()
    """Ways to support the show: url, text"""
    license: License | None = None
    """Short name of the licence, such as cc-by-4.0"""
    license_url: SecureAddress | None = None
    """Where a licence of your own can be read"""
    locked: Truth = True
    """true: other hosts may not take the show over"""
    medium: Medium = "podcast"
    """What kind of show it is"""
    location: OneOrMore[Location] = ()
    """A place it is about, or several: name, rel, geo, osm, country"""
    update_frequency: UpdateFrequency | None = None
    """How often episodes come: text, rrule, dtstart, complete"""
    podroll: tuple[RemoteShow, ...] = ()
    """Shows we recommend: guid, url, title"""
    remote_items: tuple[RemoteItem, ...] = ()
    """Shows or episodes elsewhere that a list (podcastL, musicL, …) consists of: guid, url, item,
    title"""
    publisher: RemoteShow | None = None
    """The feed of the publisher that this show belongs to: guid, url"""
    images: tuple[Picture, ...] = ()
    """More pictures for apps: url, alt, purpose, aspect_ratio, width, height, type"""
    comments: OneOrMore[Comments] = ()
    """Where people talk about the show: protocol, uri, account_id"""
    txt: tuple[Note, ...] = ()
    """Texts for single services, such as Apple's proof of ownership: text, purpose"""
    synthetic_voice: Truth | None = None
    """true where a synthetic voice reads the episodes, false where none does: apps and search engines
    are told"""
    block: Truth = False
    """true asks every directory to leave the show out"""
    block_services: dict[Service, Truth] = Field(default_factory=dict)
    """Directory by directory, such as {amazon: true}; false lets one in although block is true"""
    podping: Truth = False
    """true if a podping is sent after each publication"""
    websub: SecureAddress | None = None
    """A WebSub hub that is told of each publication"""
    subscribe: tuple[Subscribe, ...] = ()
    """Where to follow it: name, url"""
    new_feed_url: SecureAddress | None = None
    """The feed's new address, when it moves"""
    trailer: Reference | None = None
    """The episode that introduces the show"""
    feed_items: Annotated[int, Strict(), Field(ge=25, le=1000)] = 100
    """How many of the newest episodes podcast.xml holds; older ones follow in podcast/feed/1.xml
    and so on, 25 in each"""
    complete: Truth = False
    """true when no more episodes will come"""
    ignore: tuple[RemarkName, ...] = ()
    """Remarks of `podhub check` that you have read and do not follow, by their names"""
