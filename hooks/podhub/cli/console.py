"""How the commands speak: problems on standard error as they are, the rest for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.console import Console

from podhub.model.problems import Problem, Remark

out = Console(highlight=False, soft_wrap=True)


def report(
    problems: Iterable[Problem],
    remarks: Iterable[Remark] = (),
    then: str = "Nothing was published.",
) -> None:
    """Print problems, one line each, exactly as they are, how many there are and what comes of it, and
    the remarks between."""
    lines = [str(problem) for problem in problems]
    print(*lines, sep="\n", file=sys.stderr)
    tell(remarks)
    print(f"\n{number(len(lines), 'mistake')} to fix. {then}".rstrip(), file=sys.stderr)


def tell(remarks: Iterable[Remark]) -> None:
    """Print remarks, one line each, exactly as they are."""
    for remark in remarks:
        print(remark, file=sys.stderr)


def number(count: int, thing: str) -> str:
    """Count things in words.

    >>> number(1, "page"), number(2, "page")
    ('1 page', '2 pages')
    """
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"
