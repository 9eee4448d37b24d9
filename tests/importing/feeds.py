"""Made-up feeds, imported: what comes out as files, as lines, and as our own feed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from podhub.build.reading import read_catalog
from podhub.importing.attachments import Attachments
from podhub.importing.importing import import_feed
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.net.feed_documents import read_documents
from podhub.outputs.feed.feed_texts import FeedTexts
from podhub.outputs.feed.podcast import podcast_feeds

from tests.build.corpus import picture
from tests.importing.places import SOUND, Places, empty_hub
from tests.running import text_below

SITE = "https://hub.example/"
FILES = "https://files.example"
NAMESPACES = (
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
    ' xmlns:podcast="https://podcastindex.org/namespace/1.0"'
    ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    ' xmlns:psc="http://podlove.org/simple-chapters"'
)
NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
ART = picture()


def item(
    name: str,
    more: str = "",
    *,
    title: str = "",
    date: str = "01 Jan 2025 09:00:00 +0000",
    enclosure: str = "",
    notes: str = "",
) -> str:
    """An item whose guid and recording are named by `name`."""
    notes = f"<content:encoded><![CDATA[{notes}]]></content:encoded>" if notes else ""
    file = f'<enclosure url="{FILES}/{name}.mp3" length="60480" type="audio/mpeg"/>'
    return (
        f'<item><title>{title or name}</title><guid isPermaLink="false">{name}</guid><pubDate>{date}</pubDate>'
        f"<description>Words.</description>{enclosure or file}{notes}{more}</item>\n"
    )


def feed(*items: str, title: str = "Made-up Show", language: str = "en", more: str = "") -> str:
    """A feed of these items, the newest first."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" {NAMESPACES}><channel>\n'
        f"<title>{title}</title><link>https://show.example/</link>"
        f"<description>A show that does not exist.</description><language>{language}</language>"
        "<itunes:author>Nobody</itunes:author>"
        "<itunes:owner><itunes:email>nobody@show.example</itunes:email></itunes:owner>"
        f'<itunes:image href="{FILES}/art.jpg"/><itunes:category text="Technology"/>'
        f"<itunes:explicit>false</itunes:explicit>{more}\n{''.join(items)}</channel></rss>\n"
    )


class Server(Places):
    """The server of a made-up show: it has a recording at every address that ends as one."""

    def read(self, url: str) -> bytes:
        """A small file."""
        if url == f"{FILES}/art.jpg":
            return ART
        if url.partition("?")[0].endswith((".mp3", ".m4a")) and url not in self.files:
            self.asked.append(url)
            return SOUND
        return super().read(url)


@dataclass(frozen=True)
class Moved:
    """A show that moved in."""

    root: Path
    told: list[str]
    catalog: Catalog
    problems: list[str]

    def of(self, guid: str) -> EpisodeEntry:
        """The episode with a guid."""
        return next(entry for entry in self.catalog.episodes.values() if entry.fields.guid == guid)

    def text(self, guid: str) -> str:
        """The show notes in its file."""
        return text_below(self.of(guid).path, self.root).strip()

    def said(self, guid: str) -> list[tuple[str | None, str]]:
        """Who says what in its transcript."""
        return [(cue.speaker, cue.text) for cue in self.of(guid).cues]

    def lines(self, guid: str, field: str = "") -> list[str]:
        """What was told of an episode, without its name."""
        path = self.of(guid).path
        lines = [line.partition("”): ")[2] for line in self.told if line.startswith(path)]
        return [line for line in lines if line.startswith(field)]

    @property
    def feed(self) -> etree._Element:
        """Our own feed of it."""
        documents, _ = podcast_feeds(self.catalog, SITE, FeedTexts(SITE, lambda url: ""))
        newest = next(one for one in documents if one.path == "podcast.xml")
        return etree.fromstring(newest.make())

    def tag(self, guid: str, name: str) -> str | None:
        """The text of a tag in our item of an episode."""
        item = next(one for one in self.feed.iter("item") if one.findtext("guid") == guid)
        return item.findtext(name, namespaces=NAMES)


def moved(
    tmp_path: Path,
    source: str | bytes,
    files: dict[str, str | bytes] | None = None,
    *,
    keep_media: bool = False,
) -> Moved:
    """Import a feed; `files` are what its server has beside recordings and artwork."""
    root = tmp_path / "hub"
    empty_hub(root)
    file = tmp_path / "feed.xml"
    file.write_bytes(source.encode() if isinstance(source, str) else source)
    documents, faults = read_documents(str(file))
    server = Server({f"{FILES}/{name}": content for name, content in (files or {}).items()})
    imported = import_feed(documents, root, Attachments(root, server), keep_media=keep_media)
    catalog, problems = read_catalog(root)
    return Moved(root, [*faults, *imported.told], catalog, list(map(str, problems)))
