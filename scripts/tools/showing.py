"""A built site as its visitors get it: served compressed on this machine, with one page of each kind
to look at."""

from __future__ import annotations

import functools
import gzip
import http.server
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from podhub.build.hub import View
from podhub.cli.building import build_into, store_of
from podhub.links.pages import SitePage

from tools.checkout import ROOT

COMPRESSED = ("text/", "application/json", "application/xml", "image/svg", "application/javascript")


@dataclass(frozen=True)
class Shown:
    """A site that answers on this machine."""

    address: str
    folder: Path
    kinds: dict[str, str]
    """The path of one page of each kind, by the kind's name."""

    def only(self, kind: str | None) -> dict[str, str]:
        """The kinds that were asked for with `--only`: all where None was."""
        if kind is None:
            return self.kinds
        if kind not in self.kinds:
            expected = f"expected one of {', '.join(self.kinds)}, found {kind}"
            raise click.BadParameter(expected, param_hint="--only")
        return {kind: self.kinds[kind]}


@contextmanager
def built_and_served(now: datetime) -> Iterator[Shown]:
    """Build the site and serve it on this machine."""
    with tempfile.TemporaryDirectory(prefix="hub-show-") as name:
        folder = Path(name)
        with serving(folder) as (address, _), store_of(ROOT) as store:
            built = build_into(folder, View(ROOT, now, address), store)
            if built is None:
                raise click.ClickException("the site has mistakes; nothing to look at")
            yield Shown(address, folder, one_of_each_kind(built.plan.pages.values()))


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, list[tuple[str, int]]]]:
    """Serve a folder; gives its address, and a list to which every file that is sent is added: its
    path, and how many bytes went out."""
    sent: list[tuple[str, int]] = []
    server = _Server(("127.0.0.1", 0), functools.partial(_Handler, sent, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", sent
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def one_of_each_kind(pages: Iterable[SitePage]) -> dict[str, str]:
    """The first page of each kind of page, and an address where none is. Each list counts as a kind
    of its own."""
    found: dict[str, str] = {}
    for page in pages:
        name = page.kind if page.kind != "list" else page.subject.strip("/")
        found.setdefault(name, page.url)
    return found | {"404": "404.html"}


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 64
    """A browser on a busy machine opens more connections at once than the library's five."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a host does: compressed, and many answers over one connection."""

    protocol_version = "HTTP/1.1"

    def __init__(self, sent: list[tuple[str, int]], *arguments: Any, **named: Any) -> None:
        self._sent = sent
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        """Send a file, a text compressed."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file() or (path.is_dir() and not self.path.endswith("/")):
            super().do_GET()
            return
        kind, body = self.guess_type(str(file)), file.read_bytes()
        self.send_response(200)
        if kind.startswith(COMPRESSED):
            kind, body = f"{kind}; charset=utf-8", gzip.compress(body, 6, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self._sent.append((self.path, len(body)))

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the command's own words are what counts."""
