"""Numbers of pages, and how they are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import chain
from operator import sub

FEWEST = 256
ROOM = 4
"""Numbers there are for each page: the more, the less often two want the same."""
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def numbers(urls: Iterable[str]) -> tuple[dict[str, int], int]:
    """Number pages by a hash of their addresses: (numbers, how many there are to be had).

    Where two want one number, the later hash takes the next free one. So a new page shifts few
    others, and none where it finds its number free; only when the site has doubled are all new.

    >>> before, _ = numbers(f"articles/{n}/" for n in range(60))
    >>> after, _ = numbers(f"articles/{n}/" for n in range(61))
    >>> sum(before[url] != after[url] for url in before)
    0
    """
    hashes = sorted((blake2b(url.encode(), digest_size=8).digest(), url) for url in set(urls))
    slots = FEWEST
    while slots < ROOM * len(hashes):
        slots *= 2
    taken: dict[int, str] = {}
    for hash_, url in hashes:
        number = int.from_bytes(hash_, "big") * slots >> 64
        while number in taken:
            number = (number + 1) % slots
        taken[number] = url
    return {url: number for number, url in taken.items()}, slots


class _Vlq(dict[int, str]):
    """Numbers in Base64 VLQ without a sign: the same ones are asked for again and again.

    >>> vlq = _Vlq()
    >>> vlq[0], vlq[31], vlq[32], vlq[1000], vlq[32**3], vlq[10**9]
    ('A', 'f', 'gB', 'of', 'gggB', 'gwy15d')
    """

    def __missing__(self, number: int) -> str:
        first = number % 32
        more = self[number // 32] if number > first else ""
        letters = _DIGITS[first + 32 if more else first] + more
        if len(self) < REMEMBERED:
            self[number] = letters
        return letters


REMEMBERED = 1 << 16
"""Numbers that are not written anew each time: those of hubs with thousands of pages"""
_vlq = _Vlq()


def write_sorted(values: Sequence[int], first: int = 0) -> str:
    """Numbers in their order, each as the difference to the one before, and to `first`.

    >>> write_sorted([3, 35, 35]), write_sorted([40], 32)
    ('DgBA', 'I')
    """
    return "".join(map(_vlq.__getitem__, map(sub, values, chain((first,), values))))


def base36(number: int) -> str:
    """A number as JavaScript's `toString(36)` writes it.

    >>> base36(0), base36(35), base36(1295)
    ('0', 'z', 'zz')
    """
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[digit] + digits
        if not number:
            return digits
