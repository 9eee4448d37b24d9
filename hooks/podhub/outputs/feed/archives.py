"""Which items stand in which document of a feed, by RFC 5005 §4: the newest in one that moves on,
older ones in some that stay.

An episode's place among the older ones is when it became public, as the ledger has it, so that
nothing moves it: not that another one is taken down (it leaves a gap), nor that one with an older
date comes in, nor how long any of them are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

FULL = 25
"""Items of a document that stays. A constant: if it could be chosen, choosing anew would move all
items of all documents."""


def in_order(published: Iterable[str], present: Iterable[str]) -> list[str]:
    """All that ever was public, in the order in which it became so; what is there and was not
    public yet comes last.

    >>> in_order(["a", "gone", "b"], ["older than b", "a", "b", "new"])
    ['a', 'gone', 'b', 'older than b', 'new']
    """
    return list(dict.fromkeys([*published, *present]))


def full_documents(order: Sequence[str]) -> list[Sequence[str]]:
    """The documents of older items, oldest first. The last items are left over for the newest
    document, until it is full too.

    >>> [len(document) for document in full_documents([str(n) for n in range(51)])], full_documents([str(n) for n in range(25)])
    ([25, 25], [])
    """
    return [order[start : start + FULL] for start in range(0, len(order) - FULL, FULL)]


def newest_items(
    sizes: Sequence[int], most: int, room: int, always: Collection[int] = ()
) -> list[int]:
    """The places of the items in the newest document: as many of the last ones as fit into `most`
    and `room` bytes.

    `sizes` are the bytes of each item, oldest first. Those at the places `always` are in it, or
    else the last one.

    >>> newest_items([1] * 7, most=3, room=99), newest_items([50, 60, 30, 30], most=3, room=100), newest_items([], 3, 9)
    ([4, 5, 6], [2, 3], [])
    >>> newest_items([1] * 7, most=3, room=99, always=[1]), newest_items([50, 60], most=3, room=9)
    ([1, 5, 6], [1])
    """
    chosen = set(always or range(len(sizes))[-1:])
    held = sum(sizes[place] for place in chosen)
    for place in reversed(range(len(sizes))):
        if place not in chosen:
            held += sizes[place]
            if len(chosen) == most or held > room:
                break
            chosen.add(place)
    return sorted(chosen)
