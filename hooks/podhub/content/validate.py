"""From a document's data to a model, and from pydantic's errors to lines that an author understands."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError

from podhub.content.frontmatter import Document, Loc, field_name
from podhub.content.model import Model
from podhub.content.problems import Problem, quote
from podhub.content.values import nearest

M = TypeVar("M", bound=Model)

# What each of pydantic's errors expected, as an author would say it. Braces are filled from the error's own context.
EXPECTED = {
    "string_type": "text",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "tuple_type": "a list such as [one, two], or lines that start with a dash",
    "dict_type": "names with values below it",
    "model_type": "fields below it",
    "model_attributes_type": "fields below it",
    "literal_error": "{expected}",
    "greater_than": "a number above {gt}",
    "greater_than_equal": "a number from {ge} up",
    "less_than_equal": "a number up to {le}",
    "string_too_long": "at most {max_length} characters",
    "string_too_short": "some text",
    "string_pattern_mismatch": "text of the form {pattern}",
    "expected": "{expected}",
}


def validate(document: Document, model: type[M], at: Loc = ()) -> tuple[M | None, list[Problem]]:
    """Check a document, or the part of it at one place, against a model.

    Returns the model's value, or None and every problem, each with its line.
    """
    data: Any = document.data
    for part in at:
        data = data[part]
    try:
        return model.model_validate(data), []
    except ValidationError as errors:
        return None, [_problem(document, model, at, dict(error)) for error in errors.errors(include_url=False)]


def _problem(document: Document, model: type[Model], at: Loc, error: dict[str, Any]) -> Problem:
    # pydantic names the chosen branch of a union in the place; authors never wrote that name.
    loc: Loc = (*at, *(part for part in error["loc"] if part not in ("file", "address")))
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    if kind == "missing":
        return document.problem(loc, _describe(model, loc[len(at) :]), "nothing")
    if kind == "extra_forbidden":
        known = _fields(model, loc[len(at) : -1])
        close = nearest(str(loc[-1]), known)
        expected = f"the field {close}" if close else f"one of {', '.join(known)}"
        return Problem(document.path, document.line(loc), field_name(loc), expected, f"the unknown field {loc[-1]}")
    if kind in ("too_long", "too_short"):
        least, most = context.get("min_length"), context.get("max_length")
        bound = f"at least {least}" if kind == "too_short" else f"at most {most}"
        return document.problem(loc, bound, str(context.get("actual_length", 0)))
    if loc and loc[-1] == "[key]":
        loc = loc[:-1]
    expected = EXPECTED[kind].format_map(context) if kind in EXPECTED else str(error["msg"])
    found = f"{len(value)}" if kind == "string_too_long" else quote(value)
    return document.problem(loc, expected, found)


def _model_at(model: type[Model], loc: Loc) -> type[Model]:
    """The model whose fields stand at a place: follows lists, groups and options down."""
    for part in loc:
        if isinstance(part, str) and part in model.model_fields:
            found = _models_in(model.model_fields[part].annotation)
            if found:
                model = found[0]
    return model


def _models_in(annotation: Any) -> list[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return [annotation]
    inner = [*getattr(annotation, "__args__", ()), *getattr(annotation, "__metadata__", ())]
    return [model for part in inner for model in _models_in(part)]


def _fields(model: type[Model], loc: Loc) -> list[str]:
    return list(_model_at(model, loc).model_fields)


def _describe(model: type[Model], loc: Loc) -> str:
    """What a missing field should hold, from its own description."""
    info = _model_at(model, loc[:-1]).model_fields[str(loc[-1])]
    text = info.description or "a value"
    return text[0].lower() + text[1:] if text.split()[0] not in ("ISO",) else text
