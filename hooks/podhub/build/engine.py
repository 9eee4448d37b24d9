"""What stands for the program that builds: every file of the engine, and every installed package."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pydantic

from podhub.model.digest import digest

PACKAGE = Path(__file__).resolve().parents[1]


def engine_digest() -> str:
    """A digest that changes with the engine's code, theme and words, with any package beside it, and
    with Python."""
    installed = sorted(
        package.name
        for package in Path(pydantic.__file__).parents[1].iterdir()
        if package.suffix in (".dist-info", ".egg-info")
    )
    return digest(sys.version, *installed, *(part for file in _files(PACKAGE) for part in file))


def folder_digest(folder: Path) -> str:
    """A digest of every file below a folder, such as a theme's overrides."""
    return digest(*(part for file in _files(folder) for part in file))


def _files(folder: Path) -> list[tuple[str, bytes]]:
    found = []
    for base, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        for name in names:
            if not name.endswith((".pyc", "~")) and not name.startswith("."):
                file = Path(base, name)
                found.append((file.relative_to(folder).as_posix(), file.read_bytes()))
    return sorted(found)
