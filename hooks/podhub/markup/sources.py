"""An author's Markdown without what is private in it, and the places of its links there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token

from podhub.markup.positions import Source
from podhub.model.body import Span, exchanged

_OPENS = re.compile(r"(?:^|[\s>])(?:[-*+:]|\d{1,9}[.)]|\[\^\S+\]:)[ \t]*\Z")
_BEFORE_ADDRESS = re.compile(r"[\s>]*")


@dataclass(slots=True)
class Definition:
    """A line below the text that gives a link its address: `[label]: address "title"`."""

    label: str
    url: str
    line: int
    """Counted from 0"""
    whole: Span
    address: Span | None
    is_used: bool = False
    doubles: list[Definition] = field(default_factory=list)
    """Those of the same label below it, which give no link its address."""


def definition(token: Token, source: Source) -> Definition:
    """Find a definition's places; `token` is what the parser made of it."""
    first, behind = token.map or (0, 1)
    label = str(token.meta["label"])
    start = source.start(first) + max(source.lines[first].find("["), 0)
    end = source.start(behind - 1) + len(source.lines[behind - 1])
    address = None
    colon = source.text.find(f"{label}]:", start, end)
    if colon >= 0:
        found = _BEFORE_ADDRESS.match(source.text, colon + len(label) + 2, end)
        begin = found.end() if found else end
        result = parseLinkDestination(source.text, begin, end)
        address = (begin, result.pos) if result.ok else None
    return Definition(label, str(token.meta["url"]), first, (start, end), address)


def without_parts(text: str, parts: Iterable[Span]) -> tuple[str, Callable[[Span], Span]]:
    """A text without some parts, and a function that gives the new place of an old one. Lines of
    which nothing is left go as a whole.

    >>> text, moved = without_parts("a\\n\\n<!-- x -->\\n\\nb [c](d)", [(3, 13)])
    >>> text, moved((17, 24)), text[5:]
    ('a\\n\\nb [c](d)', (5, 12), '[c](d)')
    """
    cuts = _merged(sorted(_widened(text, part) for part in parts))
    if not cuts:
        return text, lambda span: span
    ends = [end for _, end in cuts]
    kept = {cut: _kept(text, cut) for cut in cuts}
    lengths = [0, *accumulate(end - start - len(kept[start, end]) for start, end in cuts)]

    def moved(span: Span) -> Span:
        start, end = (place - lengths[bisect_right(ends, place)] for place in span)
        return start, end

    return exchanged(text, kept), moved


def _kept(text: str, cut: Span) -> str:
    """What stays where a part is taken out: an empty comment, in an item or a note that would begin
    with nothing and end there, and between lines that would become one paragraph."""
    if text[: cut[0]].endswith("\n") and text[: cut[1]].endswith("\n"):
        above, below = text[: cut[0]].rsplit("\n", 2)[-2], text[cut[1] :].split("\n", 1)[0]
        is_html = text.startswith("<", cut[0])
        return "<!-- -->\n" if is_html and above.strip() and below.strip() else ""
    before = text[text.rfind("\n", 0, cut[0]) + 1 : cut[0]]
    line_end = text.find("\n", cut[1])
    behind = text[cut[1] : line_end if line_end >= 0 else None]
    return "<!-- -->" if _OPENS.search(before) and not behind.strip() else ""


def _widened(text: str, part: Span) -> Span:
    """A part with its line's end, and the empty line below, where nothing else stands in its
    lines."""
    start, end = part
    line_end = text.find("\n", end)
    line_end = len(text) if line_end < 0 else line_end
    if (start and text[start - 1] != "\n") or text[end:line_end].strip():
        return part
    end = min(line_end + 1, len(text))
    if text[:start].endswith("\n\n") or not start:
        while text.startswith("\n", end):
            end += 1
    return start, end


def _merged(spans: Sequence[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return merged
