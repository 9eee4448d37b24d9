"""`scripts/hub lock`: newest packages within pyproject's ranges, locked with hashes for every system and Python at once."""

from __future__ import annotations

import subprocess
import sys

import click

from commands.console import ROOT, out

OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate", "--quiet", "--upgrade"]


@click.command()
def lock() -> None:
    """Choose the newest packages that pyproject.toml allows and lock them in requirements*.txt."""
    for extra in ("", "test", "narrate", "publish"):
        name = f"requirements{'-' + extra if extra else ''}.txt"
        # The extras must agree with the site's own packages: both are installed into one environment.
        more = ["--extra", extra, "--constraint", "requirements.txt"] if extra else []
        command = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, *more, "pyproject.toml", "--output-file", name]
        if subprocess.run(command, cwd=ROOT).returncode:
            sys.exit(1)
        out.print(f"Wrote {name}")
