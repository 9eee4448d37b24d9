"""What pages say of the show."""

from __future__ import annotations

from dataclasses import dataclass

from podhub.links.views.parts import Link
from podhub.model.entries import ShowEntry
from podhub.outputs.feed.opml import OPML
from podhub.outputs.feed.podcast_channel import PODCAST_FEED


@dataclass(frozen=True, slots=True)
class ShowView:
    """What pages say of the show."""

    title: str
    author: str
    language: str
    artwork: str
    """A path on the site"""
    subscribe: tuple[Link, ...]
    """Apps and directories where it can be followed."""
    feed: str = PODCAST_FEED
    opml: str = OPML


def show_view(show: ShowEntry) -> ShowView:
    """What pages say of a show."""
    fields = show.fields
    places = tuple(Link(place.name, place.url) for place in fields.subscribe)
    return ShowView(fields.title, fields.author, fields.language, show.artwork.url, places)
