"""Addresses that have been public and are about to be another's: apps and people hold on to what was
there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import PurePosixPath

from podhub.history.ledger import PublishedAudio, Record, Records
from podhub.model.entries import EpisodeEntry
from podhub.model.problems import Problem, quote


def reused(
    records: Sequence[Record],
    ledger: Records,
    public: Sequence[EpisodeEntry],
    present: Collection[str],
) -> Iterator[Problem]:
    """Addresses that were one episode's, or an earlier recording's, and are about to be
    another's.

    `ledger` holds what authors did on purpose; `public` is what is about to be so; `present` are the
    guids of all episodes that there are."""
    pages = {record.page: record for record in records if record.page}
    sounds: dict[str, list[tuple[Record, PublishedAudio]]] = {}
    for record in records:
        for sound in _former_sounds(record):
            sounds.setdefault(sound.address, []).append((record, sound))
    for episode in public:
        guid, owner = episode.fields.guid, pages.get(episode.url)
        if (
            owner
            and owner.guid != guid
            and owner.guid in present
            and not ledger.get(owner.guid, owner).gone
        ):
            expected = f"a name of its own (/{episode.url} has been the page of {owner.guid})"
            yield Problem(
                episode.path, 1, "file name", expected, quote(PurePosixPath(episode.path).name)
            )
        for record, sound in sounds.get(episode.audio.url, ()):
            is_its_own = record.guid == guid and sound == record.sound  # which `guard` looks at
            if not is_its_own and sound.is_other_than(episode.audio):
                expected = f"an address of its own ({sound.address} has been public with another recording, of {record.guid})"
                yield episode.document.problem(("audio",), expected, quote(episode.audio.url))


def _former_sounds(record: Record) -> Iterator[PublishedAudio]:
    """What has been at each address last: what was replaced there on purpose no longer counts."""
    last = {former.sound.address: former.sound for former in record.earlier if former.sound}
    if record.sound:
        last[record.sound.address] = record.sound
    yield from last.values()
