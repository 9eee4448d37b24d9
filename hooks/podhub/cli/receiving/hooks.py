"""The hooks of a Git repository that publishes: what git runs when somebody pushes, and what it tells
them of the push (githooks(5))."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

NOTHING = "0" * 40
"""What git calls a branch that is not there (of SHA-1; SHA-256 has 64)"""
BRANCHES = "refs/heads/"
HOOKS = ("pre-receive", "post-receive")
MARK = "# Written by `podhub receive`."
MARKS = (MARK, "# Written by `scripts/hub receive`.")
"""How a hook of ours is known, of this release and of those before 0.2"""


def receiver_of(hub: Path) -> list[str]:
    """How other programs start `podhub receive` of a hub: by its launcher, or with this very Python."""
    launcher = hub / "scripts" / "hub"
    if launcher.is_file():
        return [str(launcher), "receive"]
    return [sys.executable, "-m", "podhub.cli", "receive", "--root", str(hub)]


def foreign_hook(repository: Path) -> str | None:
    """The name of a hook that stands where ours belongs, and that somebody else wrote."""
    for name in HOOKS:
        hook = repository / "hooks" / name
        if hook.exists():
            text = hook.read_text(encoding="utf-8", errors="replace")
            if not any(mark in text for mark in MARKS):
                return name
    return None


def write_hooks(repository: Path, program: list[str]) -> None:
    """Make git call a program when somebody pushes; it is told the repository, wherever that was
    moved since, and the hook."""
    folder = repository / "hooks"
    folder.mkdir(exist_ok=True)
    for name in HOOKS:
        # Git runs a bare repository's hooks in its folder (githooks(5)).
        call = f'{shlex.join(program)} "$PWD" --hook {name}'
        new = folder / f"{name}.new"
        new.write_text(
            f"#!/bin/sh\n{MARK} Git runs it when somebody pushes.\nexec {call}\n", encoding="utf-8"
        )
        new.chmod(0o755)
        new.replace(folder / name)


def pushed_commit(branch: str, lines: Iterable[str]) -> str | None:
    """The commit that a push puts onto the published branch, if any. Git tells `old new ref`, a line
    each."""
    pushed = (line.split() for line in lines)
    return next((new for _, new, ref in pushed if ref == BRANCHES + branch), None)


def tell_unshown(branch: str, lines: Iterable[str]) -> None:
    """Tell whoever pushed another branch alone that the site does not show it."""
    pushed = [line.split()[1:] for line in lines]
    others = [
        ref.removeprefix(BRANCHES)
        for new, ref in pushed
        if ref.startswith(BRANCHES) and not new.startswith(NOTHING)
    ]
    if others and branch not in others:
        print(
            f"Kept, and not public: this site shows {branch}, and you pushed {', '.join(others)}. "
            f"To publish it: git push live HEAD:{branch}",
            file=sys.stderr,
        )


def is_accepting() -> bool:
    """Whether whoever pushes takes it upon themselves that subscribers' apps will suffer, by
    `git push -o accept`."""
    count = int(os.environ.get("GIT_PUSH_OPTION_COUNT", "0"))
    return "accept" in (os.environ.get(f"GIT_PUSH_OPTION_{number}") for number in range(count))
