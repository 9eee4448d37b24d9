"""An episode's moments as the chapters JSON of the Podcasting 2.0 namespace, version 1.2
(jsonChapters.md)."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any

from podhub.model.entries import EpisodeEntry
from podhub.model.podcast import Show
from podhub.model.podcast_parts import Moment
from podhub.model.values import absolute


def moment_links(
    episode: EpisodeEntry, moment: Moment, site_url: str
) -> tuple[str | None, str | None]:
    """The full addresses of the page that a moment leads to and of its picture, where it has
    them."""
    href = (
        absolute(site_url, moment.url) if moment.url and moment.url.startswith("/") else moment.url
    )
    picture = episode.pictures.get(moment.image or "")
    return href, absolute(site_url, picture.url) if picture else None


def chapters_json(episode: EpisodeEntry, show: Show, site_url: str) -> str:
    """The chapters file of an episode."""
    chapters: list[dict[str, Any]] = []
    for moment in episode.fields.moments:
        href, image = moment_links(episode, moment, site_url)
        links = {"img": image, "url": href}
        chapter: dict[str, Any] = {"startTime": moment.at, "title": moment.title}
        chapters.append(chapter | {name: link for name, link in links.items() if link})
    document = {
        "version": "1.2.0",
        "author": show.author,
        "title": episode.title,
        "podcastName": show.title,
        "description": episode.fields.summary,
        "fileName": PurePosixPath(episode.audio.url).name,
        "chapters": chapters,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"
