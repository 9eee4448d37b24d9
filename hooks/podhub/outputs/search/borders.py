"""Where one file ends and the next begins: by halving, so that a border depends on what lies near
it, and not on what came before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

CHARACTERS = 6
_BITS = 21
"""A code point's"""
WORDS = 1 << CHARACTERS * _BITS
"""More than any word's number; a power of two, so that halves end where characters do."""


def borders(items: Sequence[tuple[int, int]], limit: int, low: int, high: int) -> Iterator[int]:
    """The first keys of the parts that (key, size) are divided into: the range from `low` to `high`
    is halved until no part is larger than `limit` or none has more than one key. Parts without
    items are left out.

    >>> list(borders([(1, 9), (2, 9), (12, 9)], 20, 0, 16)), list(borders([(1, 9), (2, 9)], 9, 0, 16))
    ([0, 8], [0, 2])
    """
    if not items:
        return
    if items[0][0] == items[-1][0] or sum(size for _, size in items) <= limit:
        yield low
        return
    middle = (low + high) // 2
    at = next((n for n, (key, _) in enumerate(items) if key >= middle), len(items))
    if at:
        yield from borders(items[:at], limit, low, middle)
    yield from borders(items[at:], limit, middle, high)


def key(word: str) -> int:
    """A word as a number that is ordered as its first six characters are."""
    value = 0
    for at in range(CHARACTERS):
        value = value << _BITS | (ord(word[at]) if at < len(word) else 0)
    return value


def word(key: int) -> str:
    """The shortest word whose number this is.

    >>> word(key("call")), word(key("callback"))
    ('call', 'callba')
    """
    codes = [key >> _BITS * (CHARACTERS - 1 - at) & (1 << _BITS) - 1 for at in range(CHARACTERS)]
    return "".join(map(chr, codes)).rstrip("\0")
