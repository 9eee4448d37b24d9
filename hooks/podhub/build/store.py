"""The memory of builds: what was made, by a key that stands for all that it was made of.

Units are values that a build goes on with (a file as it was read, a text with its links); contents
are the bytes of the site's files. Both are found by key and never by time or name, so that a store
that is old, of another machine or half-filled is of use, and none can be wrong. Some of what is
found is made once more all the same, another part in each build, and compared."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

from podhub.build.database import NOTED_EVERY, Database
from podhub.build.engine import engine_digest
from podhub.build.file_signs import lasting_signs, sign
from podhub.build.objects import Objects, has_bytes, read_content
from podhub.build.parallel import run_all
from podhub.build.rechecks import Rechecks
from podhub.build.values import Values
from podhub.model.artifact import Artifact, Content, Recording
from podhub.model.digest import digest

STORE = Path(".cache", "hub")
"""Where builds remember what they made, from the repository"""
KEPT_BUILDS = 64
"""What so many builds have not used is forgotten."""
Row = tuple[str, str, int, int]
"""Of a content: SHA-256, MD5, bytes, time of change"""


class Store(Values):
    """One folder of units and contents. `engine` stands for the program that makes them."""

    def __init__(self, folder: Path, engine: str, *, rechecks: bool = True) -> None:
        self.folder = folder
        self._engine = engine
        self.objects = Objects(folder / "objects")
        data = Database(folder / "store.sqlite")
        build = int(data.note("builds") or 0) + 1
        data.set_note("builds", str(build))
        super().__init__(data, build, Rechecks(folder, build if rechecks else None))

    def key(self, kind: str, *parts: str | bytes) -> str:
        """The key of something of a kind that these parts and the engine decide about."""
        return digest(self._engine, kind, *parts)

    def contents(
        self, artifacts: Iterable[Artifact], folder: Path, there: dict[str, tuple[int, int]]
    ) -> dict[str, Content]:
        """What each artifact holds, by its key. Each lies in `objects` afterwards, or already in its
        place: `there` gives size and time of change of what is in the site's folder, by path. A file
        that was changed without a trace is found in its turn, and taken out of `there`."""
        by_key = {artifact.key: artifact for artifact in artifacts}
        rows = ((key, Content(*row)) for key, row in self._data.contents(by_key, self._build))
        known = {
            key: held
            for key, held in rows
            if there.get(by_key[key].path) == (held.size, held.changed) or self.objects.holds(held)
        }
        missing = [artifact for key, artifact in by_key.items() if key not in known]
        writers = [partial(self._write, artifact) for artifact in missing]
        made = dict(zip((one.key for one in missing), run_all(writers), strict=True))
        self._data.add_contents(((key, _row(made[key])) for key in made), self._build)
        self.found += len(known)
        self.made += len(made)
        for key in self._rechecks.due(known):
            path, data = by_key[key].path, by_key[key].make()
            again = self.objects.write(data)
            self._rechecks.compare(again.sha256, known[key].sha256, path)
            if again != known[key]:
                known[key] = again
                self._data.add_contents([(key, _row(again))], self._build)
            if path in there and not has_bytes(folder / path, data):
                del there[path]
        return known | made

    def _write(self, artifact: Artifact) -> Content:
        return self.objects.write(artifact.make())

    def files(self, states: Mapping[Path, os.stat_result]) -> dict[Path, Content]:
        """What files of this machine hold; those that have not changed since they were last read
        are not read again. What cannot be read is left out."""
        signs = {file: sign(state) for file, state in states.items()}
        rows = dict(self._data.contents(signs.values(), self._build))
        found = {file: Content(*rows[sign]) for file, sign in signs.items() if sign in rows}
        unread = [file for file in states if file not in found]
        read = zip(unread, run_all([partial(_read, file) for file in unread]), strict=True)
        fresh = {file: content for file, content in read if content}
        now = time.time_ns()
        sure = (
            (one, _row(content))
            for file, content in fresh.items()
            for one in lasting_signs(states[file], now)
        )
        self._data.add_contents(sure, self._build)
        return found | fresh

    def sha256(self, file: Path) -> str:
        """The hash of one file's content. Raises OSError where it cannot be read."""
        contents = self.files({file: file.stat()})
        return contents[file].sha256 if file in contents else read_content(file).sha256

    def recordings(self, wanted: Iterable[Recording]) -> dict[str, Content | None]:
        """What each recording holds, by its path; it lies in `objects` then. None for one that is
        neither on this machine nor was on the site before."""
        listed = list(wanted)
        rows = dict(self._data.contents(map(_recording, listed), self._build))
        found: dict[str, Content | None] = {}
        fresh: list[tuple[str, Row]] = []
        for one in listed:
            row = rows.get(_recording(one))
            if content := one.content:
                self.objects.adopt(one.source, content)
                if row != _row(content):
                    fresh.append((_recording(one), _row(content)))
                found[one.path] = content
            else:
                kept = Content(*row) if row else None
                found[one.path] = kept if kept and self._lies(kept) else None
        self._data.add_contents(fresh, self._build)
        return found

    def _lies(self, content: Content) -> bool:
        """Whether a recording is here, unchanged since it was kept or else by its hash."""
        if self.objects.holds(content):
            return True
        read = _read(self.objects.file(content.sha256))
        return read is not None and read.sha256 == content.sha256

    def note(self, name: str) -> str | None:
        """What a build before this one wrote down."""
        return self._data.note(name)

    def set_note(self, name: str, value: str) -> None:
        """Write something down for the builds to come."""
        self._data.set_note(name, value)

    def tidy(self) -> None:
        """Forget what has not been used for long, and remove the files that nothing names."""
        if self._build % NOTED_EVERY:
            return
        before = self._build - KEPT_BUILDS - NOTED_EVERY
        for table in ("unit", "content"):
            self._data.forget(table, before)
        self.objects.keep_only(self._data.known_files(), time.time())

    def close(self) -> None:
        """Let go of the store."""
        self._data.close()


def _recording(one: Recording) -> str:
    return f"recording {one.content.sha256 if one.content else one.sha256}"


def _row(content: Content) -> Row:
    return content.sha256, content.md5, content.size, content.changed


def _read(file: Path) -> Content | None:
    try:
        return read_content(file)
    except OSError:
        return None


def open_store(folder: Path, *, fresh: bool = False) -> Store:
    """The store in a folder, empty with `fresh`."""
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    return Store(folder, engine_digest())
