"""Recordings at an address are measured by what arrives, from servers of every kind."""

from __future__ import annotations

import hashlib
import struct
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from podhub.net.remote_audio import BLOCK, Measured, UnreadableError, measure_address

from tests.build.corpus import mp3
from tests.media.test_audio import recorded
from tests.media.test_embedded_chapters import tagged

BARE = mp3(1000)
"""About a megabyte: four blocks."""


def with_header(sound: bytes, frames: int) -> bytes:
    """An MP3 behind a frame that says how many follow it."""
    said = b"Info" + struct.pack(">III", 3, frames, len(sound) + 72)
    return (b"\xff\xe3\x18\xc0" + bytes(9) + said).ljust(72, b"\0") + sound


SOUND = with_header(BARE, len(BARE) // 72)


@dataclass
class Server:
    """A server whose manners the test chooses."""

    url: str = ""
    body: bytes = SOUND
    kind: str | None = "audio/mpeg"
    ranges: bool = True
    head: int = 200
    get: int = 200
    whole: int = 200
    """What it answers to whoever wants all of it"""
    length: str | None = ""
    """What HEAD says of the length; empty: the truth; None: nothing."""
    whole_length: str = ""
    """What it says of the length of all of it; empty: the truth"""
    cut: int = 0
    """Bytes that never arrive of an answer to whoever wants all of it."""
    cut_parts: int = 0
    """Bytes that never arrive of each part."""
    redirects: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, str | None]] = field(default_factory=list)
    sent: int = 0


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Somebody hung up: that is their right."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    manners: Server

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""

    def do_HEAD(self) -> None:
        """Answer without the content."""
        self._answer(is_head=True)

    def do_GET(self) -> None:
        """Answer with the content, or the part that is asked for."""
        self._answer(is_head=False)

    def _answer(self, *, is_head: bool) -> None:
        server, part = self.manners, self.headers.get("Range")
        server.asked.append((self.command, self.path, part))
        if self.path in server.redirects:
            self._send(302, b"", {"Location": server.redirects[self.path]})
            return
        status, body = (server.head if is_head else server.get), server.body
        if not is_head and not part:
            status = server.whole
        headers = {"Content-Type": server.kind} if server.kind else {}
        if status != 200:
            self._send(status, b"", headers)
        elif is_head:
            length = str(len(body)) if server.length == "" else server.length
            self._send(
                200, b"", headers | ({"Content-Length": length} if length else {}), bare=True
            )
        elif part and server.ranges:
            first, last = (int(number) for number in part.removeprefix("bytes=").split("-"))
            last = min(last, len(body) - 1)
            headers["Content-Range"] = f"bytes {first}-{last}/{len(body)}"
            headers["Content-Length"] = str(last + 1 - first)
            self._send(206, body[first : last + 1 - server.cut_parts], headers, bare=True)
            self.close_connection = bool(server.cut_parts)
        else:
            headers["Content-Length"] = server.whole_length or str(len(body))
            self._send(200, body[: len(body) - server.cut], headers, bare=True)
            self.close_connection = True

    def _send(
        self, status: int, body: bytes, headers: dict[str, str], *, bare: bool = False
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if not bare:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.manners.sent += len(body)
            self.wfile.write(body)


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on this machine."""
    manners = Server()
    handler = type("Handler", (_Handler,), {"manners": manners})
    with _Quiet(("127.0.0.1", 0), handler) as running:
        manners.url = f"http://127.0.0.1:{running.server_port}"
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield manners
        running.shutdown()
        thread.join()


def refused(address: str) -> str:
    """What is found instead of a recording."""
    with pytest.raises(UnreadableError) as raised:
        measure_address(address)
    return str(raised.value)


def test_a_good_server_is_asked_for_little(server: Server) -> None:
    """Size, length and type from the parts that tell them; there is nothing to warn of."""
    found = measure_address(f"{server.url}/1.mp3")
    assert found == Measured(found.facts, [])
    assert (found.facts.bytes, found.facts.type, found.facts.sha256) == (
        len(SOUND),
        "audio/mpeg",
        None,
    )
    assert found.facts.seconds == pytest.approx(1000, abs=0.1)
    assert server.sent < len(SOUND)
    assert all(part for command, _, part in server.asked if command == "GET")


@pytest.mark.parametrize("body", [BARE, with_header(BARE, 20), with_header(BARE, 900_000)])
def test_an_mp3_without_a_header_to_believe_is_read_whole(server: Server, body: bytes) -> None:
    """Its frames are counted; and so its hash is known as well."""
    server.body = body
    found = measure_address(f"{server.url}/1.mp3").facts
    assert found.seconds == pytest.approx(1000, abs=0.1)
    assert found.sha256 == hashlib.sha256(body).hexdigest()


def test_what_is_no_recording_is_not_read_to_its_end(server: Server) -> None:
    """A few parts tell."""
    server.body = b"word" * 2_000_000
    assert refused(f"{server.url}/1.mp3") == "a file that is not audio"
    assert server.sent < 2_000_000


@pytest.mark.parametrize("name", ["a.m4a", "a.ogg", "a.opus", "a.wav", "a.mp3"])
def test_every_format_is_read_by_its_parts(server: Server, name: str) -> None:
    """An index at the end of the file, or at its beginning."""
    server.body = recorded(name)
    assert measure_address(f"{server.url}/{name}").facts.seconds == pytest.approx(5, abs=0.1)


def test_the_whole_file_tells_its_hash(server: Server) -> None:
    """With `--whole`, and with the progress told."""
    told: list[tuple[int, int]] = []
    found = measure_address(
        f"{server.url}/1.mp3", whole=True, tell=lambda done, size: told.append((done, size))
    )
    assert found.facts.sha256 == hashlib.sha256(SOUND).hexdigest()
    assert told[-1] == (len(SOUND), len(SOUND))
    assert len(told) >= len(SOUND) // BLOCK


def test_redirects_are_followed(server: Server) -> None:
    """As statistics services make them; parts are asked for where the file is."""
    server.redirects = {"/track/1.mp3": "/x/1.mp3", "/x/1.mp3": f"{server.url}/files/abc123"}
    found = measure_address(f"{server.url}/track/1.mp3")
    assert found == Measured(found.facts, [])
    assert [path for command, path, part in server.asked if command == "GET"].count(
        "/track/1.mp3"
    ) == 1


def test_a_circle_of_redirects_ends(server: Server) -> None:
    """Nobody waits for ever."""
    server.redirects = {"/1.mp3": "/2.mp3", "/2.mp3": "/1.mp3"}
    assert refused(f"{server.url}/1.mp3") == "an address that leads in a circle"


def test_a_server_without_parts_is_read_whole_and_warned_of(server: Server) -> None:
    """iPhones ask for parts, and play nothing without them."""
    server.ranges = False
    found = measure_address(f"{server.url}/1.mp3")
    assert found.facts.sha256 == hashlib.sha256(SOUND).hexdigest()
    assert [warning.split(":")[0] for warning in found.warnings] == [
        "the server cannot send parts of a file"
    ]


@pytest.mark.parametrize(
    ("manners", "warning"),
    [
        (
            {"head": 405},
            "the server answers HEAD with 405; Apple Podcasts asks in this way and needs an answer",
        ),
        (
            {"length": None},
            "the server does not say how large the file is; some apps then show no progress",
        ),
        (
            {"length": "12"},
            f"the server says that the file has 12 bytes, and it has {len(SOUND):,}",
        ),
        (
            {"kind": "text/html"},
            "the server calls the file text/html, and it is audio/mpeg; some apps go by the server's word",
        ),
        (
            {"kind": None},
            "the server does not say what the file is, and it is audio/mpeg; some apps go by the server's word",
        ),
    ],
)
def test_a_header_that_lies_or_lacks_is_told(
    server: Server, manners: dict[str, object], warning: str
) -> None:
    """The facts are right all the same: they come from the file."""
    for name, value in manners.items():
        setattr(server, name, value)
    found = measure_address(f"{server.url}/1.mp3")
    assert found.warnings == [warning]
    assert found.facts.bytes == len(SOUND)
    assert found.facts.type == "audio/mpeg"


def test_what_is_no_recording_is_refused(server: Server) -> None:
    """A page that says that the file has moved, another format than the address ends in, half a
    file, nothing."""
    server.body = b"<!doctype html><p>Please log in"
    assert refused(f"{server.url}/1.mp3").startswith("a web page")
    server.body = SOUND
    assert refused(f"{server.url}/1.m4a") == "audio/mpeg in it (name it 1.mp3)"
    server.body = recorded("a.m4a")[:-2000]
    assert refused(f"{server.url}/1.m4a").startswith("an MP4 that breaks off")
    server.body = b""
    server.ranges = False
    assert refused(f"{server.url}/1.mp3") == "an empty file"


def test_servers_that_fail_are_told(server: Server) -> None:
    """By what they answer, or that they do not."""
    server.get = server.head = 404
    assert refused(f"{server.url}/1.mp3") == "the answer 404 (Not Found)"
    server.get, server.ranges, server.cut = 200, False, 1000
    assert "broke off" in refused(f"{server.url}/1.mp3")
    assert refused("http://127.0.0.1:9/1.mp3") == "no server that answers (Connection refused)"


def test_chapters_are_read_at_an_address_as_they_are_here(server: Server) -> None:
    """They stand in the tags, of which only what is needed is fetched."""
    server.body = tagged((0, "Hello", None), (20_000, "The deal", "https://deal.example/"))
    found = measure_address(f"{server.url}/a.mp3").facts.chapters
    assert [(moment.at, moment.title, moment.url) for moment in found] == [
        (0.0, "Hello", None),
        (20.0, "The deal", "https://deal.example/"),
    ]


def test_an_error_for_the_whole_file_is_no_recording(server: Server) -> None:
    """A server that gives parts, and not all of it: its words are not measured."""
    server.body, server.whole = BARE, 503
    assert refused(f"{server.url}/1.mp3") == "the answer 503 (Service Unavailable)"


def test_a_part_that_breaks_off_is_told(server: Server) -> None:
    """The first of them is read as it arrives."""
    server.cut_parts = 1000
    assert refused(f"{server.url}/1.mp3") == "a download that broke off after 0 bytes"


@pytest.mark.parametrize("length", ["unknown", "{0}, {0}"])
def test_a_length_that_is_no_number_is_none(server: Server, length: str) -> None:
    """What arrives counts."""
    server.ranges, server.whole_length = False, length.format(len(SOUND))
    assert measure_address(f"{server.url}/1.mp3").facts.bytes == len(SOUND)
