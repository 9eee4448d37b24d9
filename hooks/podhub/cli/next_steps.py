"""What users may want to run next, as a table of commands and what each is for."""

from __future__ import annotations

from collections.abc import Mapping

from podhub.cli.console import out


def print_next(steps: Mapping[str, str], where: str = "") -> None:
    """Print commands, each without the program's name, and what each is for. `where` comes after
    each command: the option that names the hub's folder."""
    commands = [f"podhub {step}{where}" for step in steps]
    width = max(map(len, commands))
    lines = (
        f"  {command:<{width}}  {why}"
        for command, why in zip(commands, steps.values(), strict=True)
    )
    out.print("\nNext:", *lines, sep="\n", markup=False)
