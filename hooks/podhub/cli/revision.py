"""The content of a Git revision, laid out in a folder of its own so that it can be read and built
like a checkout."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

import click

from podhub.media.audio_lock import LOCK, parse_lock

CONTENT = ("docs", "episodes", "mkdocs.yml")
DRAWN = (".cache/hub/cards", ".cache/hub/pictures")
"""Pictures that a build made, each named by what it holds."""
UNFINISHED = shutil.ignore_patterns("*.pyc.*", "*.new")
"""What Python or a build may be writing this moment, under a name that goes away."""


def lay_out(root: Path, revision: str, folder: Path) -> Path:
    """Write a revision's content into an empty folder, with today's code beside it. Returns the
    folder.

    Recordings that its lock knows are left out: a build needs no more of them than the lock. Raises
    click.UsageError where there is no such revision, or no Git."""
    left_out = [f":(exclude,literal){name}" for name in locked_recordings(root, revision)]
    command = [
        "git",
        "-C",
        str(root),
        "archive",
        "--format=tar",
        f"{revision}^{{tree}}",
        "--",
        *CONTENT,
        *left_out,
    ]
    try:
        found = subprocess.run(command, capture_output=True, check=True)
    except FileNotFoundError:
        raise click.UsageError("expected Git on this machine, found none") from None
    except subprocess.CalledProcessError:
        raise click.UsageError(
            f'expected a revision of this repository, such as HEAD~1 or main, found "{revision}"'
        ) from None
    try:
        with tarfile.open(fileobj=io.BytesIO(found.stdout)) as archive:
            archive.extractall(folder, filter="data")
    except tarfile.FilterError as error:
        raise click.UsageError(
            f"expected files inside the repository at {revision}, found {error.tarinfo.name}"
        ) from None
    # Yesterday's words are read by today's rules: what differs then is what authors changed.
    shutil.copytree(root / "hooks", folder / "hooks", ignore=UNFINISHED)
    bring_pictures(root, folder)
    return folder


def bring_pictures(root: Path, folder: Path) -> None:
    """Lay the pictures drawn for one folder's site beside another's content, whose build then draws
    only what is new."""
    for name in DRAWN:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name, ignore=UNFINISHED)


def locked_recordings(root: Path, revision: str) -> list[str]:
    """The files whose facts stand in a revision's lock; none where there is no lock or no such
    revision."""
    try:
        text = show(root, revision, LOCK)
    except FileNotFoundError:
        return []
    return [name for name in parse_lock(text)[0].facts if "://" not in name] if text else []


def show(root: Path, revision: str, path: str) -> str | None:
    """A file's text as it is in a revision."""
    command = ["git", "-C", str(root), "show", f"{revision}:{path}"]
    found = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", errors="replace"
    )
    return found.stdout if found.returncode == 0 else None
