"""Finds an episode's file by what its author calls it, whatever is wrong with what stands in it."""

from __future__ import annotations

import re
from pathlib import Path

from podhub.read.folders import SCRIPT_SUFFIX

NAME = re.compile(r"(?P<number>\d+)-(?P<slug>.+)")
_ENDING = re.compile(r"(\.script)?\.(md|mp3|vtt|m4a|ogg|opus|wav)$")


def stem_of(word: str) -> str:
    """A word for an episode without its folder and ending.

    >>> stem_of("episodes/007-a-name.script.md"), stem_of("7")
    ('007-a-name', '7')
    """
    return _ENDING.sub("", Path(word).name)


def is_called(stem: str, word: str) -> bool:
    """Whether somebody who says `word` means the episode whose files have this stem.

    >>> [is_called("007-a-name", word) for word in ("7", "a-name", "007-a-name", "name")]
    [True, True, True, False]
    """
    found = NAME.fullmatch(stem)
    if not found:
        return False
    return word in (stem, found["slug"]) or (word.isdecimal() and int(word) == int(found["number"]))


def find_episode(root: Path, word: str) -> str | None:
    """The file of the episode that an author means by a number, a name or one of its files."""
    wanted = stem_of(word)
    files = sorted(path.name for path in (root / "episodes").glob("*.md"))
    stems = [name.removesuffix(".md") for name in files if not name.endswith(SCRIPT_SUFFIX)]
    return next((f"episodes/{stem}.md" for stem in stems if is_called(stem, wanted)), None)
