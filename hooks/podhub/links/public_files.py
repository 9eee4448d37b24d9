"""Which files of docs/ beside the texts are public. What is to be announced in a week must not be
announced by its picture today, nor by the document about it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Protocol
from unicodedata import normalize
from urllib.parse import unquote

from podhub.links.destinations import split_target
from podhub.model.body import BodyLink

_SEPARATOR = re.compile(r"[^\w]|_")


def public_files(
    files: Iterable[str], shown: Mapping[str, Collection[str]], public: Collection[str]
) -> frozenset[str]:
    """The files that are public. All are paths in the repository: `shown` are those that each text
    names, `public` the texts that are public.

    A file is held back with the texts that show it or lead to it, and is public if one of them is.
    One that no text names belongs to the text beside it whose name its own begins with, and else to
    nobody.

    >>> shown = {"docs/articles/garden.md": ["docs/articles/plan.png"], "docs/about.md": []}
    >>> found = public_files(["docs/articles/plan.png", "docs/articles/garden-2.png", "docs/a.png"], shown, ["docs/about.md"])
    >>> sorted(found)
    ['docs/a.png']
    """
    texts: dict[str, list[str]] = {}
    for text, named in shown.items():
        for file in named:
            texts.setdefault(file, []).append(text)
    beside = {text.removesuffix(".md"): text for text in shown}

    def is_public(file: str) -> bool:
        owners = texts.get(file) or [beside[name] for name in _names(file) if name in beside][:1]
        return not owners or any(owner in public for owner in owners)

    return frozenset(filter(is_public, files))


def named_files(path: str, links: Iterable[BodyLink]) -> Iterator[str]:
    """The files of the repository that a text's links and pictures name, by the text's path."""
    folder = posixpath.dirname(path)
    for link in links:
        found = split_target(folder, link.target)
        if found and found[0]:
            yield found[0]


class Addressed(Protocol):
    """Something that has an address."""

    @property
    def url(self) -> str | None:
        """On this site, as `/assets/banner.jpg`, or elsewhere."""


def named_addresses(things: Iterable[Addressed]) -> set[str]:
    """The files of the repository whose addresses on this site some fields name."""
    addresses = (unquote((thing.url or "").partition("#")[0]) for thing in things)
    return {normalize("NFC", f"docs{address}") for address in addresses if address.startswith("/")}


def _names(file: str) -> Iterator[str]:
    """What the text may be called to which a file belongs by its name, the longest first.

    >>> list(_names("docs/pond-plan_2.png"))
    ['docs/pond-plan_2', 'docs/pond-plan', 'docs/pond']
    """
    place = PurePosixPath(file)
    ends = [len(place.stem), *(found.start() for found in _SEPARATOR.finditer(place.stem))]
    for end in sorted(ends, reverse=True):
        yield str(place.with_name(place.stem[:end])) if place.stem[:end] else ""
