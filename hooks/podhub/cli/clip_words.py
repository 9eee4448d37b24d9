"""What the files of a clip say: its title and address, the film's pictures, the tags of the MP3."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from podhub.links.clips import clip_urls
from podhub.model.entries import EpisodeEntry, ShowEntry
from podhub.model.settings import Settings
from podhub.model.values import absolute
from podhub.outputs.cards.look import Look
from podhub.outputs.cards.square import Square, draw_square
from podhub.speech.clips import Part, captions
from podhub.speech.tags import Tags


@dataclass(frozen=True)
class Cut:
    """A part of an episode, and what its files say of it."""

    entry: EpisodeEntry
    show: ShowEntry
    settings: Settings
    part: Part
    look: Look

    @property
    def title(self) -> str:
        """The moment that begins there, else the episode."""
        moments = self.entry.fields.moments
        named = (one.title for one in moments if int(one.at) == int(self.part.start))
        return next(named, self.entry.title)

    @property
    def address(self) -> str:
        """Where it plays: its own page if it is a clip of the episode, else the episode's."""
        for moment, url in zip(self.entry.fields.moments, clip_urls(self.entry), strict=True):
            if url and moment.clip and Part(moment.at, moment.at + moment.clip) == self.part:
                return absolute(self.settings.site_url, url)
        start, end = math.floor(self.part.start), math.ceil(self.part.end)
        return absolute(self.settings.site_url, f"{self.entry.url}#t={start},{end}")

    def pictures(self) -> Iterator[tuple[bytes, float]]:
        """The film's pictures, and for how many seconds each is shown."""
        number = self.entry.number if self.entry.fields.type == "full" else 0
        host = urlsplit(self.settings.site_url).hostname or ""
        said = self.settings.messages
        label = said.gettext("Episode %(number)s", number=number) if number else ""
        voices = {cue.speaker or "" for cue in self.entry.cues}
        shown = Square(
            self.settings.site_name,
            label,
            self.title,
            host,
            voice=voices.pop() if len(voices) == 1 else "",
            look=self.look,
        )
        for one in captions(self.entry.cues, self.part):
            words = replace(shown, words=one.words, speaker=one.speaker)
            yield draw_square(words), one.seconds

    def tags(self, cover: Path) -> Tags:
        """What the MP3 says of itself; `cover` is a picture file."""
        show = self.show.fields
        return Tags(self.title, show.author, show.title, None, (), cover, self.address)
