"""A small hub with something of every kind in it, all of it linked to each other, to be edited at
random."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from PIL import Image

START = datetime(2026, 6, 1, 9, tzinfo=UTC)
DATE = "%Y-%m-%d %H:%M +0000"
FOLDERS = {
    "article": "docs/articles",
    "definition": "docs/definitions",
    "episode": "episodes",
}
TOPICS, SHOW, GUIDE = "docs/topics.yml", "episodes/show.yml", "docs/guides/where-to-begin.md"
SETTINGS = "mkdocs.yml"
PICTURE = "docs/articles/photo.png"
OVERRIDES = "overrides"
WORDS = (
    "seller buyer call week deal quota ramp team leader skill habit lesson number "
    "answer price offer promise customer manager question meeting value risk plan"
)
MP3_FRAME = b"\xff\xe3\x18\xc0" + bytes(68)
"""72 ms of silence: MPEG 2.5, layer 3, 8 kbit/s, 8 kHz"""


class NothingThereError(Exception):
    """An edit finds nothing that it could change."""


@dataclass
class Text:
    """A Markdown file: its front matter and what comes after."""

    fields: dict[str, Any]
    body: str = ""


@dataclass
class SmallHub:
    """A hub in a folder, the time at which it is looked at, and dice for what is changed in it."""

    root: Path
    dice: random.Random
    now: datetime = START
    numbers: int = 0
    """How many new items have been named so far"""
    past: list[dict[str, bytes]] = field(default_factory=list)
    """What the content was after each step"""

    def paths(self, kind: str) -> list[str]:
        """The files of a kind: article, definition, episode."""
        files = (self.root / FOLDERS[kind]).glob("*.md")
        return sorted(
            file.relative_to(self.root).as_posix() for file in files if file.stem != "index"
        )

    def any(self, *kinds: str) -> str | None:
        """A file of one of these kinds, if there is one."""
        found = [path for kind in kinds or FOLDERS for path in self.paths(kind)]
        return self.dice.choice(found) if found else None

    def one(self, *kinds: str) -> str:
        """A file of one of these kinds. Raises NothingThereError."""
        if found := self.any(*kinds):
            return found
        raise NothingThereError

    def read(self, path: str) -> Text:
        """Read a Markdown file."""
        _, fields, body = (self.root / path).read_text(encoding="utf-8").split("---\n", 2)
        return Text(yaml.load(fields, yaml.CSafeLoader), body.lstrip("\n"))

    def write(self, path: str, text: Text) -> None:
        """Write a Markdown file."""
        self.write_text(path, f"---\n{dumped(text.fields)}---\n\n{text.body}")

    def read_yaml(self, path: str) -> dict[str, Any]:
        """Read a YAML file."""
        text = (self.root / path).read_text(encoding="utf-8")
        return dict(yaml.load(text, yaml.CSafeLoader))

    def write_text(self, path: str, text: str) -> None:
        """Write a file as an editor does: a new one in the place of the old."""
        self.write_bytes(path, text.encode())

    def write_bytes(self, path: str, data: bytes) -> None:
        """Write a file and the folders that it needs."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        beside = file.with_name(f"{file.name}.new")
        beside.write_bytes(data)
        beside.replace(file)

    def sentence(self) -> str:
        """A few words, and now and then a term as it stands in some definition."""
        words = self.dice.choices(WORDS.split(), k=7)
        if self.dice.random() < 0.6 and (path := self.any("definition")):
            words[3] = self.read(path).fields["term"]
        return " ".join(words).capitalize() + "."

    def new_name(self, kind: str) -> str:
        """A name that no item has had."""
        self.numbers += 1
        return f"{kind}-{'abcdefghij'[self.numbers % 10]}{self.numbers}"

    def content(self) -> dict[str, bytes]:
        """Every file that belongs to the repository, by its path."""
        return {
            file.relative_to(self.root).as_posix(): file.read_bytes()
            for name in ("docs", "episodes", OVERRIDES, SETTINGS)
            for file in sorted([self.root / name, *(self.root / name).rglob("*")])
            if file.is_file()
        }

    def check_out(self, content: dict[str, bytes]) -> None:
        """Make the content what it was: as Git does, only what differs is written."""
        (self.root / OVERRIDES).mkdir(parents=True, exist_ok=True)  # the settings name it
        present = self.content()
        for path in present.keys() - content.keys():
            (self.root / path).unlink()
        for path, data in content.items():
            if present.get(path) != data:
                self.write_bytes(path, data)


def dumped(data: object) -> str:
    """Data as YAML, in the order in which it stands."""
    return yaml.dump(
        data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=1_000
    )


def date(day: int, hour: int = 9) -> str:
    """A date so many days after the start, as authors write it."""
    return f"{START + timedelta(days=day, hours=hour - 9):{DATE}}"


@cache
def picture(width: int, height: int, colour: str, form: str = "JPEG") -> bytes:
    """A picture of one colour."""
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(buffer, form)
    return buffer.getvalue()


def recording(seconds: float) -> bytes:
    """Silence as MP3."""
    return MP3_FRAME * round(seconds / 0.072)


def transcript(*sentences: str) -> str:
    """Sentences as WebVTT, one every four seconds."""
    cues = (
        f"00:{4 * n:02}.000 --> 00:{4 * n + 3:02}.500\n<v Ann>{sentence}\n"
        for n, sentence in enumerate(sentences)
    )
    return "WEBVTT\n\n" + "\n".join(cues)
