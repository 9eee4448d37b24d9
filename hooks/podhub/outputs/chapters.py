"""An episode's moments as the chapters JSON of the Podcasting 2.0 namespace, version 1.2 (jsonChapters.md)."""

from __future__ import annotations

import json
from typing import Any

from podhub.content.entries import EpisodeEntry
from podhub.content.values import absolute


def clock_ms(seconds: float) -> str:
    """Write a time as Podlove Simple Chapters want it.

    >>> clock_ms(83.5), clock_ms(3723)
    ('00:01:23.500', '01:02:03.000')
    """
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"


def chapters_json(episode: EpisodeEntry, show_title: str, site_url: str) -> str:
    """The chapters file of an episode."""
    chapters: list[dict[str, Any]] = []
    for moment in episode.fields.moments:
        chapter: dict[str, Any] = {"startTime": moment.at, "title": moment.title}
        if moment.url:
            chapter["url"] = absolute(site_url, moment.url) if moment.url.startswith("/") else moment.url
        chapters.append(chapter)
    document = {"version": "1.2.0", "title": episode.title, "podcastName": show_title, "chapters": chapters}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
