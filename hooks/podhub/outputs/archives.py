"""Which items stand in which document of a feed, by RFC 5005 §4: the newest in one that moves on, older ones in some that stay.

Documents are filled from the oldest item on, so that a full one never changes: 1.xml holds the oldest items for ever.
"""

from __future__ import annotations

from collections.abc import Sequence


def full_documents(sizes: Sequence[int], most: int, room: int) -> list[range]:
    """The documents of older items, oldest first, as ranges of places in `sizes` (bytes of each item, oldest first).

    A document takes `most` items and `room` bytes; it is full, and written, when the next item does not fit into it. What is
    left over fits into the newest document, which overlaps with the last full one.

    >>> full_documents([1] * 7, most=3, room=99)
    [range(0, 3), range(3, 6)]
    >>> full_documents([1] * 6, most=3, room=99), full_documents([50, 60, 30, 30], most=3, room=100)
    ([range(0, 3)], [range(0, 1), range(1, 3)])
    """
    documents, start, held = [], 0, 0
    for index, size in enumerate(sizes):
        if index > start and (index - start == most or held + size > room):
            documents.append(range(start, index))
            start, held = index, 0
        held += size
    return documents


def newest_items(sizes: Sequence[int], most: int, room: int) -> range:
    """The places of the items in the newest document: as many as fit, at least one.

    >>> newest_items([1] * 7, most=3, room=99), newest_items([50, 60, 30, 30], most=3, room=100), newest_items([], 3, 9)
    (range(4, 7), range(2, 4), range(0, 0))
    """
    start, held = len(sizes), 0
    while start and len(sizes) - start < most and (held + sizes[start - 1] <= room or start == len(sizes)):
        start -= 1
        held += sizes[start]
    return range(start, len(sizes))
