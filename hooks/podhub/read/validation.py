"""From a document's data to a model, and from pydantic's errors to lines that an author
understands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import ValidationError

from podhub.model.descriptions import descriptions
from podhub.model.document import Document, Loc
from podhub.model.items import Model
from podhub.model.problems import Problem, quote
from podhub.read.synonyms import meant

M = TypeVar("M", bound=Model)

# What each of pydantic's errors expected, as an author would say it. Braces are filled from the
# error's own context.
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
    "literal_error": "{expected}",
    "greater_than": "a number above {gt:g}",
    "greater_than_equal": "a number from {ge:g} up",
    "less_than_equal": "a number up to {le:g}",
    "string_too_long": "at most {max_length} characters",
    "string_too_short": "some text",
    "expected": "{expected}",
}


def validate(document: Document, model: type[M], at: Loc = ()) -> tuple[M | None, list[Problem]]:
    """Check a document, or the part of it at one place, against a model.

    Returns the model's value, or None and every problem, each with its line.
    """
    try:
        return model.model_validate(_data_at(document, at)), []
    except ValidationError as raised:
        errors = [dict(error) for error in raised.errors(include_url=False)]
        said_before = _said_before(model, errors)
        return None, [
            _problem(document, model, at, error) for error in errors if not said_before(error)
        ]


def _said_before(
    model: type[Model], errors: list[dict[str, Any]]
) -> Callable[[dict[str, Any]], bool]:
    """Whether another error says the same of one slip: a misspelt field is not missing too, nor a
    list of errors short."""
    misspelt = {
        (*loc[:-1], meant(str(loc[-1]), _fields(model, loc[:-1])))
        for loc in (error["loc"] for error in errors if error["type"] == "extra_forbidden")
    }
    deeper = {error["loc"][:depth] for error in errors for depth in range(len(error["loc"]))}
    return lambda error: (
        (error["type"] == "missing" and error["loc"] in misspelt)
        or (error["type"] == "too_short" and error["loc"] in deeper)
    )


def _problem(document: Document, model: type[Model], at: Loc, error: dict[str, Any]) -> Problem:
    loc: Loc = (*at, *_as_written(error["loc"], _data_at(document, at)))
    kind, context, value = error["type"], error.get("ctx", {}), error["input"]
    if kind == "missing":
        return document.problem(loc, _describe(model, loc[len(at) :]), "nothing")
    if kind == "extra_forbidden":
        known = _fields(model, loc[len(at) : -1])
        close = meant(str(loc[-1]), known)
        expected = f"the field {close}" if close else f"one of {', '.join(known)}"
        return document.problem(loc, expected, f"the unknown field {loc[-1]}")
    if kind in ("too_long", "too_short"):
        least, most = context.get("min_length"), context.get("max_length")
        bound = f"at least {least}" if kind == "too_short" else f"at most {most}"
        what = "characters" if isinstance(value, str) else "of them"
        return document.problem(loc, f"{bound} {what}", str(context.get("actual_length") or "none"))
    if kind in ("model_type", "model_attributes_type"):
        return document.problem(
            loc, f"the fields {', '.join(_fields(model, loc[len(at) :]))}", quote(value)
        )
    if loc and loc[-1] == "[key]":
        loc = loc[:-1]
    expected = EXPECTED[kind].format_map(context) if kind in EXPECTED else str(error["msg"])
    found = f"{len(value)}" if kind == "string_too_long" else context.get("found") or quote(value)
    return document.problem(loc, expected, found)


def _data_at(document: Document, at: Loc) -> Any:
    data: Any = document.data
    for part in at:
        data = data[part]
    return data


def _as_written(loc: Loc, data: Any) -> Loc:
    """A place as the author wrote it. pydantic also names the branch of `audio`, and counts one
    group where a list may stand."""
    written: list[str | int] = []
    for index, part in enumerate(loc):
        if (index == 1 and loc[0] == "audio") or (
            isinstance(part, int) and not isinstance(data, list)
        ):
            continue
        written.append(part)
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and isinstance(part, int):
            data = data[part] if part < len(data) else None
    return tuple(written)


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
    text = descriptions(_model_at(model, loc[:-1])).get(str(loc[-1]), "any")
    return f"a value ({text.rstrip('.')})"
