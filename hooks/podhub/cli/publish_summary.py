"""What `podhub publish` says of what it did."""

from __future__ import annotations

from podhub.cli.build_to_publish import Build
from podhub.cli.console import number, out
from podhub.cli.waiting import held_back
from podhub.publish.place import Changes
from podhub.publish.target import FolderTarget, StoreTarget


def summarize(
    target: FolderTarget | StoreTarget,
    build: Build,
    changes: Changes,
    said: list[str],
    seconds: tuple[float, float],
    dry_run: bool,
) -> None:
    """Say what was sent to a place, or would be. `seconds` are those of the whole run and of
    publishing."""
    changed, size = number(len(changes.sent), "file"), sum(file.size for file in changes.sent)
    same = len(build.files) - len(changes.sent)
    verb = "Would send" if dry_run else "Published"
    took = f"in {seconds[0]:.1f} s, {seconds[1]:.1f} s of it publishing"
    out.print(
        f"[bold]{verb}[/] to {target}: {changed} ({size / 1_000_000:.1f} MB), {same} unchanged, {took}"
    )
    for note in [*changes.notes, *said]:
        out.print(f"  {note}", markup=False)
    if dry_run:
        for file in changes.sent[:20]:
            out.print(f"  {file.size:>12,}  {file.path}", markup=False)
        if len(changes.sent) > 20:
            out.print(f"  … and {len(changes.sent) - 20} more")
    waiting = [
        line
        for line in held_back(build.hub.everything, build.hub.view.now)
        if not line.startswith("draft")
    ]
    if waiting:
        out.print(f"Next to become public, when you publish again: {waiting[0]}", markup=False)
