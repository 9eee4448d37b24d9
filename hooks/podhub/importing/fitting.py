"""Makes what a feed says fit the content model: what the model refuses is left out and told, never
bent."""

from __future__ import annotations

import copy
from typing import Any

from pydantic import ValidationError

from podhub.model.document import Document, Loc, field_name
from podhub.model.items import Model
from podhub.read.validation import validate

_PASSES = 50
"""A value can hide another one; nothing is nested deeper."""


def fitted(
    model: type[Model], fields: dict[str, Any], path: str
) -> tuple[dict[str, Any], list[str]]:
    """The fields that the model takes, and a line for each value that it does not and why.

    What must be there and is not stays away: `podhub check` then asks the author for it.
    """
    fields, told = copy.deepcopy(fields), []
    taken: set[Loc] = set()
    for _ in range(_PASSES):
        try:
            model.model_validate(fields)
        except ValidationError as raised:
            errors = raised.errors(include_url=False)
        else:
            break
        # The last first: taking one out of a list moves those behind it.
        found = {place for error in errors if (place := _refused(fields, error["loc"]))}
        # A group that lacks what was taken out of it has been told of.
        known = {one[:-1] for one in taken}
        places = sorted(found, reverse=True, key=_order)
        if not places:
            break
        _, problems = validate(Document(path, fields), model)
        said = {
            problem.field: f"expected {problem.expected}, found {problem.found}"
            for problem in problems
        }
        for place in places:
            name = field_name(place)
            why = next(
                (
                    text
                    for field, text in said.items()
                    if field == name or field.startswith((f"{name}.", f"{name}["))
                ),
                "",
            )
            if place not in known:
                told.append(f"{name}: {why}" if why else name)
            taken.add(place)
            _take_out(fields, place)
    return {name: value for name, value in fields.items() if value not in ([], {})}, told


def _refused(fields: dict[str, Any], loc: Loc) -> Loc | None:
    """What to take out for an error: the value, or the group that lacks one. None where the whole
    item lacks it."""
    place: list[str | int] = []
    data: Any = fields
    for part in loc:
        within = (
            range(len(data)) if isinstance(data, list) else data if isinstance(data, dict) else ()
        )
        # pydantic also names the branch of a choice, and what a validator made of one value.
        if part in within:
            data = data[part]
            place.append(part)
    # `missing` names a field that is not there, so that the place ends at the group around it.
    return tuple(place) or None


def _order(place: Loc) -> tuple[tuple[int, int | str], ...]:
    return tuple((1, part) if isinstance(part, int) else (0, part) for part in place)


def _take_out(fields: dict[str, Any], place: Loc) -> None:
    data: Any = fields
    for part in place[:-1]:
        data = data[part]
    data.pop(place[-1])
