"""Releases in a folder: their numbers, which are kept, and which one a rollback goes to.

    current → releases/000017/site
    releases/000016/site/       a whole site: what did not change is a hard link to the release before
    releases/000017/site/
    releases/000017/manifest.json.gz
    lock
    untold                      while somebody is still to be told that the feed has changed

Numbers, not times: a wrong clock cannot put them out of order."""

from __future__ import annotations

import re
from collections.abc import Iterable

RELEASES, SITE, CURRENT, LOCK, UNTOLD = "releases", "site", "current", "lock", "untold"
MANIFEST = "manifest.json.gz"
MAKING = "making"
"""The release that is being made, or was when its publisher was ended. Never public"""
KEPT = 5
NAME = re.compile(r"\d{6,}")


def numbers(names: Iterable[str]) -> list[int]:
    """The releases among the names in a folder, oldest first.

    >>> numbers(["000002", "making", "000010", "notes.txt"])
    [2, 10]
    """
    return sorted(int(name) for name in names if NAME.fullmatch(name))


def name(number: int) -> str:
    """A release's folder.

    >>> name(17)
    '000017'
    """
    return f"{number:06}"


def number_of(link: str) -> int | None:
    """The release that `current` leads to.

    >>> number_of("releases/000017/site"), number_of("elsewhere")
    (17, None)
    """
    match = re.fullmatch(rf"{RELEASES}/({NAME.pattern})/{SITE}", link)
    return int(match[1]) if match else None


def to_remove(releases: Iterable[int], current: int) -> list[int]:
    """The releases that are not kept: all but the newest ones and the one that is public.

    >>> to_remove([1, 2, 3, 4, 5, 6, 7], current=7)
    [1, 2]
    >>> to_remove([1, 2, 3, 4, 5, 6, 7], current=1)
    [2]
    """
    newest = sorted(releases)[-KEPT:]
    return [number for number in sorted(releases) if number not in newest and number != current]


def after(releases: Iterable[int], current: int | None) -> list[int]:
    """The releases newer than the public one.

    >>> after([3, 4, 6], 4), after([3, 4], None)
    ([6], [])
    """
    return [number for number in releases if current is not None and number > current]


def before(releases: Iterable[int], current: int) -> int | None:
    """The release that a rollback goes to: the newest one older than the public one.

    >>> before([3, 4, 6], 6), before([6], 6)
    (4, None)
    """
    return max((number for number in releases if number < current), default=None)
