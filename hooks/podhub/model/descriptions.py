"""What the fields of a model mean: the text that stands below each."""

from __future__ import annotations

import ast
import inspect
from functools import cache
from textwrap import dedent


@cache
def descriptions(model: type) -> dict[str, str]:
    """The description of each field of a model, its bases' included, by the field's name.

    Pydantic would read them as well, but whenever a program starts, and few programs ask."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if base.__module__.startswith(f"{__package__.partition('.')[0]}."):
            found |= _described(base)
    return found


def _described(model: type) -> dict[str, str]:
    (read,) = ast.parse(dedent(inspect.getsource(model))).body
    assert isinstance(read, ast.ClassDef)
    found = {}
    for line, below in zip(read.body, read.body[1:], strict=False):
        match line, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=text)):
                found[name] = inspect.cleandoc(str(text))
    return found
