"""Finds defined terms in running text, in time that grows with the text and not with the number of terms.

Text is cut into words; the first word of each form leads, through a dictionary, to the few forms that start with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
# What may stand between two words of one form: "follow up", "follow-up", "coach’s eye".
_BETWEEN = re.compile(r"\s+|[-‐‑'’]")


@dataclass(frozen=True)
class Match:
    """One occurrence: a definition and the characters that name it."""

    slug: str
    start: int
    end: int


@dataclass(frozen=True)
class _Form:
    words: tuple[str, ...]
    exact: bool
    slug: str


class Terms:
    """All forms of all terms, ready to be found.

    >>> terms = Terms([("sdr", ["sales development representative", "SDR"]), ("it", ["IT"]), ("coaching", ["coaching"])])
    >>> text = "It takes an SDR, a Sales Development\\nRepresentative; see coaching.example for coaching."
    >>> [(match.slug, text[match.start : match.end]) for match in terms.find(text)]
    [('sdr', 'SDR'), ('sdr', 'Sales Development\\nRepresentative'), ('coaching', 'coaching')]
    """

    def __init__(self, forms: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._by_first: dict[str, list[_Form]] = {}
        for slug, words_of in forms:
            for text in words_of:
                # A form in capitals is a short form and must stand so: IT is not "it".
                exact = text.isupper()
                words = tuple(_WORD.findall(text if exact else text.casefold()))
                if words:
                    self._by_first.setdefault(words[0].casefold(), []).append(_Form(words, exact, slug))
        for found in self._by_first.values():
            found.sort(key=lambda form: (-len(form.words), not form.exact, form.slug))

    def find(self, text: str) -> Iterator[Match]:
        """Yield each occurrence from left to right, the longest form first, none overlapping."""
        words = list(_WORD.finditer(text))
        position = 0
        while position < len(words):
            forms = self._by_first.get(words[position].group().casefold(), ())
            form = next((form for form in forms if self._is_at(form, text, words, position)), None)
            if form is None:
                position += 1
                continue
            start, end = words[position].start(), words[position + len(form.words) - 1].end()
            if not _in_address(text, start, end):
                yield Match(form.slug, start, end)
            position += len(form.words)

    @staticmethod
    def _is_at(form: _Form, text: str, words: list[re.Match[str]], position: int) -> bool:
        if position + len(form.words) > len(words):
            return False
        for offset, expected in enumerate(form.words):
            found = words[position + offset]
            if (found.group() if form.exact else found.group().casefold()) != expected:
                return False
            if offset and not _BETWEEN.fullmatch(text, words[position + offset - 1].end(), found.start()):
                return False
        return True


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the words are a piece of `name.example`, `name@…` or `/name/`."""
    before, after = text[max(0, start - 1) : start], text[end : end + 2]
    return before in ("@", "/", "\\", "#") or (before == "." and start > 1 and text[start - 2].isalnum()) or (
        after[:1] in ("@", "/", "\\") or (after[:1] == "." and after[1:].isalnum())
    )
