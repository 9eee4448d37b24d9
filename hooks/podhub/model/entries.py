"""What a hub is made of: files with their checked fields and addresses, and the catalog of all."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Generic, TypeVar

from podhub.model.body import Body
from podhub.model.cues import Cues
from podhub.model.document import Document
from podhub.model.items import Article, Author, Definition, Guide, Item, Page, Topic
from podhub.model.locale import sort_key
from podhub.model.media import Artwork, Audio, MomentPicture
from podhub.model.messages import ENGLISH, Messages
from podhub.model.numbers import shown_number
from podhub.model.podcast import Episode, Show
from podhub.model.problems import Remark

M = TypeVar("M", bound=Item, covariant=True)


@dataclass(frozen=True)
class Entry(Generic[M]):
    """One Markdown file and what it means."""

    kind: str
    slug: str
    url: str
    """Its path on the site, such as `articles/first-seeds/`; the home page's is empty."""
    document: Document
    fields: M
    digest: str = field(default="", kw_only=True)
    """Stands for its file's text, and for all that was read beside it"""

    @property
    def path(self) -> str:
        """Its file in the repository."""
        return self.document.path

    @property
    def title(self) -> str:
        """Its title, or the term it defines."""
        return (
            self.fields.term
            if isinstance(self.fields, Definition)
            else str(getattr(self.fields, "title", ""))
        )

    @property
    def date(self) -> datetime | None:
        """When it becomes public, if it has a date."""
        return getattr(self.fields, "date", None)

    def held(self, now: datetime) -> str | None:
        """Why it is not public at `now`: `draft`, or the date it waits for; None when it is
        public."""
        if self.fields.draft:
            return "draft"
        if self.date and self.date > now:
            return self.date.strftime("%Y-%m-%d %H:%M %z")
        return None


@dataclass(frozen=True)
class EpisodeEntry(Entry[Episode]):
    """An episode with its audio, its words and its picture."""

    number: int = 0
    """The whole number that apps show; 0 for none"""
    audio: Audio = field(default_factory=lambda: Audio("", 0, 0.0, ""))
    cues: Cues = field(default_factory=Cues)
    transcript: str | None = None
    """The WebVTT file in the repository."""
    artwork: Artwork | None = None
    translations: dict[str, Cues] = field(default_factory=dict)
    """The transcript in other languages, by their codes."""
    pictures: dict[str, MomentPicture] = field(default_factory=dict)
    """The pictures of its moments, by the names that the moments give."""

    @property
    def place(self) -> int:
        """The number in its file's name, which orders files."""
        return split_number(PurePosixPath(self.path).stem)[0] or 0

    @property
    def numbered(self) -> int | float | None:
        """The number that pages and apps show, with decimals where it has some."""
        own = self.number if self.fields.type == "full" else None
        return shown_number(self.fields.number, self.fields.decimal, own)

    @property
    def order(self) -> tuple[datetime, int, float, bool, int, str]:
        """Where it stands among others, oldest first: by date, and on one date by season and
        number."""
        fields, said = self.fields, self.fields.number
        number = said if isinstance(said, int | float) else self.number or self.place
        return fields.date, fields.season or 0, number, not self.number, self.place, self.slug

    def synthetic_voice(self, show: Show | None) -> bool | None:
        """Whether a synthetic voice is heard: as it says itself, else as its show does; None where
        neither says."""
        own = self.fields.synthetic_voice
        return own if own is not None or show is None else show.synthetic_voice

    def own_pictures(self) -> Iterator[MomentPicture]:
        """Those of its moments' pictures that lie beside it; what lies in docs/ is public on its
        own."""
        return (
            picture for picture in self.pictures.values() if not picture.source.startswith("docs/")
        )


@dataclass(frozen=True)
class ShowEntry:
    """The show: episodes/show.yml"""

    document: Document
    fields: Show
    artwork: Artwork
    digest: str = ""
    """Stands for its file's text, and for its artwork"""


@dataclass(frozen=True)
class Catalog:
    """All that authors wrote, by the name in the address, in the order of lists."""

    articles: dict[str, Entry[Article]] = field(default_factory=dict)
    definitions: dict[str, Entry[Definition]] = field(default_factory=dict)
    guides: dict[str, Entry[Guide]] = field(default_factory=dict)
    episodes: dict[str, EpisodeEntry] = field(default_factory=dict)
    pages: dict[str, Entry[Page]] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    tables: dict[str, Document] = field(default_factory=dict)
    """topics.yml and authors.yml as they were read, by path."""
    show: ShowEntry | None = None
    bodies: dict[str, Body] = field(default_factory=dict)
    """The texts by file, also of files that are no entries since something is wrong with them; not
    filled where texts are not read."""
    files: tuple[str, ...] = ()
    """Files of docs/ that become public as they are"""
    remarks: tuple[Remark, ...] = ()
    """Advice on what was read, but for that which authors have switched off."""
    messages: Messages = ENGLISH
    """What the site says around all that, in its language."""

    def speaking(self, messages: Messages) -> Catalog:
        """The catalog of a site that says the rest in these words, in their language's order."""
        order = {s: sort_key(e.title, messages.language) for s, e in self.definitions.items()}
        by_title = sorted(self.definitions.items(), key=lambda pair: (order[pair[0]], pair[0]))
        return replace(self, messages=messages, definitions=dict(by_title))

    def entries(self) -> Iterator[Entry[Item]]:
        """Every entry, kind by kind."""
        for group in (self.pages, self.articles, self.definitions, self.guides, self.episodes):
            yield from group.values()

    def listed(self) -> list[EpisodeEntry]:
        """The episodes as their show lists them: the newest first or, where they are to be heard in
        order, the first."""
        episodes = list(self.episodes.values())
        is_serial = self.show is not None and self.show.fields.type == "serial"
        return episodes[::-1] if is_serial else episodes

    def media(self) -> dict[str, str]:
        """The path on the site of each recording and picture of an episode, by its file in the
        repository."""
        placed = {}
        for episode in self.episodes.values():
            if episode.audio.source:
                placed[episode.audio.source] = episode.audio.url
            if episode.artwork:
                placed[episode.artwork.source] = episode.artwork.url
            placed |= {picture.source: picture.url for picture in episode.own_pictures()}
        return placed

    def heeded(self, remarks: Iterable[Remark]) -> Iterator[Remark]:
        """Those remarks that no author has switched off: in the file itself, or in the episode's
        for what lies beside it (`004-first-seeds.vtt`)."""
        told = list(remarks)
        if not told:
            return
        ignored = {entry.path: entry.fields.ignore for entry in self.entries()}
        if self.show:
            ignored[self.show.document.path] = self.show.fields.ignore
        for remark in told:
            episode = re.sub(r"^(episodes/[^./]+)\..+", r"\1.md", remark.path)
            if remark.name not in ignored.get(remark.path, ignored.get(episode, ())):
                yield remark

    def public(self, now: datetime) -> Shown:
        """What is public at `now`: nothing held back is in it, by any door."""
        return self._only(lambda entry: not entry.held(now))

    def without(self, paths: Collection[str]) -> Shown:
        """What a preview shows: all but the entries of some files, held back or not."""
        return self._only(lambda entry: entry.path not in paths)

    def _only(self, wanted: Callable[[Entry[Item]], bool]) -> Shown:
        def keep(group: dict[str, E]) -> dict[str, E]:
            return {slug: entry for slug, entry in group.items() if wanted(entry)}

        kept = {
            "articles": keep(self.articles),
            "definitions": keep(self.definitions),
            "guides": keep(self.guides),
            "episodes": keep(self.episodes),
            "pages": keep(self.pages),
        }
        return Shown(**{one.name: getattr(self, one.name) for one in fields(self)} | kept)


@dataclass(frozen=True)
class Shown(Catalog):
    """What a site shows. Outputs take this type alone, so that none can show by mistake what is
    held back: a catalog of everything is another."""


E = TypeVar("E", bound=Entry[Item])


def split_number(stem: str) -> tuple[int | None, str]:
    """Split an episode's file name into number and slug.

    >>> split_number("004-first-seeds"), split_number("first-seeds")
    ((4, 'first-seeds'), (None, 'first-seeds'))
    """
    found = re.fullmatch(r"(\d{3,})-(.+)", stem)
    return (int(found[1]), found[2]) if found else (None, stem)


def slug_of(path: str) -> str:
    """The name in the address of the item that a file makes, whether or not it can be read.

    >>> slug_of("episodes/004-first-seeds.md"), slug_of("docs/articles/100-days.md")
    ('first-seeds', '100-days')
    """
    stem = PurePosixPath(path).stem
    return split_number(stem)[1] if path.startswith("episodes/") else stem
