"""Every tag of the show and of an episode that feedgen cannot write, or not as apps want it.

The two tables are the documentation: one row per tag, and beside it what the tag holds. Sources:
RSS 2.0, PSP-1, Apple's "A Podcaster's Guide to RSS", the Podcasting 2.0 namespace
(podcast-namespace, docs/tags/; its phases 1 to 8), Podlove Simple Chapters 1.2. Left out are the
tags that need a live service (value, liveItem, chat), and `images`, which `image` replaced."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator

from podhub.model import categories
from podhub.model.entries import Catalog, EpisodeEntry, ShowEntry
from podhub.model.media import Artwork
from podhub.model.podcast_parts import (
    Alternate,
    Comments,
    Funding,
    Location,
    Note,
    Person,
    Picture,
    RemoteShow,
    UpdateFrequency,
)
from podhub.model.values import absolute, clock_ms
from podhub.outputs.feed.chapters import moment_links
from podhub.outputs.feed.transcripts import FORMS, languages, stem
from podhub.outputs.feed.xml import Html, Row, Tag, address, flag, mail_date, truth

TRAILER_TITLE = 128
"""Characters of a trailer's title in the channel."""


class ShowContext:
    """The show, its episodes and its site's address: what the first table reads."""

    def __init__(self, catalog: Catalog, show: ShowEntry, site_url: str) -> None:
        self.fields = show.fields
        self.artwork = show.artwork
        self.site_url = site_url
        trailers = [
            entry
            for entry in catalog.episodes.values()
            if entry.audio.bytes and entry.fields.type == "trailer"
        ]
        chosen = catalog.episodes.get(show.fields.trailer or "")
        # Apps take the newest; the author's own choice comes first for those that take the first.
        self.trailers = [
            *([chosen] if chosen and chosen.audio.bytes else []),
            *(t for t in trailers if t is not chosen),
        ]


class EpisodeContext:
    """An episode, its show and its site's address: what the second table reads."""

    def __init__(self, entry: EpisodeEntry, show: ShowEntry, site_url: str, notes: str) -> None:
        self.entry = entry
        self.fields = entry.fields
        self.show = show.fields
        self.site_url = site_url
        self.page = absolute(site_url, entry.url)
        """Its page's full address."""
        self.notes = notes
        """What apps show of it, as HTML."""


SHOW_TAGS: dict[str, Callable[[ShowContext], Row]] = {
    # Each by itself and in the author's order: feedgen puts two of one kind together, and Apple
    # reads only the first.
    "itunes:category": lambda show: map(_category, show.fields.category),
    "itunes:explicit": lambda show: truth(show.fields.explicit),
    "itunes:complete": lambda show: flag(show.fields.complete),
    "itunes:block": lambda show: flag(show.fields.block),
    "podcast:guid": lambda show: show.fields.guid,
    "podcast:locked": lambda show: [
        ("yes" if show.fields.locked else "no", {"owner": show.fields.email}, ())
    ],
    "podcast:medium": lambda show: show.fields.medium,
    "podcast:block": lambda show: _blocks(show.fields.block, show.fields.block_services),
    "podcast:person": lambda show: map(_person, show.fields.people),
    "podcast:location": lambda show: map(_location, show.fields.location),
    "podcast:funding": lambda show: map(_funding, show.fields.funding),
    "podcast:license": lambda show: _license(show.fields.license, show.fields.license_url),
    "podcast:trailer": lambda show: (_trailer(trailer, show.site_url) for trailer in show.trailers),
    "podcast:updateFrequency": lambda show: _frequency(show.fields.update_frequency),
    "podcast:socialInteract": lambda show: map(_comments, show.fields.comments),
    "podcast:txt": lambda show: map(_note, show.fields.txt),
    "podcast:image": lambda show: _images(
        show.artwork, show.fields.title, show.fields.images, show.site_url
    ),
    "podcast:podroll": lambda show: _inside(_remote(remote) for remote in show.fields.podroll),
    "podcast:publisher": lambda show: _inside(
        _remote(remote, "publisher") for remote in filter(None, [show.fields.publisher])
    ),
    "podcast:remoteItem": lambda show: (
        _remote(remote, item=remote.item)[1] for remote in show.fields.remote_items
    ),
    "podcast:podping": lambda show: (
        [(None, {"usesPodping": "true"}, ())] if show.fields.podping else ()
    ),
}
IN_ARCHIVES = {
    "itunes:category",
    "itunes:explicit",
    "itunes:block",
    "podcast:guid",
    "podcast:locked",
    "podcast:medium",
    "podcast:block",
}
"""What a document of older episodes repeats: whose it is and who may show it. The rest apps take
from the newest one."""

EPISODE_TAGS: dict[str, Callable[[EpisodeContext], Row]] = {
    "title": lambda item: item.fields.title,
    "link": lambda item: item.page,
    # From the front matter and never from an address: a guid that moves makes every app download
    # the episode again.
    "guid": lambda item: [(item.fields.guid, {"isPermaLink": "false"}, ())],
    "pubDate": lambda item: mail_date(item.fields.date),
    "description": lambda item: item.fields.summary,
    "content:encoded": lambda item: Html(item.notes),
    "enclosure": lambda item: [_enclosure(item.entry, item.site_url)],
    "itunes:title": lambda item: item.fields.title,
    "itunes:duration": lambda item: max(1, round(item.entry.audio.seconds)),
    "itunes:episodeType": lambda item: item.fields.type,
    "itunes:season": lambda item: item.fields.season,
    "itunes:episode": lambda item: _number(item),
    "itunes:image": lambda item: _own_image(item),
    # Said of each: some apps take an episode that says nothing for a clean one, whatever its show
    # says.
    "itunes:explicit": lambda item: truth(
        item.show.explicit if item.fields.explicit is None else item.fields.explicit
    ),
    "itunes:block": lambda item: flag(item.fields.block),
    "podcast:season": lambda item: _season(item),
    "podcast:episode": lambda item: _display(item),
    "podcast:transcript": lambda item: _transcripts(item),
    "podcast:chapters": lambda item: _chapters_link(item),
    "podcast:soundbite": lambda item: [
        (moment.title, {"startTime": f"{moment.at:.3f}", "duration": f"{moment.clip:.3f}"}, ())
        for moment in item.fields.moments
        if moment.clip
    ],
    # A list here replaces the channel's list: an item without one has the show's people.
    "podcast:person": lambda item: map(_person, item.fields.people),
    "podcast:location": lambda item: map(_location, item.fields.location),
    "podcast:funding": lambda item: map(_funding, item.fields.funding),
    "podcast:license": lambda item: _license(item.fields.license, item.fields.license_url),
    "podcast:alternateEnclosure": lambda item: _alternates(item),
    "podcast:socialInteract": lambda item: map(_comments, item.fields.comments),
    "podcast:txt": lambda item: map(_note, item.fields.txt),
    "podcast:image": lambda item: _images(
        item.entry.artwork, item.fields.title, item.fields.images, item.site_url
    ),
    # gPodder and Spotify read chapters in no other form.
    "psc:chapters": lambda item: _simple_chapters(item),
}


def _category(category: str) -> Tag:
    top, sub = categories.split(category)
    return None, {"text": top}, [("itunes:category", (None, {"text": sub}, ()))] if sub else ()


def _person(person: Person) -> Tag:
    return (
        person.name,
        {"role": person.role, "group": person.group, "href": person.href, "img": person.img},
        (),
    )


def _location(place: Location) -> Tag:
    return (
        place.name,
        {"rel": place.rel, "geo": place.geo, "osm": place.osm, "country": place.country},
        (),
    )


def _funding(funding: Funding) -> Tag:
    return funding.text, {"url": funding.url}, ()


def _license(short: str | None, url: str | None) -> Row:
    return [(short, {"url": url}, ())] if short else None


def _comments(comments: Comments) -> Tag:
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


def _note(note: Note) -> Tag:
    return note.text, {"purpose": note.purpose}, ()


def _blocks(everywhere: bool, services: dict[str, bool]) -> Iterator[Tag]:
    if everywhere:
        yield "yes", {}, ()
    for service, blocked in sorted(services.items()):
        yield "yes" if blocked else "no", {"id": service}, ()


def _frequency(frequency: UpdateFrequency | None) -> Iterator[Tag]:
    if frequency:
        start = frequency.dtstart.isoformat() if frequency.dtstart else None
        done = "true" if frequency.complete else None
        yield frequency.text, {"complete": done, "dtstart": start, "rrule": frequency.rrule}, ()


def _images(
    artwork: Artwork | None, title: str, pictures: Iterable[Picture], site_url: str
) -> Iterator[Tag]:
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


def _inside(tags: Iterable[tuple[str, Tag]]) -> Row:
    """A tag that holds others; none where there are none."""
    children = tuple(tags)
    return [(None, {}, children)] if children else None


def _remote(
    show: RemoteShow, medium: str | None = None, item: str | None = None
) -> tuple[str, Tag]:
    feed = {"feedGuid": show.guid, "feedUrl": show.url, "itemGuid": item}
    return "podcast:remoteItem", (
        None,
        {**feed, "medium": medium or show.medium, "title": show.title},
        (),
    )


def _trailer(trailer: EpisodeEntry, site_url: str) -> Tag:
    fields, audio = trailer.fields, trailer.audio
    # It may be any episode, whose title may be longer; the whole of it stands in its item.
    title = (
        fields.title
        if len(fields.title) <= TRAILER_TITLE
        else f"{fields.title[: TRAILER_TITLE - 1]}…"
    )
    file = {
        "url": address(site_url, audio.url),
        "pubdate": mail_date(fields.date),
        "length": audio.bytes,
        "type": audio.type,
    }
    return title, {**file, "season": fields.season}, ()


def _enclosure(entry: EpisodeEntry, site_url: str) -> Tag:
    audio = entry.audio
    return (
        None,
        {"url": address(site_url, audio.url), "length": audio.bytes, "type": audio.type},
        (),
    )


def _number(item: EpisodeContext) -> int | None:
    """A full episode has the number of its file or its author's; a trailer or bonus only where its
    author gave it that of the episode it belongs to. Apple takes whole numbers alone."""
    said = item.entry.number if item.fields.type == "full" else item.fields.number
    return said or None if isinstance(said, int) else None


def _season(item: EpisodeContext) -> Row:
    season = item.fields.season
    return [(season, {"name": item.show.seasons.get(str(season))}, ())] if season else None


def _display(item: EpisodeContext) -> Row:
    """The namespace's number, which may be a decimal (podcast-namespace, episode.md)."""
    said = item.fields.number
    number = item.fields.decimal or (said if isinstance(said, float) else _number(item))
    return [(number, {"display": item.fields.display}, ())] if number else None


def _own_image(item: EpisodeContext) -> Row:
    artwork = item.entry.artwork
    return [(None, {"href": absolute(item.site_url, artwork.url)}, ())] if artwork else None


def _transcripts(item: EpisodeContext) -> Iterator[Tag]:
    for language in languages(item.entry, item.show.language):
        url = f"{item.page}{stem(language, item.show.language)}"
        for extension, kind in FORMS.items():
            rel = "captions" if extension == "vtt" else None
            yield (
                None,
                {"url": f"{url}.{extension}", "type": kind, "language": language, "rel": rel},
                (),
            )


def _chapters_link(item: EpisodeContext) -> Row:
    link = {"url": f"{item.page}chapters.json", "type": "application/json+chapters"}
    return [(None, link, ())] if item.fields.moments else None


def _simple_chapters(item: EpisodeContext) -> Iterator[Tag]:
    if item.fields.moments:
        chapters: list[tuple[str, Tag]] = []
        for moment in item.fields.moments:
            href, image = moment_links(item.entry, moment, item.site_url)
            chapter = {
                "start": clock_ms(moment.at),
                "title": moment.title,
                "href": href,
                "image": image,
            }
            chapters.append(("psc:chapter", (None, chapter, ())))
        yield None, {"version": "1.2"}, chapters


def _alternates(item: EpisodeContext) -> Iterator[Tag]:
    if item.fields.alternates:
        # The enclosure itself is one of the choices, and the one to begin with.
        audio = item.entry.audio
        facts = {"type": audio.type, "length": audio.bytes, "default": "true"}
        checksum = (
            f"sha256-{b64encode(bytes.fromhex(audio.sha256)).decode()}" if audio.sha256 else None
        )
        yield None, facts, [_source(address(item.site_url, audio.url)), *_integrity(checksum)]
    for other in item.fields.alternates:
        yield _alternate(other)


def _alternate(other: Alternate) -> Tag:
    facts = {
        "type": other.type,
        "length": other.bytes,
        "bitrate": other.bitrate,
        "height": other.height,
        "lang": other.lang,
    }
    inside = [_source(uri) for uri in (other.url, *other.sources)]
    names = {"title": other.title, "rel": other.rel, "codecs": other.codecs}
    return None, {**facts, **names}, [*inside, *_integrity(other.integrity)]


def _integrity(checksum: str | None) -> list[tuple[str, Tag]]:
    return (
        [("podcast:integrity", (None, {"type": "sri", "value": checksum}, ()))] if checksum else []
    )


def _source(uri: str) -> tuple[str, Tag]:
    torrent = "application/x-bittorrent" if uri.endswith(".torrent") else None
    return "podcast:source", (None, {"uri": uri, "contentType": torrent}, ())
