"""The content of a Git revision, laid out in a folder of its own so that it can be read and built
like a checkout."""

from __future__ import annotations

import posixpath
import subprocess
import tempfile
from pathlib import Path

import click

from podhub.build.plan import Plan
from podhub.cli.receiving.git_tree import read_tree, write_tree
from podhub.cli.receiving.own_files import named_files
from podhub.history.feed_reader import Feed, read_feed
from podhub.media.audio_lock import LOCK, parse_lock
from podhub.read.files import CONTENT_FOLDERS


def lay_out(root: Path, revision: str, folder: Path) -> Path:
    """Write a revision's content into an empty folder, to be read by today's rules: what differs
    then is what authors changed. Returns the hub's own folder in it: a hub may lie anywhere in its
    repository, and its settings name what lies beside it.

    Recordings that its lock knows are left out: a build needs no more of them than the lock. Raises
    click.UsageError where there is no such revision, or no Git."""
    git = ["git", "-C", str(root)]
    try:
        hub = _said([*git, "rev-parse", "--show-prefix"]).strip()
        names = (
            posixpath.normpath(f"{hub}{name}") for name in (*CONTENT_FOLDERS, *named_files(root))
        )
        inside = [name for name in names if not name.startswith("../")]
        entries = read_tree(git, f"{revision}^{{tree}}", inside)
        left_out = _locked_recordings(git, f"{revision}:{hub}{LOCK}")
        wanted = (one for one in entries if one.path.removeprefix(hub) not in left_out)
        write_tree(git, wanted, folder)
        (folder / hub).mkdir(parents=True, exist_ok=True)  # before there was a hub
    except FileNotFoundError:
        raise click.UsageError("expected Git on this machine, found none") from None
    except subprocess.CalledProcessError:
        raise click.UsageError(
            f'expected a revision of this repository, such as HEAD~1 or main, found "{revision}"'
        ) from None
    return folder / hub


def planned_feed(plan: Plan) -> Feed:
    """The podcast's feed of a site that was planned, with its older documents, as apps read it."""
    with tempfile.TemporaryDirectory(prefix="hub-feed-") as folder:
        for document in plan.feeds:
            file = Path(folder, document.path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(document.make())
        return read_feed(folder)


def _locked_recordings(git: list[str], lock: str) -> set[str]:
    """The files whose facts stand in a revision's lock; none where there is no lock."""
    try:
        text = _said([*git, "show", lock])
    except subprocess.CalledProcessError:
        return set()
    return {name for name in parse_lock(text)[0].facts if "://" not in name}


def _said(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, check=True)
    return done.stdout.decode(errors="replace")
