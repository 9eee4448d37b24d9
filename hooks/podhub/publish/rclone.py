"""rclone as a process: it lists, reads, sends and removes files in any store that it knows.

Only this module knows rclone's options, and `rclone_log` its messages. What we already know is
never asked for: no look at each file before it is sent (`--no-check-dest`) or after
(`--s3-no-head`), since one listing answers for a thousand files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from podhub.publish import tether
from podhub.publish.errors import PublishError
from podhub.publish.kinds import Kind
from podhub.publish.plan import Listed
from podhub.publish.rclone_log import errors_in, explain
from podhub.publish.target import StoreTarget, secrets, without_secrets

PROGRAM = Path(sys.executable).with_name("rclone.exe" if os.name == "nt" else "rclone")
PATIENCE = {
    "RCLONE_CONTIMEOUT": "15s",
    "RCLONE_TIMEOUT": "60s",
    "RCLONE_RETRIES": "3",
    "RCLONE_RETRIES_SLEEP": "2s",
    "RCLONE_LOW_LEVEL_RETRIES": "4",
    "RCLONE_TRANSFERS": "8",
}
"""How long a store may be silent, and how often it is asked again. Whoever sets these in the
environment is obeyed."""
ALWAYS = [
    "--use-json-log",
    "--s3-no-check-bucket",
    "--s3-no-head",
    "--use-server-modtime",
    "--ask-password=false",
]
PROGRESS = ["--stats=500ms", "--stats-log-level=NOTICE"]
NOT_FOUND = (3, 4)
"""rclone's exit codes for a folder and a file that are not there (rclone.org/docs, "List of exit
codes")"""
NO_STORE = Kind("application/octet-stream", "no-store")


class Rclone:
    """One place in a store."""

    def __init__(
        self, target: StoreTarget, environment: Mapping[str, str], held: int | None = None
    ) -> None:
        """`held` is the file descriptor of a lock that stays held while any rclone lives."""
        self.target, self._held = target, held
        # With a slash at its end rclone takes the place for a folder, and need not ask whether it
        # is a file.
        self._folder = target.remote if target.remote.endswith((":", "/")) else f"{target.remote}/"
        self._environment = {**PATIENCE, **environment}
        self._secrets = secrets(environment)
        if not PROGRAM.exists():
            raise PublishError(
                'expected rclone beside Python, found none (pip install "podhub[publish]")'
            )

    def listing(self) -> dict[str, Listed]:
        """Every file of the place. One request for a thousand files."""
        code, text, said = self._run(
            ["lsjson", "--recursive", "--files-only", "--hash", "--no-mimetype", self._folder]
        )
        if code in NOT_FOUND:
            # An empty folder and a missing bucket look the same to some stores; sending will tell.
            return {}
        self._check(code, said, "could not list what is there")
        return {item["Path"]: _listed(item) for item in json.loads(text)}

    def read(self, path: str) -> bytes | None:
        """A small file's bytes, or None where there is none."""
        code, data, said = self._run(["cat", self._at(path)])
        if code in NOT_FOUND:
            return None
        self._check(code, said, f"could not read {path}")
        return data

    def write(self, path: str, data: bytes) -> None:
        """Write a small file that nobody may keep."""
        code, _, said = self._run(
            ["rcat", *_as(NO_STORE), f"--size={len(data)}", self._at(path)], data
        )
        self._check(code, said, f"could not write {path}")

    def send(
        self, folder: Path, paths: Iterable[str], kind: Kind, progress: Callable[[int], None]
    ) -> None:
        """Send files, all of one kind, whatever is there; `progress` hears how many bytes have gone
        out so far."""
        options = [*_as(kind), *PROGRESS, "--no-traverse", "--no-check-dest"]
        command = ["copy", *options, str(folder), self._folder]
        code, _, said = self._with_list(command, paths, progress)
        self._check(code, said, "could not send all files")

    def fetch(self, paths: Iterable[str], folder: Path) -> None:
        """Copy files into a folder of this machine."""
        code, _, said = self._with_list(["copy", "--no-traverse", self._folder, str(folder)], paths)
        self._check(code, said, "could not fetch what is there")

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files; those that are gone already are no mistake."""
        code, _, said = self._with_list(["delete", "--no-traverse", self._folder], paths)
        if code not in NOT_FOUND:
            self._check(code, said, "could not remove what is stale")

    def _at(self, path: str) -> str:
        return f"{self._folder}{path}"

    def _with_list(
        self,
        command: list[str],
        paths: Iterable[str],
        progress: Callable[[int], None] | None = None,
    ) -> tuple[int, bytes, list[str]]:
        with tempfile.TemporaryDirectory(prefix="hub-") as scratch:
            names = Path(scratch, "names")
            names.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
            return self._run([*command, f"--files-from-raw={names}"], progress=progress)

    def _run(
        self, arguments: list[str], data: bytes = b"", progress: Callable[[int], None] | None = None
    ) -> tuple[int, bytes, list[str]]:
        """Run rclone to its end. Returns its exit code, what it wrote, and the errors that it
        logged."""
        command = [str(PROGRAM), *arguments[:1], *ALWAYS, *arguments[1:]]
        if sys.platform == "linux":
            command = [sys.executable, "-I", "-S", tether.__file__, str(os.getpid()), *command]
        errors: list[str] = []
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as written:
            given.write(data)
            given.seek(0)
            running = subprocess.Popen(  # noqa: S603 (rclone, with arguments that are no shell's)
                command,
                stdin=given,
                stdout=written,
                stderr=subprocess.PIPE,
                env=self._environment,
                pass_fds=() if self._held is None or os.name == "nt" else (self._held,),
            )
            with running as process:
                try:
                    for line in process.stderr or ():
                        errors += errors_in(line, progress)
                    code = process.wait()
                except BaseException:
                    process.kill()
                    raise
            written.seek(0)
            return code, written.read(), [without_secrets(error, self._secrets) for error in errors]

    def _check(self, code: int, said: list[str], what: str) -> None:
        if code:
            raise PublishError(f"{self.target}: {what}: {explain(said)}")


def _as(kind: Kind) -> list[str]:
    return [
        f"--header-upload=Content-Type: {kind.content_type}",
        f"--header-upload=Cache-Control: {kind.cache_control}",
    ]


def _listed(item: dict[str, Any]) -> Listed:
    hashes = item.get("Hashes") or {}
    said = "|".join(f"{name}:{value}" for name, value in sorted(hashes.items()))
    return Listed(
        int(item["Size"]),
        said or str(item.get("ModTime")),
        hashes.get("md5"),
        _time(item.get("ModTime")),
    )


def _time(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
