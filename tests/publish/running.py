"""Runs publishers, and a web server in front of what they publish."""

from __future__ import annotations

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.running import (
    ROOT,
    clean_environment,
    free_port,
    listens,
    run_warm,
    tool,
    until,
    warm_python,
)

PUBLISHER = Path(__file__).with_name("publisher.py")
KILLS = int(os.environ.get("HUB_KILLS", "6"))
"""How often a publisher of a small site is killed in each test of that"""
REAL_KILLS = int(os.environ.get("HUB_KILLS", "2"))
"""How often the real command is, in each of two places. HUB_KILLS=50 makes a hundred; the suite has
no time for that."""
SEED = int(os.environ.get("HUB_SEED", "20261124"))


def start(
    target: str | Path, folder: Path, *more: str, **environment: str
) -> subprocess.Popen[str]:
    """Start to publish a built site, as a child of this process: with its umask and its limits, and
    with streams to listen to."""
    path = os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "scripts")])
    return subprocess.Popen(
        [sys.executable, PUBLISHER, target, folder, *more],
        env=clean_environment(PYTHONPATH=path, **environment),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def publish(
    target: str | Path, folder: Path, *more: str, **environment: str
) -> tuple[int, str, str]:
    """Publish a built site; gives the exit code and what was said."""
    done = run_warm([PUBLISHER, target, folder, *more], ROOT, **environment)
    return done.returncode, done.stdout, done.stderr


def kill_sometime(
    target: str | Path,
    folder: Path,
    instants: random.Random,
    longest: float,
    environment: Mapping[str, str],
) -> bool:
    """Publish, and kill the publisher at a random instant. Returns whether it was still at work."""
    publisher = warm_python().start(
        [PUBLISHER, target, folder], ROOT, clean_environment(**environment)
    )
    time.sleep(instants.uniform(0, longest))
    publisher.kill()
    return publisher.wait().returncode == -signal.SIGKILL


NGINX = """\
daemon off;
master_process off;
pid {prefix}/pid;
error_log {prefix}/error.log error;
events {{}}
http {{
  log_format bytes '$request_method $request_length $status $request_uri';
  access_log {prefix}/access.log bytes;
  client_max_body_size 0;
  client_body_temp_path {prefix}/body;
  proxy_temp_path {prefix}/proxy;
  fastcgi_temp_path {prefix}/fastcgi;
  uwsgi_temp_path {prefix}/uwsgi;
  scgi_temp_path {prefix}/scgi;
  types {{ text/html html; text/css css; text/vtt vtt; application/xml xml; audio/mpeg mp3; }}
  server {{
    listen 127.0.0.1:{port};
    {rule}
  }}
}}
"""


@dataclass(frozen=True)
class Front:
    """A web server."""

    url: str
    log: Path

    def requests(self) -> list[tuple[str, int, int, str]]:
        """Method, bytes of the request, status and address of all that was asked so far."""
        lines = re.findall(r"^(\w+) (\d+) (\d+) (.*)$", self.log.read_text(), re.MULTILINE)
        return [
            (method, int(size), int(status), address) for method, size, status, address in lines
        ]


@contextmanager
def nginx(prefix: Path, rule: str, port: int | None = None) -> Iterator[Front]:
    """A web server with one rule."""
    prefix.mkdir(parents=True)
    port = port or free_port()
    config, errors = prefix / "nginx.conf", prefix / "error.log"
    config.write_text(NGINX.format(prefix=prefix, port=port, rule=rule))
    server = subprocess.Popen([tool("nginx"), "-p", prefix, "-c", config, "-e", errors])
    try:
        until(lambda: listens(port) or server.poll() is not None, "nginx")
        assert server.poll() is None, errors.read_text()
        yield Front(f"http://127.0.0.1:{port}/", prefix / "access.log")
    finally:
        server.terminate()
        server.wait(timeout=10)


def folder_rule(target: Path) -> str:
    """Serve what is public in a folder."""
    return f'root "{target}/current";'


def bucket_rule(bucket: str) -> str:
    """Serve a bucket as a CDN does: a folder's address answers with its index.html."""
    return f"location / {{ rewrite ^(.*)/$ $1/index.html; rewrite ^/(.*)$ /$1 break; proxy_pass {bucket.rstrip('/')}$uri; }}"


def through_rule(server: str) -> str:
    """Hand everything on as it is, which keeps signatures right, and count it."""
    return f"location / {{ proxy_pass {server}; proxy_set_header Host $http_host; proxy_request_buffering off; }}"
