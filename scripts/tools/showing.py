"""What looks at the finished site as a visitor does: one page of each kind, served compressed on
this machine."""

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


@contextmanager
def built_and_served(now: datetime) -> Iterator[Shown]:
    """Build the site and serve it on this machine."""
    with tempfile.TemporaryDirectory(prefix="hub-show-") as folder:
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(_Handler, directory=folder)
        )
        address = f"http://127.0.0.1:{server.server_port}/"
        with store_of(ROOT) as store:
            built = build_into(Path(folder), View(ROOT, now, address), store)
        if built is None:
            server.server_close()
            raise click.ClickException("the site has mistakes; nothing to look at")
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Shown(address, Path(folder), one_of_each_kind(built.plan.pages.values()))
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


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a host does: compressed, and many answers over one connection."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Send a file whole, or a text compressed."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        kind = self.guess_type(str(file))
        if (
            not file.is_file()
            or not kind.startswith(COMPRESSED)
            or (path.is_dir() and not self.path.endswith("/"))
        ):
            super().do_GET()
            return
        body = gzip.compress(file.read_bytes(), 6, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the command's own words are what counts."""
