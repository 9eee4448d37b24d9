"""A site that was checked and built to be published, and all that publishing asks of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from podhub.cli.stopping import stop
from podhub.model.artifact import Recording
from podhub.model.entries import Catalog
from podhub.model.media import Audio
from podhub.model.problems import Problem
from podhub.publish.built import BuiltFile
from podhub.read.files import states_below


@dataclass(frozen=True)
class Missing:
    """A recording that is not on this machine."""

    path: str
    """On the site"""
    size: int
    """Bytes"""
    sha256: str
    named: Problem
    """Where an episode names it: what is expected is its file"""

    def nowhere(self, where: str) -> Problem:
        """The mistake that it is, where it is not at these places either."""
        return replace(self.named, expected=f"{self.named.expected} {where}")


@dataclass(frozen=True)
class BuiltSite:
    """A site in a folder, ready to be published."""

    site_url: str
    """Where it will be seen"""
    folder: Path
    files: dict[str, BuiltFile]
    missing: tuple[Missing, ...]
    newest: datetime | None
    """The latest date of what is public"""
    due: datetime | None
    """When something more becomes public by itself"""
    waiting: str | None
    """What that is, in a line"""
    websub: str | None
    """The hub that is told that the feed has changed"""
    podping: str | None
    """The endpoint that is told so"""
    promises_podping: bool
    """Whether the feed says that podping is sent"""

    def is_there(self) -> bool:
        """Whether its folder still holds these files, as far as their sizes tell."""
        try:
            there = {path: state.st_size for path, state in states_below(self.folder)}
        except OSError:
            return False
        return there == {path: file.size for path, file in self.files.items()}

    def headers(self) -> str:
        """Its `_headers` file; nothing if it has none."""
        file = self.folder / "_headers"
        return file.read_text(encoding="utf-8") if file.exists() else ""


def missing_recordings(
    root: Path, catalog: Catalog, missing: Iterable[Recording]
) -> Iterator[Missing]:
    """The recordings that are not on this machine, with the episodes that name them."""
    by_path = {one.path: one for one in missing}
    for episode in catalog.episodes.values() if by_path else ():
        if one := by_path.get(episode.audio.url):
            found = _instead(root, episode.audio)
            named = episode.document.problem(("audio",), episode.audio.source or "", found)
            yield Missing(one.path, one.size, one.sha256, named)


def stop_without(missing: Iterable[Missing], where: str = "on this machine") -> None:
    """Say which recordings are not where they should be, and end the command if there are any."""
    problems = sorted(one.nowhere(where) for one in missing)
    if problems:
        stop(problems)


def _instead(root: Path, audio: Audio) -> str:
    """What is there of a recording that is not: nothing, or what Git LFS left in its place."""
    return (
        "only Git LFS's pointer to it (run: git lfs pull)"
        if (root / (audio.source or "")).is_file()
        else "none"
    )
