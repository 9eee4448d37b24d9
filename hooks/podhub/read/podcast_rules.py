"""Rules of Apple, PSP-1 and the Podcasting 2.0 namespace that take more than one field to check."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from math import ceil
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

from podhub.model.audio_types import AUDIO_TYPES
from podhub.model.document import Document
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.podcast import Episode, Show
from podhub.model.podcast_files import RemoteAudio
from podhub.model.podcast_parts import Person
from podhub.model.problems import Finding, Problem, Remark, quote
from podhub.model.roles import ANYWHERE, ROLES, groups_of
from podhub.model.times import clock
from podhub.model.values import nearest
from podhub.read.titles import better_title

PODCAST_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
FEWEST_CHAPTERS, CHAPTERS_AN_HOUR, MOST_IN_ANY, LONGEST_CHAPTER = 3, 6, 10, 50
"""Apple's advice on chapters: no fewer, about so many an hour, which leaves a short episode as many
as this, and the characters of a title."""


def feed_guid(feed_url: str) -> str:
    """A show's first and only `podcast:guid`, made from the address that its feed has then
    (docs/tags/guid.md).

    >>> feed_guid("https://podnews.net/rss"), feed_guid("https://mp3s.nashownotes.com/pc20rss.xml")
    ('9b024349-ccf0-5f69-a609-6b82873eab3c', '917393e3-1b1e-5cef-ace4-edaa54e1f810')
    """
    return str(uuid.uuid5(PODCAST_NAMESPACE, re.sub(r"^[a-z]+://", "", feed_url).rstrip("/")))


def check_guid(catalog: Catalog, feed_url: str, known: str | None) -> Iterator[Problem]:
    """A show without its guid is told the one to write down: it must never be made again from
    another address.

    `known` is the one that it has been public with, if it has.
    """
    if catalog.show and not catalog.show.fields.guid:
        expected = (
            f"the line `guid: {known or feed_guid(feed_url)}`, which must stay as it is from now on"
        )
        yield Problem(catalog.show.document.path, 1, "guid", expected, "nothing")


def check_podcast(catalog: Catalog) -> Iterator[Finding]:
    """Yield what apps and directories would refuse, or take for something else, or never show."""
    show = catalog.show
    if show:
        yield from _license(show.document, show.fields)
        yield from _people(show.document, show.fields.people)
    for episode in catalog.episodes.values():
        yield from _title(episode, show.fields.title if show else None)
        yield from _display(episode)
        yield from _serial(episode, show.fields if show else None)
        yield from _license(episode.document, episode.fields)
        yield from _remote_audio(episode)
        yield from _people(episode.document, episode.fields.people)
        people = episode.fields.people or (show.fields.people if show else ())
        yield from _speakers(episode, {person.name for person in people})
        yield from _moments(episode)


def _title(episode: EpisodeEntry, show: str | None) -> Iterator[Problem]:
    if better := better_title(episode.title, show, episode.number or None):
        yield episode.document.problem(("title",), better, quote(episode.title))


def _display(episode: EpisodeEntry) -> Iterator[Remark]:
    fields = episode.fields
    numberless = fields.number == "none" or (fields.type != "full" and not fields.number)
    if fields.display and numberless and not fields.decimal:
        expected = f"number beside it: a {fields.type} episode without one shows none"
        yield episode.document.remark(
            "unseen-display", ("display",), expected, quote(fields.display)
        )


def _serial(episode: EpisodeEntry, show: Show | None) -> Iterator[Remark]:
    """Apple orders a serial show by its numbers, and asks each episode for one (Podcasts Connect,
    RSS tags, `itunes:episode`)."""
    if show and show.type == "serial" and episode.fields.type == "full" and not episode.number:
        expected = "a whole number, as Apple asks of each episode of a serial show"
        found = quote(episode.fields.number)
        yield episode.document.remark("serial-number", ("number",), expected, found)


def _license(document: Document, fields: Show | Episode) -> Iterator[Problem]:
    if not fields.license or fields.license_url:
        return
    try:
        canonicalize_license_expression(fields.license)
    except InvalidLicenseExpression:
        expected = "a known licence's short name such as cc-by-4.0, or license_url beside it"
        yield document.problem(("license",), expected, quote(fields.license))


def _remote_audio(episode: EpisodeEntry) -> Iterator[Problem]:
    audio = episode.fields.audio
    if isinstance(audio, RemoteAudio):
        extension = PurePosixPath(urlsplit(audio.url).path).suffix.lower()
        if extension not in AUDIO_TYPES:
            expected = f"an address whose path ends in one of {', '.join(AUDIO_TYPES)}"
            yield episode.document.problem(("audio", "url"), expected, quote(audio.url))
        elif episode.audio.type and episode.audio.type not in AUDIO_TYPES[extension]:
            expected = f"{AUDIO_TYPES[extension][0]}, as the address ends in {extension}"
            yield episode.document.problem(("audio", "type"), expected, quote(episode.audio.type))


def _people(document: Document, people: Iterable[Person]) -> Iterator[Remark]:
    """Yield each group and role that is not in the list by which apps sort and translate them, and
    each role that is listed in another group. The feed has them as they are written."""
    for index, person in enumerate(people):
        said, among = person.role.lower(), person.group.lower()
        role, group = ("people", index, "role"), ("people", index, "group")
        if among not in ROLES:
            meant = nearest(among, ROLES)
            expected = f"the group {meant}" if meant else f"one of {', '.join(ROLES)}"
            yield document.remark("unknown-role", group, expected, quote(person.group))
        groups = groups_of(said)
        if not groups:
            yield document.remark(
                "unknown-role", role, _listed_role(said, among), quote(person.role)
            )
        elif among in ROLES and among not in groups and said not in ANYWHERE:
            expected = f"{' or '.join(groups)}, where the role {said} is listed"
            yield document.remark("unknown-role", group, expected, quote(person.group))


def _listed_role(role: str, group: str) -> str:
    """The role that a misspelt one most likely meant, or those of its group."""
    if meant := nearest(role, [name for roles in ROLES.values() for name in roles]):
        return f"the role {meant}"
    group = group if group in ROLES else "cast"
    return f"a role that the namespace lists (those of {group}: {', '.join(ROLES[group])})"


def _speakers(episode: EpisodeEntry, people: set[str]) -> Iterator[Remark]:
    """Apps put names and faces of the people beside the words, where the two are called alike.
    Machines and other hosts call voices "Speaker 1", which is nobody's mistake."""
    if not people or not episode.transcript:
        return
    known = {name.casefold() for name in people}
    for speaker, line in episode.cues.voices:
        if speaker.casefold() not in known:
            known.add(speaker.casefold())
            expected = f"a speaker who is among the people of the episode or the show ({', '.join(sorted(people))})"
            found = quote(speaker)
            yield Remark(episode.transcript, line or 1, "cue", expected, found, "unknown-speaker")


def _moments(episode: EpisodeEntry) -> Iterator[Remark]:
    """What Apple asks of chapters, and what of those in a recording does not reach apps."""
    document, moments, audio = episode.document, episode.fields.moments, episode.audio
    if moments and moments == audio.chapters:
        if audio.chapter_pictures:
            expected = "moments whose image names a picture, since apps get none out of a recording"
            found = f"{audio.chapter_pictures} in it"
            yield document.remark("chapter-pictures", ("audio",), expected, found)
        return
    if not moments or episode.fields.type != "full":
        return
    if moments[0].at:
        found = clock(moments[0].at)
        yield document.remark(
            "apple-chapters", ("moments", 0, "at"), "a first moment at 0:00", found
        )
    most = max(MOST_IN_ANY, ceil(audio.seconds / 3600 * CHAPTERS_AN_HOUR))
    if len(moments) < FEWEST_CHAPTERS or (audio.seconds and len(moments) > most):
        expected = (
            f"{FEWEST_CHAPTERS} to {most} moments, as Apple asks of an episode of this length"
        )
        yield document.remark("apple-chapters", ("moments",), expected, f"{len(moments)}")
    for index, moment in enumerate(moments):
        if len(moment.title) > LONGEST_CHAPTER:
            expected = f"a title of at most {LONGEST_CHAPTER} characters, which apps show whole"
            loc = ("moments", index, "title")
            yield document.remark("apple-chapters", loc, expected, f"{len(moment.title)}")
