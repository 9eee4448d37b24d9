"""The hooks of a Git repository that publishes: what git runs when somebody pushes."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

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
