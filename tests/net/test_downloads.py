"""A large download that breaks off goes on where it stopped, and never joins two files into one."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from podhub.net.downloads import LARGEST, Downloads
from podhub.net.remote_audio import UnreadableError

from tests.build.corpus import mp3

SOUND = mp3(3000)
"""Three megabytes."""


@dataclass
class Host:
    """A server that hangs up in the middle."""

    url: str = ""
    body: bytes = SOUND
    mark: str | None = '"one"'
    sends: list[int] = field(default_factory=list)
    """How many bytes each answer sends before it hangs up; all of them when this is used up."""
    asked: list[str | None] = field(default_factory=list)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    host: Host

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""

    def do_GET(self) -> None:
        """Send all, or the rest if the file is still the one that was begun."""
        host = self.host
        asked = self.headers.get("Range")
        host.asked.append(asked)
        found = re.fullmatch(r"bytes=(\d+)-", asked or "")
        start = int(found[1]) if found and self.headers.get("If-Range") == host.mark else 0
        rest = host.body[start:]
        if start and not rest:
            self.send_response(416)
            self.send_header("Content-Range", f"bytes */{start}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        self.send_response(206 if start else 200)
        if start:
            self.send_header(
                "Content-Range", f"bytes {start}-{len(host.body) - 1}/{len(host.body)}"
            )
        if host.mark:
            self.send_header("ETag", host.mark)
        self.send_header("Content-Length", str(len(rest)))
        self.end_headers()
        self.wfile.write(rest[: host.sends.pop(0)] if host.sends else rest)
        self.close_connection = True


@pytest.fixture
def host() -> Iterator[Host]:
    """A server on this machine."""
    manners = Host()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"host": manners}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    manners.url = f"http://127.0.0.1:{server.server_port}/a.mp3"
    yield manners
    server.shutdown()
    server.server_close()
    thread.join()


def test_what_is_there_is_not_fetched_again(host: Host, tmp_path: Path) -> None:
    """Each time the connection breaks, the rest is asked for, and the file is the server's to the
    byte."""
    host.sends = [1_000_000, 700_000]
    heard: list[tuple[int, int]] = []
    Downloads(tmp_path / "begun").save(
        host.url, tmp_path / "a.mp3", lambda done, size: heard.append((done, size))
    )
    assert (tmp_path / "a.mp3").read_bytes() == SOUND
    assert host.asked == [None, *(f"bytes={start}-" for start in (786_432, 1_310_720))], (
        "whole pieces are kept"
    )
    assert heard[-1] == (len(SOUND), len(SOUND))
    assert not list((tmp_path / "begun").iterdir())


def test_a_later_run_goes_on(host: Host, tmp_path: Path) -> None:
    """What one process has fetched serves the next; until it is whole nothing stands at its
    place."""
    host.sends = [1_000_000, 0]
    with pytest.raises(UnreadableError, match="broke off"):
        Downloads(tmp_path / "begun").save(host.url, tmp_path / "a.mp3", lambda done, size: None)
    assert not (tmp_path / "a.mp3").exists()
    Downloads(tmp_path / "begun").save(host.url, tmp_path / "a.mp3", lambda done, size: None)
    assert host.asked[-1] == "bytes=786432-"
    assert (tmp_path / "a.mp3").read_bytes() == SOUND


@pytest.mark.parametrize("mark", ['"two"', None, 'W/"one"'])
def test_another_file_is_fetched_from_its_beginning(
    host: Host, tmp_path: Path, mark: str | None
) -> None:
    """A server whose file has changed, or that cannot tell, sends all of it."""
    if mark and mark.startswith("W/"):
        host.mark = mark
    host.sends = [1_000_000, 0]
    with pytest.raises(UnreadableError):
        Downloads(tmp_path / "begun").save(host.url, tmp_path / "a.mp3", lambda done, size: None)
    host.body, host.mark = SOUND[::-1], mark
    Downloads(tmp_path / "begun").save(host.url, tmp_path / "a.mp3", lambda done, size: None)
    assert (tmp_path / "a.mp3").read_bytes() == SOUND[::-1]


def test_a_small_file_has_bounds(host: Host, tmp_path: Path) -> None:
    """A transcript of any size does not fill the memory."""
    host.body = b"x" * (LARGEST + 1)
    with pytest.raises(UnreadableError, match="more than 30 MB"):
        Downloads(tmp_path).read(host.url)
    host.sends = [10]
    with pytest.raises(UnreadableError, match="broke off after"):
        Downloads(tmp_path).read(host.url)
    host.body = b"WEBVTT"
    assert Downloads(tmp_path).read(host.url) == b"WEBVTT"
