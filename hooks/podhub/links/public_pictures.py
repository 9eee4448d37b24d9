"""Which pictures of docs/ are public. What is to be announced in a week must not be announced by its
picture today."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from podhub.model.body import BodyLink
from podhub.model.values import inside

_SEPARATOR = re.compile(r"[^\w]|_")


def public_pictures(
    pictures: Iterable[str], shown: Mapping[str, Collection[str]], public: Collection[str]
) -> frozenset[str]:
    """The pictures that are public. All are paths in the repository: `shown` are the files that each
    text names, `public` those of the texts that are public.

    A picture is held back with the texts that show it, and is public if one of them is. One that no
    text shows belongs to the text beside it whose name its own begins with, and else to nobody.

    >>> shown = {"docs/articles/garden.md": ["docs/articles/plan.png"], "docs/about.md": []}
    >>> found = public_pictures(["docs/articles/plan.png", "docs/articles/garden-2.png", "docs/a.png"], shown, ["docs/about.md"])
    >>> sorted(found)
    ['docs/a.png']
    """
    texts: dict[str, list[str]] = {}
    for text, files in shown.items():
        for file in files:
            texts.setdefault(file, []).append(text)
    beside = {text.removesuffix(".md"): text for text in shown}

    def is_public(picture: str) -> bool:
        owners = (
            texts.get(picture) or [beside[name] for name in _names(picture) if name in beside][:1]
        )
        return not owners or any(owner in public for owner in owners)

    return frozenset(filter(is_public, pictures))


def named_files(path: str, links: Iterable[BodyLink]) -> Iterator[str]:
    """The files of the repository that a text's links and pictures name, by the text's path."""
    for link in links:
        try:
            parts = urlsplit(link.target)
        except ValueError:
            continue
        if parts.path and not parts.scheme and not parts.netloc:
            file = inside(path, unquote(parts.path))
            if file:
                yield normalize("NFC", file)


def _names(picture: str) -> Iterator[str]:
    """What the text may be called to which a picture belongs by its name, the longest first.

    >>> list(_names("docs/pond-plan_2.png"))
    ['docs/pond-plan_2', 'docs/pond-plan', 'docs/pond']
    """
    place = PurePosixPath(picture)
    ends = [len(place.stem), *(found.start() for found in _SEPARATOR.finditer(place.stem))]
    for end in sorted(ends, reverse=True):
        yield str(place.with_name(place.stem[:end])) if place.stem[:end] else ""
