"""Digests that stand for values: equal where the values are equal, different where they differ."""

from __future__ import annotations

import hashlib

SIZE = 20
"""Bytes: two of a trillion values agree by chance once in 10²³ stores."""


def digest(*parts: str | bytes) -> str:
    """One digest of several parts, in hexadecimal. Each part counts by its length too, so that
    parts which join to the same text differ.

    >>> digest("a,b") == digest("a", "b"), digest("ab", "c") == digest("a", "bc")
    (False, False)
    >>> digest("a", "") == digest("a"), digest("a") == digest(b"a")
    (False, False)
    """
    found = hashlib.blake2b(digest_size=SIZE)
    for part in parts:
        kind = b"s" if isinstance(part, str) else b"b"
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        found.update(b"%b%d:" % (kind, len(data)))
        found.update(data)
    return found.hexdigest()
