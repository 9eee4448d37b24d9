"""The package as those have it who install it: the wheel, and an environment with nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.running import ROOT

UV = [sys.executable, "-m", "uv"]


@dataclass(frozen=True)
class Installed:
    """An environment of its own, in which nothing of this checkout is found."""

    folder: Path
    home: Path
    record: Callable[[str, float], None]

    @property
    def programs(self) -> Path:
        """Where its commands are."""
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def run(self, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
        """Run `podhub` as a new user does."""
        return self.program("podhub", *arguments, cwd=cwd)

    def program(
        self, name: str, *arguments: str | Path, cwd: Path
    ) -> subprocess.CompletedProcess[str]:
        """Run one of its commands, and note how long that took."""
        started = time.monotonic()
        done = subprocess.run(
            [self.programs / name, *arguments],
            cwd=cwd,
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )
        self.record(f"{name} {arguments[0] if arguments else ''}", time.monotonic() - started)
        return done

    def environment(self) -> dict[str, str]:
        """What a new user's shell knows."""
        return {"HOME": str(self.home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as it is published; needs no network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [*UV, "build", "--quiet", "--offline", "--wheel", "--out-dir", folder, ROOT], check=True
    )
    [made] = folder.glob("*.whl")
    return made


@pytest.fixture(scope="session")
def installed(
    wheel: Path,
    tmp_path_factory: pytest.TempPathFactory,
    record_testsuite_property: Callable[[str, object], None],
) -> Installed:
    """The wheel with the packages that it asks for, of the versions that are locked."""
    folder = tmp_path_factory.mktemp("environment")
    subprocess.run([*UV, "venv", "--quiet", "--python", sys.executable, folder / "env"], check=True)
    python = folder / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    constraint = ROOT / "requirements" / "site.txt"
    command = [*UV, "pip", "install", "--quiet", "--python", python, "-c", constraint, wheel]
    subprocess.run(command, check=True)
    home = folder / "home"
    home.mkdir()

    def record(what: str, seconds: float) -> None:
        record_testsuite_property(f"package: {what}", f"{seconds:.2f} s")

    return Installed(folder / "env", home, record)
