"""The blocks of a WebVTT file (W3C WebVTT §6): for every cue its times, as far as they can be read,
and who says what in it.

Players skip what they cannot read; here nothing vanishes, so that an author can be told. Everything
is scanned once, from the beginning to the end."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_HEADER = re.compile(r"WEBVTT(?:[ \t]|$)")
_OTHER_BLOCKS = ("NOTE", "STYLE", "REGION")
_STRICT = re.compile(
    r"\s*+(?:\d++:)?[0-5]\d:[0-5]\d\.\d{3}\s++-->\s++(?:\d++:)?[0-5]\d:[0-5]\d\.\d{3}(?:\s|$)"
)
_TIMING = re.compile(r"\s*+([\d:.,]++)\s*+([-=–—]*+>|→)\s*+(\S*+)(.*+)")
_SETTINGS = re.compile(r"(?:\s++\w++:\S++)*+\s*+")
_TIME = re.compile(r"(?:(\d{1,4}+):)?(\d{1,4}+):(\d{1,2}+)(?:[.,](\d{1,9}+))?+")
# Marks of WebVTT, of what programs put into it, and of SubStation (`{\an8}`). What else stands in
# angle brackets was said.
_MARK = re.compile(
    r"<(?P<close>/?+)(?P<name>b|i|u|c|v|lang|ruby|rt|font|em|strong|span|br)(?:\.[^\s<>]*+)?+"
    r"(?:[\s/](?P<rest>[^<>]*+))?+>|<[\d:.]++>|\{\\[^{}]*+\}"
)
Said = tuple[str | None, str]
"""Who speaks, if that is known, and the words"""


@dataclass
class Block:
    """A cue as it stands in its file."""

    line: int
    """Where its times stand, counted from 1"""
    timing: str
    """Its times as written; empty for words without any"""
    named: bool = False
    """Whether it has an identifier"""
    lines: list[str] = field(default_factory=list)


def is_webvtt(text: str) -> bool:
    """Whether a text begins as a WebVTT file does."""
    return _HEADER.match(text.partition("\n")[0]) is not None


def blocks(text: str) -> Iterator[Block]:
    """Every cue of a WebVTT file, and words that stand without times."""
    before: list[str] = []
    block: Block | None = None
    in_header = True
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if number > 1 and times(line) is not None:
            before = [] if in_header else before
            yield from _ended(block, before, number)
            block, before, in_header = Block(number, line.strip(), len(before) == 1), [], False
        elif line.strip():
            (block.lines if block else before).append(line)
        else:
            yield from _ended(block, [] if in_header else before, number, blank=True)
            block, before, in_header = None, [], False


def _ended(
    block: Block | None, before: list[str], number: int, *, blank: bool = False
) -> Iterator[Block]:
    """The block that ends here. A line above a cue's times is its identifier, and no words."""
    if block:
        yield block
    elif (blank or len(before) > 1) and before and before[0].split()[0] not in _OTHER_BLOCKS:
        yield Block(number - len(before), "", lines=list(before))


def is_exact(timing: str) -> bool:
    """Whether times are written as every player reads them."""
    return _STRICT.match(timing) is not None


def times(line: str) -> tuple[float | None, float | None] | None:
    """The start and end (seconds) that a line gives; None for each that cannot be read, and for a
    line that is speech.

    >>> times("00:01.000 --> 00:02.500 align:start"), times("00:04,500 -> 0:09")
    ((1.0, 2.5), (4.5, 9.0))
    >>> times("00:75:02.000 --> 00:75:04.000"), times("3 -> 4, says the list."), times("Yes --> no")
    ((None, None), None, None)
    """
    found = _TIMING.match(line)
    if not found:
        return None
    start, end = time(found[1]), time(found[3])
    if found[2].endswith("-->"):
        return start, end
    # Without WebVTT's arrow, only a line that holds nothing but two times was meant to give them.
    is_meant = None not in (start, end) and _SETTINGS.fullmatch(found[4])
    return (start, end) if is_meant else None


def time(text: str) -> float | None:
    """A position in seconds, by what somebody may have meant: a comma, one digit, no fraction.

    >>> time("1:00:03.5"), time("75:02"), time("00:75:02"), time("12"), time("0:61")
    (3603.5, 4502.0, None, None, None)
    """
    found = _TIME.fullmatch(text)
    if not found:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    if seconds > 59 or (found[1] and minutes > 59):
        return None
    return hours * 3600 + minutes * 60 + seconds + float(f"0.{found[4] or 0}")


def spoken(text: str) -> list[Said]:
    """Who says what in a cue, without its marks; voices that say nothing are left out.

    >>> spoken("<v Ann>Tom &amp; <b>I</b></v> agree.<v.loud Ben>if a < b, c > d")
    [('Ann', 'Tom & I'), (None, 'agree.'), ('Ben', 'if a < b, c > d')]
    """
    parts: list[tuple[str | None, list[str]]] = [(None, [])]
    at = 0
    for mark in _MARK.finditer(text):
        parts[-1][1].append(text[at : mark.start()])
        at = mark.end()
        if mark["name"] == "v":
            name = None if mark["close"] else plain(mark["rest"] or "") or None
            parts.append((name, []))
        elif mark["name"] == "br":
            parts[-1][1].append(" ")
    parts[-1][1].append(text[at:])
    said = ((speaker, plain("".join(pieces))) for speaker, pieces in parts)
    return [(speaker, words) for speaker, words in said if words]


def plain(text: str) -> str:
    """Words with their entities resolved, and one space between them."""
    return " ".join(html.unescape(text).split())
