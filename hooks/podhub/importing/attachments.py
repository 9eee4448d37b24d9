"""What belongs to an episode and stands at addresses of its own: recording, artwork, chapters,
transcripts. Fetched once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path, PurePosixPath
from typing import Any, Protocol
from urllib.parse import urlsplit, urlunsplit

from pydantic import TypeAdapter, ValidationError

from podhub.importing.feed_chapters import (
    Chapter,
    inline_chapters,
    read_chapters_file,
    soundbites,
    with_clips,
)
from podhub.importing.feed_transcripts import TranscriptLink, as_vtt, by_language
from podhub.importing.item import Item
from podhub.media.artwork import examine
from podhub.media.audio import measure
from podhub.model.address_fields import AudioAddress
from podhub.model.audio_types import AUDIO_EXTENSIONS, AUDIO_TYPES
from podhub.model.times import clock
from podhub.model.values import is_web_address
from podhub.net.encodings import decoded
from podhub.net.feed_values import address_path
from podhub.net.remote_audio import UnreadableError
from podhub.read.picture_size import picture_facts

PICTURES = {"JPEG": ".jpg", "PNG": ".png"}
_ADDRESS: TypeAdapter[str] = TypeAdapter(AudioAddress)


class Web(Protocol):
    """What fetches, so that tests need no network."""

    def read(self, url: str) -> bytes:
        """A small file. Raises UnreadableError."""

    def save(self, url: str, file: Path, tell: Callable[[int, int], None]) -> None:
        """Bring a large file here. Raises UnreadableError."""

    def is_same(self, url: str, other: str) -> bool:
        """Whether two addresses give the same file, as far as its size tells."""


class Attachments:
    """Brings files into the folder of the episodes. Each method adds to `told` what it could not
    bring, and why."""

    def __init__(
        self,
        root: Path,
        web: Web,
        tell: Callable[[str, int, int], None] = lambda name, done, size: None,
    ) -> None:
        self._root, self._web, self._tell = root, web, tell
        self.show_artwork = ""
        """The address of the show's artwork: many feeds repeat it at each episode."""
        self._kept: set[str] = set()

    def picture(self, url: str, stem: str, told: list[str], *, artwork: bool = True) -> str | None:
        """Bring a picture; returns its file's name. An episode's artwork that directories refuse is
        left out."""
        if not url or (url == self.show_artwork and artwork):
            return None
        there = next(
            (name for name in (f"{stem}.jpg", f"{stem}.png") if self._file(name).exists()), None
        )
        if there:
            return there
        data = self._small(url, "picture", told)
        if data is None:
            return None
        facts = picture_facts(data)
        kind = "" if isinstance(facts, str) else facts.kind
        if kind not in PICTURES:
            told.append(
                f"picture: expected a JPEG or PNG at {url}, found {kind or 'something else'}"
            )
            return None
        name = f"{stem}{PICTURES[kind]}"
        self._file(name).parent.mkdir(parents=True, exist_ok=True)
        self._file(name).write_bytes(data)
        if (
            artwork
            and stem != "artwork"
            and isinstance(why := examine(self._root, f"episodes/{name}"), str)
        ):
            self._file(name).unlink()
            told.append(
                f"picture: expected a square JPEG or PNG of 1400 to 3000 px at {url}, found {why}"
            )
            return None
        return name

    def chapters(self, item: Item, told: list[str]) -> list[Chapter]:
        """The chapters in the feed itself, or else those that it links to, with the clips that it
        names."""
        inline = inline_chapters(item.source, told)
        link = item.source.first("podcast:chapters")
        if not inline and link:
            url = link.address("url")
            data = self._small(url, "chapters", told)
            found = read_chapters_file(decoded(data)[0], told) if data is not None else []
            if found is None:
                told.append(f"chapters: expected a list of chapters at {url}, found something else")
            inline = found or []
        return with_clips(inline, soundbites(item.source, told))

    def transcripts(
        self,
        links: Collection[TranscriptLink],
        language: str,
        stem: str,
        people: Collection[str],
        told: list[str],
    ) -> dict[str, str]:
        """Bring each language's transcript in the best form that can be read; returns the files of
        other languages by their codes."""
        translations = {}
        for code, forms in by_language(links, language).items():
            name = f"{stem}{f'.{code}' if code else ''}.vtt"
            there = self._file(name).exists() or any(
                self._transcript(link, name, people, told) for link in forms
            )
            if there and code:
                translations[code] = name
        return translations

    def _transcript(
        self, link: TranscriptLink, name: str, people: Collection[str], told: list[str]
    ) -> bool:
        """Bring one form of a transcript, if it can be read."""
        data = self._small(link.url, "transcript", told)
        if data is None:
            return False
        text, fixed = as_vtt(decoded(data)[0], people)
        if text is None:
            found = "a text without any" if data.strip() else "nothing"
            told.append(f"transcript: expected words with times at {link.url}, found {found}")
            return False
        told += [f"transcript: {line}" for line in fixed]
        self._file(name).parent.mkdir(parents=True, exist_ok=True)
        self._file(name).write_text(text, encoding="utf-8", newline="\n")
        return True

    def recording(self, told_of: dict[str, Any], stem: str, told: list[str]) -> None:
        """Bring the recording, named by what it is."""
        if any(self._file(f"{stem}{extension}").exists() for extension in AUDIO_EXTENSIONS):
            return
        url = str(told_of.get("url", ""))
        end = PurePosixPath(address_path(url)).suffix.lower()
        half = self._file(f".{stem}.half")
        half.parent.mkdir(parents=True, exist_ok=True)
        try:
            if not is_web_address(url):
                raise UnreadableError("no web address")
            self._web.save(url, half, lambda done, size: self._tell(stem, done, size))
        except UnreadableError as error:
            told.append(f"audio: expected a recording at {url}, found {error}")
            return
        # What it is, is seen in it: addresses say anything.
        ends = dict.fromkeys([end if end in AUDIO_EXTENSIONS else ".mp3", *AUDIO_EXTENSIONS])
        fitting = (
            extension for extension in ends if not isinstance(self._measure(half, extension), str)
        )
        half.replace(self._file(f"{stem}{next(fitting, next(iter(ends)))}"))

    def kept_recording(self, told_of: dict[str, Any], told: list[str]) -> dict[str, Any]:
        """The fields of a recording that stays where it is, with the address that every app takes,
        if there is one."""
        url = str(told_of.get("url", ""))
        # Apple leaves out an episode whose address another one has.
        forms = (
            form
            for form in _forms(url)
            if _is_audio_address(form) and (form == url or form not in self._kept)
        )
        address = next((form for form in forms if form == url or self._web.is_same(url, form)), url)
        if address != url:
            told.append(
                f"audio: {url} became {address}, which gives the same file and is an address that every app takes"
            )
        self._kept.add(address)
        end = PurePosixPath(address_path(address)).suffix.lower()
        kinds = AUDIO_TYPES.get(end, ())
        kind = told_of.get("type") if told_of.get("type") in kinds else next(iter(kinds), None)
        fields = {"url": address, "bytes": told_of.get("bytes"), "type": kind}
        if told_of.get("duration"):
            fields["duration"] = clock(round(told_of["duration"]))
        return {name: value for name, value in fields.items() if value}

    def _file(self, name: str) -> Path:
        return self._root / "episodes" / name

    def _measure(self, file: Path, extension: str) -> object:
        with file.open("rb") as stream:
            return measure(stream, file.stat().st_size, f"recording{extension}")

    def _small(self, url: str, what: str, told: list[str]) -> bytes | None:
        try:
            if not is_web_address(url):
                raise UnreadableError("no web address")
            return self._web.read(url)
        except UnreadableError as error:
            told.append(f"{what}: expected one at {url}, found {error}")
            return None


def _is_audio_address(url: str) -> bool:
    try:
        _ADDRESS.validate_python(url)
    except ValidationError:
        return False
    return True


def _forms(url: str) -> list[str]:
    """An address as it is, and the ways in which the same file is most often reached: by https,
    without what counts downloads.

    >>> _forms("http://a.example/1.mp3?source=feed")[1:]
    ['https://a.example/1.mp3?source=feed', 'https://a.example/1.mp3']
    """
    if not is_web_address(url):
        return []
    parts = urlsplit(url)
    secure = parts._replace(scheme="https")
    return list(
        dict.fromkeys([url, urlunsplit(secure), urlunsplit(secure._replace(query="", fragment=""))])
    )
