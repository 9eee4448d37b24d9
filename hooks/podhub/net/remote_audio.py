"""Measures a recording at an address, reading as little of it as it can. Only commands come here; a
build never does.

What counts is what arrives: the bytes say what the recording is, and what the server says of it is
held against them."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import urlsplit

import requests

from podhub.media.audio import measure, must_be_counted
from podhub.media.embedded_chapters import with_chapters
from podhub.model.media import RecordingFacts

BLOCK = 262_144
"""Bytes fetched at a time: a cover picture, or an index, is mostly in one."""
TIMEOUT = (10, 30)
"""Seconds to connect, and between two pieces."""
USER_AGENT = "podhub (measure)"
TYPES = {
    "audio/mpeg": ("audio/mpeg", "audio/mp3"),
    "audio/x-m4a": ("audio/x-m4a", "audio/mp4", "audio/m4a", "audio/aac"),
    "audio/ogg": ("audio/ogg", "application/ogg", "audio/opus"),
    "audio/wav": ("audio/wav", "audio/x-wav", "audio/wave", "audio/vnd.wave"),
    "video/mp4": ("video/mp4",),
    "video/x-m4v": ("video/x-m4v", "video/mp4"),
    "video/quicktime": ("video/quicktime",),
}
"""The names by which servers rightly call each of our types."""


class UnreadableError(Exception):
    """Why nothing could be measured at an address, in an author's words."""


@dataclass(frozen=True)
class Measured:
    """What was found at an address."""

    facts: RecordingFacts
    warnings: list[str] = field(default_factory=list)
    """What the server gets wrong; some apps will stumble over it."""


class _Ranges(io.RawIOBase):
    """A file on a server, read piece by piece (RFC 9110, 14)."""

    def __init__(self, session: requests.Session, url: str, size: int, first: bytes) -> None:
        super().__init__()
        self._session, self._url, self._size = session, url, size
        self._at = 0
        self._blocks = {0: first} if len(first) == min(size, BLOCK) else {}

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = max(0, offset + (0, self._at, self._size)[whence])
        return self._at

    def readinto(self, buffer: Any) -> int:
        if self._at >= self._size:
            return 0
        number, start = divmod(self._at, BLOCK)
        if number not in self._blocks:
            self._blocks[number] = self._fetch(
                number * BLOCK, min(self._size, (number + 1) * BLOCK)
            )
        piece = self._blocks[number][start : start + len(buffer)]
        buffer[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)

    def _fetch(self, start: int, end: int) -> bytes:
        answer = request(self._session, "GET", self._url, {"Range": f"bytes={start}-{end - 1}"})
        if answer.status_code != 206 or len(answer.content) != end - start:
            raise UnreadableError(
                f"a server that sent {len(answer.content):,} of the {end - start:,} bytes it was asked for"
            )
        return answer.content


def measure_address(
    url: str, *, whole: bool = False, tell: Callable[[int, int], None] = lambda done, size: None
) -> Measured:
    """Measure the recording at an address, following redirects.

    `whole` reads all of it and so learns its hash as well; so does a server that cannot send parts.
    `tell` hears of the bytes read and of all there are (0 if unknown). Raises UnreadableError."""
    warnings: list[str] = []
    with requests.Session() as session, TemporaryFile() as file:
        session.headers.update({"User-Agent": USER_AGENT, "Accept-Encoding": "identity"})
        head = request(session, "HEAD", url)
        first = request(session, "GET", url, {"Range": f"bytes=0-{BLOCK - 1}"}, stream=True)
        with first:
            must_be_there(first, 200, 206)
            in_parts = re.fullmatch(r"bytes 0-\d+/(\d+)", first.headers.get("Content-Range", ""))
            if first.status_code == 206 and in_parts:
                size, digest = int(in_parts[1]), None
                stream: IO[bytes] = io.BufferedReader(
                    _Ranges(session, first.url, size, b"".join(pieces(first))), BLOCK
                )
                if whole or must_be_counted(stream, size):
                    stream, (size, digest) = (
                        file,
                        _download(request(session, "GET", first.url, stream=True), file, tell),
                    )
            else:
                warnings.append(
                    "the server cannot send parts of a file: iPhones will not play it, and nobody can skip ahead"
                )
                stream, (size, digest) = file, _download(first, file, tell)
            name = urlsplit(url).path.rpartition("/")[2]
            found = measure(stream, size, name, count=digest is not None)
            if isinstance(found, str):
                raise UnreadableError(found)
            facts = replace(with_chapters(stream, name, found), sha256=digest)
    warnings += _headers(url, head, first, size, found)
    return Measured(facts, warnings)


def request(
    session: requests.Session,
    method: str,
    url: str,
    headers: dict[str, str] | None = None,
    *,
    stream: bool = False,
) -> requests.Response:
    """Ask a server, following redirects. Raises UnreadableError where none answers."""
    try:
        return session.request(
            method, url, headers=headers, stream=stream, timeout=TIMEOUT, allow_redirects=True
        )
    except requests.TooManyRedirects:
        raise UnreadableError("an address that leads in a circle") from None
    except requests.Timeout:
        raise UnreadableError("a server that does not answer in time") from None
    except requests.RequestException as error:
        raise UnreadableError(f"no server that answers ({reason(error)})") from None


def must_be_there(answer: requests.Response, *good: int) -> None:
    """Raises UnreadableError for an answer of another kind than those that are good."""
    if answer.status_code not in good:
        raise UnreadableError(
            f"the answer {answer.status_code} ({answer.reason or 'no reason given'})"
        )


def stated_size(answer: requests.Response) -> int:
    """What an answer says of its size (bytes); 0 where that is none."""
    said = answer.headers.get("Content-Length", "")
    return int(said) if said.isdecimal() else 0


def reason(error: requests.RequestException) -> str:
    """What the system says, without the library's wrapping."""
    if isinstance(error, requests.Timeout):
        return "none in time"
    text = str(error.args[0] if error.args else error)
    found = re.search(r"(?:\[Errno -?\d+\] )([^)'\"]+)", text)
    return found[1].strip() if found else type(error).__name__


def pieces(answer: requests.Response, done: int = 0) -> Iterator[bytes]:
    """An answer's bytes as they arrive, behind those that are there already. Raises UnreadableError
    where it breaks off."""
    try:
        for piece in answer.iter_content(BLOCK):
            done += len(piece)
            yield piece
    except requests.RequestException:
        raise UnreadableError(f"a download that broke off after {done:,} bytes") from None


def _download(
    answer: requests.Response, file: IO[bytes], tell: Callable[[int, int], None]
) -> tuple[int, str]:
    """Read all of an answer into a file; returns its size and its hash."""
    stated = stated_size(answer)
    digest, done = hashlib.sha256(), 0
    with answer:
        must_be_there(answer, 200, 206)
        for piece in pieces(answer):
            file.write(piece)
            digest.update(piece)
            done += len(piece)
            tell(done, stated)
    if stated and done != stated:
        raise UnreadableError(f"a download that broke off: {done:,} of {stated:,} bytes")
    return done, digest.hexdigest()


def _headers(
    url: str, head: requests.Response, got: requests.Response, size: int, facts: RecordingFacts
) -> list[str]:
    """Hold what the server says of a file against what it sent."""
    warnings = []
    if not head.ok:
        warnings.append(
            f"the server answers HEAD with {head.status_code}; Apple Podcasts asks in this way and needs an answer"
        )
    stated = head.headers.get("Content-Length")
    if head.ok and stated is None:
        warnings.append(
            "the server does not say how large the file is; some apps then show no progress"
        )
    elif head.ok and stated != str(size):
        warnings.append(f"the server says that the file has {stated} bytes, and it has {size:,}")
    kind = got.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in TYPES[facts.type]:
        said = f"calls the file {kind}" if kind else "does not say what the file is"
        warnings.append(
            f"the server {said}, and it is {facts.type}; some apps go by the server's word"
        )
    if url.startswith("https:") and got.url.startswith("http:"):
        warnings.append("the address leads on to one without https, which many apps refuse")
    return warnings
