"""`scripts/hub serve`: MkDocs' live preview, started anew whenever the hub's own code changes.

MkDocs reloads content but never a hook's code, so a parent watches `hooks/` and the settings, and
restarts the server in a fresh process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from podhub.cli.console import ROOT, Moment

POLL = 0.5
"""Seconds between two looks at the code."""


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8000,
    show_default=True,
    help="Where on this machine.",
)
@click.option("--open", "open_", is_flag=True, help="Open the browser.")
@click.option("--now", type=Moment(), help="See the hub as of this time.")
@click.option("--root", type=click.Path(file_okay=False, path_type=Path), default=ROOT, hidden=True)
def serve(port: int, open_: bool, now: datetime | None, root: Path) -> None:
    """Preview the site and see each change as you save it. Stop with Ctrl-C.

    Drafts and items with a date to come are shown too, marked as not public. Mistakes are printed
    here and shown at the top of the page; what has a mistake is left out until it is mended."""
    if _is_taken(port):
        sys.exit(
            f"hub: port {port} is in use already (another preview?); try: scripts/hub serve --port {port + 1}"
        )
    # The server is a process of its own and must not outlive this one, whichever way this one ends.
    # A shell that puts it into the background lets it ignore Ctrl-C, also where somebody sends that
    # on purpose.
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, _end)
    command = [
        sys.executable,
        "-m",
        "mkdocs",
        "serve",
        "--livereload",
        "--config-file",
        str(root / "mkdocs.yml"),
    ]
    command += ["--dev-addr", f"127.0.0.1:{port}"]
    environment = {**os.environ, **({"HUB_NOW": now.isoformat(timespec="seconds")} if now else {})}
    server = None
    seen: dict[str, int] | None = None
    try:
        while True:
            state = _state(root)
            if state != seen:
                if server:
                    print("hub: the hub's code changed; starting anew", file=sys.stderr, flush=True)
                    _stop(server)
                opening = ["--open"] if open_ and seen is None else []
                server = subprocess.Popen([*command, *opening], env=environment, cwd=root)
                seen = state
            elif server and server.poll() is not None:
                waits = "it starts again when mkdocs.yml or the hub's code changes; Ctrl-C to stop"
                print(
                    f"hub: the preview has ended, as it says above; {waits}",
                    file=sys.stderr,
                    flush=True,
                )
                server = None
            time.sleep(POLL)
    except KeyboardInterrupt:
        pass
    finally:
        if server:
            _stop(server)


def _end(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _is_taken(port: int) -> bool:
    """Whether somebody listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _state(root: Path) -> dict[str, int]:
    """When the settings and each Python file of the hub last changed (ns)."""
    state = {}
    for file in [root / "mkdocs.yml", *(root / "hooks").rglob("*.py")]:
        try:
            state[str(file)] = file.stat().st_mtime_ns
        except FileNotFoundError:
            # An editor replaced it between listing and looking; the next look sees it.
            continue
    return state


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=5)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
