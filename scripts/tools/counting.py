"""A proxy on this machine that hands every request on as it is, and counts requests and bytes."""

from __future__ import annotations

import http.client
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

BLOCK = 1 << 18
HERE = "127.0.0.1"
OWN = ("connection", "transfer-encoding")


@dataclass
class Counted:
    """What has gone through."""

    port: int
    requests: Counter[str] = field(default_factory=Counter)
    """By method"""
    sent: int = 0
    """Bytes of bodies towards the server"""
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def note(self, method: str, size: int) -> None:
        """Count a request."""
        with self.lock:
            self.requests[method] += 1
            self.sent += size

    def reset(self) -> tuple[Counter[str], int]:
        """What was counted, and begin anew."""
        with self.lock:
            seen = self.requests, self.sent
            self.requests, self.sent = Counter(), 0
        return seen


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    counted: Counted
    behind: int


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def _pass_on(self) -> None:
        size = int(self.headers.get("Content-Length", 0))
        self.server.counted.note(self.command, size)
        behind = http.client.HTTPConnection(HERE, self.server.behind, timeout=60)
        # The signature is over the headers as they came, the host among them.
        behind.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            if name.lower() not in OWN:
                behind.putheader(name, value)
        behind.endheaders()
        while size:
            block = self.rfile.read(min(size, BLOCK))
            behind.send(block)
            size -= len(block)
        answer = behind.getresponse()
        body = answer.read()
        self.send_response_only(answer.status, answer.reason)
        length = answer.getheader("Content-Length") if self.command == "HEAD" else str(len(body))
        for name, value in answer.getheaders():
            if name.lower() not in (*OWN, "content-length"):
                self.send_header(name, value)
        self.send_header("Content-Length", length or "0")
        self.end_headers()
        self.wfile.write(body)
        behind.close()

    do_GET = do_PUT = do_HEAD = do_POST = do_DELETE = _pass_on  # noqa: N815 (the server calls them so)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def counting(behind: int) -> Iterator[Counted]:
    """Stand in front of a port of this machine."""
    server = _Server((HERE, 0), _Handler)
    server.counted, server.behind = Counted(server.server_port), behind
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield server.counted
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
