"""A small hub that is edited step by step, and built after each step: with what earlier builds have
left, and beside it from nothing. Both must come to the same."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tools.checkout import ROOT
from tools.edits.content import EDITS
from tools.edits.small_hub import NothingThereError, SmallHub
from tools.edits.writing import write_small_hub

Build = Callable[[Path, Path, datetime, bool], None]
"""Builds the hub in a folder into another, as of a time; `True` for a build from nothing. Raises
RefusedError where the content has mistakes."""
HABITS = ("kill a build", "build twice at once", "build from nothing")
"""What happens to builds, beside what is edited"""
STEPS = (*EDITS, *HABITS)
KEEP_A_MISTAKE = 0.15
"""How likely a mistake stays for the next steps; most authors fix theirs."""


class RefusedError(Exception):
    """A build was refused; what it said, line by line."""


class StaleError(AssertionError):
    """A build with a memory came to something else than one from nothing."""


@dataclass(frozen=True)
class Outcome:
    """What a build came to."""

    files: dict[str, bytes]
    """What the folder holds"""
    refused: str | None
    """What was said, if the content has mistakes"""


@dataclass
class Session:
    """A hub below `folder`, which must be empty, and how it came to what it is."""

    folder: Path
    build: Build
    seed: int
    done: list[str] = field(default_factory=list)
    """The steps so far"""
    counts: Counter[str] = field(default_factory=Counter)
    """How often each was made, and how often builds were refused"""
    compared: int = 0
    """How many builds have been held against one from nothing"""
    seconds: float = 0.5
    """What the last build took"""

    def __post_init__(self) -> None:
        dice = random.Random(self.seed)  # noqa: S311 (edits, not a secret)
        self.hub = SmallHub(self.folder / "hub", dice)
        write_small_hub(self.hub)
        _link_engine(self.hub.root)
        self.build(self.hub.root, self.site, self.hub.now, False)
        self.hub.past.append(self.hub.content())

    @property
    def site(self) -> Path:
        """Where the hub is built into."""
        return self.hub.root / "site"

    def step(self, name: str, seed: int) -> None:
        """Make one step and build. Raises StaleError where a build with a memory came to something
        else than one from nothing."""
        self.hub.dice.seed(seed)
        self.done.append(name)
        try:
            if name in EDITS:
                EDITS[name](self.hub)
        except NothingThereError:
            return
        self.counts[name] += 1
        before = _contents(self.site)
        beside = self._around(name)
        found, expected = self._outcome(name == HABITS[2]), self._from_nothing()
        self._compare(found, expected, before)
        if beside is not None and expected.refused is None:
            self._compare(Outcome(_contents(beside), None), expected, before)
        if expected.refused is not None:
            self.counts["refused"] += 1
            if self.hub.dice.random() > KEEP_A_MISTAKE:
                self.hub.check_out(self.hub.past[-1])
        else:
            self.hub.past.append(self.hub.content())

    def _around(self, name: str) -> Path | None:
        """Have other builds run and be killed before this one, or beside it; returns the folder
        that another has built into."""
        if name == HABITS[0]:
            killed = self._start(self.folder / "killed")
            time.sleep(self.hub.dice.uniform(0, self.seconds))
            with suppress(ProcessLookupError):
                os.killpg(killed, signal.SIGKILL)
            os.waitpid(killed, 0)
        if name == HABITS[1]:
            beside = self.folder / "beside"
            shutil.rmtree(beside, ignore_errors=True)
            other = self._start(beside)
            with suppress(RefusedError):
                self.build(self.hub.root, self.site, self.hub.now, False)
            os.waitpid(other, 0)
            return beside
        return None

    def _start(self, target: Path) -> int:
        """Build in a process of its own, the first of a group."""
        process = os.fork()
        if process == 0:
            try:
                os.setpgid(0, 0)
                self.build(self.hub.root, target, self.hub.now, False)
            finally:
                os._exit(0)
        with suppress(OSError):  # it has done so itself, or has ended
            os.setpgid(process, process)
        return process

    def _outcome(self, fresh: bool) -> Outcome:
        begun = time.monotonic()
        try:
            self.build(self.hub.root, self.site, self.hub.now, fresh)
        except RefusedError as error:
            return Outcome(_contents(self.site), str(error))
        self.seconds = time.monotonic() - begun
        return Outcome(_contents(self.site), None)

    def _from_nothing(self) -> Outcome:
        """Build a copy of the content in another folder, where nothing was built before."""
        root = self.folder / "copy"
        shutil.rmtree(root, ignore_errors=True)
        copy = SmallHub(root, self.hub.dice)
        copy.check_out(self.hub.content())
        _link_engine(root)
        try:
            self.build(root, root / "site", self.hub.now, True)
        except RefusedError as error:
            return Outcome({}, str(error))
        return Outcome(_contents(root / "site"), None)

    def delete(self) -> None:
        """Delete all of it."""
        shutil.rmtree(self.folder)

    def _compare(self, found: Outcome, expected: Outcome, before: dict[str, bytes]) -> None:
        self.compared += 1
        if found.refused != expected.refused:
            raise StaleError(
                self._told(f"refused with {found.refused!r}, from nothing {expected.refused!r}")
            )
        wanted = before if expected.refused is not None else expected.files
        differences = [
            f"{_state(found.files.get(path), wanted.get(path))} {path}"
            for path in sorted(found.files.keys() | wanted.keys())
            if found.files.get(path) != wanted.get(path)
        ]
        if differences:
            raise StaleError(self._told("\n  ".join(differences[:20])))

    def _told(self, what: str) -> str:
        steps = ", ".join(self.done[-5:])
        return f"after {len(self.done)} steps of seed {self.seed} ({steps}):\n  {what}"


def _state(found: bytes | None, expected: bytes | None) -> str:
    return "missing" if found is None else "left over" if expected is None else "stale"


def _link_engine(root: Path) -> None:
    """Lay this checkout's engine beside a hub, as `scripts/hub receive` does."""
    (root / "hooks").symlink_to(ROOT / "hooks", target_is_directory=True)


def _contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder by its path."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }
