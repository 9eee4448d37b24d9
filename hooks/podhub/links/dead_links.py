"""Links in texts that lead nowhere: to files, to anchors, to seconds of episodes."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from podhub.links.page_anchors import page_anchors
from podhub.markup.headings import is_ours
from podhub.markup.targets import MARKDOWN_HAS, better_target
from podhub.model.body import BodyLink
from podhub.model.entries import Catalog, Entry, EpisodeEntry
from podhub.model.items import Item
from podhub.model.problems import Problem, quote
from podhub.model.times import clock, parse_time
from podhub.model.values import inside, nearest, relative
from podhub.read import files
from podhub.read.folders import PICTURES

_PICTURE = "a picture such as ../assets/picture.png (a link to other files has no ! before it)"


def dead_links(root: Path, catalog: Catalog, broken: Collection[str]) -> Iterator[Problem]:
    """Yield every link of a text that leads nowhere; `broken` are the files with mistakes of their
    own, which are there all the same."""
    entries = {entry.path: entry for entry in catalog.entries()}
    shown = frozenset(catalog.files)
    ends = _Ends(root, catalog, broken, catalog.media(), entries, shown)
    for source, body in catalog.bodies.items():
        for link in body.links:
            if expected := ends.better(source, link):
                yield Problem(source, link.line, "link", expected, quote(link.target))


@dataclass(frozen=True, slots=True)
class _Ends:
    """All that links can lead to. What its methods give is what should stand in a link's place, or
    None where it is fine."""

    root: Path
    catalog: Catalog
    broken: Collection[str]
    media: Mapping[str, str]
    entries: Mapping[str, Entry[Item]]
    """Those that could be read, by their files"""
    shown: frozenset[str]
    """The files of docs/ that the site has beside its pages"""

    def better(self, source: str, link: BodyLink) -> str | None:
        """For a link in the file `source`."""
        parts = _parts(link.target, link.image, link.element)
        if parts is None:
            return None
        target, anchor = parts
        if link.element not in ("", *MARKDOWN_HAS):
            return self._film(source, target)
        path = inside(source, target) if target else source
        if link.image and path in self.catalog.bodies:
            return _PICTURE
        if path in self.catalog.bodies:
            # It has been read, so it is there and where it should be: most links need no look at
            # the disk.
            return self._anchor(path, anchor) if anchor else None
        if path in self.broken:
            return None  # it is there; why it could not be read is said
        if link.target.startswith("/"):
            return "a path from this file to another, such as ../definitions/ownership.md"
        if path is None or not files.within(self.root, self.root / path):
            return "a file inside docs/ or episodes/, such as ../definitions/ownership.md"
        if files.is_folder(self.root / path):
            index = posixpath.normpath(posixpath.join(urlsplit(link.target).path, "index.md"))
            return f"a file in that folder, such as {index}"
        return self._file(source, path, link.image)

    def _film(self, source: str, target: str) -> str | None:
        """Markdown has no films: their address is the browser's, which knows pages and not
        files."""
        entry = self.entries.get(source)
        if entry is None:
            return None
        path = posixpath.normpath(posixpath.join(entry.url, target))
        if path in self.media.values() or files.find(self.root, f"docs/{path}") in self.shown:
            return None
        example = relative(entry.url, "assets/film.mp4")
        return f"a file of docs/ as the page's address /{entry.url} sees it, such as {example}"

    def _file(self, source: str, path: str, is_picture: bool) -> str | None:
        there = files.find(self.root, path)
        if there is None:
            close = self._nearest(path)
            hint = (
                f", such as {posixpath.relpath(close, posixpath.dirname(source))}" if close else ""
            )
            return f"a link to a file that exists{hint}"
        if path.startswith("docs/") and there not in self.shown:
            left_out = quote(path.removeprefix("docs/"))
            return f"a link to a page, a picture or a document (the site leaves out {left_out})"
        if not path.startswith("docs/") and there not in self.media:
            return "a link to an episode's page, which is its .md file, or to its recording"
        if is_picture and PurePosixPath(path).suffix.lower() not in (*PICTURES, ".ico"):
            return _PICTURE
        return None

    def _nearest(self, path: str) -> str | None:
        """The file of the same kind whose name a misspelt one most likely meant."""
        kind = PurePosixPath(path).suffix.lower()
        alike = [file for file in self.shown if PurePosixPath(file).suffix.lower() == kind]
        stems = {_stem(file): file for file in alike or self.catalog.bodies}
        return stems.get(nearest(_stem(path), stems) or "")

    def _anchor(self, path: str, anchor: str) -> str | None:
        """For an anchor of a file. What the parts around a text have is known of an entry that
        could be read: one that could not says why."""
        entry = self.entries.get(path)
        if anchor.startswith("t="):
            return _second(entry, anchor[2:].split(",")[0])
        if not is_ours(anchor):
            return _heading(path, anchor, self.catalog.bodies[path].anchors)
        return _heading(path, anchor, page_anchors(entry)) if entry else None


def _stem(path: str) -> str:
    return normalize("NFC", PurePosixPath(path).stem.casefold())


@lru_cache(1 << 16)
def _parts(target: str, image: bool, element: str) -> tuple[str, str] | None:
    """The path that a link names, and the anchor behind it; None where it leads elsewhere, or was
    refused where the text was read."""
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or better_target(target, image, element):
        return None
    return unquote(parts.path), normalize("NFC", unquote(parts.fragment))


def _second(entry: Entry[Item] | None, time: str) -> str | None:
    try:
        seconds = parse_time(time)
    except ValueError as error:
        return str(error).removeprefix("expected ") + " after #t="
    if entry and not isinstance(entry, EpisodeEntry):
        return "an episode before #t="
    if isinstance(entry, EpisodeEntry) and entry.audio.bytes and seconds >= entry.audio.seconds:
        return f"a time within the episode's {clock(entry.audio.seconds)}"
    return None


def _heading(path: str, anchor: str, anchors: Collection[str]) -> str | None:
    if anchor in anchors:
        return None
    close = nearest(anchor, anchors) or nearest(anchor.lower(), anchors)
    return f"a heading of {path}" + (f", such as #{close}" if close else "")
