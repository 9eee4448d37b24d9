"""The files of a built site, with what is in them."""

from __future__ import annotations

import hashlib
import html
import json
import os
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

from podhub.model.artifact import Content
from podhub.publish.errors import ContentError
from podhub.read.files import states_below

BLOCK = 1 << 20


@dataclass(frozen=True)
class BuiltFile:
    """A file of the site."""

    path: str
    size: int
    """Bytes"""
    sha256: str
    md5: str
    """Not for safety: it is what most stores say of a file without being asked for its bytes."""
    here: bool = True
    """False for a recording that is only where the site is public: that place keeps the one it
    has."""


def read_built(
    folder: Path, read: Callable[[Path], Content], known: Mapping[str, Content] | None = None
) -> dict[str, BuiltFile]:
    """All files below a folder, by their paths. `known` is what the build says of them; what it does
    not know, another program wrote, and is `read`.

    Raises ContentError where something is neither a file nor a folder."""
    files: dict[str, BuiltFile] = {}
    for path, state in sorted(states_below(folder), key=itemgetter(0)):
        if not stat.S_ISREG(state.st_mode) or not path.isprintable():
            raise ContentError(
                f"expected only files with readable names in the site, found {path!r}"
            )
        content = (known or {}).get(path) or read(folder / path)
        files[path] = BuiltFile(path, content.size, content.sha256, content.md5)
    return files


class Searched:
    """Which contents hold none of some secrets, so that each is searched once.

    What is noted of the secrets tells nobody what they are (RFC 7914)."""

    def __init__(self, note: str | None, secrets: Iterable[str]) -> None:
        self._wanted = sorted({form.encode() for secret in secrets for form in _forms(secret)})
        self._salt, self._clean = os.urandom(16), set[str]()
        try:
            said = json.loads(note or "")
            salt = bytes.fromhex(said["salt"])
            if said["for"] == self._searched_for(salt):
                self._salt, self._clean = salt, set(said["clean"])
        except (ValueError, KeyError, TypeError):
            # Nothing is lost but time: everything is searched again.
            self._clean = set()

    def holding(self, folder: Path, files: Iterable[BuiltFile]) -> list[str]:
        """The paths of the files that hold a secret."""
        if not self._wanted:
            return []
        found, clean = [], set[str]()
        for file in files:
            if file.sha256 not in self._clean and self._holds(folder / file.path):
                found.append(file.path)
            else:
                clean.add(file.sha256)
        self._clean = clean
        return found

    def note(self) -> str | None:
        """What to remember for the next time; nothing where there are no secrets."""
        if not self._wanted:
            return None
        said = {"salt": self._salt.hex(), "for": self._searched_for(self._salt)}
        return json.dumps({**said, "clean": sorted(self._clean)})

    def _searched_for(self, salt: bytes) -> str:
        """Stands for the secrets; whoever reads it must guess at great cost."""
        return hashlib.scrypt(b"\0".join(self._wanted), salt=salt, n=2**14, r=8, p=1).hex()

    def _holds(self, file: Path) -> bool:
        overlap, tail = max(map(len, self._wanted)), b""
        with file.open("rb") as stream:
            while block := stream.read(BLOCK):
                text = tail + block
                if any(secret in text for secret in self._wanted):
                    return True
                tail = text[-overlap:]
        return False


def _forms(secret: str) -> set[str]:
    """A secret as it stands in a text, in HTML, and in JSON.

    >>> sorted(_forms('a&"b'))
    ['a&"b', 'a&\\\\"b', 'a&amp;"b', 'a&amp;&quot;b']
    """
    return {
        secret,
        html.escape(secret),
        html.escape(secret, quote=False),
        json.dumps(secret, ensure_ascii=False)[1:-1],
    }
