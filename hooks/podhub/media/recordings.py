"""An episode's recording: what the lock says of it, held against the file where that is on this
machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path, PurePosixPath

from podhub.media.audio import measure
from podhub.media.audio_lock import LOCK, Lock
from podhub.media.containers import LFS_POINTER
from podhub.media.embedded_chapters import with_chapters
from podhub.media.film_notes import says_where
from podhub.media.streams import NotAudioError
from podhub.model.audio_types import AUDIO_EXTENSIONS
from podhub.model.document import Document, Loc
from podhub.model.media import Audio, RecordingFacts
from podhub.model.memo import Memo
from podhub.model.podcast import Episode
from podhub.model.podcast_files import RemoteAudio
from podhub.model.problems import Problem, quote
from podhub.model.times import clock
from podhub.model.values import inside
from podhub.read.files import files_in, is_file, locate, namesake

UNPLAYABLE = (".flac", ".aiff", ".aif", ".aac", ".wma", ".amr", ".webm", ".mkv", ".avi")
"""What programs also save recordings as."""
NOTHING = Audio("", 0, 0.0, "")
"""An episode is often begun before it is recorded; nothing plays it while it is a draft."""
_IN_AN_ADDRESS = re.compile(r"[\w.\-]+", re.ASCII)


@dataclass(frozen=True)
class Recordings:
    """What is known of recordings, and how to learn more."""

    root: Path
    lock: Lock
    memo: Memo
    named: set[str] = field(default_factory=set)
    """The files that episodes have named so far, whether or not they are good."""

    @cached_property
    def beside(self) -> dict[str, str]:
        """The files beside the episodes, listed once."""
        return files_in(self.root, "episodes")

    def read(self, document: Document, fields: Episode) -> tuple[Audio | None, list[Problem]]:
        """The audio of an episode. One that was never measured stays empty and is a problem, so
        that it can be measured."""
        if isinstance(fields.audio, RemoteAudio):
            return self._elsewhere(document, fields.audio, draft=fields.draft)
        path, problems = self._find(document, fields.audio)
        if path is None and fields.draft and not problems:
            return NOTHING, []
        if path is None:
            expected = f"an audio file beside it, such as {PurePosixPath(document.path).with_suffix('.mp3')}"
            other = namesake(self.beside, document, UNPLAYABLE)
            found = f"{other}, which few apps play" if other else "none"
            return None, problems or [document.problem(("audio",), expected, found)]
        return self._here(document, path, draft=fields.draft)

    def _find(self, document: Document, name: str | None) -> tuple[str | None, list[Problem]]:
        """The file that the field names, or the namesake; what the lock knows need not be on this
        machine."""
        if name is None:
            stem = PurePosixPath(document.path).with_suffix("")
            known = (f"{stem}{extension}" for extension in AUDIO_EXTENSIONS)
            return namesake(self.beside, document, AUDIO_EXTENSIONS) or next(
                (n for n in known if n in self.lock.facts), None
            ), []
        path = inside(document.path, name)
        self.named.add(path or name)
        if path and path in self.lock.facts and not (self.root / path).exists():
            return path, []
        return locate(self.root, document, ("audio",), name)

    def _here(
        self, document: Document, path: str, *, draft: bool
    ) -> tuple[Audio | None, list[Problem]]:
        """A file of the repository: present, kept by Git LFS and not fetched, or known from the
        lock alone."""
        file, known = self.root / path, self.lock.facts.get(path)
        name = PurePosixPath(path)
        if not _IN_AN_ADDRESS.fullmatch(name.name):
            expected = (
                "a file name of letters, digits, dots and dashes, since it becomes an address"
            )
            return None, [document.problem(("audio",), expected, quote(name.name))]
        # Named by the file, not by the episode: a recording that is corrected under a new name gets
        # a new address.
        url = f"audio/{name.stem}{name.suffix.lower()}"
        if known and self._is_elsewhere(file, known):
            return _audio(url, path, known, present=False), []
        if known and known.bytes == file.stat().st_size and known.sha256 == self.memo.sha256(file):
            return _audio(url, path, known), []
        found = measure_file(file, self.memo)
        if isinstance(found, str):
            return None, [
                document.problem(("audio",), f"audio that apps can play at {path}", found)
            ]
        if known and not draft:
            return None, [document.problem(("audio",), *_changed(document, path, known, found))]
        return _audio(url, path, found), []

    def _is_elsewhere(self, file: Path, known: RecordingFacts) -> bool:
        """Whether a recording that the lock knows is not on this machine, or only as Git LFS's
        pointer to this very one."""
        return not file.exists() or (known.sha256 is not None and _lfs_hash(file) == known.sha256)

    def _elsewhere(
        self, document: Document, audio: RemoteAudio, *, draft: bool
    ) -> tuple[Audio, list[Problem]]:
        """An address: its facts are in the lock, or its author wrote them; a build never goes and
        looks."""
        known = self.lock.facts.get(audio.url)
        if known:
            problems = [
                document.problem(loc, f"{measured}, as measured (this line is not needed)", said)
                for loc, measured, said in _differing(audio, known)
            ]
            return _audio(audio.url, None, known), problems
        if audio.bytes and audio.duration and audio.type:
            return Audio(audio.url, audio.bytes, audio.duration, audio.type, measured=False), []
        expected = f"its size, length and type in {LOCK} (run: podhub measure {episode_word(document.path)})"
        return Audio(audio.url, 0, 0.0, ""), [] if draft else [
            document.problem(("audio",), expected, "none")
        ]


def _audio(url: str, path: str | None, facts: RecordingFacts, *, present: bool = True) -> Audio:
    return Audio(url, source=path, present=present, **vars(facts))


def measure_file(file: Path, memo: Memo) -> RecordingFacts | str:
    """Measure a file on this machine; or say what it is instead of a recording."""
    with file.open("rb") as stream:
        found = measure(stream, file.stat().st_size, file.name)
        if isinstance(found, str):
            return found
        if says_where(stream, found.bytes):
            what, options = "one that says where it was recorded", "-map_metadata -1 -c copy"
            return NotAudioError(what, PurePosixPath(file.name).suffix, options).told(file.name)
        return replace(with_chapters(stream, file.name, found), sha256=memo.sha256(file))


def episode_word(path: str) -> str:
    """How commands call an episode: by its number, or else by its name.

    >>> episode_word("episodes/004-first-seeds.md"), episode_word("episodes/trailer.md")
    ('4', 'trailer')
    """
    stem = PurePosixPath(path).stem
    number = re.match(r"\d{3,}", stem)
    return str(int(number.group())) if number else stem


def is_here(file: Path) -> bool:
    """Whether a recording is on this machine, and not only Git LFS's pointer to it."""
    return is_file(file) and not _head(file).startswith(LFS_POINTER)


def _head(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(1024)


def _lfs_hash(file: Path) -> str:
    """The hash of the file that a Git LFS pointer stands for; empty where the file is no pointer
    (git-lfs, docs/spec.md)."""
    head = _head(file)
    found = (
        re.search(rb"^oid sha256:([0-9a-f]{64})$", head, re.MULTILINE)
        if head.startswith(LFS_POINTER)
        else None
    )
    return found[1].decode() if found else ""


def _changed(
    document: Document, path: str, known: RecordingFacts, found: RecordingFacts
) -> tuple[str, str]:
    advice = f"if you replaced it on purpose, run: podhub measure {episode_word(document.path)}"
    expected = f"the recording that was measured at {path}, {known.bytes:,} bytes and {clock(known.seconds)} long ({advice})"
    return expected, f"another one, {found.bytes:,} bytes and {clock(found.seconds)} long"


def _differing(audio: RemoteAudio, known: RecordingFacts) -> Iterator[tuple[Loc, str, str]]:
    """Facts that the author wrote and that are not what was measured: the field, and both."""
    if audio.bytes and audio.bytes != known.bytes:
        yield ("audio", "bytes"), f"{known.bytes:,}", f"{audio.bytes:,}"
    if audio.duration and abs(audio.duration - known.seconds) > 1:
        yield ("audio", "duration"), clock(known.seconds), clock(audio.duration)
    if audio.type and audio.type != known.type:
        yield ("audio", "type"), known.type, audio.type
