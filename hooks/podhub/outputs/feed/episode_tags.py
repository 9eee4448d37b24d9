"""Every tag of an episode, as apps want it.

The table is the documentation: one row per tag, and beside it what the tag holds. Sources: RSS 2.0,
PSP-1, Apple's "A Podcaster's Guide to RSS", the Podcasting 2.0 namespace (podcast-namespace,
docs/tags/; its phases 1 to 8), Podlove Simple Chapters 1.2, Media RSS 1.5.1. Left out are the tags
that need a live service (value, chat), and `images`, which `image` replaced."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator

from podhub.model.entries import EpisodeEntry, ShowEntry
from podhub.model.podcast_files import Alternate
from podhub.model.times import clock_ms
from podhub.model.values import absolute
from podhub.outputs.feed.chapters_json import moment_links
from podhub.outputs.feed.shared_tags import (
    comments,
    funding,
    images,
    license_,
    location,
    notes,
    person,
)
from podhub.outputs.feed.transcript_files import FORMS, languages, stem
from podhub.outputs.feed.xml import Html, Row, Tag, address, flag, mail_date, truth
from podhub.outputs.pictures import WIDE, wide_url


class EpisodeContext:
    """An episode, its show and its site's address: what the second table reads."""

    def __init__(self, entry: EpisodeEntry, show: ShowEntry, site_url: str, notes: str) -> None:
        self.entry = entry
        self.fields = entry.fields
        self.show = show.fields
        self.artwork = show.artwork
        self.site_url = site_url
        self.page = absolute(site_url, entry.url)
        """Its page's full address."""
        self.notes = notes
        """What apps show of it, as HTML."""


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
    "podcast:person": lambda item: map(person, item.fields.people),
    "podcast:location": lambda item: map(location, item.fields.location),
    "podcast:funding": lambda item: map(funding, item.fields.funding),
    "podcast:license": lambda item: license_(item.fields.license, item.fields.license_url),
    "podcast:alternateEnclosure": lambda item: _alternates(item),
    "podcast:socialInteract": lambda item: map(comments, item.fields.comments),
    "podcast:txt": lambda item: notes(item.fields.txt, item.entry.synthetic_voice(item.show)),
    "podcast:image": lambda item: images(
        item.entry.artwork, item.fields.title, item.fields.images, item.site_url
    ),
    # YouTube shows episodes as videos, in 16:9 (Media RSS 1.5.1).
    "media:thumbnail": lambda item: _thumbnail(item),
    # gPodder and Spotify read chapters in no other form.
    "psc:chapters": lambda item: _simple_chapters(item),
}


def _enclosure(entry: EpisodeEntry, site_url: str) -> Tag:
    audio = entry.audio
    return (
        None,
        {"url": address(site_url, audio.url), "length": audio.bytes, "type": audio.type},
        (),
    )


def _number(item: EpisodeContext) -> int | None:
    """Apple takes whole numbers alone, also of an episode that has one with decimals beside it."""
    said = item.entry.number if item.fields.type == "full" else item.fields.number
    return said or None if isinstance(said, int) else None


def _season(item: EpisodeContext) -> Row:
    season = item.fields.season
    return [(season, {"name": item.show.seasons.get(str(season))}, ())] if season else None


def _display(item: EpisodeContext) -> Row:
    """The namespace's number, which may be a decimal (podcast-namespace, episode.md)."""
    number = item.entry.numbered
    return [(number, {"display": item.fields.display}, ())] if number else None


def _own_image(item: EpisodeContext) -> Row:
    artwork = item.entry.artwork
    return [(None, {"href": absolute(item.site_url, artwork.url)}, ())] if artwork else None


def _thumbnail(item: EpisodeContext) -> Row:
    artwork = item.entry.artwork or item.artwork
    width, height = WIDE
    url = absolute(item.site_url, wide_url(artwork.url))
    return [(None, {"url": url, "width": width, "height": height}, ())]


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
