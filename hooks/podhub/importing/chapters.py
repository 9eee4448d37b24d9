"""Chapters and soundbites as a feed gives them, brought together into an episode's moments."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from podhub.importing.source import Source
from podhub.model.values import clock
from podhub.net.feed_values import one_line, parse_wild_duration

LONGEST = 128
"""Characters of a chapter's title."""
NEAR = 1.0
"""Seconds between a soundbite and the chapter that it begins with."""


@dataclass(frozen=True)
class Chapter:
    """A place in the audio."""

    at: float
    """Seconds"""
    title: str
    url: str = ""
    image: str = ""
    """The address of its picture"""
    clip: float | None = None
    """Seconds, if it works as a clip of its own"""


def inline_chapters(item: Source) -> list[Chapter]:
    """Podlove Simple Chapters, which stand in the feed itself."""
    inside = item.first("psc:chapters")
    found = inside.all("psc:chapter") if inside else []
    return _ordered(
        Chapter(
            start, one_line(tag.attribute("title")), tag.attribute("href"), tag.attribute("image")
        )
        for tag in found
        if (start := _seconds(tag.attribute("start"))) is not None
    )


def read_chapters_file(text: str) -> list[Chapter] | None:
    """The chapters of a JSON file of the Podcasting 2.0 namespace (jsonChapters.md); None where it
    is none.

    Silent ones (`toc: false`) only change a picture, and are no place to go to.

    >>> read_chapters_file('{"version": "1.2.0", "chapters": [{"startTime": 5, "title": "Why"}, {"startTime": 9, "toc": false}]}')
    [Chapter(at=5.0, title='Why', url='', image='', clip=None)]
    >>> read_chapters_file("[]"), read_chapters_file("<html>")
    (None, None)
    """
    try:
        data = json.loads(text)
    except ValueError:
        return None
    listed = data.get("chapters") if isinstance(data, Mapping) else None
    if not isinstance(listed, list):
        return None
    return _ordered(
        Chapter(start, one_line(_text(entry, "title")), _text(entry, "url"), _text(entry, "img"))
        for entry in listed
        if isinstance(entry, Mapping)
        and entry.get("toc") is not False
        and (start := _seconds(str(entry.get("startTime", "")))) is not None
    )


def soundbites(item: Source) -> list[Chapter]:
    """The parts of an episode that work as clips; one without a title of its own has the
    episode's."""
    title = one_line(item.text("itunes:title", "title"))
    return [
        Chapter(start, tag.line or title, clip=length)
        for tag in item.all("podcast:soundbite")
        if (start := _seconds(tag.attribute("startTime"))) is not None
        and (length := _seconds(tag.attribute("duration")))
    ]


def with_clips(chapters: list[Chapter], clips: list[Chapter]) -> list[Chapter]:
    """Chapters that know which of them are clips; a clip that begins nowhere near a chapter becomes
    one.

    >>> clips = [Chapter(20.2, "The deal", clip=30), Chapter(40, "End", clip=15)]
    >>> with_clips([Chapter(0, "Hello"), Chapter(20, "Deal")], clips)[1:]
    [Chapter(at=20, title='Deal', url='', image='', clip=30), Chapter(at=40, title='End', url='', image='', clip=15)]
    """
    found = list(chapters)
    for clip in clips:
        near = next(
            (
                i
                for i, known in enumerate(found)
                if abs(known.at - clip.at) <= NEAR and known.clip is None
            ),
            None,
        )
        if near is None:
            found.append(clip)
        else:
            found[near] = replace(found[near], clip=clip.clip)
    return sorted(found, key=lambda chapter: chapter.at)


def moment(chapter: Chapter, image: str | None) -> dict[str, Any]:
    """A chapter as an author writes it; `image` is the file that its picture was saved in.

    >>> moment(Chapter(83.5, "Why", clip=30.0), None), moment(Chapter(60, "Then"), None)
    ({'at': '1:23.5', 'title': 'Why', 'clip': 30}, {'at': '1:00', 'title': 'Then'})
    """
    fraction = f"{chapter.at % 1:.3f}"[1:].rstrip("0").rstrip(".")
    title = chapter.title if len(chapter.title) <= LONGEST else f"{chapter.title[: LONGEST - 1]}…"
    told: dict[str, Any] = {
        "at": clock(chapter.at) + fraction,
        "title": title,
        "url": chapter.url,
        "image": image,
    }
    if chapter.clip:
        told["clip"] = (
            int(chapter.clip) if chapter.clip == int(chapter.clip) else round(chapter.clip, 3)
        )
    return {name: value for name, value in told.items() if value}


def _ordered(chapters: Iterable[Chapter]) -> list[Chapter]:
    """By time, one at a time, and each with a title."""
    by_time = {chapter.at: chapter for chapter in chapters if chapter.title}
    return [by_time[at] for at in sorted(by_time)]


def _seconds(text: str) -> float | None:
    """Seconds, where nothing is a time too.

    >>> _seconds("00:01:23.500"), _seconds("0"), _seconds("soon")
    (83.5, 0.0, None)
    """
    return 0.0 if text.strip().strip("0:.") == "" and "0" in text else parse_wild_duration(text)


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return value.strip() if isinstance(value, str) else ""
