"""The addresses that the site has of its own: no file of an author's and no old address may write
over them."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

FILES = (
    "index.html",
    "404.html",
    "podcast.xml",
    "articles.xml",
    "podcast.opml",
    "robots.txt",
    "sitemap.xml",
    "sitemap.xml.gz",
    "llms.txt",
    "_headers",
)
"""Files that the site has of its own."""
FOLDERS = ("artwork", "assets", "audio", "cards", "search")
"""Folders that the site puts files of its own into."""


_CLIP = re.compile(r"(podcast/[^/]+/)clips/[^/]+/")


def clip_address(episode: str, name: str) -> str:
    """The address of an episode's clip.

    >>> clip_address("podcast/first-seeds/", "the-first-week")
    'podcast/first-seeds/clips/the-first-week/'
    """
    return f"{episode}clips/{name}/"


def episode_of_clip(address: str) -> str:
    """The address of the episode that a clip's address belongs to; empty where it is none of a clip.

    >>> episode_of_clip("podcast/first-seeds/clips/the-first-week/"), episode_of_clip("podcast/first-seeds/")
    ('podcast/first-seeds/', '')
    """
    found = _CLIP.fullmatch(address)
    return found[1] if found else ""


def refused_place(path: str) -> str | None:
    """What is expected instead of a file of docs/ at the site's own address; None where it may lie.

    >>> refused_place("docs/robots.txt")
    'another name (the site has a file of its own at /robots.txt)'
    >>> refused_place("docs/podcast/index.md"), refused_place("docs/assets/call.jpg"), refused_place("docs/about.md")
    (None, None, None)
    """
    place = PurePosixPath(path).relative_to("docs")
    first, name = place.parts[0], place.name
    if str(place) in FILES:
        return f"another name (the site has a file of its own at /{place})"
    if first in FOLDERS and first != "assets":
        return (
            f"another folder, such as docs/assets/ (the site puts files of its own into /{first}/)"
        )
    if place.with_suffix("").parts[:1] == ("search",):
        return "another name (the site has a page of its own at /search/)"
    if first == "topics" and place.parts[1:] != ("index.md",):
        return "another folder (the pages below /topics/ are made from docs/topics.yml)"
    if first == "podcast" and place.parts[1:] != ("index.md",):
        lies = f"episodes/{name}" if re.match(r"\d{3,}-", name) else "another folder"
        return f"{lies} (the pages below /podcast/ are those of episodes/)"
    return None
