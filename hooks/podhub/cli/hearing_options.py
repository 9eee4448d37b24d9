"""What authors say to the commands that listen: which model, which language, and what may be written
over."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, count
from pathlib import Path
from typing import Any

import click

from podhub.cli.console import out
from podhub.cli.options import ffmpeg_option
from podhub.cli.place import root_option
from podhub.model.entries import EpisodeEntry
from podhub.model.problems import Problem
from podhub.read.files import write_whole
from podhub.speech.transcribe import transcript_path

BEFORE = ".cache/hub/before"
"""Where files lie that a command has written anew"""


def in_the_way(root: Path, entry: EpisodeEntry, again: bool) -> list[Problem]:
    """Why an episode's transcript must not be written: one is there, which somebody may have edited."""
    path = entry.transcript or transcript_path(entry)
    if again or not (root / path).exists():
        return []
    return [Problem(path, 1, "transcript", "no transcript yet, or --again to write it anew", "one")]


def keep_before(root: Path, path: str) -> None:
    """Keep a file that is about to be written anew, and say where, since somebody may have edited it."""
    if (root / path).exists():
        (root / BEFORE).mkdir(parents=True, exist_ok=True)
        content, name = (root / path).read_bytes(), Path(path)
        names = (f"{name.stem}-{number}{name.suffix}" for number in count(2))
        copies = (f"{BEFORE}/{copy}" for copy in chain([name.name], names))
        kept = next(copy for copy in copies if _is_free(root / copy, content))
        write_whole(root / kept, content)
        out.print(f"What stood in {path} until now is kept in {kept}.")


def _is_free(file: Path, content: bytes) -> bool:
    """Whether a copy may stand at a place: none is lost for another."""
    return not file.exists() or file.read_bytes() == content


def hearing_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--model`, `--language`, `--ffmpeg`."""
    options = (
        click.option(
            "--model",
            metavar="NAME-OR-FOLDER",
            help="Any faster-whisper model: a folder, or a name such as small, which is fetched once. "
            "Without this, the built-in one, which knows English.",
        ),
        click.option(
            "--language",
            metavar="CODE",
            help="The language that is spoken, such as de, if other than the show's.",
        ),
        ffmpeg_option,
        root_option,
    )
    for option in reversed(options):
        function = option(function)
    return function
