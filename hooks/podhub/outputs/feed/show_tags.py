"""Every tag of the show that feedgen cannot write, or not as apps want it.

The table is the documentation: one row per tag, and beside it what the tag holds. Sources: RSS 2.0,
PSP-1, Apple's "A Podcaster's Guide to RSS", the Podcasting 2.0 namespace (podcast-namespace,
docs/tags/; its phases 1 to 8). Left out are the tags that need a live service (value, liveItem), and
`images`, which `image` replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from podhub.model import categories
from podhub.model.entries import EpisodeEntry, ShowEntry, Shown
from podhub.model.podcast_parts import RemoteShow, UpdateFrequency
from podhub.outputs.feed.shared_tags import (
    comments,
    funding,
    images,
    license_,
    location,
    note,
    person,
)
from podhub.outputs.feed.xml import Row, Tag, address, flag, mail_date, truth

TRAILER_TITLE = 128
"""Characters of a trailer's title in the channel."""


class ShowContext:
    """The show, its episodes and its site's address: what the first table reads."""

    def __init__(self, catalog: Shown, show: ShowEntry, site_url: str) -> None:
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
    "podcast:person": lambda show: map(person, show.fields.people),
    "podcast:location": lambda show: map(location, show.fields.location),
    "podcast:funding": lambda show: map(funding, show.fields.funding),
    "podcast:license": lambda show: license_(show.fields.license, show.fields.license_url),
    "podcast:trailer": lambda show: (_trailer(trailer, show.site_url) for trailer in show.trailers),
    "podcast:updateFrequency": lambda show: _frequency(show.fields.update_frequency),
    "podcast:socialInteract": lambda show: map(comments, show.fields.comments),
    "podcast:txt": lambda show: map(note, show.fields.txt),
    "podcast:image": lambda show: images(
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


def _category(category: str) -> Tag:
    top, sub = categories.split(category)
    return None, {"text": top}, [("itunes:category", (None, {"text": sub}, ()))] if sub else ()


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
