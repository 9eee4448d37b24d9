"""What feedgen cannot say: Podcasting 2.0 tags, Podlove chapters and Apple's `explicit`.

The two tables are the documentation: one row per tag, the function beside it gives the tag's texts and attributes.
Sources: the Podcasting 2.0 namespace (podcast-namespace, docs/1.0.md), Podlove Simple Chapters 1.2, PSP-1.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.util import xml_elem

from podhub.content.entries import EpisodeEntry, ShowEntry
from podhub.content.podcast import Location, Person
from podhub.content.values import absolute
from podhub.outputs.chapters import clock_ms

PODCAST = "https://podcastindex.org/namespace/1.0"
PSC = "http://podlove.org/simple-chapters"
ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"

Tag = tuple[str | None, dict[str, str | None]]
"""A tag's text and attributes; attributes that are None are left out."""


def _person(person: Person) -> Tag:
    return person.name, {"role": person.role, "group": person.group, "href": person.href, "img": person.img}


def _location(location: Location | None) -> Iterable[Tag]:
    return [(location.name, {"geo": location.geo, "osm": location.osm})] if location else []


def _text(value: object) -> Iterable[Tag]:
    return [(str(value), {})] if value is not None else []


SHOW_TAGS: dict[str, Callable[[ShowEntry], Iterable[Tag]]] = {
    f"{{{ITUNES}}}explicit": lambda show: _text(str(show.fields.explicit).lower()),
    f"{{{PODCAST}}}guid": lambda show: _text(show.fields.guid),
    f"{{{PODCAST}}}locked": lambda show: [("yes" if show.fields.locked else "no", {"owner": show.fields.email})],
    f"{{{PODCAST}}}medium": lambda show: _text(show.fields.medium),
    f"{{{PODCAST}}}person": lambda show: map(_person, show.fields.people),
    f"{{{PODCAST}}}funding": lambda show: [(funding.text, {"url": funding.url}) for funding in show.fields.funding],
    f"{{{PODCAST}}}license": lambda show: _text(show.fields.license),
    f"{{{PODCAST}}}location": lambda show: _location(show.fields.location),
    f"{{{PODCAST}}}updateFrequency": lambda show: [
        (frequency.text, {"rrule": frequency.rrule, "complete": "true" if frequency.complete else None})
        for frequency in ([show.fields.update_frequency] if show.fields.update_frequency else [])
    ],
}


class EpisodeContext:
    """An episode and where its files are: what the rows below read."""

    def __init__(self, entry: EpisodeEntry, site_url: str) -> None:
        self.entry = entry
        self.fields = entry.fields
        self.site_url = site_url

    def file(self, name: str) -> str:
        """The full address of a file beside the episode's page."""
        return absolute(self.site_url, f"{self.entry.url}{name}")

    def transcripts(self) -> Iterator[Tag]:
        """The transcript in each form that apps read."""
        if self.entry.cues:
            yield None, {"url": self.file("transcript.vtt"), "type": "text/vtt", "rel": "captions"}
            yield None, {"url": self.file("transcript.srt"), "type": "application/x-subrip"}
            yield None, {"url": self.file("transcript.json"), "type": "application/json"}

    def chapters(self) -> Iterator[Tag]:
        """Where the chapters are."""
        if self.fields.moments:
            yield None, {"url": self.file("chapters.json"), "type": "application/json+chapters"}


EPISODE_TAGS: dict[str, Callable[[EpisodeContext], Iterable[Tag]]] = {
    f"{{{ITUNES}}}explicit": lambda item: _text(
        None if item.fields.explicit is None else str(item.fields.explicit).lower()
    ),
    f"{{{PODCAST}}}transcript": EpisodeContext.transcripts,
    f"{{{PODCAST}}}chapters": EpisodeContext.chapters,
    f"{{{PODCAST}}}soundbite": lambda item: [
        (moment.title, {"startTime": f"{moment.at:.3f}", "duration": f"{moment.clip:.3f}"})
        for moment in item.fields.moments
        if moment.clip
    ],
    f"{{{PODCAST}}}person": lambda item: map(_person, item.fields.people),
    f"{{{PODCAST}}}season": lambda item: _text(item.fields.season),
    f"{{{PODCAST}}}episode": lambda item: _text(item.entry.number if item.fields.type == "full" else None),
    f"{{{PODCAST}}}license": lambda item: _text(item.fields.license),
    f"{{{PODCAST}}}location": lambda item: _location(item.fields.location),
}


def _append(parent: Any, tag: str, values: Iterable[Tag]) -> None:
    for text, attributes in values:
        element = xml_elem(tag, parent)
        element.text = text
        for name, value in attributes.items():
            if value is not None:
                element.set(name, value)


class ShowExtension(BaseExtension):  # type: ignore[misc]
    """Adds the show's rows to the channel."""

    show: ShowEntry

    def extend_ns(self) -> dict[str, str]:
        """The prefixes of the feed."""
        return {"podcast": PODCAST, "psc": PSC}

    def extend_rss(self, rss: Any) -> Any:
        """Write the rows, and the shows that it recommends, which are nested."""
        channel = rss[0]
        for tag, values in SHOW_TAGS.items():
            _append(channel, tag, values(self.show))
        if self.show.fields.podroll:
            podroll = xml_elem(f"{{{PODCAST}}}podroll", channel)
            for show in self.show.fields.podroll:
                attributes = {"feedGuid": show.guid, "feedUrl": show.url, "title": show.title}
                _append(podroll, f"{{{PODCAST}}}remoteItem", [(None, attributes)])
        return rss


class EpisodeExtension(BaseEntryExtension):  # type: ignore[misc]
    """Adds an episode's rows to its item."""

    context: EpisodeContext

    def extend_rss(self, item: Any) -> Any:
        """Write the rows, and what is nested: chapters as Podlove writes them, and other files of the episode."""
        for tag, values in EPISODE_TAGS.items():
            _append(item, tag, values(self.context))
        if self.context.fields.moments:
            # gPodder reads chapters in no other form.
            chapters = xml_elem(f"{{{PSC}}}chapters", item, version="1.2")
            for moment in self.context.fields.moments:
                href = moment.url
                if href and href.startswith("/"):
                    href = absolute(self.context.site_url, href)
                attributes: dict[str, str | None] = {"start": clock_ms(moment.at), "title": moment.title, "href": href}
                _append(chapters, f"{{{PSC}}}chapter", [(None, attributes)])
        for alternate in self.context.fields.alternates:
            element = xml_elem(f"{{{PODCAST}}}alternateEnclosure", item, type=alternate.type)
            for name in ("bytes", "bitrate", "title"):
                if getattr(alternate, name) is not None:
                    element.set("length" if name == "bytes" else name, str(getattr(alternate, name)))
            _append(element, f"{{{PODCAST}}}source", [(None, {"uri": alternate.url})])
        return item
