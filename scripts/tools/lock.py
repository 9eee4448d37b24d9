"""`scripts/hub lock`: newest packages within pyproject's ranges, locked with hashes for every
system and Python at once.

`--audit` asks whether what is locked is known to be unsafe.
"""

from __future__ import annotations

import subprocess
import sys

import click
from podhub.cli.console import out

from tools.checkout import ROOT

OPTIONS = [
    *("--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade"),
    *("--no-header", "--no-annotate", "--quiet"),
]
EXTRAS = ("", "narrate", "transcribe", "publish")
GROUPS = ("test", "advisories", "package")
"""What only this repository needs, and the package does not know"""


@click.command()
@click.option(
    "--audit",
    is_flag=True,
    help="Change nothing; ask whether a locked package is known to be unsafe.",
)
def lock(audit: bool) -> None:
    """Choose the newest packages that pyproject.toml allows and lock them in requirements/."""
    if audit:
        sys.exit(_audit())
    for extra in (*EXTRAS, *GROUPS):
        name = _file(extra)
        # The extras must agree with the site's own packages: both are installed into one
        # environment.
        kind = "--group" if extra in GROUPS else "--extra"
        more = [kind, extra, "--constraint", "requirements/site.txt"] if extra else []
        command = [sys.executable, "-m", "uv", "pip", "compile", *OPTIONS, *more]
        command += ["pyproject.toml", "--output-file", name]
        if subprocess.run(command, cwd=ROOT).returncode:
            sys.exit(1)
        out.print(f"Wrote {name}")


def _file(extra: str) -> str:
    return f"requirements/{extra or 'site'}.txt"


def _audit() -> int:
    """Ask the Python Packaging Advisory Database about every locked package; returns the exit
    code."""
    files = [part for extra in (*EXTRAS, *GROUPS) for part in ("--requirement", _file(extra))]
    # The files name every package with its hashes: nothing is to be resolved, downloaded or run. A
    # package that nobody could be asked about is no safe one: `--strict` says so.
    options = ["--strict", "--require-hashes", "--disable-pip", "--progress-spinner", "off"]
    return subprocess.run(
        [sys.executable, "-m", "pip_audit", *options, *files], cwd=ROOT
    ).returncode
