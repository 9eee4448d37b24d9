"""`scripts/hub package`: the wheel, and whether somebody who installs it comes to a published page."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

import click
from podhub.cli.console import out
from rich.table import Table

from tools.checkout import ROOT
from tools.package_source import lay_out

UV = [sys.executable, "-m", "uv"]
STEPS = (
    ("init", "hub", "--yes", "--title", "A hub"),
    ("check", "--root", "hub"),
    ("site", "--root", "hub"),
    ("publish", "--root", "hub", "out"),
)
T = TypeVar("T")
PUBLISHED = "out/current/index.html"


@click.command()
@click.option("--oldest", is_flag=True, help="With the oldest packages that pyproject.toml allows.")
@click.option("--locked", is_flag=True, help="With the packages that are locked.")
@click.option("--python", metavar="VERSION", default=sys.executable, help="With another Python.")
@click.option(
    "--repository",
    metavar="ADDRESS",
    help="Where this repository is, so that the description's links lead there from a package index.",
)
def package(oldest: bool, locked: bool, python: str, repository: str | None) -> None:
    """Build the wheel into dist/, install it into an empty environment with an empty home, and begin,
    check, build and publish a hub with it."""
    with tempfile.TemporaryDirectory(prefix="podhub-") as made:
        folder = Path(made)
        table = Table("Step", "Seconds", box=None)
        wheel = _timed(table, "build the wheel", partial(_build, repository, folder / "source"))
        how = ["--resolution", "lowest-direct"] if oldest else []
        how += ["-c", str(ROOT / "requirements" / "site.txt")] if locked else []
        programs = _timed(table, "install it", lambda: _install(wheel, folder / "env", python, how))
        home = folder / "home"
        home.mkdir()
        keep = ("PATH", "SYSTEMROOT", "TEMP", "TMP")
        environment = {name: os.environ[name] for name in keep if name in os.environ}
        environment |= {"HOME": str(home), "USERPROFILE": str(home)}
        for step in STEPS:
            command = [str(programs / "podhub"), *step]
            _timed(table, f"podhub {step[0]}", partial(_run, command, folder, environment))
        if not (folder / PUBLISHED).is_file():
            sys.exit(f"hub: expected {PUBLISHED}, found none")
        out.print(table)


def _timed(table: Table, what: str, do: Callable[[], T]) -> T:
    started = time.monotonic()
    done = do()
    table.add_row(what, f"{time.monotonic() - started:.1f}")
    return done


def _build(repository: str | None, source: Path) -> Path:
    if repository:
        lay_out(source, repository)
    else:
        out.print("note: without --repository, links of the description lead nowhere on an index")
    folder, built = ROOT / "dist", source if repository else ROOT
    subprocess.run([*UV, "build", "--quiet", "--wheel", "--out-dir", folder, built], check=True)
    return max(folder.glob("podhub-*.whl"), key=lambda file: file.stat().st_mtime)


def _install(wheel: Path, folder: Path, python: str, how: list[str]) -> Path:
    subprocess.run([*UV, "venv", "--quiet", "--python", python, folder], check=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    command = [*UV, "pip", "install", "--quiet", "--python", str(programs / "python"), *how]
    subprocess.run([*command, str(wheel)], check=True)
    return programs


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL)
    if done.returncode:
        sys.exit(done.returncode)
