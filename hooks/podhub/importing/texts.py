"""Texts that are longer than apps take, and what of them is told."""

from __future__ import annotations

import re
from collections.abc import Callable

from podhub.model.problems import quote


def utf8_size(text: str) -> int:
    """The bytes of a text, which some apps count."""
    return len(text.encode())


def shortened(text: str, limit: int, size: Callable[[str], int] = len) -> str:
    """A text of at most so many characters (or bytes, by `utf8_size`), cut between words.

    >>> shortened("one two three", 9), shortened("one", 10), shortened("äö üé", 8, utf8_size)
    ('one two…', 'one', 'äö…')
    >>> shortened("wordwithoutend", 5)
    'word…'
    """
    if size(text) <= limit:
        return text
    kept = text[: limit - 1]
    while size(kept + "…") > limit:
        kept = kept[:-1]
    whole = kept if text[len(kept)].isspace() else kept[: max(kept.rfind(" "), 0)]
    return re.sub(r"[\s,.;:–—-]+$", "", whole or kept) + "…"


def changed(field: str, expected: str, found: str, became: str) -> str:
    """A line on a value that was written down in another form.

    >>> changed("title", "no number", "Ep. 1: A", "A")
    'title: expected no number, found "Ep. 1: A" (written down as "A")'
    """
    return f"{field}: expected {expected}, found {quote(found, 300)} (written down as {quote(became, 300)})"


def left_out(field: str, expected: str, found: str) -> str:
    """A line on a value that has no place here.

    >>> left_out("people", "a name", "?")
    'people: expected a name, found "?" (left out)'
    """
    return f"{field}: expected {expected}, found {quote(found, 120)} (left out)"
