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
    """Numbers in Base64 VLQ without a sign: small ones are asked for again and again.

    >>> vlq = _Vlq()
    >>> vlq[0], vlq[31], vlq[32], vlq[1000]
    ('A', 'f', 'gB', 'of')
    """

    def __missing__(self, number: int) -> str:
        letters, rest = "", number
        while rest >= 32:
            letters += _DIGITS[32 | rest & 31]
            rest >>= 5
        letters += _DIGITS[rest]
        if number < REMEMBERED:
            self[number] = letters
        return letters


REMEMBERED = 1 << 15
_vlq = _Vlq()


def write_sorted(values: Sequence[int]) -> str:
    """Numbers in their order, each as the difference to the one before.

    >>> write_sorted([3, 35, 35])
    'DgBA'
    """
    return "".join(map(_vlq.__getitem__, map(sub, values, chain((0,), values))))


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
