"""What Git tells its hooks of a push."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from podhub.cli.receiving.repository import NOTHING, Repository

ACCEPT = "accept"
BRANCHES = "refs/heads/"


def pushed_commit(repository: Repository, lines: Iterable[str]) -> str | None:
    """The commit that a push puts onto the published branch, if any. Git tells `old new ref`, a line
    each."""
    branch, pushed = repository.branch, (line.split() for line in lines)
    return next((new for _, new, ref in pushed if ref == branch), None)


def tell_unshown(repository: Repository, lines: Iterable[str]) -> None:
    """Tell whoever pushed another branch alone that the site does not show it."""
    pushed = [line.split()[1:] for line in lines]
    branches = [
        ref.removeprefix(BRANCHES)
        for new, ref in pushed
        if ref.startswith(BRANCHES) and not new.startswith(NOTHING)
    ]
    shown = repository.branch.removeprefix(BRANCHES)
    if branches and shown not in branches:
        print(
            f"Kept, and not public: this site shows {shown}, and you pushed {', '.join(branches)}. "
            f"To publish it: git push live HEAD:{shown}",
            file=sys.stderr,
        )


def is_accepting() -> bool:
    """Whether whoever pushes takes it upon themselves that subscribers' apps will suffer."""
    return ACCEPT in _push_options()


def _push_options() -> list[str]:
    """What whoever pushes said with `-o` (githooks(5), "pre-receive")."""
    count = os.environ.get("GIT_PUSH_OPTION_COUNT", "0")
    return [os.environ.get(f"GIT_PUSH_OPTION_{number}", "") for number in range(int(count))]
