"""How the commands speak: remarks on standard error as they are, the rest for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.console import Console

from podhub.model.problems import Remark

out = Console(highlight=False, soft_wrap=True, markup=False)
"""Reads no markup: names of files may have brackets"""


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
