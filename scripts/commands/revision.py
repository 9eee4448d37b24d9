"""The content of a Git revision, laid out in a folder of its own so that it can be read and built like a checkout."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

import click

CONTENT = ("docs", "episodes", "mkdocs.yml")


def lay_out(root: Path, revision: str, folder: Path) -> Path:
    """Write a revision's content into an empty folder, with today's code beside it. Returns the folder.

    Raises click.UsageError where there is no such revision, or no Git.
    """
    command = ["git", "-C", str(root), "archive", "--format=tar", f"{revision}^{{tree}}", *CONTENT]
    try:
        found = subprocess.run(command, capture_output=True, check=True)
    except FileNotFoundError:
        raise click.UsageError("expected Git on this machine, found none") from None
    except subprocess.CalledProcessError:
        raise click.UsageError(f'expected a revision of this repository, such as HEAD~1 or main, found "{revision}"') from None
    try:
        with tarfile.open(fileobj=io.BytesIO(found.stdout)) as archive:
            archive.extractall(folder, filter="data")
    except tarfile.FilterError as error:
        raise click.UsageError(f"expected files inside the repository at {revision}, found {error.tarinfo.name}") from None
    # Yesterday's words are read by today's rules: what differs then is what authors changed.
    shutil.copytree(root / "hooks", folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    return folder
