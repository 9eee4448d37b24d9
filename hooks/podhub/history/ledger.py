"""`episodes/ledger.yml`: the show's guid, and every episode that has ever been public by its own,
with its addresses.

Apps know an episode by its guid alone and never report an error: whatever was public once is
written down, so that a build can hold itself against it (`guard`), and so are the addresses of all
other pages, which people link to. Authors add a line to it for what they do on purpose, so that it
is read like their other files (`ledger_file`); commands write the rest (`ledger_text`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from podhub.history.page_records import NamedPages, Pages, with_pages
from podhub.model.addresses import episode_of_clip
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.media import Audio

LEDGER = "episodes/ledger.yml"
SHOW = "show"
"""The show's podcast:guid"""
PAGES = "pages"
"""The pages that are no episodes', by their addresses"""


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

    @property
    def lasting_pages(self) -> Pages:
        """The other pages but for clips of episodes that were taken down, which are gone with them."""
        gone = {record.page for record in self.episodes.values() if record.gone}
        return {
            path: page for path, page in self.pages.items() if episode_of_clip(path) not in gone
        }


def with_public(ledger: Ledger, catalog: Catalog, pages: NamedPages) -> Ledger:
    """The ledger after a catalog became public: its episodes as far as they have a recording, and
    its other pages."""
    guid = catalog.show.fields.guid if catalog.show else None
    episodes = (episode for episode in catalog.episodes.values() if episode.audio.bytes)
    records = brought_up_to_date(ledger.episodes, episodes)
    return Ledger(ledger.show or guid, records, with_pages(ledger.pages, pages))


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
