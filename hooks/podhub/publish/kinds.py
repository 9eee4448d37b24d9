"""What each file of the site is to those who fetch it: its type, how long it may be kept, and when
it is sent.

A store knows only what each object is told when it is sent. Where the site's own `_headers` speak
of a path, they are right; this table says the rest."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from pathlib import PurePosixPath

from podhub.model.audio_types import AUDIO_TYPES


class Phase(IntEnum):
    """The order of sending: nothing arrives before what it points at."""

    PARTS = 1
    """Recordings, pictures, scripts, styles, transcripts: what pages and feeds are made of"""
    PAGES = 2
    INDEXES = 3
    """What lists pages for machines: the search, the sitemap"""
    ARCHIVES = 4
    """The older documents of a feed, which the newest points at (RFC 5005)"""
    FEEDS = 5


@dataclass(frozen=True)
class Kind:
    """What a store must know of a file."""

    content_type: str
    cache_control: str

    @property
    def lasts(self) -> bool:
        """Whether other content would have another name: somebody who has an older page open still
        asks for this one.

        >>> Kind("image/png", FOREVER).lasts, Kind("audio/mpeg", DAY).lasts
        (True, False)
        """
        return "immutable" in self.cache_control

    def __str__(self) -> str:
        return f"{self.content_type} | {self.cache_control}"


TYPES = {
    ".html": "text/html; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
    ".xsl": "application/xslt+xml",
    ".opml": "text/x-opml; charset=utf-8",
    ".gz": "application/gzip",
    **{end: types[-1] for end, types in AUDIO_TYPES.items()},
    ".webm": "video/webm",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".pdf": "application/pdf",
    ".woff2": "font/woff2",
}
OTHER = "application/octet-stream"
RSS = "application/rss+xml; charset=utf-8"
CHAPTERS = "application/json+chapters"
"""The type that Podcasting 2.0 gives chapters (jsonChapters.md)"""

SOON = "public, max-age=60"
"""For what changes under its address: a push is live within a minute."""
DAY = "public, max-age=86400"
"""For recordings and pictures, which seldom change"""
FOREVER = "public, max-age=31536000, immutable"
"""For files with a hash in their names: other content has another name."""

HASHED = re.compile(r"[._-](?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{8,64}\.")
"""Digits and letters both: eight digits alone are more likely a date."""
MEDIA = ("audio/", "video/", "image/", "font/", "application/pdf")
"""How types begin whose files are media, or change as seldom"""
INDEXES = (
    *("sitemap.xml", "sitemap.xml.gz", "robots.txt", "llms.txt", "llms-full.txt"),
    *("_headers", "_redirects"),
)
SEARCH = "search/"
FEED = "podcast.xml"
ARCHIVE = "podcast/feed/"

Rules = tuple[tuple[re.Pattern[str], dict[str, str]], ...]


def phase(path: str) -> Phase:
    """When a file is sent.

    >>> phase("audio/001.mp3").name, phase("about/index.html").name, phase("sitemap.xml").name, phase("podcast.xml").name
    ('PARTS', 'PAGES', 'INDEXES', 'FEEDS')
    >>> phase("search/index.html").name, phase("search/words/co.txt").name
    ('PAGES', 'INDEXES')
    >>> phase("podcast/feed/2.xml").name, phase("about/index.md").name
    ('ARCHIVES', 'PAGES')
    """
    if path in INDEXES or (path.startswith(SEARCH) and not path.endswith((".html", ".md"))):
        return Phase.INDEXES
    if path.startswith(ARCHIVE):
        return Phase.ARCHIVES
    if path.endswith((".xml", ".opml")) or PurePosixPath(path).name == "feed.json":
        return Phase.FEEDS
    return Phase.PAGES if path.endswith((".html", ".md")) else Phase.PARTS


def kinds(headers: str) -> Callable[[str], Kind]:
    """Give a function from a path to its kind, by the site's own `_headers` and, where they are
    silent, by the path.

    >>> kind = kinds("/artwork/*\\n  Cache-Control: public, max-age=9\\n")
    >>> print(kind("artwork/001.jpg"))
    image/jpeg | public, max-age=9
    >>> print(kind("podcast.xml"))
    application/rss+xml; charset=utf-8 | public, max-age=60
    >>> kind("assets/stylesheets/main.484c7ddc.min.css").cache_control == FOREVER
    True
    """
    rules = read_headers(headers)

    def kind(path: str) -> Kind:
        said: dict[str, str] = {}
        for pattern, fields in rules:
            if pattern.fullmatch(f"/{path}"):
                said |= fields
        return Kind(
            said.get("content-type") or _type(path), said.get("cache-control") or _cache(path)
        )

    return kind


def read_headers(text: str) -> Rules:
    """Read a `_headers` file: a path on each line, `*` for anything and `:name` for one step, and
    below it, set in, its headers.

    >>> [(pattern.pattern, fields) for pattern, fields in read_headers("/a/:b/*\\n  X-One: 1\\n#\\n\\n/c\\n  X-Two: 2: 3\\n")]
    [('/a/[^/]+/.*', {'x-one': '1'}), ('/c', {'x-two': '2: 3'})]
    """
    rules: list[tuple[re.Pattern[str], dict[str, str]]] = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            steps = re.split(r"(\*|:[A-Za-z_]\w*)", line.strip())
            rules.append((re.compile("".join(_step(step) for step in steps)), {}))
        elif rules:
            name, _, value = line.partition(":")
            rules[-1][1][name.strip().lower()] = value.strip()
    return tuple(rules)


def _step(text: str) -> str:
    if text == "*":
        return ".*"
    return "[^/]+" if text.startswith(":") else re.escape(text)


def _type(path: str) -> str:
    if phase(path) in (Phase.FEEDS, Phase.ARCHIVES) and path.endswith(".xml"):
        return RSS
    if path.endswith("/chapters.json"):
        return CHAPTERS
    if path in ("_headers", "_redirects"):
        return TYPES[".txt"]
    return TYPES.get(PurePosixPath(path).suffix.lower(), OTHER)


def _cache(path: str) -> str:
    if phase(path) is not Phase.PARTS:
        return SOON
    if HASHED.search(PurePosixPath(path).name):
        return FOREVER
    return DAY if _type(path).startswith(MEDIA) else SOON
