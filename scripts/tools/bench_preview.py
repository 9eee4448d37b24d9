"""How long it takes until a change is seen: from a save to the page that a preview serves, and from
a push to the page in the folder that a web server shows."""

from __future__ import annotations

import http.client
import shutil
import socket
import statistics
import subprocess
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import click

from tools.bench_builders import ENVIRONMENT, SLUG, Builder, hub_command
from tools.measuring import running

SAVES, ENOUGH = 5, 60
"""So many saves are made, and no more once they have taken so many seconds."""
PATIENCE = 1_800
"""Seconds until a page must be there"""
POLL = 0.01
PAUSE = 1.0
"""Seconds between two changes: nobody saves faster."""
HERE = "127.0.0.1"


def save_to_seen(builder: Builder) -> float:
    """Seconds from a save to the new words in the page that the preview serves: the median of some
    saves."""
    port = _free_port()
    with running(builder.preview(port), ENVIRONMENT) as server:

        def shows(word: str) -> bool:
            if server.poll() is not None:
                raise click.ClickException(f"the preview of {builder.name} has ended by itself")
            return word in _page(port, builder.page)

        _wait(partial(shows, "<html"), "the preview")
        return _median_of_changes("saved", builder.edit, shows)


def push_to_live(builder: Builder, root: Path, folder: Path) -> float:
    """Seconds from `git push` to the new words in the folder that is published: the median of some
    pushes. Whatever lies in `root` is committed; `folder` must not exist."""
    if shutil.which("git") is None:
        raise click.ClickException("expected Git on this machine, found none")
    repository, live = folder / "hub.git", folder / "live"
    page = live / "current" / "podcast" / SLUG / "index.html"
    command = hub_command("receive", root, str(repository), "--to", str(live))
    # `receive` takes its code and settings from this checkout, not from the corpus.
    command = tuple(part for part in command if part not in ("--root", str(root)))
    subprocess.run(command, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
    for arguments in (("init", "-q", "-b", "main"), ("add", "docs", "episodes")):
        _git(root, *arguments)
    _commit(root)
    _git(root, "push", "-q", str(repository), "main")
    pushes: list[subprocess.Popen[bytes]] = []

    def push(word: str) -> float:
        _finish(pushes)
        builder.edit(word)
        _commit(root)
        quiet = subprocess.DEVNULL
        begun = time.monotonic()
        pushed = ["git", "-C", str(root), "push", "-q", str(repository), "main"]
        pushes.append(subprocess.Popen(pushed, stdout=quiet, stderr=quiet))
        return begun

    def shows(word: str) -> bool:
        if pushes[-1].poll():
            raise click.ClickException("the push was refused")
        return word in page.read_text(encoding="utf-8")

    taken = _median_of_changes("pushed", push, shows)
    _finish(pushes)
    return taken


def _finish(pushes: list[subprocess.Popen[bytes]]) -> None:
    for push in pushes:
        if push.wait(PATIENCE):
            raise click.ClickException("a push was refused")


def _median_of_changes(
    name: str, change: Callable[[str], float | None], shows: Callable[[str], bool]
) -> float:
    """The median of the seconds from a change to its word being shown. A change says when it was
    made, if that is not at once."""
    taken: list[float] = []
    while len(taken) < SAVES and sum(taken) < ENOUGH:
        time.sleep(PAUSE)
        word = f"{name}word{len(taken)}"
        begun = time.monotonic()
        begun = change(word) or begun
        _wait(partial(shows, word), f"the word {word}")
        taken.append(time.monotonic() - begun)
    return statistics.median(taken)


def _wait(is_there: Callable[[], bool], what: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not is_there():
        if time.monotonic() > deadline:
            raise click.ClickException(f"waited {PATIENCE} s in vain for {what}")
        time.sleep(POLL)


def _page(port: int, path: str) -> str:
    """What a page of a server on this machine says; nothing while there is no answer."""
    connection = http.client.HTTPConnection(HERE, port, timeout=PATIENCE)
    try:
        connection.request("GET", f"/{path}")
        answer = connection.getresponse()
        body = answer.read().decode(errors="replace")
        return body if answer.status == http.HTTPStatus.OK else ""
    except OSError:
        return ""
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HERE, 0))
        return int(probe.getsockname()[1])


def _commit(root: Path) -> None:
    who = ("-c", "user.name=Ann", "-c", "user.email=ann@hub.example", "-c", "commit.gpgsign=false")
    _git(root, *who, "commit", "-q", "--all", "--message", "Change an episode")


def _git(root: Path, *arguments: str) -> None:
    command = ["git", "-C", str(root), *arguments]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise click.ClickException(f"git {' '.join(arguments)}\n{done.stdout}{done.stderr}")
