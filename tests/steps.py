"""Counts the steps that code takes, so that a test tells linear from quadratic without a clock:
every line of ours, and every step of every regular expression.

`re` keeps its steps to itself. So each pattern is also run here as `re` runs it, by trying one way
and then going back (`re._parser` gives its parts)."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from re import _parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

Part = tuple[Any, Any]
CATEGORIES = {
    "DIGIT": str.isdecimal,
    "SPACE": str.isspace,
    "WORD": lambda c: c.isalnum() or c == "_",
}


def steps_of(package: str, call: Callable[[], object]) -> int:
    """The steps of a call: lines of a package, and what its regular expressions try."""
    counter = Counter()
    modules = [sys.modules[name] for name in sys.modules if f"{name}.".startswith(f"{package}.")]
    places = [
        (module, name, value)
        for module in [*modules, sys.modules["html"]]
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern)
    ]
    for module, name, value in places:
        setattr(module, name, Counted(value, counter))
    before = sys.gettrace()
    sys.settrace(lambda frame, *_: counter.line if _is_in(frame, package) else None)
    try:
        call()
    finally:
        sys.settrace(before)
        for module, name, value in places:
            setattr(module, name, value)
    return counter.steps


def _is_in(frame: FrameType, package: str) -> bool:
    return f"{frame.f_globals.get('__name__')}.".startswith(f"{package}.")


class Counter:
    """How many steps were taken."""

    steps = 0

    def line(self, frame: FrameType, event: str, argument: object) -> Callable[..., Any]:
        """Hear of a line."""
        self.steps += 1
        return self.line


class Counted:
    """A pattern that does what it did and counts."""

    def __init__(self, pattern: re.Pattern[str], counter: Counter) -> None:
        self._pattern, self._counter = pattern, counter
        self._parts: Sequence[Part] = list(_parser.parse(pattern.pattern, pattern.flags))

    def match(self, text: str) -> re.Match[str] | None:
        """At the beginning."""
        self._count(next, self._ends(self._parts, text, 0), None)
        return self._pattern.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The whole."""
        self._count(any, (end == len(text) for end in self._ends(self._parts, text, 0)))
        return self._pattern.fullmatch(text)

    def search(self, text: str) -> re.Match[str] | None:
        """Anywhere."""
        self._count(next, self._found(text), None)
        return self._pattern.search(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Everywhere."""
        self._count(list, self._found(text))
        return self._pattern.finditer(text)

    def findall(self, text: str) -> list[Any]:
        """Everywhere, as texts."""
        self._count(list, self._found(text))
        return self._pattern.findall(text)

    def sub(self, replacement: Any, text: str) -> str:
        """Everywhere, replaced."""
        self.finditer(text)
        return self._pattern.sub(replacement, text)

    def split(self, text: str) -> list[str | Any]:
        """Everywhere, cut."""
        self.finditer(text)
        return self._pattern.split(text)

    @staticmethod
    def _count(function: Callable[..., object], *arguments: object) -> None:
        """Take the steps, of which only `_part` is to be heard."""
        before = sys.gettrace()
        sys.settrace(None)
        try:
            function(*arguments)
        finally:
            sys.settrace(before)

    def _found(self, text: str) -> Iterator[int]:
        at = 0
        while at <= len(text):
            end = next(self._ends(self._parts, text, at), None)
            if end is not None:
                yield end
            at = max(at + 1, end or 0)

    def _ends(self, parts: Sequence[Part], text: str, at: int) -> Iterator[int]:
        """Where the parts may end that begin at a place, in the order of trying."""
        if not parts:
            yield at
            return
        for end in self._part(*parts[0], text, at):
            yield from self._ends(parts[1:], text, end)

    def _part(self, kind: Any, told: Any, text: str, at: int) -> Iterator[int]:
        self._counter.steps += 1
        name = str(kind)
        if name in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            if at < len(text) and self._is_one(name, told, text[at]):
                yield at + 1
        elif name == "SUBPATTERN":
            yield from self._ends(told[3], text, at)
        elif name == "BRANCH":
            for way in told[1]:
                yield from self._ends(way, text, at)
        elif name in ("MAX_REPEAT", "MIN_REPEAT"):
            ends = self._repeated(told, text, at)
            yield from ends if name == "MIN_REPEAT" else reversed(list(ends))
        elif name == "POSSESSIVE_REPEAT":
            yield from list(self._repeated(told, text, at))[-1:]
        elif name == "ATOMIC_GROUP":
            yield from list(self._ends(told, text, at))[:1]
        elif name in ("ASSERT", "ASSERT_NOT"):
            assert told[0] == 1, "looking back is not counted"
            found = next(self._ends(told[1], text, at), None) is not None
            if found == (name == "ASSERT"):
                yield at
        else:
            assert name == "AT", f"{name} is not counted"
            if self._is_at(str(told), text, at):
                yield at

    def _repeated(self, told: tuple[int, int, Sequence[Part]], text: str, at: int) -> Iterator[int]:
        """Where one, two, three and more of it end. A repeat that could end in several ways is taken
        in its first: patterns here nest none."""
        least, most, parts = told
        count = 0
        if least == 0:
            yield at
        while count < most:
            end = next(self._ends(parts, text, at), None)
            if end is None or end == at:
                return
            count, at = count + 1, end
            if count >= least:
                yield at

    def _is_one(self, name: str, told: Any, sign: str) -> bool:
        if name == "ANY":
            return sign != "\n" or bool(self._pattern.flags & re.DOTALL)
        if name != "IN":
            return (ord(sign) == told) == (name == "LITERAL")
        negated = str(told[0][0]) == "NEGATE"
        return any(_holds(str(kind), value, sign) for kind, value in told) != negated

    def _is_at(self, place: str, text: str, at: int) -> bool:
        if place == "AT_BEGINNING":
            return at == 0 or (bool(self._pattern.flags & re.MULTILINE) and text[at - 1] == "\n")
        if place == "AT_BEGINNING_STRING":
            return at == 0
        if place == "AT_END":
            return at == len(text) or text[at:] == "\n"
        assert place == "AT_END_STRING", f"{place} is not counted"
        return at == len(text)


def _holds(kind: str, value: Any, sign: str) -> bool:
    if kind == "LITERAL":
        return ord(sign) == int(value)
    if kind == "RANGE":
        return bool(value[0] <= ord(sign) <= value[1])
    if kind == "CATEGORY":
        name = str(value).removeprefix("CATEGORY_")
        return CATEGORIES[name.removeprefix("NOT_")](sign) != name.startswith("NOT_")
    return False
