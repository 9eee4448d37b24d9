"""Says in an author's words what the YAML reader stumbled on, and on which line the author has to
look."""

from __future__ import annotations

import re

import yaml

from podhub.model.problems import quote


def explain(error: yaml.MarkedYAMLError, source: str) -> tuple[int, str]:
    """The line to fix, counted from 0, and what stands there."""
    reason, context = error.problem or "", error.context or ""
    # The reader notices what is never closed, or has no colon, only further below; it remembers
    # where that began.
    opened = (
        "not find expected ','" in reason or "expected ':'" in reason or "unexpected end" in reason
    )
    opened = opened or "unexpected document indicator" in reason
    mark = (
        (error.context_mark if opened else error.problem_mark)
        or error.problem_mark
        or error.context_mark
    )
    lines = source.split("\n")
    # At the end of the text the reader points behind its last line.
    number = min(mark.line, len(lines) - 1) if mark else 0
    while number and not lines[number].strip():
        number -= 1
    if (start := _opened_above(lines, number)) is not None:
        return start, f"a quote that is not closed in {quote(lines[start].strip())}"
    text = lines[number].strip()
    shown = quote(text)
    return number, _found(reason, context, text, shown)


_OPEN = re.compile(r"""\s*(?:-\s+)*(?:[\w -]+:\s+)?(?:(")(?:[^"\\]|\\.)*|(')(?:[^']|'')*)""")


def _opened_above(lines: list[str], number: int) -> int | None:
    """The line above on which a quote was opened that only the next field's closes; None where
    there is none.

    >>> _opened_above(['title: "One', 'description: "Two"'], 1), _opened_above(["title: One", 'a: "b" c'], 1)
    (0, None)
    """
    for start in range(number - 1, -1, -1):
        if found := _OPEN.fullmatch(lines[start]):
            sign = found[1] or found[2]
            between = any(sign in line for line in lines[start + 1 : number])
            return start if sign in lines[number] and not between else None
    return None


def _found(reason: str, context: str, text: str, shown: str) -> str:
    if "mapping values are not allowed" in reason and re.search(r":\s.*:(?:\s|$)", text):
        return f"a second colon in {shown} (put the value in quotes)"
    if (
        "mapping values are not allowed" in reason
        or reason == "did not find expected '-' indicator"
    ):
        return f"{shown} where no field can begin (look at the line above, and at the spaces before it)"
    if "surrogate" in reason or "invalid Unicode" in reason:
        return f"a character code that is no character in {shown}"
    if "escape character" in reason or "hexdecimal" in reason or "hexadecimal" in reason:
        return f"a backslash inside double quotes in {shown} (use single quotes)"
    if "quoted scalar" in context:
        return f"a quote that is not closed in {shown}"
    if "not find expected ','" in reason:
        return f"a bracket that is not closed, or a missing comma, in {shown}"
    if "expected ':'" in reason:
        return f"no colon in {shown}"
    if "cannot start any token" in reason or "alphabetic or numeric" in reason:
        return f"a value that starts with a sign in {shown} (put the value in quotes)"
    if "block sequence entries" in reason:
        return f"a dash behind a colon in {shown} (begin the list on a line of its own)"
    if reason == "did not find expected key" and re.match(r"""[^:]*:\s+(["']).*\1.*\S""", text):
        return f"words behind a closing quote in {shown} (put all of the value in quotes of the other kind)"
    if reason == "did not find expected key" and re.match(r"[^:]*:\s+[\[{].*[\]}]\s*\S", text):
        return f"words behind a closing bracket in {shown} (put all of the value in quotes)"
    if reason == "did not find expected key":
        return f"{shown}, which does not line up with the fields around it"
    if "another document" in reason:
        return f"a second part that begins with {shown}"
    return f"{shown} ({reason or 'something else'})"
