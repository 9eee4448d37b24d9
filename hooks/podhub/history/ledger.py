"""`episodes/ledger.yml`: the show's guid, and every episode that has ever been public by its own,
with its addresses.

Apps know an episode by its guid alone and never report an error: whatever was public once is
written down, so that a build can hold itself against it (`guard`), and so are the addresses of all
other pages, which people link to. Authors add a line to it for what they do on purpose; commands
write the rest (`ledger_text`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from pydantic import model_validator

from podhub.history.page_records import PageRecord, Pages, with_pages
from podhub.model.address_fields import PublicPage
from podhub.model.document import Document
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.fields import Count, Line, Sha256, ShowGuid, When
from podhub.model.items import Model
from podhub.model.media import Audio
from podhub.model.problems import Problem, quote
from podhub.model.site_path import SitePath
from podhub.read.frontmatter import read_yaml
from podhub.read.validation import validate

LEDGER = "episodes/ledger.yml"
MAX_CHARACTERS = 8_000_000
"""About 20,000 episodes."""
SHOW = "show"
"""The show's podcast:guid"""
PAGES = "pages"
"""The pages that are no episodes', by their addresses"""


class _Show(Model):
    """What is said of the show."""

    show: ShowGuid


class _Page(Model):
    """What is said of a page."""

    title: Line
    """What readers know it by"""
    gone: Line | None = None
    """Why it was taken down"""

    @model_validator(mode="before")
    @classmethod
    def _bare_title(cls, value: object) -> object:
        return value if isinstance(value, dict) else {"title": value}


class _Earlier(Model):
    """An address that was in use before."""

    page: PublicPage | None = None
    """The page's address then"""
    audio: Line | None = None
    """The recording's address then"""
    sha256: Sha256 | None = None
    """The recording's hash then"""
    bytes: Count | None = None
    """The recording's size then, where its hash was not known"""
    why: Line | None = None
    """The reason for the change"""


class _Stanza(Model):
    """What stands below a guid."""

    page: PublicPage | None = None
    """The page's address"""
    audio: Line | None = None
    """The recording's address"""
    sha256: Sha256 | None = None
    """The recording's hash"""
    bytes: Count | None = None
    """The recording's size, where its hash is not known"""
    first: When | None = None
    """When it became public"""
    gone: Line | None = None
    """Why it was taken down"""
    moved: Line | None = None
    """Why its page has a new address"""
    replaced: Line | None = None
    """Why another recording stands at the same address"""
    earlier: tuple[_Earlier, ...] = ()
    """Addresses that were in use before"""


@dataclass(frozen=True)
class PublishedAudio:
    """A recording that was public: where, and what it was, as far as that is known."""

    address: str
    """A path on the site, or a full address elsewhere."""
    sha256: str | None = None
    bytes: int | None = None

    def is_other_than(self, audio: Audio) -> bool:
        """Whether an episode's audio is another recording than this one. What cannot be known is
        taken for the same."""
        if self.sha256 and audio.sha256:
            return self.sha256 != audio.sha256
        return bool(self.bytes and audio.bytes and self.bytes != audio.bytes)


@dataclass(frozen=True)
class EarlierVersion:
    """What an episode's page or recording was before, and why that changed."""

    page: str | None = None
    sound: PublishedAudio | None = None
    why: str | None = None


@dataclass(frozen=True)
class Record:
    """An episode as it has been public. From the ledger, or from a feed that is live."""

    guid: str
    page: str | None = None
    """Its path on the site."""
    sound: PublishedAudio | None = None
    first: datetime | None = None
    gone: str | None = None
    moved: str | None = None
    replaced: str | None = None
    earlier: tuple[EarlierVersion, ...] = ()
    path: str = LEDGER
    """The file or address that says so."""
    line: int = 1
    title: str = ""
    """What listeners know it by, where that is known."""


Records = Mapping[str, Record]
"""Episodes by their guids."""


@dataclass(frozen=True)
class Ledger:
    """All that has been public."""

    show: str | None = None
    """The show's podcast:guid, if it has been written down"""
    episodes: Records = field(default_factory=dict)
    """In the order in which they became public"""
    pages: Pages = field(default_factory=dict)
    """Every other page"""


def read_ledger(root: Path) -> tuple[Ledger, list[Problem]]:
    """Read the ledger; where there is none, nothing has been public yet."""
    if not (root / LEDGER).exists():
        return Ledger(), []
    document, problems = read_yaml(root, LEDGER, MAX_CHARACTERS)
    if document is None:
        return Ledger(), problems
    show, records = None, {}
    pages: Pages = {}
    for guid, value in document.data.items():
        if guid == SHOW and not isinstance(value, dict):
            told, found = validate(replace(document, data={SHOW: value}), _Show)
            show = told.show if told else None
        elif guid == PAGES and isinstance(value, dict) and all(key.endswith("/") for key in value):
            pages, found = _read_pages(document)
        else:
            stanza, found = validate(document, _Stanza, (guid,))
            if stanza:
                records[guid] = _record(guid, stanza, document)
        problems += found
    return Ledger(show, records, pages), problems


def _read_pages(document: Document) -> tuple[dict[SitePath, PageRecord], list[Problem]]:
    pages: dict[SitePath, PageRecord] = {}
    problems: list[Problem] = []
    for address in document.data[PAGES]:
        loc = (PAGES, address)
        fields, found = validate(document, _Page, loc)
        problems += found
        try:
            path = SitePath(address)
        except ValueError as error:
            expected = str(error).removeprefix("expected ")
            problems.append(document.problem(loc, expected, quote(address)))
            continue
        if fields:
            pages[path] = PageRecord(path, fields.title, fields.gone, document.line(loc))
    return pages, problems


def _record(guid: str, stanza: _Stanza, document: Document) -> Record:
    sound = PublishedAudio(stanza.audio, stanza.sha256, stanza.bytes) if stanza.audio else None
    earlier = tuple(
        EarlierVersion(
            was.page,
            PublishedAudio(was.audio, was.sha256, was.bytes) if was.audio else None,
            was.why,
        )
        for was in stanza.earlier
    )
    words = stanza.gone, stanza.moved, stanza.replaced
    return Record(
        guid, stanza.page, sound, stanza.first, *words, earlier, line=document.line((guid,))
    )


def with_public(ledger: Ledger, catalog: Catalog) -> Ledger:
    """The ledger after the episodes of a catalog became public, as far as they have a recording."""
    guid = catalog.show.fields.guid if catalog.show else None
    episodes = (episode for episode in catalog.episodes.values() if episode.audio.bytes)
    records = brought_up_to_date(ledger.episodes, episodes)
    return Ledger(ledger.show or guid, records, with_pages(ledger.pages, catalog))


def brought_up_to_date(known_records: Records, public: Iterable[EpisodeEntry]) -> dict[str, Record]:
    """Records after these episodes became public: new ones are added at the end, what changed is
    kept as earlier.

    Nothing is removed, and the order stays: it decides in which document of the feed an episode is.
    """
    records = dict(known_records)
    for episode in sorted(public, key=lambda episode: (episode.fields.date, episode.fields.guid)):
        new = Record(episode.fields.guid, episode.url, _sound(episode.audio), episode.fields.date)
        known = known_records.get(new.guid)
        records[new.guid] = _merged(known, new, episode.audio) if known else new
    return records


def _sound(audio: Audio) -> PublishedAudio:
    return PublishedAudio(audio.url, audio.sha256, None if audio.sha256 else audio.bytes)


def _merged(known: Record, new: Record, audio: Audio) -> Record:
    """A record with the present addresses. The author's reason goes with what it was the reason
    for."""
    earlier, moved, replaced = list(known.earlier), known.moved, known.replaced
    if known.page and known.page != new.page:
        earlier.append(EarlierVersion(page=known.page, why=moved))
        moved = None
    if known.sound and (known.sound.address != audio.url or known.sound.is_other_than(audio)):
        earlier.append(EarlierVersion(sound=known.sound, why=replaced))
        replaced = None
    first = known.first or new.first
    return replace(
        known,
        page=new.page,
        sound=new.sound,
        first=first,
        earlier=tuple(earlier),
        moved=moved,
        replaced=replaced,
    )


def old_pages(records: Records, catalog: Catalog) -> dict[str, EpisodeEntry]:
    """The episodes that old addresses of their pages must lead to, by these addresses."""
    pages: dict[str, EpisodeEntry] = {}
    taken = {entry.url for entry in catalog.entries()}
    for episode in catalog.episodes.values():
        record = records.get(episode.fields.guid)
        before = [record.page, *(former.page for former in record.earlier)] if record else []
        pages |= {page: episode for page in before if page and page not in taken}
    return pages
