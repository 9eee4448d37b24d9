"""One form for every mistake an author can make: `path:line: field: expected …, found …`; and one
for advice, which stops nothing: `path:line: note: field: expected …, found … [its name]`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

RemarkName = Literal[
    "apple-chapters",
    "author-unknown",
    "card-fonts",
    "changed-settings",
    "chapter-pictures",
    "cue-times",
    "hidden-notes",
    "inline-code",
    "leaving-setting",
    "lost-address",
    "missing-letters",
    "rare-codec",
    "serial-number",
    "unknown-role",
    "unknown-speaker",
    "unnamed-translation",
    "unseen-display",
    "unsure-words",
    "untranslated",
    "unused-setting",
]
"""What remarks are called. An author switches one off with its name in the file: `ignore: [NAME]`."""


@dataclass(frozen=True)
class Finding:
    """What a check finds in one place of one file."""

    path: str
    """Relative to the repository, with forward slashes on every system."""
    line: int
    """Counted from 1; 1 also stands for the file as a whole."""
    field: str
    expected: str
    found: str

    def __lt__(self, other: Finding) -> bool:
        return _order(self) < _order(other)


@dataclass(frozen=True)
class Problem(Finding):
    """A mistake.

    >>> print(Problem("episodes/004-first-seeds.md", 7, "date", "a date such as 2026-11-23 09:00 +0000", '"next Monday"'))
    episodes/004-first-seeds.md:7: date: expected a date such as 2026-11-23 09:00 +0000, found "next Monday"
    """

    def __str__(self) -> str:
        return _visible(
            f"{self.path}:{self.line}: {self.field}: expected {self.expected}, found {self.found}"
        )


@dataclass(frozen=True)
class Remark(Finding):
    """Advice. It is printed after the mistakes, stops nothing, and changes no exit code.

    >>> print(Remark("episodes/004-x.md", 7, "display", "a number beside it", '"Extra"', "unseen-display"))
    episodes/004-x.md:7: note: display: expected a number beside it, found "Extra" [unseen-display]
    """

    name: RemarkName

    def __str__(self) -> str:
        said = f"{self.field}: expected {self.expected}, found {self.found}"
        return _visible(f"{self.path}:{self.line}: note: {said} [{self.name}]")


def separated(findings: Iterable[Finding]) -> tuple[list[Problem], list[Remark]]:
    """Mistakes and remarks apart, each in order and once."""
    found = set(findings)
    return (
        sorted(one for one in found if isinstance(one, Problem)),
        sorted(one for one in found if isinstance(one, Remark)),
    )


def _order(one: Finding) -> tuple[str, int, list[str | int], str, str, str]:
    """By file and line, then as authors count.

    >>> [one.field for one in sorted(Problem("a", 1, field, "", "") for field in ("b[10]", "b[2].at", "a"))]
    ['a', 'b[2].at', 'b[10]']
    """
    field = [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", one.field)]
    name = one.name if isinstance(one, Remark) else ""
    return one.path, one.line, field, one.expected, one.found, name


def _visible(text: str) -> str:
    r"""Show what would otherwise be invisible, or act on the terminal, by its code.

    >>> print(_visible("café\x1b[2J"))
    café\x1b[2J
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def quote(value: object, limit: int = 60) -> str:
    """Show a found value in an error, short and on one line.

    >>> quote("next Monday")
    '"next Monday"'
    >>> quote(None), quote(True), quote(12), quote(["a", "b"]), quote({"a": 1})
    ('nothing', 'true', '12', 'a list of 2', 'a group of fields')
    >>> quote("x" * 80, limit=10)
    '"xxxxxxxxx…"'
    """
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return f"a list of {len(value)}"
        case dict():
            return "a group of fields"
        case str():
            text = " ".join(value.split())
            return f'"{text}"' if len(text) <= limit else f'"{text[: limit - 1]}…"'
    return str(value)
