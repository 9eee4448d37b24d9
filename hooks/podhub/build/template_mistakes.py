"""Mistakes of a hub's own templates that show only while a page is filled."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound

from podhub.build.builder import Builder
from podhub.model.problems import Problem, quote


class OwnTemplateError(Exception):
    """A mistake in a hub's own template. It comes whole out of a fork, which no traceback does."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


@contextmanager
def telling_template_mistakes(builder: Builder) -> Iterator[None]:
    """Raise OwnTemplateError for any error in the hub's own templates; all others go on as they
    are."""
    try:
        yield
    except Exception as error:
        if problem := template_mistake(error, builder):
            raise OwnTemplateError(problem) from None
        raise


def template_mistake(error: Exception, builder: Builder) -> Problem | None:
    """An error as a mistake in the hub's own template in which it is; None where it is in none.

    Jinja's own errors may show in a template of ours, which got something else than it takes; so may
    templates that include each other without end. Any other error is the hub's only where no template
    of ours lies between."""
    if isinstance(error, OSError) and not isinstance(error, TemplateError):
        return None
    frames = [f for f in traceback.extract_tb(error.__traceback__) if _is_template(f.filename)]
    if not isinstance(error, TemplateError | RecursionError):
        frames = frames[-1:]
    for frame in reversed(frames):
        file = Path(frame.filename)
        if any(file.is_relative_to(folder) for folder in builder.own_templates):
            is_here = file.is_relative_to(builder.root)
            path = (file.relative_to(builder.root) if is_here else file).as_posix()
            line = frame.lineno or 1
            if isinstance(error, TemplateNotFound):
                there = "a template that is there"
                return Problem(path, line, "template", there, quote(error.name))
            expected = "what pages and our templates have (podhub help templates)"
            return Problem(path, line, "template", expected, str(error))
    return None


def _is_template(file: str) -> bool:
    return not file.endswith((".py", ">"))
