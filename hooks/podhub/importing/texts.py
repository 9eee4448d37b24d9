"""How an import tells of a value: changed, or left out."""

from __future__ import annotations

from podhub.model.problems import quote


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
