"""A path on the site that cannot leave it, and who has taken which."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote

MAX_NAME = 255
"""Bytes of a file's or folder's name: what the file systems of today take."""
MAX_PATH = 1000
"""Bytes of a whole path."""
MANY = 1 << 16
"""Paths that are known to be right without looking again: a preview asks for all at each save."""
_SIGNS = re.compile(r'[\\:*?"<>|]')
"""What a path on Windows cannot hold; `C:` and a backslash would lead out of the site there."""
_PAGE_FILE = re.compile(r"\.html?$", re.IGNORECASE)


class SitePath(str):
    """A path on the site: `articles/first-seeds/` is a page, `podcast.xml` a file, "" the home page.

    It is relative, in composed letters (NFC), and stays below the site's folder on every system.

    >>> SitePath("articles/first-seeds/"), SitePath("podcast.xml"), SitePath("")
    ('articles/first-seeds/', 'podcast.xml', '')
    >>> SitePath("u\\u0308ber/") == "\\u00fcber/"
    True
    >>> SitePath("../x/")
    Traceback (most recent call last):
    ValueError: expected a path without ".."
    >>> SitePath("/etc/passwd")
    Traceback (most recent call last):
    ValueError: expected a path without an empty part
    >>> SitePath("C:/x")
    Traceback (most recent call last):
    ValueError: expected a path without ":"
    """

    __slots__ = ()

    def __new__(cls, text: str) -> SitePath:
        """Raises ValueError, in words for an author, where the text is no such path."""
        if type(text) is cls:
            return text
        path = unicodedata.normalize("NFC", text)
        if why := _refusal(path):
            raise ValueError(f"expected a path {why}")
        return super().__new__(cls, path)

    @classmethod
    def of_address(cls, address: str) -> SitePath:
        """The path that an address on this site asks for, with or without its percent escapes.

        Raises ValueError, in words for an author.

        >>> SitePath.of_address("/blog/%C3%BCber-uns/"), SitePath.of_address("/plan.html"), SitePath.of_address("/v1.4")
        ('blog/über-uns/', 'plan.html', 'v1.4/')
        >>> SitePath.of_address("/articles/x/index.html"), SitePath.of_address("/INDEX.htm")
        ('articles/x/', 'INDEX.htm')
        >>> SitePath.of_address("/a/%2e%2e/b")
        Traceback (most recent call last):
        ValueError: expected a path without ".."
        """
        try:
            path = unquote(address, errors="strict").removeprefix("/")
        except UnicodeDecodeError:
            raise ValueError("expected escapes such as %C3%BC, which are UTF-8") from None
        path = re.sub(r"(?:^|(?<=/))index\.html$", "", path)
        is_page = not path or path.endswith("/") or not _PAGE_FILE.search(path)
        return cls(f"{path.removesuffix('/')}/" if path and is_page else path)

    @property
    def is_page(self) -> bool:
        """Whether it is a folder's address, whose page is the file index.html in it."""
        return not self or self.endswith("/")

    @property
    def file(self) -> SitePath:
        """The file that is written for it.

        >>> SitePath("articles/first-seeds/").file, SitePath("podcast.xml").file
        ('articles/first-seeds/index.html', 'podcast.xml')
        """
        return SitePath(f"{self}index.html") if self.is_page else self

    @property
    def key(self) -> str:
        """The same for all paths that some disks or hosts take for one."""
        return path_key(self)


def path_key(path: str) -> str:
    """The same for all paths that some disks or hosts take for one: macOS and Windows do not tell
    capitals apart, and macOS no composed letters from others.

    >>> path_key("Articles/X/"), path_key("a/\\u00dcber.png") == path_key("a/u\\u0308ber.png")
    ('articles/x/', True)
    """
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path).casefold())


@lru_cache(MANY)
def _refusal(path: str) -> str | None:
    """Why a path is none on the site, or no path at all; None where it is one."""
    if not path.isprintable() and any(unicodedata.category(s) in ("Cc", "Cs") for s in path):
        return "without control characters"
    if sign := _SIGNS.search(path):
        return f'without "{sign[0]}"'
    if len(path.encode()) > MAX_PATH:
        return f"of at most {MAX_PATH} bytes"
    parts = path.removesuffix("/").split("/") if path else []
    for part in parts:
        if not part:
            return "without an empty part"
        if part in (".", ".."):
            return f'without "{part}"'
        if part != part.strip() or part.endswith("."):
            return "without a part that begins or ends with a space, or ends with a dot"
        if len(part.encode()) > MAX_NAME:
            return f"whose parts have at most {MAX_NAME} bytes"
    return None


@dataclass(frozen=True)
class Clash:
    """Why a path cannot be had."""

    how: Literal["taken", "alike", "below a file", "above a file"]
    """`alike`: it differs in capitals or in the form of its letters alone."""
    path: SitePath
    """The file that is in the way."""
    owner: str


@dataclass
class Places:
    """Who has which file of the site. Every file has one owner.

    >>> places = Places()
    >>> places.claim(SitePath("podcast.xml"), "the feed")
    >>> places.claim(SitePath("Podcast.xml"), "docs/a.md")
    Clash(how='alike', path='podcast.xml', owner='the feed')
    >>> places.claim(SitePath("podcast.xml/x/"), "docs/a.md")
    Clash(how='below a file', path='podcast.xml', owner='the feed')
    >>> places.claim(SitePath("blog/x/"), "docs/a.md"), places.claim(SitePath("blog"), "docs/b.md")
    (None, Clash(how='above a file', path='blog/x/index.html', owner='docs/a.md'))
    """

    _files: dict[str, tuple[SitePath, str]] = field(default_factory=dict)
    _folders: dict[str, tuple[SitePath, str]] = field(default_factory=dict)
    """For each folder, the first file in it, or below it."""

    def claim(self, path: SitePath, owner: str) -> Clash | None:
        """Take a path for an owner, who may take it again. Returns why it cannot be had, if it
        cannot."""
        file = path.file
        key = file.key
        folders = _folders(key)
        if clash := self._clash(file, key, folders, owner):
            return clash
        self._files[key] = file, owner
        for folder in folders:
            self._folders.setdefault(folder, (file, owner))
        return None

    def clash(self, path: SitePath, owner: str = "") -> Clash | None:
        """Why a path cannot be had by an owner; None where it can."""
        file = path.file
        return self._clash(file, file.key, _folders(file.key), owner)

    def _clash(self, file: SitePath, key: str, folders: list[str], owner: str) -> Clash | None:
        if there := self._files.get(key):
            if there[0] != file:
                return Clash("alike", *there)
            if there[1] != owner:
                return Clash("taken", *there)
        for folder in folders:
            if there := self._files.get(folder):
                return Clash("below a file", *there)
        if there := self._folders.get(key):
            return Clash("above a file", *there)
        return None


def _folders(key: str) -> list[str]:
    """The folders around a file, the outermost first.

    >>> _folders("a/b/c.html")
    ['a', 'a/b']
    """
    folders = []
    at = key.find("/")
    while at >= 0:
        folders.append(key[:at])
        at = key.find("/", at + 1)
    return folders
