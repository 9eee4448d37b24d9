"""Where one file ends and the next begins: by halving, so that a border depends on what lies near
it, and not on what came before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

CHARACTERS = 6
_BYTES = 4
"""A character's"""


def borders(keys: Sequence[int], sizes: Sequence[int], limit: int) -> list[int]:
    """The first keys of the parts that sorted keys are divided into: the range from 0 to a power of two
    is halved until no part is larger than `limit` or none has more than one key. Parts without
    keys are left out.

    >>> borders([1, 2, 12], [9, 9, 9], 20), borders([1, 2], [9, 9], 9)
    ([0, 8], [0, 2])
    """
    sums = [0, *accumulate(sizes)]
    found: list[int] = []
    parts = [(0, len(keys), 0)] if keys else []
    while parts:
        begin, end, low = parts.pop()
        differing = keys[begin] ^ keys[end - 1]
        if not differing or sums[end] - sums[begin] <= limit:
            found.append(low)
            continue
        # Halves without keys are passed over: the first bit in which keys differ parts a range that has keys in both.
        bit = differing.bit_length() - 1
        middle = keys[end - 1] >> bit << bit
        at = bisect_left(keys, middle, begin, end)
        parts += [(at, end, middle), (begin, at, middle - (1 << bit))]
    return found


def key(word: str) -> int:
    """A word as a number that is ordered as its first six characters are."""
    return int.from_bytes(word[:CHARACTERS].encode("utf-32-be").ljust(CHARACTERS * _BYTES, b"\0"))


def word(key: int) -> str:
    """The shortest word whose number this is.

    >>> word(key("call")), word(key("callback"))
    ('call', 'callba')
    """
    return key.to_bytes(CHARACTERS * _BYTES).decode("utf-32-be").rstrip("\0")
