"""An author's Markdown without what is private in it, and the places of its links there."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, takewhile

from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token

from podhub.markup.positions import Source
from podhub.model.body import Span, exchanged

_OPENS = re.compile(r"(?:^|[\s>])(?:[-*+:]|\d{1,9}[.)]|\[\^\S+\]:)[ \t]*\Z")
CONTINUES = re.compile(r"[ \t]|(?:[-*+:]|\d{1,9}[.)])(?:[ \t]|$)")
"""How a line begins that may go on with what stands above it: a list, a note, code."""
_OPEN = re.compile(rf"{CONTINUES.pattern}|<!--|\[|!!!")
"""How a line begins with which something goes on below an empty line"""
_QUOTES = re.compile(r"^(?: {0,3}> ?)+")
_MARKUP = tuple("*_~`[]()!<>&#\\")
COMMENT = "<!-- -->"
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
    """What stays where a part is taken out: an empty comment wherever what stands around the part
    would mean something else without it."""
    start, end = cut
    is_comment = text.startswith(("<", "["), start)
    if text[:start].endswith("\n") and text[:end].endswith("\n"):
        above, below = text[:start].rsplit("\n", 2)[-2], text[end:].split("\n", 1)[0]
        joins = text.startswith("<", start) and above.strip() and below.strip()
        if joins or (is_comment and _goes_on(text[:start], below)):
            return f"{COMMENT}\n\n" if text[:end].endswith("\n\n") else f"{COMMENT}\n"
        return ""
    if not start and text[:end].endswith("\n"):
        return ""
    before = text[text.rfind("\n", 0, start) + 1 : start]
    line_end = text.find("\n", end)
    behind = text[end : line_end if line_end >= 0 else None]
    if behind.strip():
        return COMMENT if is_comment and _joins(before, behind) else ""
    if _OPENS.search(before) or (is_comment and before.rstrip().endswith("}")):
        return COMMENT
    is_line = is_comment and not before.strip(" \t>")
    if is_line and _QUOTES.sub("", before):
        return COMMENT  # an empty line before it sets the item's paragraphs apart
    above = text[: start - len(before)]
    return COMMENT if is_line and _goes_on(above, _next_line(text, end)) else ""


def _goes_on(above: str, below: str) -> bool:
    """Whether a line could belong to what ends above it."""
    if not CONTINUES.match(below):
        return False
    last = takewhile(lambda line: line.strip(" \t>"), _upwards(above.rstrip(" \t>\n")))
    return below.startswith(":") or any(_OPEN.match(_QUOTES.sub("", line)) for line in last)


def _upwards(text: str) -> Iterator[str]:
    """The lines of a text from the last to the first."""
    end = len(text)
    while end >= 0:
        start = text.rfind("\n", 0, end) + 1
        yield text[start:end]
        end = start - 1


def _joins(before: str, behind: str) -> bool:
    """Whether signs on both sides of a part could become one, such as a link's brackets."""
    left, right = before[-1:], behind[:1]
    is_between = not left.isspace() and not right.isspace() and bool(left)
    return is_between or left in _MARKUP or right in _MARKUP


def _next_line(text: str, place: int) -> str:
    """The next line behind a place's own that is not empty, without the signs of quotes."""
    for line in text[place:].split("\n")[1:]:
        if line.strip(" \t>"):
            return _QUOTES.sub("", line)
    return ""


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
