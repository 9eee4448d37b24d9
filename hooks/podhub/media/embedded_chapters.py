"""Chapters that stand in the audio file itself, for episodes whose author wrote no moments."""

# mypy: allow-untyped-calls
# mutagen ships its sources without types for the frames.

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import IO

import mutagen
from mutagen.id3 import ID3
from mutagen.mp4 import MP4

from podhub.model.podcast_parts import Moment
from podhub.model.values import is_web_address, parse_time, printable

Found = tuple[float, str, str | None]
"""Seconds, title, address"""
LONGEST = 128
"""Characters that apps show of a chapter's title."""


def read_chapters(stream: IO[bytes], name: str, seconds: float) -> tuple[Moment, ...]:
    """The chapters of an MP3 (ID3 CHAP), M4A or Ogg file (CHAPTER001 comments) that lie within its
    length, in order.

    `stream` is the file, here or at an address, of which only the tags are read; `name` is its
    name."""
    stream.seek(0)
    try:
        suffix = PurePosixPath(name).suffix.lower()
        if suffix == ".mp3":
            found = _id3(stream)
        elif suffix in (".m4a", ".mp4", ".m4v"):
            found = [
                (float(chapter.start), str(chapter.title), None)
                for chapter in MP4(stream).chapters or ()
            ]
        elif suffix in (".ogg", ".opus"):
            found = _comments(stream)
        else:
            found = []
    except mutagen.MutagenError:  # a file without tags has no chapters
        found = []
    return tuple(_fitting(found, seconds))


def _fitting(found: Iterable[Found], seconds: float) -> Iterable[Moment]:
    before = -1.0
    for start, title, url in sorted(found, key=lambda chapter: chapter[0]):
        # Programs that write files know none of our rules, and there is nobody to ask: what does
        # not fit is made to.
        text = " ".join(printable(title).split())
        if text and before < start < seconds:
            short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
            yield Moment(
                at=round(start, 3), title=short, url=url if url and is_web_address(url) else None
            )
            before = start


def _id3(stream: IO[bytes]) -> list[Found]:
    found: list[Found] = []
    for chapter in ID3(stream).getall("CHAP"):
        titles = chapter.sub_frames.getall("TIT2")
        links = chapter.sub_frames.getall("WXXX")
        if titles and titles[0].text:
            found.append(
                (chapter.start_time / 1000, str(titles[0].text[0]), links[0].url if links else None)
            )
    return found


def _comments(stream: IO[bytes]) -> list[Found]:
    opened = mutagen.File(stream)
    comments = (
        {name.upper(): values[0] for name, values in (opened.tags or {}).items()}
        if opened is not None
        else {}
    )
    found: list[Found] = []
    for name, value in comments.items():
        title = comments.get(f"{name}NAME")
        if re.fullmatch(r"CHAPTER\d{2,3}", name) and title:
            try:
                found.append((parse_time(value), title, comments.get(f"{name}URL")))
            except ValueError:
                continue
    return found
