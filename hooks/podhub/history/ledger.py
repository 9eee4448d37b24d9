"""`episodes/ledger.yml`: the show's guid, and every episode that has ever been public by its own,
with its addresses.

Apps know an episode by its guid alone and never report an error: whatever was public once is
written down, so that a build can hold itself against it (`guard`). Authors add a line to it for
what they do on purpose; commands write the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from podhub.media.audio_lock import plain
from podhub.model.document import Document
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.fields import Count, Line, PublicPage, Sha256, ShowGuid, When
from podhub.model.items import Model
from podhub.model.media import Audio
from podhub.model.problems import Problem
from podhub.read.files import write_whole
from podhub.read.frontmatter import read_yaml
from podhub.read.validation import validate

LEDGER = "episodes/ledger.yml"
MAX_CHARACTERS = 8_000_000
"""About 20,000 episodes."""
HEADER = """\
# How apps know the show, and every episode that has been public. Written by `scripts/hub ledger` and `scripts/hub publish`.
# What you do on purpose, say in a line below the episode's id:
#   gone: "why"       it was taken down
#   moved: "why"      its page has a new address; the old one leads there
#   replaced: "why"   another recording stands at the same address; apps that have the old one keep it
"""


SHOW = "show"
"""The one line that is no episode's: the show's podcast:guid"""


class _Show(Model):
    """What is said of the show."""

    show: ShowGuid


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
class Sound:
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
class Former:
    """What an episode's page or recording was before, and why that changed."""

    page: str | None = None
    sound: Sound | None = None
    why: str | None = None


@dataclass(frozen=True)
class Record:
    """An episode as it has been public. From the ledger, or from a feed that is live."""

    guid: str
    page: str | None = None
    """Its path on the site."""
    sound: Sound | None = None
    first: datetime | None = None
    gone: str | None = None
    moved: str | None = None
    replaced: str | None = None
    earlier: tuple[Former, ...] = ()
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


def read_ledger(root: Path) -> tuple[Ledger, list[Problem]]:
    """Read the ledger; where there is none, nothing has been public yet."""
    if not (root / LEDGER).exists():
        return Ledger(), []
    document, problems = read_yaml(root, LEDGER, MAX_CHARACTERS)
    if document is None:
        return Ledger(), problems
    show, records = None, {}
    for guid, value in document.data.items():
        if guid == SHOW and not isinstance(value, dict):
            told, found = validate(replace(document, data={SHOW: value}), _Show)
            show = told.show if told else None
        else:
            stanza, found = validate(document, _Stanza, (guid,))
            if stanza:
                records[guid] = _record(guid, stanza, document)
        problems += found
    return Ledger(show, records), problems


def _record(guid: str, stanza: _Stanza, document: Document) -> Record:
    sound = Sound(stanza.audio, stanza.sha256, stanza.bytes) if stanza.audio else None
    earlier = tuple(
        Former(was.page, Sound(was.audio, was.sha256, was.bytes) if was.audio else None, was.why)
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
    return Ledger(ledger.show or guid, brought_up_to_date(ledger.episodes, episodes))


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


def _sound(audio: Audio) -> Sound:
    return Sound(audio.url, audio.sha256, None if audio.sha256 else audio.bytes)


def _merged(known: Record, new: Record, audio: Audio) -> Record:
    """A record with the present addresses. The author's reason goes with what it was the reason
    for."""
    earlier, moved, replaced = list(known.earlier), known.moved, known.replaced
    if known.page and known.page != new.page:
        earlier.append(Former(page=known.page, why=moved))
        moved = None
    if known.sound and (known.sound.address != audio.url or known.sound.is_other_than(audio)):
        earlier.append(Former(sound=known.sound, why=replaced))
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


def ledger_text(ledger: Ledger) -> str:
    """The ledger's file, in the order in which episodes became public: a new one is added at its
    end."""
    show = f"\n{SHOW}: {ledger.show}\n" if ledger.show else ""
    return (
        HEADER
        + show
        + "".join(
            f"\n{plain(record.guid)}:\n{_fields(record)}" for record in ledger.episodes.values()
        )
    )


def _fields(record: Record) -> str:
    first = f"{record.first:%Y-%m-%d %H:%M:%S %z}".replace(":00 ", " ", 1) if record.first else None
    words = {"gone": record.gone, "moved": record.moved, "replaced": record.replaced}
    lines = _pairs({"page": record.page, **_sound_fields(record.sound), "first": first, **words})
    text = "".join(f"  {line}\n" for line in lines)
    if record.earlier:
        text += "  earlier:\n"
        for former in record.earlier:
            fields = {"page": former.page, **_sound_fields(former.sound), "why": former.why}
            text += f"    - {{{', '.join(_pairs(fields))}}}\n"
    return text


def _sound_fields(sound: Sound | None) -> dict[str, object]:
    return {"audio": sound.address, "sha256": sound.sha256, "bytes": sound.bytes} if sound else {}


def _pairs(fields: Mapping[str, object]) -> list[str]:
    # A date is a text to our reader; so is a hash, whatever its digits.
    bare = ("first", "bytes", "sha256")
    return [
        f"{name}: {value if name in bare else plain(str(value))}"
        for name, value in fields.items()
        if value is not None
    ]


def write_ledger(root: Path, ledger: Ledger) -> bool:
    """Write the ledger, if it does not say the same already; returns whether it was written."""
    file, text = root / LEDGER, ledger_text(ledger)
    if not ledger.episodes or (file.exists() and file.read_text(encoding="utf-8") == text):
        return False
    write_whole(file, text)
    return True
