"""The web as far as an import needs it: what each address gives, and what was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from podhub.net.feed_documents import FeedDocument, read_documents
from podhub.net.remote_audio import UnreadableError

from tests.build.corpus import mp3, picture

WILD = Path(__file__).parent / "wild"
SOUND = mp3(60.48)
SRT = "1\n00:00:01,000 --> 00:00:04,500\nAnn: Numbers & people.\n\n2\n00:00:05,000 --> 00:00:07,000\nBen: Ours.\n"
JSON = '{"version": "1.0.0", "segments": [{"speaker": "Ann", "startTime": 1, "endTime": 4.5, "body": "Zahlen & Leute."}]}'
CHAPTERS = (
    '{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Hello"}, {"startTime": 10, "title": "", "toc": false},'
    ' {"startTime": 20.2, "title": "The number", "img": "https://quota.example/gone.png"}]}'
)


def empty_hub(root: Path) -> None:
    """A hub with a home page and nothing else."""
    (root / "docs").mkdir(parents=True, exist_ok=True)
    for name in ("topics", "authors"):
        (root / "docs" / f"{name}.yml").write_text("{}\n", encoding="utf-8")
    home = "---\ntitle: Home\ndescription: A page of its own.\n---\n\nWords.\n"
    (root / "docs" / "index.md").write_text(home, encoding="utf-8")


@dataclass
class Places:
    """A web of a few addresses."""

    files: Mapping[str, bytes | str]
    asked: list[str] = field(default_factory=list)

    def read(self, url: str) -> bytes:
        """A small file."""
        self.asked.append(url)
        if url not in self.files:
            raise UnreadableError("the answer 404 (Not Found)")
        content = self.files[url]
        return content.encode() if isinstance(content, str) else content

    def save(self, url: str, file: Path, tell: Callable[[int, int], None]) -> None:
        """A large file."""
        file.write_bytes(self.read(url))
        tell(1, 1)

    def is_same(self, url: str, other: str) -> bool:
        """Whether two addresses give the same."""
        return url in self.files and self.files.get(url) == self.files.get(other)


HOSTS = {
    "old-host": Places(
        {
            "http://deal.example/cover.png?v=3": picture(kind="PNG"),
            "http://media.host.example/dealdesk/later.mp3?dest-id=9": SOUND,
            "https://media.host.example/dealdesk/later.mp3?dest-id=9": SOUND,
            "https://media.host.example/dealdesk/later.mp3": SOUND,
            "http://media.host.example/dealdesk/calls.mp3": SOUND,
            "http://media.host.example/dealdesk/hello.m4a": b"no sound",
        }
    ),
    "blog-plug-in": Places(
        {
            "https://cafe.example/small.jpg": picture(300, 300),
            "https://cafe.example/audio/r%C3%A9sum%C3%A9.mp3": SOUND,
            "https://cafe.example/audio/hello.mp3": SOUND,
        }
    ),
    "podcasting-2": Places(
        {
            "https://quota.example/cover.jpg": picture(),
            "https://quota.example/2.json": CHAPTERS,
            "https://quota.example/2.srt": SRT,
            "https://quota.example/2.de.json": JSON,
            "https://quota.example/1-small.png": picture(600, 600, kind="PNG"),
            "https://quota.example/map.png": picture(64, 32, kind="PNG"),
            **{f"https://cdn.example/{number}.mp3": SOUND for number in range(3)},
        }
    ),
}
"""What stands at the addresses of each feed in wild/."""


def documents(host: str) -> tuple[list[FeedDocument], list[str]]:
    """A host's feed, all of its documents."""
    first, faults = read_documents(str(WILD / f"{host}.xml"))
    more = WILD / f"{host}.next.xml"
    if more.exists():
        first += read_documents(str(more))[0]
        faults = [fault for fault in faults if "where nothing is" not in fault]
    return first, faults
