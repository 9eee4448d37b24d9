"""Finds defined terms in running text, in time that grows with the text and not with the number of
terms.

Text is cut into words; the first word of each form leads, through a dictionary, to the few forms
that start with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from unicodedata import combining, is_normalized, normalize

from podhub.model.words import JOINT, WORD, anatomy


@dataclass(frozen=True, slots=True)
class Match:
    """One occurrence: a definition and the characters that name it."""

    slug: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form:
    before: str
    """Signs that stand before its first word."""
    pattern: re.Pattern[str]
    length: int
    exact: bool
    slug: str


class TermFinder:
    """All forms of all terms, ready to be found.

    >>> terms = TermFinder([("sdr", ["sales development representative", "SDR"]), ("it", ["IT"]), ("coaching", ["coaching"])])
    >>> text = "It takes an SDR, a Sales Development\\nRepresentative; see coaching.example for coaching."
    >>> [(match.slug, text[match.start : match.end]) for match in terms.find(text)]
    [('sdr', 'SDR'), ('sdr', 'Sales Development\\nRepresentative'), ('coaching', 'coaching')]
    """

    def __init__(self, forms: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._by_first: dict[str, list[_Form]] = {}
        for slug, words_of in forms:
            for text in words_of:
                parts = anatomy(text)
                if parts:
                    # A form in capitals is a short form and must stand so: IT is not "it".
                    exact = text.isupper()
                    pattern = re.compile(_pattern(parts), 0 if exact else re.IGNORECASE)
                    length = len(parts) + bool(parts[0]) + bool(parts[-1])
                    self._by_first.setdefault(parts[1].lower(), []).append(
                        _Form(parts[0], pattern, length, exact, slug)
                    )
        for found in self._by_first.values():
            found.sort(key=lambda form: (-form.length, not form.exact, form.slug))

    def may_be_in(self, text: str) -> bool:
        """Whether a first word of any form stands in a text; quickly, since most texts have few."""
        lowered = normalize("NFC", text).lower()
        return not self._by_first.keys().isdisjoint(WORD.findall(lowered))

    def find(self, text: str) -> Iterator[Match]:
        """Yield each occurrence from left to right, the longest form first, none overlapping."""
        if is_normalized("NFC", text):
            yield from self._find(text)
        else:
            composed, places = _composed(text)
            for match in self._find(composed):
                yield Match(match.slug, places[match.start], places[match.end])

    def _find(self, text: str) -> Iterator[Match]:
        lowered = text.lower()
        if len(lowered) != len(text):
            # A few letters grow when they are made small; then places in the two texts would
            # differ.
            lowered = text
        by_first, position = self._by_first, 0
        if by_first.keys().isdisjoint(WORD.findall(lowered)):
            return
        for word in WORD.finditer(lowered):
            if word[0] not in by_first or word.start() < position:
                continue
            for form in by_first[word[0]]:
                start = word.start() - len(form.before)
                if start < position or (form.before and not _begins(text, start, form.before)):
                    continue
                found = form.pattern.match(text, start + len(form.before))
                if found:
                    position = found.end()
                    if not _in_address(text, start, found.end()):
                        yield Match(form.slug, start, found.end())
                    break


def _pattern(parts: tuple[str, ...]) -> str:
    r"""What a form looks like in a text: its words, and between them any space or dash, or the sign
    that stands there.

    >>> [bool(re.fullmatch(_pattern(anatomy("follow up")), text)) for text in ("follow up", "follow-up", "followup")]
    [True, True, False]
    >>> [bool(re.fullmatch(_pattern(anatomy("Q&A")), text)) for text in ("Q&A", "Q & A", "Q A")]
    [True, True, False]
    >>> [bool(re.match(_pattern(anatomy("C")), text)) for text in ("C.", "C++", "C#", "CD")]
    [True, False, False, False]
    """
    inner = parts[1:-1]
    pieces = [
        part if index % 2 == 0 else rf"\s*{re.escape(part)}\s*" if part else JOINT.pattern
        for index, part in enumerate(inner)
    ]
    # Signs make another word of it, as they do of C.
    end = rf"{re.escape(parts[-1])}(?![\w+#])" if parts[-1] else r"\b(?!\+\+|#)"
    return "".join(pieces) + end


def _begins(text: str, start: int, signs: str) -> bool:
    """Whether a word begins with some signs at a place, and not before: .NET, but not ASP.NET."""
    before = text[start - 1 : start] if start else ""
    return text.startswith(signs, start) and not (before.isalnum() or before in tuple(signs))


def _composed(text: str) -> tuple[str, list[int]]:
    """A text whose letters are composed with their accents, and the place in the text of each of
    its characters and of its end."""
    composed, places = "", []
    starts = [i for i, sign in enumerate(text) if not i or not _goes_on(sign)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        letter = normalize("NFC", text[start:end])
        composed += letter
        places += [start] * len(letter)
    return composed, [*places, len(text)]


def _goes_on(sign: str) -> bool:
    """Whether a character belongs to the one before it: an accent, the rest of a Korean syllable."""
    return bool(combining(sign)) or "\u1160" <= sign <= "\u11ff"


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the words are a piece of `name.example`, `name@…`, `/name/` or `.name`."""
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    return (
        before in ("@", "/", "\\", "#")
        or (before == "." and text[max(0, start - 2) : start] != "..")
        or (after[:1] in ("@", "/", "\\") or (after[:1] == "." and after[1:].isalnum()))
    )
