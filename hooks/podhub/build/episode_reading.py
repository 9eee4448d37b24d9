"""Reads one episode: its file, and the recording, transcripts and pictures that belong to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

from podhub.media.episode_files import read_episode_files
from podhub.media.recordings import Recordings
from podhub.model.digest import digest, digest_of
from podhub.model.document import Document
from podhub.model.entries import EpisodeEntry, split_number
from podhub.model.items import Item
from podhub.model.podcast import Episode
from podhub.model.problems import Finding, Problem, quote
from podhub.model.values import SLUG


def read_episode(
    recordings: Recordings, document: Document, fields: Item | None, key: str
) -> tuple[EpisodeEntry | None, list[Finding]]:
    """The episode that a file makes, with the files beside it."""
    number, slug = split_number(PurePosixPath(document.path).stem)
    problems: list[Finding] = []
    if number is None or not SLUG.fullmatch(slug) or document.path.count("/") != 1:
        expected = "episodes/NNN-name.md, such as episodes/004-first-seeds.md"
        problems.append(Problem(document.path, 1, "file name", expected, quote(document.path)))
    if not isinstance(fields, Episode):
        return None, problems
    if fields.type == "full" and number == 0 and not fields.number:
        # Apple takes no episode 0; a trailer has no number in the feed, nor has `number: none`.
        problems.append(
            Problem(document.path, 1, "file name", "a full episode's number from 001 up", "000")
        )
    files, texts, found = read_episode_files(recordings, document, fields)
    audio = files.get("audio")
    if audio and audio.chapters and not fields.moments:
        fields = fields.model_copy(update={"moments": audio.chapters})
    said = number if fields.number is None else fields.number
    shown = said if isinstance(said, int) else 0
    url = f"podcast/{slug}/"
    entry = EpisodeEntry("episode", slug, url, document, fields, shown, **files)
    entry = replace(entry, digest=digest(key, *texts, _stands_for(entry)))
    return (entry if "audio" in files else None), problems + found


def _stands_for(entry: EpisodeEntry) -> str:
    """All that was read of an episode beside its own file, but for its transcripts."""
    beside = (
        replace(entry.audio, chapters=()),
        tuple((chapter.at, chapter.title) for chapter in entry.audio.chapters),
        entry.number,
        sorted(entry.translations),
        entry.artwork,
        entry.pictures,
    )
    return digest_of(beside)
