"""Finds defined terms in running text, in time that grows with the text and not with the number of
terms.

Text is cut into words; the first word of each form leads, through a dictionary, to the few forms
that start with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
# What may stand between two words of one form: "follow up", "follow-up", "coach’s eye".
_BETWEEN = r"(?:\s+|[-‐‑'’])"


@dataclass(frozen=True, slots=True)
class Match:
    """One occurrence: a definition and the characters that name it."""

    slug: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form:
    pattern: re.Pattern[str]
    words: int
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
                words = _WORD.findall(text)
                if words:
                    # A form in capitals is a short form and must stand so: IT is not "it".
                    exact = text.isupper()
                    pattern = re.compile(_pattern(text), 0 if exact else re.IGNORECASE)
                    self._by_first.setdefault(words[0].lower(), []).append(
                        _Form(pattern, len(words), exact, slug)
                    )
        for found in self._by_first.values():
            found.sort(key=lambda form: (-form.words, not form.exact, form.slug))

    def find(self, text: str) -> Iterator[Match]:
        """Yield each occurrence from left to right, the longest form first, none overlapping."""
        lowered = text.lower()
        if len(lowered) != len(text):
            # A few letters grow when they are made small; then places in the two texts would
            # differ.
            lowered = text
        by_first, position = self._by_first, 0
        for start, first in [
            (word.start(), word[0]) for word in _WORD.finditer(lowered) if word[0] in by_first
        ]:
            if start < position:
                continue
            for form in by_first[first]:
                found = form.pattern.match(text, start)
                if found:
                    position = found.end()
                    if not _in_address(text, found.start(), found.end()):
                        yield Match(form.slug, found.start(), found.end())
                    break


def _pattern(form: str) -> str:
    r"""What a form looks like in a text: its words, and between them any space or dash, or the sign
    that stands there.

    >>> [bool(re.fullmatch(_pattern("follow up"), text)) for text in ("follow up", "follow-up", "followup")]
    [True, True, False]
    >>> [bool(re.fullmatch(_pattern("Q&A"), text)) for text in ("Q&A", "Q & A", "Q A")]
    [True, True, False]
    """
    parts, end = [], None
    for word in _WORD.finditer(form):
        if end is not None:
            gap = form[end : word.start()]
            parts.append(
                _BETWEEN if re.fullmatch(_BETWEEN, gap) else rf"\s*{re.escape(gap.strip())}\s*"
            )
        parts.append(word[0])
        end = word.end()
    return "".join(parts) + r"\b"


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the words are a piece of `name.example`, `name@…` or `/name/`."""
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    return (
        before in ("@", "/", "\\", "#")
        or (before == "." and start > 1 and text[start - 2].isalnum())
        or (after[:1] in ("@", "/", "\\") or (after[:1] == "." and after[1:].isalnum()))
    )
