"""`podhub serve`: a live preview. Each save is planned anew in this process, and a page is made
when somebody looks at it."""

from __future__ import annotations

import errno
import signal
import sys
import webbrowser
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import click

from podhub.adapters.preview import Preview
from podhub.adapters.web_server import HOST, WebServer
from podhub.build.hub import View
from podhub.cli.options import Moment
from podhub.cli.place import root_option
from podhub.publish.errors import explained


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
@root_option
def serve(port: int, open_: bool, now: datetime | None, root: Path) -> None:
    """Preview the site and see each change as you save it. Stop with Ctrl-C.

    Drafts, and items dated in the future, are shown too and marked as not public. Mistakes are
    printed here and shown at the top of each page; a file with a mistake is left out until you fix
    it."""
    # A shell that puts it into the background lets it ignore Ctrl-C, also where somebody sends that
    # on purpose.
    for ending in (signal.SIGTERM, signal.SIGINT):
        signal.signal(ending, _end)

    def view() -> View:
        return View(root, now or datetime.now(UTC), preview=True)

    preview = Preview(view, _say)
    try:
        server = WebServer(port, preview.find)
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            sys.exit(f"hub: expected to serve on port {port}, found {explained(error)}")
        advice = f"podhub serve --port {port + 1}"
        sys.exit(f"hub: port {port} is in use already (another preview?); try: {advice}")
    address = f"http://{HOST}:{port}/"
    _say(f"Serving on {address}")
    if open_:
        webbrowser.open(address)
    try:
        preview.follow(server.tell)
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
        preview.close()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _end(number: int, frame: object) -> NoReturn:
    raise KeyboardInterrupt
