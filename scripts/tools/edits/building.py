"""How sessions build: by the command that users run, in this process."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime
from pathlib import Path

from podhub.cli.site import site

from tools.edits.session import RefusedError


def build_here(root: Path, output: Path, now: datetime, fresh: bool) -> None:
    """Build the hub in `root` into `output` as of `now`. Raises RefusedError with what was said
    where the content has mistakes."""
    arguments = ["--root", str(root), "--output", str(output), "--now", f"{now:%Y-%m-%d %H:%M %z}"]
    if fresh:
        arguments.append("--fresh")
    said, quiet = io.StringIO(), io.StringIO()
    try:
        with redirect_stderr(said), redirect_stdout(quiet):
            site.main(arguments, standalone_mode=False)
    except SystemExit as error:
        if error.code:
            raise RefusedError(f"{said.getvalue()}{error.code}") from None
