"""What users may want to run next, as a table of commands and what each is for."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Mapping
from pathlib import Path

from podhub.cli.console import out
from podhub.cli.place import find_hub


def print_next(steps: Mapping[str, str], root: Path) -> None:
    """Print commands for the hub in a folder, each without the program's name, and what each is
    for."""
    commands = [f"podhub {step}{naming(root)}" for step in steps]
    width = max(map(len, commands))
    lines = (
        f"  {command:<{width}}  {why}"
        for command, why in zip(commands, steps.values(), strict=True)
    )
    out.print("\nNext:", *lines, sep="\n")


def naming(root: Path) -> str:
    """The option that names a hub's folder, with a space before it; empty where a command finds the
    hub by itself."""
    if find_hub(Path.cwd()).resolve() == root.resolve():
        return ""
    return f" --root {quoted(str(root))}"


def quoted(word: str) -> str:
    """A word as this system's shell takes it for one."""
    return subprocess.list2cmdline([word]) if os.name == "nt" else shlex.quote(word)
