"""Fetches what a feed points to: documents whole, recordings so that a broken download goes on
where it stopped."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path

import requests

from podhub.net.remote_audio import UnreadableError, must_be_there, pieces, request, stated_size

LARGEST = 30_000_000
"""Bytes of a picture, a transcript or a list of chapters; a larger one is something else."""
TRIES = 5
"""How often a download that breaks off is taken up again, as long as each time brings something."""

Tell = Callable[[int, int], None]
"""Hears of the bytes that are there and of all there are (0 if unknown)."""


class Downloads:
    """Fetches over one connection; begun files wait in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._session = requests.Session()
        self._session.headers.update(
            {"User-Agent": "podhub (import)", "Accept-Encoding": "identity"}
        )

    def read(self, url: str) -> bytes:
        """A small file. Raises UnreadableError."""
        with request(self._session, "GET", url, stream=True) as answer:
            must_be_there(answer, 200)
            data = b""
            for piece in pieces(answer):
                data += piece
                if len(data) > LARGEST:
                    raise UnreadableError(f"more than {LARGEST // 1_000_000} MB")
        return data

    def is_same(self, url: str, other: str) -> bool:
        """Whether a server gives files of the same size at both addresses."""
        sizes = []
        for address in (url, other):
            try:
                answer = request(self._session, "HEAD", address)
            except UnreadableError:
                return False
            sizes.append(answer.headers.get("Content-Length") if answer.ok else None)
        return sizes[0] is not None and sizes[0] == sizes[1]

    def save(self, url: str, file: Path, tell: Tell) -> None:
        """Bring a file here; what is there of it already is not fetched again. Raises
        UnreadableError.

        It stands at its place only when it is whole: until then, and when it breaks off, it waits
        in the folder."""
        self._folder.mkdir(parents=True, exist_ok=True)
        begun = self._folder / f"{hashlib.sha256(url.encode()).hexdigest()[:24]}.part"
        tries = 0
        while True:
            before = begun.stat().st_size if begun.exists() else 0
            try:
                self._go_on(url, begun, tell)
                break
            except UnreadableError:
                tries += 1
                if tries >= TRIES or not begun.exists() or begun.stat().st_size <= before:
                    raise
        begun.replace(file)
        _note(begun).unlink(missing_ok=True)

    def _go_on(self, url: str, begun: Path, tell: Tell) -> None:
        version = _version(begun, url)
        done = begun.stat().st_size if version and begun.exists() else 0
        # The server sends the rest only if the file is still the one that was begun (RFC 9110,
        # 13.1.5).
        ranged = {"Range": f"bytes={done}-", "If-Range": version} if version and done else {}
        with request(self._session, "GET", url, ranged, stream=True) as answer:
            found = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", answer.headers.get("Content-Range", ""))
            goes_on = answer.status_code == 206 and found and int(found[1]) == done
            if (
                answer.status_code == 416
                and answer.headers.get("Content-Range") == f"bytes */{done}"
            ):
                return  # all of it is there
            if not goes_on:
                must_be_there(answer, 200)
                done = 0
            size = int(found[2]) if goes_on and found else stated_size(answer)
            mark = answer.headers.get("ETag") or answer.headers.get("Last-Modified") or ""
            # A weak mark may stay the same while bytes change.
            _note(begun).write_text(
                json.dumps({"url": url, "version": "" if mark.startswith("W/") else mark}),
                encoding="utf-8",
            )
            with begun.open("ab" if done else "wb") as stream:
                for piece in pieces(answer, done):
                    stream.write(piece)
                    done += len(piece)
                    tell(done, size)
        if size and done != size:
            raise UnreadableError(f"a download that broke off: {done:,} of {size:,} bytes")


def _note(begun: Path) -> Path:
    """What is known of a begun download."""
    return begun.with_suffix(".json")


def _version(begun: Path, url: str) -> str:
    """The server's mark of the file that was begun; empty where it must be begun anew."""
    try:
        known = json.loads(_note(begun).read_text(encoding="utf-8"))
        return str(known["version"]) if known["url"] == url else ""
    except (OSError, ValueError, KeyError, TypeError):
        return ""
