"""A text's headings as a table of contents."""

from __future__ import annotations

from collections.abc import Sequence

from podhub.links.views import parts
from podhub.model.body import Heading


def contents(headings: Sequence[Heading]) -> tuple[parts.Heading, ...]:
    """Headings with those below them.

    >>> found = contents([Heading(2, "a", "A"), Heading(4, "b", "B"), Heading(3, "c", "C"), Heading(2, "d", "D")])
    >>> [(one.title, [below.title for below in one.children]) for one in found]
    [('A', ['B', 'C']), ('D', [])]
    """
    found: list[parts.Heading] = []
    place = 0
    while place < len(headings):
        first = headings[place]
        end = place + 1
        while end < len(headings) and headings[end].level > first.level:
            end += 1
        below = contents(headings[place + 1 : end])
        found.append(parts.Heading(first.title, first.anchor, below))
        place = end
    return tuple(found)
