"""Chapters that stand in the audio file itself, for episodes whose author wrote no moments."""

# mypy: allow-untyped-calls
# mutagen ships its sources without types for the frames.

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import IO, Any

import mutagen
from mutagen.id3 import ID3, CTOCFlags
from mutagen.mp4 import MP4

from podhub.media.mp4_chapters import chapter_tracks
from podhub.model.media import RecordingFacts
from podhub.model.podcast_parts import RecordedMoment
from podhub.model.times import parse_time
from podhub.model.values import is_web_address, printable

Found = tuple[float, str, str | None]
"""Seconds, title, address"""
LONGEST = 128
"""Characters that apps show of a chapter's title."""


def with_chapters(stream: IO[bytes], name: str, facts: RecordingFacts) -> RecordingFacts:
    """The facts of a recording with the chapters in it that listeners are to see and that lie within
    its length: of an MP3 (ID3 CHAP), M4A (a track or Nero's list) or Ogg file (CHAPTER001 comments).

    `stream` is the file, here or at an address, of which only the tags are read; `name` is its
    name."""
    stream.seek(0)
    suffix = PurePosixPath(name).suffix.lower()
    found: list[Found] = []
    pictures = 0
    try:
        if suffix == ".mp3":
            found, pictures = _id3(stream)
        elif suffix in (".m4a", ".mp4", ".m4v", ".mov"):
            found, pictures = _mp4(stream, facts.bytes)
        elif suffix in (".ogg", ".opus"):
            found = _comments(stream)
    except mutagen.MutagenError:  # a file without tags has no chapters
        pass
    chapters = tuple(_fitting(found, facts.seconds))
    return replace(facts, chapters=chapters, chapter_pictures=pictures)


def _fitting(found: Iterable[Found], seconds: float) -> Iterator[RecordedMoment]:
    before = -1.0
    for start, title, url in sorted(found, key=lambda chapter: chapter[0]):
        # Programs that write files know none of our rules, and there is nobody to ask: what does
        # not fit is made to.
        text = " ".join(printable(title).split())
        if text and before < start < seconds:
            short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
            yield RecordedMoment(
                at=round(start, 3), title=short, url=url if url and is_web_address(url) else None
            )
            before = start


def _id3(stream: IO[bytes]) -> tuple[list[Found], int]:
    tags = ID3(stream)
    chapters = {chapter.element_id: chapter for chapter in tags.getall("CHAP")}
    pictures = sum(bool(chapter.sub_frames.getall("APIC")) for chapter in chapters.values())
    found: list[Found] = []
    for name in _listed(tags.getall("CTOC"), chapters):
        chapter = chapters[name]
        titles = chapter.sub_frames.getall("TIT2")
        links = chapter.sub_frames.getall("WXXX")
        if titles and titles[0].text:
            found.append(
                (chapter.start_time / 1000, str(titles[0].text[0]), links[0].url if links else None)
            )
    return found, pictures


def _listed(tables: Collection[Any], chapters: Collection[str]) -> list[str]:
    """The chapters that a table of contents shows to listeners, also by way of another (ID3v2
    Chapter Frame Addendum, 3.2); all of them where none is named."""
    by_name = {table.element_id: list(table.child_element_ids) for table in tables}
    tops = [table.element_id for table in tables if table.flags & CTOCFlags.TOP_LEVEL]
    waiting, seen = tops or list(by_name), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += by_name.get(name, [])
    return [name for name in chapters if name in seen] or list(chapters)


def _mp4(stream: IO[bytes], size: int) -> tuple[list[Found], int]:
    chapters, pictures = chapter_tracks(stream, size)
    if not chapters:
        stream.seek(0)
        chapters = [(float(one.start), str(one.title)) for one in MP4(stream).chapters or ()]
    return [(start, title, None) for start, title in chapters], pictures


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
