"""Which of an item's enclosures is its recording, and what the others are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from podhub.importing.source import Source
from podhub.model.audio_types import AUDIO_EXTENSIONS
from podhub.net.feed_values import address_path, parse_wild_number
from podhub.net.remote_audio import TYPES

NO_SOUND = ("image/", "text/", "application/pdf", "application/epub", "application/zip")


@dataclass(frozen=True)
class Enclosure:
    """A file that an item encloses."""

    said: str
    """Its address as the feed writes it, by which apps know an item without a guid"""
    url: str
    """The same, with what cannot stand in an address escaped"""
    bytes: int | None
    type: str
    """In small letters and without parameters"""

    @property
    def plays(self) -> bool:
        """Whether its type or its address says that it is audio or video."""
        return self.type.startswith(("audio/", "video/")) or self._ends_as_audio

    @property
    def may_play(self) -> bool:
        """Whether nothing says that it is something else."""
        return self.plays or not self.type.startswith(NO_SOUND)

    @property
    def _ends_as_audio(self) -> bool:
        end = PurePosixPath(address_path(self.url)).suffix.lower()
        return end in AUDIO_EXTENSIONS and not self.type.startswith(NO_SOUND)


def enclosures(item: Source) -> tuple[Enclosure | None, list[Enclosure]]:
    """The recording of an item, which is the first that plays, and its other enclosures."""
    found = [
        Enclosure(
            said,
            tag.address("url"),
            parse_wild_number(tag.attribute("length")),
            tag.attribute("type").partition(";")[0].strip().lower(),
        )
        for tag in item.all("enclosure")
        if (said := tag.attribute("url"))
    ]
    recording = next(
        (one for one in found if one.plays), next((one for one in found if one.may_play), None)
    )
    return recording, [one for one in found if one is not recording]


def others(item: Source) -> tuple[list[dict[str, Any]], list[str]]:
    """The other enclosures as `alternates`, and a line for each that cannot be one."""
    recording, more = enclosures(item)
    groups, told = [], []
    for one in more:
        kind = ours(one.type)
        if recording and one.url == recording.url:
            continue
        if kind and one.bytes and one.url.startswith("https://"):
            groups.append({"url": one.url, "type": kind, "bytes": one.bytes})
        else:
            told.append(f"audio: expected one recording, found another at {one.url} (left out)")
    return groups, told


def ours(kind: str) -> str | None:
    """Our type for any name that a type of audio has; None for what apps do not play.

    >>> ours("audio/mp3"), ours("audio/MPEG; charset=x"), ours("image/png")
    ('audio/mpeg', 'audio/mpeg', None)
    """
    kind = kind.partition(";")[0].strip().lower()
    if kind == "audio/opus":
        return kind
    return next((name for name, names in TYPES.items() if kind in names), None)
