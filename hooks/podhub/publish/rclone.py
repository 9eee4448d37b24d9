"""A place in any store that rclone knows: files are listed, read, sent and removed there.

Only this module knows what rclone is asked, `rclone_server` how, and `rclone_log` its messages. What
we already know is never asked for: no look at each file before it is sent (`--no-check-dest`) or
after (`--s3-no-head`), since one listing answers for a thousand files."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from podhub.publish.errors import PublishError
from podhub.publish.kinds import Kind
from podhub.publish.plan import Listed
from podhub.publish.rclone_log import explain
from podhub.publish.rclone_server import RcloneError, RcloneServer
from podhub.publish.target import StoreTarget, secrets, without_secrets

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
OPTIONS = [
    "--s3-no-check-bucket",
    "--s3-no-head",
    "--use-server-modtime",
    "--no-check-dest",
    "--no-traverse",
]
NO_STORE = Kind("application/octet-stream", "no-store")
AS_IT_IS = {"IgnoreChecksum": True, "IgnoreSize": True, "Inplace": True}
"""How small files are copied: others may write them at the same time, and list what is there"""
Header = dict[str, str]
NANOSECONDS = 1_000_000_000


class Rclone:
    """One place in a store, for as long as a `with` lasts."""

    def __init__(
        self, target: StoreTarget, environment: Mapping[str, str], held: int | None = None
    ) -> None:
        """`held` is the file descriptor of a lock that stays held while any rclone lives."""
        self.target = target
        # With a slash at its end rclone takes the place for a folder, and need not ask whether it
        # is a file.
        self._folder = target.remote if target.remote.endswith((":", "/")) else f"{target.remote}/"
        self._secrets = secrets(environment)
        self._server = RcloneServer(OPTIONS, {**PATIENCE, **environment}, held)

    def __enter__(self) -> Rclone:
        return self

    def __exit__(self, *_: object) -> None:
        self._server.end()

    def listing(self) -> dict[str, Listed]:
        """Every file of the place. One request for a thousand files."""
        wanted = {"recurse": True, "filesOnly": True, "showHash": True, "noMimeType": True}
        with self._explaining("could not list what is there"):
            try:
                found = self._server.call("operations/list", fs=self._folder, remote="", opt=wanted)
            except RcloneError as error:
                # An empty folder and a missing bucket look the same to some stores; sending will
                # tell.
                if error.is_missing:
                    return {}
                raise
        return {item["Path"]: _listed(item) for item in found["list"]}

    def read(self, path: str) -> bytes | None:
        """A small file's bytes, or None where there is none."""
        with _scratch() as scratch, self._explaining(f"could not read {path}"):
            try:
                self._copy_file(self._folder, path, scratch, "file")
            except RcloneError as error:
                if error.is_missing:
                    return None
                raise
            return Path(scratch, "file").read_bytes()

    def write(self, path: str, data: bytes) -> None:
        """Write a small file that nobody may keep."""
        with _scratch() as scratch, self._explaining(f"could not write {path}"):
            Path(scratch, "file").write_bytes(data)
            self._copy_file(scratch, "file", self._folder, path, _headers(NO_STORE))

    def send(
        self, folder: Path, paths: Iterable[str], kind: Kind, progress: Callable[[int], None]
    ) -> None:
        """Send files, all of one kind, whatever is there; `progress` hears how many bytes have gone
        out so far."""
        with _names(paths) as only, self._explaining("could not send all files"):
            said = {"srcFs": str(folder), "dstFs": self._folder, **only}
            how = {"UploadHeaders": _headers(kind)}
            self._again_and_again(
                lambda: self._server.run("sync/copy", progress, _config=how, **said)
            )

    def fetch(self, paths: Iterable[str], folder: Path) -> None:
        """Copy files into a folder of this machine."""
        with _names(paths) as only, self._explaining("could not fetch what is there"):
            said = {"srcFs": self._folder, "dstFs": str(folder), **only}
            self._again_and_again(lambda: self._server.call("sync/copy", **said))

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files; those that are gone already are no mistake."""
        with _names(paths) as only, self._explaining("could not remove what is stale"):
            said = {"fs": self._folder, **only}
            try:
                self._again_and_again(lambda: self._server.call("operations/delete", **said))
            except RcloneError as error:
                if not error.is_missing:
                    raise

    def _copy_file(
        self, source: str, name: str, target: str, new: str, headers: Iterable[Header] = ()
    ) -> None:
        there = {"srcFs": source, "srcRemote": name, "dstFs": target, "dstRemote": new}
        how = {**AS_IT_IS, "UploadHeaders": list(headers)}
        self._server.call("operations/copyfile", _config=how, **there)

    def _again_and_again(self, act: Callable[[], object]) -> None:
        """Act as often as `RCLONE_RETRIES` says, which rclone itself obeys only where each act is a
        process. What is missing stays missing."""
        main = self._server.call("options/get", blocks="main")["main"]
        for left in reversed(range(max(1, main["Retries"]))):
            try:
                act()
                return
            except RcloneError as error:
                if error.is_missing or not left:
                    raise
            time.sleep(main["RetriesInterval"] / NANOSECONDS)

    @contextmanager
    def _explaining(self, what: str) -> Iterator[None]:
        try:
            yield
        except RcloneError as error:
            said = [without_secrets(line, self._secrets) for line in error.said]
            raise PublishError(f"{self.target}: {what}: {explain(said)}") from None


@contextmanager
def _scratch() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="hub-") as folder:
        yield folder


@contextmanager
def _names(paths: Iterable[str]) -> Iterator[dict[str, Any]]:
    """What tells rclone to look at these files alone."""
    with _scratch() as scratch:
        names = Path(scratch, "names")
        names.write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
        yield {"_filter": {"FilesFromRaw": [str(names)]}}


def _headers(kind: Kind) -> list[Header]:
    headers = {"Content-Type": kind.content_type, "Cache-Control": kind.cache_control}
    return [{"Key": name, "Value": value} for name, value in headers.items()]


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
