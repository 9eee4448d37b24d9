"""Chapters and soundbites as a feed gives them, brought together into an episode's moments."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from podhub.importing.source import Source
from podhub.importing.texts import left_out
from podhub.model.problems import quote
from podhub.model.times import clock
from podhub.model.values import printable, shortened
from podhub.net.feed_values import escaped_address, one_line, seconds_of

LONGEST = 128
"""Characters of a chapter's title."""
KNOWN = frozenset(["startTime", "title", "img", "url", "toc"])
"""What of a chapter in a JSON file has a place here"""
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


def inline_chapters(item: Source, told: list[str]) -> list[Chapter]:
    """Podlove Simple Chapters, which stand in the feed itself. Adds to `told` what cannot be one."""
    return _ordered(
        (
            (
                tag.attribute("start"),
                one_line(tag.attribute("title")),
                tag.address("href"),
                tag.address("image"),
            )
            for tag in item.first("psc:chapters").all("psc:chapter")
        ),
        told,
    )


def read_chapters_file(text: str, told: list[str]) -> list[Chapter] | None:
    """The chapters of a JSON file of the Podcasting 2.0 namespace (jsonChapters.md); None where it
    is none. Adds to `told` what cannot be a chapter.

    Silent ones (`toc: false`) only change a picture, and are no place to go to.

    >>> told = []
    >>> read_chapters_file('{"chapters": [{"startTime": 5, "title": "Why"}, {"startTime": 9, "toc": false}]}', told)
    [Chapter(at=5.0, title='Why', url='', image='', clip=None)]
    >>> told
    ['chapters: expected chapters to go to, found 1 without a place in the list (left out)']
    >>> read_chapters_file(r'{"chapters": [{"startTime": 5, "title": "<b>\\ud83d</b>A", "url": "https://a.example/\\ud83d"}]}', told)
    [Chapter(at=5.0, title='A', url='https://a.example/', image='', clip=None)]
    >>> read_chapters_file("[]", told), read_chapters_file("<html>", told)
    (None, None)
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    listed = data.get("chapters") if isinstance(data, Mapping) else None
    if not isinstance(listed, list):
        return None
    entries = [entry for entry in listed if isinstance(entry, Mapping)]
    shown = [entry for entry in entries if entry.get("toc") is not False]
    if silent := len(listed) - len(shown):
        told.append(
            f"chapters: expected chapters to go to, found {silent} without a place in the list (left out)"
        )
    if more := sorted({str(name) for entry in shown for name in entry.keys() - KNOWN}):
        told.append(f"chapters: not carried over: {', '.join(more)}")
    return _ordered(
        (
            (
                str(entry.get("startTime", "")),
                one_line(_text(entry, "title")),
                escaped_address(_text(entry, "url")),
                escaped_address(_text(entry, "img")),
            )
            for entry in shown
        ),
        told,
    )


def soundbites(item: Source, told: list[str]) -> list[Chapter]:
    """The parts of an episode that work as clips; one without a title of its own has the
    episode's."""
    title = one_line(item.text("itunes:title", "title"))
    clips = []
    for tag in item.all("podcast:soundbite"):
        start, length = (seconds_of(tag.attribute(name)) for name in ("startTime", "duration"))
        if start is None or not length:
            said = f"{tag.attribute('startTime')} for {tag.attribute('duration')}"
            told.append(left_out("clip", "a start and a length in seconds", said))
        else:
            clips.append(Chapter(start, tag.line or title, clip=length))
    return clips


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

    >>> moment(Chapter(83.5, "Why", clip=30.0), None), moment(Chapter(59.9996, "Then"), None)
    ({'at': '1:23.5', 'title': 'Why', 'clip': 30}, {'at': '1:00', 'title': 'Then'})
    """
    whole, thousandths = divmod(round(chapter.at * 1000), 1000)
    told: dict[str, Any] = {
        "at": clock(whole) + f".{thousandths:03}".rstrip("0").rstrip("."),
        "title": shortened(chapter.title, LONGEST),
        "url": chapter.url,
        "image": image,
    }
    if chapter.clip:
        told["clip"] = (
            int(chapter.clip) if chapter.clip == int(chapter.clip) else round(chapter.clip, 3)
        )
    return {name: value for name, value in told.items() if value}


def _ordered(listed: Iterable[tuple[str, str, str, str]], told: list[str]) -> list[Chapter]:
    """Chapters by time, from the start, title, page and picture of each. What cannot be one is
    told."""
    by_time: dict[float, Chapter] = {}
    for start, title, url, image in listed:
        at = seconds_of(start)
        if at is None:
            told.append(
                f"chapters: expected a start such as 00:01:23.500, found {quote(start)} for {quote(title)} (left out)"
            )
        elif not title:
            told.append(f"chapters: expected a title at {clock(at)}, found none (left out)")
        elif at in by_time:
            told.append(
                f"chapters: expected one chapter at {clock(at)}, found {quote(title)} there as well (left out)"
            )
        else:
            by_time[at] = Chapter(at, title, url, image)
            if len(title) > LONGEST:
                told.append(
                    f"chapters: expected at most {LONGEST} characters, found {quote(title, LONGEST * 3)}"
                    f" ({clock(at)}, written down as {quote(shortened(title, LONGEST), LONGEST)})"
                )
    return [by_time[at] for at in sorted(by_time)]


def _text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return printable(value).strip() if isinstance(value, str) else ""
