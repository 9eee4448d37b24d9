"""`episodes/audio.lock.yml`: the facts of every recording, measured once and committed.

With it a build needs neither the audio nor the network, and a recording that changed is noticed.
One line a recording: two authors who add episodes at the same time each add a line, and Git keeps
both (`merge=union` in .gitattributes)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field

from podhub.model.document import Document
from podhub.model.fields import Count, Sha256
from podhub.model.items import Model
from podhub.model.media import Audio, RecordingFacts
from podhub.model.podcast_files import AudioType
from podhub.model.podcast_parts import RecordedMoment
from podhub.model.problems import Problem
from podhub.read.files import write_whole
from podhub.read.frontmatter import parse_yaml
from podhub.read.text_files import read_text
from podhub.read.validation import validate

LOCK = "episodes/audio.lock.yml"
MAX_CHARACTERS = 4_000_000
"""About 20,000 recordings."""
HEADER = """\
# What was measured of each recording: one line for each. Written by the hub (`podhub check`, `site`, `measure`); commit it
# with the episodes. After you replaced a recording on purpose: podhub measure NUMBER
"""
_PLAIN = re.compile(r"[A-Za-z0-9/][\w./:~%+=@-]*", re.ASCII)


class _LockedFacts(Model):
    """A line of the lock."""

    bytes: Count
    """Its size in bytes"""
    seconds: Annotated[float, Field(gt=0)]
    """Its length in seconds"""
    type: AudioType
    """What it is"""
    sha256: Sha256 | None = None
    """The hash of its content"""
    chapters: tuple[RecordedMoment, ...] = ()
    """The chapters that stand in it"""
    chapter_pictures: Annotated[int, Field(ge=0)] = 0
    """How many pictures stand in it to be shown with them"""


@dataclass(frozen=True)
class Lock:
    """What is known of recordings, by their file in the repository or their address."""

    facts: Mapping[str, RecordingFacts] = field(default_factory=dict)

    def without(self, names: Iterable[str]) -> Lock:
        """The lock as if some recordings had never been measured."""
        gone = set(names)
        return Lock({name: facts for name, facts in self.facts.items() if name not in gone})


def read_lock(root: Path) -> tuple[Lock, list[Problem]]:
    """Read the lock; a repository without one has measured nothing yet."""
    if not (root / LOCK).exists():
        return Lock(), []
    text, problems = read_text(root, LOCK, MAX_CHARACTERS)
    return (Lock(), problems) if problems else parse_lock(text)


def parse_lock(text: str) -> tuple[Lock, list[Problem]]:
    """Read a lock's text."""
    data, lines, problems = parse_yaml(text, LOCK, 1, MAX_CHARACTERS)
    document = Document(LOCK, data, lines)
    known: dict[str, RecordingFacts] = {}
    for name in document.data:
        line, found = validate(document, _LockedFacts, (name,))
        problems += found
        if line:
            known[name] = RecordingFacts(**dict(line))
    return Lock(known), problems


def locked(audios: Iterable[Audio]) -> dict[str, RecordingFacts]:
    """What a lock holds of some episodes' audio: what was measured, and nothing that an author only
    says."""
    return {audio.lock_name: audio.facts for audio in audios if audio.bytes and audio.measured}


def lock_text(facts: Mapping[str, RecordingFacts]) -> str:
    """The lock's file: the same facts always make the same text.

    >>> print(lock_text({"episodes/001-a.mp3": RecordingFacts(9000, 61.5, "audio/mpeg", "ab12")}).splitlines()[-1])
    episodes/001-a.mp3: {bytes: 9000, seconds: 61.5, type: audio/mpeg, sha256: ab12}
    """
    return HEADER + "".join(f"{plain(name)}: {_line(facts[name])}\n" for name in sorted(facts))


def _line(facts: RecordingFacts) -> str:
    text = f"bytes: {facts.bytes}, seconds: {facts.seconds}, type: {facts.type}"
    text += f", sha256: {facts.sha256}" if facts.sha256 else ""
    # JSON is YAML too, and quotes whatever a title holds.
    chapters = [chapter.model_dump(exclude_defaults=True) for chapter in facts.chapters]
    text += f", chapters: {_quoted(chapters)}" if chapters else ""
    text += f", chapter_pictures: {facts.chapter_pictures}" if facts.chapter_pictures else ""
    return f"{{{text}}}"


def plain(text: str) -> str:
    """A text as YAML: bare where that is safe, in quotes where it is not.

    >>> plain("episodes/001-a.mp3"), plain("a b: c"), plain("true"), plain("12"), plain("1e5")
    ('episodes/001-a.mp3', '"a b: c"', '"true"', '"12"', '"1e5"')
    """
    bare = (
        _PLAIN.fullmatch(text)
        and not text.endswith(":")
        and not re.fullmatch(r"(?i)true|false|null|[\d.e+-]+", text)
    )
    return text if bare else _quoted(text)


def _quoted(value: object) -> str:
    """A value as JSON, without signs in it at which YAML ends a line (YAML 1.1, §5.4)."""
    text = json.dumps(value, ensure_ascii=False)
    return text.translate({ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"})


def write_lock(root: Path, facts: Mapping[str, RecordingFacts]) -> dict[str, RecordingFacts | None]:
    """Write the lock if it does not hold these facts already; returns the names of what is new or
    different in it, with what was known of each before."""
    file, text = root / LOCK, lock_text(facts)
    before, _ = read_lock(root)
    if before.facts == facts and file.exists() == bool(facts):
        return {}
    if facts:
        write_whole(file, text)
    else:
        file.unlink(missing_ok=True)
    changed = sorted(name for name in facts if before.facts.get(name) != facts[name])
    return {name: before.facts.get(name) for name in changed}
