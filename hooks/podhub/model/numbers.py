"""The number of an episode: whole for all apps, a decimal for those that know one, or none."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, WithJsonSchema

from podhub.model.expectations import refusal

_NUMBER = re.compile(r"[1-9]\d{0,8}|(?=.*[1-9])(?:0|[1-9]\d{0,8})\.\d{1,6}", re.ASCII)


def parse_number(text: str) -> int | float:
    """Read an episode's number: a whole one above zero, or a decimal (podcast-namespace,
    episode.md).

    >>> parse_number("12"), parse_number("100.5"), parse_number("7.0"), parse_number(" 007 ")
    (12, 100.5, 7, 7)
    >>> parse_number("0")
    Traceback (most recent call last):
    ValueError: expected a number above zero such as 12 or 100.5
    """
    text = re.sub(r"^0+(?=\d)", "", text.strip())
    if not _NUMBER.fullmatch(text):
        raise ValueError("expected a number above zero such as 12 or 100.5")
    number = float(text)
    return int(number) if number.is_integer() else number


def shown_number(
    said: int | float | str | None, decimal: int | float | None, own: int | None
) -> int | float | None:
    """The number that apps show of an episode whose author `said` one, or beside it one that may be
    a `decimal`. `own` is a full episode's by its file; a trailer or bonus has one only where its
    author gave it that of the episode it belongs to.

    >>> shown_number(None, None, 4), shown_number(2.5, None, 0), shown_number(204, 204.5, 204)
    (4, 2.5, 204.5)
    >>> shown_number("none", None, 0), shown_number(3, None, None), shown_number(None, None, None)
    (None, 3, None)
    """
    if decimal or isinstance(said, float):
        return decimal or float(said or 0)
    whole = said if own is None else own
    return whole if isinstance(whole, int) and whole else None


def _checked(value: object, others: tuple[str, ...]) -> object:
    if value in others:
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return parse_number(str(value))
        except ValueError:
            pass  # said below, in the words of the field
    raise refusal(f"a number above zero such as 12 or 100.5{', or none' if others else ''}")


_SCHEMA = {"type": "number", "exclusiveMinimum": 0}
Decimal = Annotated[
    int | float, BeforeValidator(lambda value: _checked(value, ())), WithJsonSchema(_SCHEMA)
]
"""A number above zero, with decimals or without."""
NumberOrNone = Annotated[
    int | float | Literal["none"],
    BeforeValidator(lambda value: _checked(value, ("none",))),
    WithJsonSchema({"anyOf": [_SCHEMA, {"const": "none"}]}),
]
"""A number above zero; or the word `none`, for an episode that has none."""
