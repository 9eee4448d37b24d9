"""Files by what is in them: each content is written once, and linked wherever it is needed.

A link is the same file under another name, so that a site of many files is laid out without writing
any. Whoever changes such a file in place would change all of them: what is linked is looked at
first, and made anew where it is not as it was written."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Collection
from contextlib import suppress
from itertools import accumulate
from operator import truediv
from pathlib import Path

from podhub.model.artifact import Content

HOUR = 3600
BLOCK = 1 << 20


class Objects:
    """A folder of files that are named by their content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def file(self, sha256: str) -> Path:
        """Where a content lies, if it is here."""
        return Path(self._path(sha256))

    def _path(self, sha256: str) -> str:
        return f"{self._folder}/{sha256[:2]}/{sha256[2:]}"  # the fastest way: there are many

    def write(self, data: bytes) -> Content:
        """Keep bytes; a file appears whole or not at all."""
        sha256 = hashlib.sha256(data).hexdigest()
        md5 = hashlib.md5(data, usedforsecurity=False).hexdigest()
        file = self.file(sha256)
        if not has_bytes(file, data):
            beside = self._beside(file)
            try:
                beside.write_bytes(data)
            except OSError as error:
                error.filename = str(file)  # a full disk is told by writing, which names no file
                raise
            self._put(beside, file)
        return Content(sha256, md5, len(data), file.stat().st_mtime_ns)

    def adopt(self, source: Path, content: Content) -> None:
        """Keep a file that lies elsewhere, whose content is known, by a link or as a copy."""
        file = self.file(content.sha256)
        if not self.holds(content):
            beside = self._beside(file)
            beside.unlink(missing_ok=True)
            place(source, beside)
            self._put(beside, file)

    def holds(self, content: Content) -> bool:
        """Whether a content is here as it was written."""
        try:
            state = os.stat(self._path(content.sha256))  # noqa: PTH116 (a path of its own takes longer than this)
        except OSError:
            return False
        return state.st_size == content.size and state.st_mtime_ns == content.changed

    def keep_only(self, wanted: Collection[str], now: float) -> None:
        """Remove what is not wanted, unless another build may have written it this hour. `now` in
        seconds since 1970."""
        for folder in self._folder.glob("??"):
            for file in folder.iterdir():
                if f"{folder.name}{file.name}" not in wanted:
                    with suppress(FileNotFoundError):  # another build tidies up as well
                        if file.stat().st_ctime < now - HOUR:
                            file.unlink()

    def _beside(self, file: Path) -> Path:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError):
            make_folder(file.parent, self._folder)
        return file.with_name(f"{file.name}.{os.getpid()}.new")

    def _put(self, beside: Path, file: Path) -> None:
        try:
            beside.replace(file)
        except OSError:
            make_way(file, self._folder)
            beside.replace(file)


def read_content(file: Path) -> Content:
    """What a file holds. Raises OSError where it cannot be read."""
    sha256, md5 = hashlib.sha256(), hashlib.md5(usedforsecurity=False)
    changed = file.stat().st_mtime_ns
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            sha256.update(block)
            md5.update(block)
        size = stream.tell()
    return Content(sha256.hexdigest(), md5.hexdigest(), size, changed)


def has_bytes(file: Path, data: bytes) -> bool:
    """Whether a file holds these bytes."""
    try:
        return file.stat().st_size == len(data) and file.read_bytes() == data
    except OSError:
        return False


def make_folder(folder: Path, within: Path) -> None:
    """Make a folder, also where there is a file in its place or in that of one around it. Nothing
    outside `within` is removed."""
    parts = accumulate(folder.relative_to(within).parts, truediv, initial=within)
    for place in parts:
        if os.path.lexists(place) and not place.is_dir():
            place.unlink()
    folder.mkdir(parents=True, exist_ok=True)


def make_way(file: Path, within: Path) -> None:
    """The same for a file that is to be written, which may be a folder now."""
    make_folder(file.parent, within)
    if file.is_dir():
        shutil.rmtree(file)


def place(source: Path, target: Path) -> None:
    """Put a file at a place where there is none, by a link or, on another disk or one that knows no
    links, as a copy that keeps its time of change."""
    try:
        os.link(source, target)
    except FileExistsError:
        target.unlink()
        place(source, target)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copy2(source, target)
