"""What `podhub publish` says of what it did."""

from __future__ import annotations

from collections.abc import Iterable

from rich.markup import escape

from podhub.cli.console import number, out
from podhub.cli.publishing.built_site import BuiltSite
from podhub.publish.place import Changes
from podhub.publish.target import Target


def summarize(
    target: Target,
    built: BuiltSite,
    changes: Changes,
    said: list[str],
    seconds: tuple[float, float],
    dry_run: bool,
) -> None:
    """Say what was sent to a place, or would be. `seconds` are those of the whole run and of
    publishing."""
    changed, size = number(len(changes.sent), "file"), sum(file.size for file in changes.sent)
    same = len(built.files) - len(changes.sent)
    verb = "Would send" if dry_run else "Published"
    took = f"in {seconds[0]:.1f} s, {seconds[1]:.1f} s of it publishing"
    out.print(
        f"[bold]{verb}[/] to {escape(str(target))}: {changed} ({size / 1_000_000:.1f} MB), {same} unchanged, {took}",
        markup=True,
    )
    for note in [*changes.notes, *said]:
        out.print(f"  {note}")
    if dry_run:
        for file in changes.sent[:20]:
            out.print(f"  {file.size:>12,}  {file.path}")
        if len(changes.sent) > 20:
            out.print(f"  … and {len(changes.sent) - 20} more")
    if built.waiting:
        out.print(f"Next to become public, when you publish again: {built.waiting}")


def tell_effects(lines: Iterable[str]) -> None:
    """Say what subscribers' apps will do."""
    for line in lines:
        out.print(line)
