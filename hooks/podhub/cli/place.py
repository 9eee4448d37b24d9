"""Which hub a command is for, and by which name the command was called."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TextIO

import click

from podhub.cli.options import LocalPath

SETTINGS = "mkdocs.yml"
NAME = "podhub"


@dataclass(frozen=True)
class Place:
    """How a command was started."""

    program: str = NAME
    """What its user typed before the command, such as `podhub`"""
    root: Path | None = None
    """The hub's folder, where it is known"""


def find_hub(folder: Path) -> Path:
    """The nearest folder with a mkdocs.yml, from a folder upwards; the folder itself where there is
    none."""
    places = (folder, *folder.parents)
    return next((place for place in places if (place / SETTINGS).is_file()), folder)


def _default() -> Path:
    context = click.get_current_context(silent=True)
    place = context.find_object(Place) if context else None
    return (place and place.root) or find_hub(Path.cwd())


def root_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--root FOLDER`: the hub that a command is for."""
    return click.option(
        "--root",
        type=LocalPath(file_okay=False),
        default=_default,
        metavar="FOLDER",
        help="The hub's folder. Usually the one you are in, or the nearest above it with a mkdocs.yml.",
    )(function)


class Renamed:
    """A stream in which the program goes by the name that its user called it by."""

    def __init__(self, stream: TextIO, program: str, commands: tuple[str, ...]) -> None:
        self._stream = stream
        called = re.compile(rf"\b{NAME} (?=(?:--help\b|{'|'.join(commands)})\b)")
        self._renamed: Callable[[str], str] = partial(called.sub, f"{program} ")

    def write(self, text: str) -> int:
        """Write a text."""
        return self._stream.write(self._renamed(text))

    def writelines(self, lines: Any) -> None:
        """Write several."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
