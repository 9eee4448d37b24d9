"""One file as it was read: its data, where each value stands, and the text below."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from podhub.model.problems import Problem, Remark, RemarkName

Loc = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """One file: its data, where each value stands, and the Markdown below it."""

    path: str
    data: dict[str, Any]
    lines: dict[Loc, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1

    def line(self, loc: Loc) -> int:
        """The line of a value, or of the nearest thing around it that has one."""
        while loc and loc not in self.lines:
            loc = loc[:-1]
        return self.lines.get(loc, 1)

    def origin(self, loc: Loc) -> str:
        """The file that a value stands in, or would."""
        return self.path

    def problem(self, loc: Loc, expected: str, found: str) -> Problem:
        """A problem at a value of this document."""
        return Problem(self.origin(loc), self.line(loc), field_name(loc), expected, found)

    def remark(self, name: RemarkName, loc: Loc, expected: str, found: str) -> Remark:
        """Advice about a value of this document."""
        return Remark(self.origin(loc), self.line(loc), field_name(loc), expected, found, name)


def field_name(loc: Loc) -> str:
    """Name a place in the front matter as authors count.

    >>> field_name(("moments", 1, "at")), field_name(("title",)), field_name(())
    ('moments[2].at', 'title', 'front matter')
    """
    name = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in loc)
    return name.lstrip(".") or "front matter"
