"""`scripts/hub diff`: what subscribers' apps will do when one feed takes another's place."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click

from podhub.cli.console import ROOT, now_option, out
from podhub.cli.revision import bring_pictures, lay_out, locked_recordings, show
from podhub.history.feed_diff import Change, compare_feeds
from podhub.history.feed_reader import Feed, read_feed
from podhub.model.values import is_web_address
from podhub.net.feed_documents import UnreadableFeedError

PACKAGES = "requirements/site.txt"
GIT = shutil.which("git") or "git"
HARM = 3
"""The exit code that says: apps would download an episode again, or lose one."""


@click.command()
@click.argument("old")
@click.argument("new", default=".")
@now_option
@click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=ROOT, hidden=True)
def diff(old: str, new: str, now: datetime, as_json: bool, root: Path) -> None:
    """Say what subscribers' apps will do when the feed NEW takes the place of OLD.

    Each is a feed's address, a feed's file, a built site's folder, a checkout of a hub such as this
    one (.), or a Git revision (main, HEAD~3), whose feed is then built by its own code. Without
    NEW: this folder as it is now.

    \b
    scripts/hub diff https://example.com/podcast.xml      the live feed and your work
    scripts/hub diff main                                 what your branch would change
    scripts/hub diff main HEAD
    scripts/hub diff old/podcast.xml new/podcast.xml

    \b
    Exit codes, for scripts:
      0   nothing to fear
      1   could not compare
      2   called wrongly
      3   apps would download an episode again, lose one, or show something wrong
    """
    try:
        before = _feed(old, root, now)
        after = _feed(new, root, now)
    except UnreadableFeedError as error:
        print(f"hub: expected {error}", file=sys.stderr)
        sys.exit(1)
    changes = compare_feeds(before, after)
    if as_json:
        print(json.dumps([change.__dict__ for change in changes], ensure_ascii=False, indent=1))
    else:
        _print(changes)
    sys.exit(HARM if any(change.harm for change in changes) else 0)


def _print(changes: list[Change]) -> None:
    width = max(len(change.what) for change in changes)
    for change in changes:
        sign = "!" if change.harm else " "
        out.print(f"{sign} {change.what:<{width}}  {change.text}", markup=False)
    harms = sum(change.harm for change in changes)
    fine = "Nothing is downloaded twice, nothing is lost."
    out.print(
        f"\n{harms} of these would harm subscribers (marked with !)." if harms else f"\n{fine}"
    )


def _feed(where: str, root: Path, now: datetime) -> Feed:
    """Find out what is meant, build what has to be built, and read the feed."""
    here = root if where == "." else Path(where)
    if (
        is_web_address(where)
        or here.is_file()
        or (here.is_dir() and not (here / "mkdocs.yml").is_file())
    ):
        return read_feed(where)
    with tempfile.TemporaryDirectory(prefix="hub-diff-") as folder:
        if here.is_dir():
            return _built(here, Path(folder), now, where)
        packages = show(root, where, PACKAGES)
        if packages is None or packages == (root / PACKAGES).read_text(encoding="utf-8"):
            with _checked_out(where, root, Path(folder)) as checkout:
                return _built(checkout, Path(folder), now, where)
        # Its own code would need packages that are not installed here.
        print(
            f"hub: {where} has other packages; its content is built by the code of this folder",
            file=sys.stderr,
        )
        content = Path(folder, "content")
        content.mkdir()
        return _built(lay_out(root, where, content), Path(folder), now, where)


def _built(checkout: Path, folder: Path, now: datetime, name: str) -> Feed:
    """Build a checkout by the code in it and read its feed. Its ledger must not stop it: harm is
    what we are asked about."""
    site = folder / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(site)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    environment |= {"HUB_NOW": now.isoformat(timespec="seconds"), "HUB_UNGUARDED": "1"}
    done = subprocess.run(
        command, env=environment, cwd=checkout, capture_output=True, text=True, encoding="utf-8"
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        said = lines[-1:] if any(line.startswith("Traceback") for line in lines) else lines[:5]
        raise UnreadableFeedError(
            f"that the feed of {name} can be built, found:\n" + "\n".join(said)
        )
    return read_feed(str(site))


@contextmanager
def _checked_out(revision: str, root: Path, folder: Path) -> Iterator[Path]:
    """A revision's files in a folder of their own, without the recordings that its lock knows."""
    found = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if found.returncode:
        raise UnreadableFeedError(
            f"an address, a file, a folder or a Git revision, found {revision}"
        )
    checkout, commit = folder / "checkout", found.stdout.strip()
    _must(root, "worktree", "add", "--quiet", "--no-checkout", "--detach", str(checkout), commit)
    try:
        left_out = (f"!/{name}" for name in locked_recordings(root, commit))
        _must(checkout, "sparse-checkout", "set", "--no-cone", "/*", *left_out)
        _must(checkout, "checkout", "--quiet")
        bring_pictures(root, checkout)
        yield checkout
    finally:
        _git(root, "worktree", "remove", "--force", str(checkout))


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [GIT, "-C", str(folder), *words], capture_output=True, text=True, encoding="utf-8"
    )


def _must(folder: Path, *words: str) -> None:
    done = _git(folder, *words)
    if done.returncode:
        raise UnreadableFeedError(
            f"that Git can check a revision out, found: {done.stderr.strip()}"
        )
