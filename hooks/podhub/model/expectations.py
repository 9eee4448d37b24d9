"""How a field says what it expects: the tests and parsers that a value must pass, each with its
expectation in an author's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pydantic import AfterValidator, BeforeValidator
from pydantic_core import PydanticCustomError


def refusal(expected: str, found: str | None = None) -> PydanticCustomError:
    """An error that says what was expected; `found` stands in for a value that would say
    nothing."""
    return PydanticCustomError(
        "expected", "{expected}", {"expected": expected} | ({"found": found} if found else {})
    )


def rule(expected: str, test: Callable[[str], object]) -> AfterValidator:
    """A test that a text must pass, and what is expected in an author's words."""

    def check(value: str) -> str:
        if not test(value):
            raise refusal(expected)
        return value

    return AfterValidator(check)


def parsed(parse: Callable[[Any], Any]) -> BeforeValidator:
    """A value that authors write as text and a parser reads; its ValueError says what was
    expected."""

    def check(value: object) -> object:
        if not isinstance(value, str | int | float) or isinstance(value, bool):
            value = ""
        try:
            return parse(value)
        except ValueError as error:
            raise refusal(str(error).removeprefix("expected ")) from None

    return BeforeValidator(check)


def written(spell: Callable[[str], str]) -> BeforeValidator:
    """A code whose capitals mean nothing, as its specification spells it."""
    return BeforeValidator(lambda value: spell(value) if isinstance(value, str) else value)
