"""Mistakes of a hub's own templates that show only while a page is filled."""

from __future__ import annotations

import traceback
from pathlib import Path

from jinja2 import TemplateError

from podhub.outputs.pages.environment import THEME

MISTAKES = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)
"""What comes out of a template: Jinja's own errors, and Python's of what it says"""


def template_mistake(error: Exception, root: Path) -> str:
    """A line on a mistake, with the hub's own template in which it is. Raises the error where it is
    none of the hub's."""
    frames = traceback.extract_tb(error.__traceback__)
    if not isinstance(error, TemplateError):
        frames = traceback.StackSummary.from_list(frames[-1:])  # below it, it is our own mistake
    for frame in reversed(frames):
        file = Path(frame.filename)
        is_own = file.is_relative_to(root.resolve()) and THEME not in file.parents
        if file.suffix == ".html" and is_own:
            place = f"{file.relative_to(root.resolve()).as_posix()}:{frame.lineno}"
            expected = "what pages and our templates have (podhub help templates)"
            return f"{place}: template: expected {expected}, found: {error}"
    raise error
