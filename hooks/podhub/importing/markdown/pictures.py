"""Finds what the links of another generator's texts lead to, and brings pictures along."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from podhub.importing.markdown.matter import Note
from podhub.model.values import slugify
from podhub.read.files import is_file
from podhub.read.folders import PUBLISHED

PLACE = "docs/assets"
ROOTS = ("", "static", "public", "assets", "docs", "../static", "../public", "../assets", "..")
"""Where a generator keeps what an address such as /img/a.png means, from the folder of its texts"""


@dataclass
class Links:
    """Leads from a text to another, and to files, by where they will lie."""

    folder: Path
    pages: Mapping[PurePosixPath, str]
    """Where each text will lie, by where it lay"""
    addresses: Mapping[str, PurePosixPath]
    """The texts by their old addresses, without slashes at their ends"""
    copied: dict[str, Path] = field(default_factory=dict)
    """The files to bring along, by where they will lie"""

    def lead(self, note: Note, home: str, target: str) -> str | None:
        """The way from a text, which will lie at `home`, to what a link in it led to."""
        target = unquote(target)
        found = self._page(note, target)
        place = self.pages[found] if found else self._file(note, target)
        return place and posixpath.relpath(place, posixpath.dirname(home))

    def _page(self, note: Note, target: str) -> PurePosixPath | None:
        clean = target.strip("/")
        near = PurePosixPath(posixpath.normpath(note.path.parent / clean))
        for path in (near, PurePosixPath(clean)):
            files = (path, PurePosixPath(f"{path}.md"), path / "index.md", path / "_index.md")
            if found := next((file for file in files if file in self.pages), None):
                return found
        if found := self.addresses.get(clean.lower().removesuffix("index.html").strip("/")):
            return found
        stem = PurePosixPath(clean).name.removesuffix(".md").removesuffix(".html").casefold()
        same = [path for path in self.pages if _names(path, stem)]
        return same[0] if len(same) == 1 else None

    def _file(self, note: Note, target: str) -> str | None:
        """Where a picture or a document will lie; None where it is not there, or is of no kind that
        a site may hold."""
        clean = target.lstrip("/")
        roots = [] if target.startswith("/") else [self.folder / note.path.parent]
        roots += [self.folder / root for root in ROOTS]
        file = next((one for root in roots if is_file(one := root / clean)), None)
        if file is None and "/" not in clean:  # Obsidian finds a file by its name
            file = next((one for one in self.folder.rglob("*") if one.name == clean), None)
        if file is None or file.suffix.lower() not in PUBLISHED - {".md"}:
            return None
        stem = slugify(file.stem) or "file"
        place, number = f"{PLACE}/{stem}{file.suffix.lower()}", 1
        while self.copied.get(place, file).resolve() != file.resolve():
            number += 1
            place = f"{PLACE}/{stem}-{number}{file.suffix.lower()}"
        self.copied[place] = file
        return place


def _names(path: PurePosixPath, stem: str) -> bool:
    """Whether a link by name alone means a file: by its own name, its folder's, or what stands
    behind its date."""
    own = path.parent.name if path.stem in ("index", "_index") else path.stem
    own = own.casefold()
    return own == stem or (len(own) > 11 and own[:4].isdigit() and own[11:] == stem)


def old_addresses(notes: Iterable[tuple[Note, Iterable[str]]]) -> dict[str, PurePosixPath]:
    """Texts by the addresses that they had."""
    return {
        address.strip("/").lower(): note.path for note, addresses in notes for address in addresses
    }
