"""The words of a text, each with the time at which a recording has it, and where the two differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from podhub.model.times import shares
from podhub.speech.recognition.words import Word, bare

ANCHOR = 4
"""Words in a row that stand once in the text and once in the recording: there the two agree for sure."""


@dataclass(frozen=True)
class Difference:
    """Words that a text has where other words were heard: places in both, from and to."""

    text: slice
    heard: slice


def match(text: Sequence[str], heard: Sequence[Word]) -> tuple[list[Word], list[Difference]]:
    """Times for the words of a text, and every difference.

    >>> heard = [Word(0, 1, " Ask"), Word(1, 2, " firth"), Word(2, 4, " please"), Word(4, 5, " then")]
    >>> words, found = match(["Ask", "first,", "then"], heard)
    >>> [(word.text, word.start) for word in words], [(one.text, one.heard) for one in found]
    ([('Ask', 0), ('first,', 1), ('then', 4)], [(slice(1, 2, None), slice(1, 3, None))])
    """
    placed: list[Word] = []
    differences: list[Difference] = []
    for kind, a, b, c, d in _opcodes([bare(w) for w in text], [bare(w.text) for w in heard]):
        if kind == "equal" or b - a == d - c:
            placed += [replace(w, text=t) for t, w in zip(text[a:b], heard[c:d], strict=True)]
        else:
            start = heard[c].start if c < d else (heard[c - 1].end if c else 0.0)
            end = heard[d - 1].end if c < d else (heard[c].start if c < len(heard) else start)
            times = shares(start, max(start, end), text[a:b])
            placed += [Word(*time, word, 0.0) for word, time in zip(text[a:b], times, strict=True)]
        if kind != "equal" and any(map(bare, text[a:b])) | any(bare(w.text) for w in heard[c:d]):
            differences.append(Difference(slice(a, b), slice(c, d)))
    return placed, differences


def share_heard(text: Sequence[str], heard: Sequence[Word]) -> float:
    """The part of a text's rows of words that were heard, in whatever order (0 to 1).

    >>> heard = [Word(at, at + 1, word) for at, word in enumerate("e f g h a b c d".split())]
    >>> round(share_heard("a b c d e f g h".split(), heard), 2)
    0.4
    """
    rows = set(_rows([bare(word) for word in text]))
    return len(rows & set(_rows([bare(word.text) for word in heard]))) / (len(rows) or 1)


def _opcodes(left: list[str], right: list[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """difflib's, between anchors: it takes minutes for the words of two hours at once."""
    a = c = 0
    for at, to in [*_anchors(left, right), (len(left), len(right))]:
        matcher = SequenceMatcher(None, left[a:at], right[c:to], autojunk=False)
        for kind, i, j, k, m in matcher.get_opcodes():
            yield kind, a + i, a + j, c + k, c + m
        a, c = at, to


def _anchors(left: list[str], right: list[str]) -> list[tuple[int, int]]:
    """Where rows of words stand that both sides have once, in order, at most one in fifty words."""
    there = [_rows(right), _rows(left)]
    once = {row: place for row, place in there[0].items() if row in there[1]}
    found: list[tuple[int, int]] = []
    for row, at in sorted(there[1].items(), key=lambda item: item[1]):
        to = once.get(row)
        last = found[-1] if found else (0, 0)
        if to is not None and at >= last[0] + 50 and 0 <= to - last[1] <= 3 * (at - last[0]):
            found.append((at, to))
    return found


def _rows(words: list[str]) -> dict[tuple[str, ...], int]:
    rows = [tuple(words[at : at + ANCHOR]) for at in range(len(words) - ANCHOR + 1)]
    count = Counter(rows)
    return {row: at for at, row in enumerate(rows) if count[row] == 1}
