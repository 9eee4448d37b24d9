"""A real S3 server on this machine: SeaweedFS as four processes (master, volume, filer, S3
gateway), on loopback only.

The tests and `scripts/hub bench publish` publish to it. Its data lies in a folder that the caller
throws away."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

WEED = Path(sys.executable).with_name("weed.exe" if os.name == "nt" else "weed")
HERE = "127.0.0.1"
KEY, SECRET = "publisher", "a-secret-that-must-never-be-shown"
BUCKET = "hub"
PATIENCE = 90
"""Seconds that a slow machine may take to start it."""


@dataclass
class Seaweed:
    """The running server. Everybody may read its bucket; writing needs the keys."""

    port: int
    """Of the S3 gateway"""
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where the bucket's files answer to everybody."""
        return f"http://{HERE}:{self.port}/{BUCKET}/"

    def environment(self, port: int | None = None) -> dict[str, str]:
        """What rclone must know to publish to `:s3:hub`, through another port if one stands in
        between."""
        return {
            "RCLONE_CONFIG": os.devnull,
            "RCLONE_S3_PROVIDER": "SeaweedFS",
            "RCLONE_S3_ENDPOINT": f"http://{HERE}:{port or self.port}",
            "RCLONE_S3_ACCESS_KEY_ID": KEY,
            "RCLONE_S3_SECRET_ACCESS_KEY": SECRET,
        }

    def pause(self) -> None:
        """Let every process stop answering, with its connections open."""
        for process in self.processes:
            process.send_signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """End a pause."""
        for process in self.processes:
            process.send_signal(signal.SIGCONT)


@contextmanager
def seaweed(folder: Path) -> Iterator[Seaweed]:
    """Start the server with its data in a folder, make the bucket, and end it."""
    commands, port = _commands(folder, _free_ports())
    server = Seaweed(port)
    try:
        for command in commands:
            with folder.joinpath(f"{command[0]}.log").open("wb") as log:
                server.processes.append(
                    subprocess.Popen(
                        [WEED, *command], cwd=folder, stdout=log, stderr=subprocess.STDOUT
                    )
                )
        _make_bucket(server)
        yield server
    finally:
        # Its data is thrown away, so it need not take its time.
        for process in server.processes:
            process.kill()
            process.wait()


def _commands(folder: Path, ports: Sequence[int]) -> tuple[list[list[str]], int]:
    """What starts each part of the server, and the port of the part that speaks S3. Each part needs
    two of the `ports`."""
    for name in ("master", "volume", "filer"):
        folder.joinpath(name).mkdir(parents=True)
    at = {
        part: [f"-port={ports[2 * n]}", f"-port.grpc={ports[2 * n + 1]}"]
        for n, part in enumerate(("master", "volume", "filer", "s3"))
    }
    address = [f"-ip={HERE}", f"-ip.bind={HERE}"]
    known = f"-master={HERE}:{ports[0]}.{ports[1]}"
    master = f"-mdir={folder}/master -telemetry=false -volumeSizeLimitMB=1024 -electionTimeout=1s"
    volume = f"-dir={folder}/volume {known} -max=20 -minFreeSpace=1MiB"
    filer = f"-defaultStoreDir={folder}/filer {known} -localSocket={folder}/filer.sock"
    s3 = f"-filer={HERE}:{ports[4]}.{ports[5]} -config={_write_keys(folder)}"
    s3 += " -port.iceberg=0 -port.lance=0 -iam=false -autoCreateBucket=false"
    return [
        ["master", *address, *at["master"], *master.split()],
        ["volume", *address, *at["volume"], *volume.split()],
        ["filer", *address, *at["filer"], *filer.split()],
        ["s3", f"-ip.bind={HERE}", *at["s3"], *s3.split()],
    ], ports[6]


def _write_keys(folder: Path) -> Path:
    """Write down who may do what: all may read, and whoever has the key may do anything."""
    config = folder / "s3.json"
    everybody = {"name": "anonymous", "actions": [f"Read:{BUCKET}"]}
    keys = [{"accessKey": KEY, "secretKey": SECRET}]
    publisher = {"name": KEY, "credentials": keys, "actions": ["Admin", "Read", "Write", "List"]}
    config.write_text(json.dumps({"identities": [everybody, publisher]}))
    return config


def _make_bucket(server: Seaweed) -> None:
    """Make the bucket and wait until a file in it is stored and read, which is when all of them
    have found each other."""
    rclone = Path(sys.executable).with_name("rclone")
    environment = {**os.environ, **server.environment()}
    deadline = time.monotonic() + PATIENCE
    while True:
        subprocess.run(
            [rclone, "mkdir", f":s3:{BUCKET}"],
            env=environment,
            capture_output=True,
            timeout=PATIENCE,
        )
        done = subprocess.run(
            [rclone, "rcat", "--retries=1", "--low-level-retries=1", f":s3:{BUCKET}/.ready"],
            input=b"ready",
            env=environment,
            capture_output=True,
            timeout=PATIENCE,
        )
        with suppress(OSError):
            if (
                done.returncode == 0
                and urllib.request.urlopen(f"{server.url}.ready").read()  # noqa: S310 (our own)
                == b"ready"
            ):
                subprocess.run(
                    [rclone, "deletefile", f":s3:{BUCKET}/.ready"],
                    env=environment,
                    check=True,
                    capture_output=True,
                )
                return
        if time.monotonic() > deadline or any(
            process.poll() is not None for process in server.processes
        ):
            raise RuntimeError(f"SeaweedFS did not start: {done.stderr.decode()}")
        time.sleep(0.3)


def _free_ports() -> list[int]:
    """Two for each of the four parts."""
    sockets = [socket.socket() for _ in range(8)]
    try:
        for one in sockets:
            one.bind((HERE, 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()
