"""Real podcast apps and parsers read the feeds from a real server, and download from it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path

import feedparser
import podcastparser
import pytest
from lxml import etree
from podhub.outputs.feed.feed_texts import FeedTexts
from podhub.outputs.feed.podcast import podcast_feeds

from tests.conftest import Served
from tests.outputs.making import made
from tests.outputs.test_any_feed import catalog
from tests.running import Hub, clean_environment, contents, free_port, text_below, tool, web_server


class Gpo:
    """gPodder without a screen, with a home of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *arguments: str) -> str:
        done = subprocess.run(
            [tool("gpo"), *arguments],
            env=clean_environment(
                GPODDER_HOME=str(self.home), HOME=str(self.home), no_proxy="127.0.0.1"
            ),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def downloads(self) -> list[bytes]:
        """The bytes of every audio file it has."""
        return [
            data
            for path, data in contents(self.home / "Downloads").items()
            if path.endswith((".mp3", ".m4a", ".ogg"))
        ]


def test_gpodder_subscribes_and_downloads_every_episode(site: Served, tmp_path: Path) -> None:
    """It lists each episode by its title; what it downloads is the author's file to the byte."""
    gpo = Gpo(tmp_path)
    gpo("subscribe", f"{site.url}podcast.xml", "Ours")
    gpo("update")
    listed = gpo("episodes")
    episodes = site.catalog.episodes.values()
    for episode in episodes:
        assert episode.title[:40] in listed
    gpo("download")
    ours = [episode for episode in episodes if episode.audio.source]
    expected = sorted((site.folder / episode.audio.url).read_bytes() for episode in ours)
    assert sorted(gpo.downloads()) == expected


def test_feedparser_reads_the_podcast_without_complaint(site: Served) -> None:
    """Well-formed; title, guid, date, duration, enclosure and page agree with the front matter."""
    feed = feedparser.parse(f"{site.url}podcast.xml")
    assert feed.status == 200
    assert not feed.bozo
    assert site.catalog.show
    assert feed.feed.title == site.catalog.show.fields.title
    assert feed.feed.link == f"{site.url}podcast/"
    for episode, item in zip(site.catalog.episodes.values(), feed.entries, strict=True):
        assert item.title == episode.title
        assert item.id == episode.fields.guid
        assert not item.guidislink
        assert time.strftime("%Y-%m-%d %H:%M:%S", item.published_parsed) == as_utc(episode)
        assert abs(int(item.itunes_duration) - episode.audio.seconds) <= 1
        [enclosure] = item.enclosures
        assert enclosure.href.endswith(episode.audio.url)
        assert (int(enclosure.length), enclosure.type) == (episode.audio.bytes, episode.audio.type)


def as_utc(episode: object) -> str:
    """An episode's date as the parsers give it."""
    return time.strftime("%Y-%m-%d %H:%M:%S", episode.fields.date.utctimetuple())  # type: ignore[attr-defined]


def test_podcastparser_reads_the_podcast_without_complaint(site: Served) -> None:
    """gPodder's own parser finds title, guid, date, duration, file and chapters."""
    with urllib.request.urlopen(f"{site.url}podcast.xml", timeout=30) as stream:
        feed = podcastparser.parse(f"{site.url}podcast.xml", stream)
    assert site.catalog.show
    assert feed["title"] == site.catalog.show.fields.title
    assert feed["link"] == f"{site.url}podcast/"
    assert feed["cover_url"] == site.url + site.catalog.show.artwork.url
    found = {item["guid"]: item for item in feed["episodes"]}
    assert len(found) == len(site.catalog.episodes)
    for episode in site.catalog.episodes.values():
        item = found[episode.fields.guid]
        assert item["title"] == episode.title
        assert item["link"] == site.url + episode.url
        assert time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(item["published"])) == as_utc(episode)
        assert abs(item["total_time"] - episode.audio.seconds) <= 1
        assert item["enclosures"][0]["file_size"] == episode.audio.bytes
        assert item["enclosures"][0]["mime_type"] == episode.audio.type
        assert [(chapter["start"], chapter["title"]) for chapter in item["chapters"]] == [
            (moment.at, moment.title) for moment in episode.fields.moments
        ]


def test_ffprobe_agrees_with_every_duration_and_length(site: Served) -> None:
    """Asked over the network, as an app would: at most a second apart, the same bytes, sound and no
    silence about it."""
    root = etree.parse(f"{site.folder}/podcast.xml")
    for item in root.iter("item"):
        enclosure = item.find("enclosure")
        assert enclosure is not None
        done = subprocess.run(
            [
                tool("ffprobe"),
                "-v",
                "error",
                "-of",
                "json",
                "-show_format",
                "-show_streams",
                str(enclosure.get("url")),
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        found = json.loads(done.stdout)
        duration = item.findtext("{http://www.itunes.com/dtds/podcast-1.0.dtd}duration")
        assert abs(float(found["format"]["duration"]) - int(duration or 0)) <= 1
        assert found["format"]["size"] == enclosure.get("length")
        assert "audio" in {stream["codec_type"] for stream in found["streams"]}


def test_feedparser_reads_the_articles_without_complaint(site: Served) -> None:
    """Every article with its title, page, date, topics and full text."""
    feed = feedparser.parse(f"{site.url}articles.xml")
    assert not feed.bozo
    assert feed.feed.link == f"{site.url}articles/"
    assert len({item.id for item in feed.entries}) == len(feed.entries)
    for article, item in zip(site.catalog.articles.values(), feed.entries, strict=True):
        assert item.title == article.title
        assert item.link == site.url + article.url
        assert not item.guidislink
        assert [tag.term for tag in item.tags] == [
            site.catalog.topics[topic].title for topic in article.fields.topics
        ]
        [content] = item.content
        assert not re.search(r'(?:href|src)="(?!https?://|mailto:)', content.value)
        assert "headerlink" not in content.value
        assert len(content.value) > len(text_below(article.path)) / 2


def test_gpodder_finds_the_older_episodes(tmp_path: Path) -> None:
    """It follows the links from the newest document to all others, and takes no episode twice."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    show = {
        "title": "Long",
        "description": "D",
        "language": "en",
        "author": "A",
        "explicit": False,
        "category": ["Arts"],
        "email": "a@b.example",
        "artwork": "a.jpg",
        "feed_items": 25,
    }
    content = catalog(
        show, [{"title": f"Called {n}!", "summary": "x", "guid": f"g{n}-"} for n in range(79)]
    )
    feeds, _ = podcast_feeds(content, url, FeedTexts(url, lambda page: "<p>Notes</p>"))
    for path, document in made(feeds).items():
        file = tmp_path / "site" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(document)
    gpo = Gpo(tmp_path / "home")
    with web_server(tmp_path / "site", tmp_path / "nginx", port):
        gpo("subscribe", f"{url}podcast.xml", "Long")
        gpo("update")
        listed = gpo("episodes")
    assert [listed.count(f"Called {n}!") for n in range(79)] == [1] * 79


@pytest.fixture
def feed_server(hub: Hub, tmp_path: Path) -> tuple[Hub, Path, int]:
    """A copy of the hub with one episode of a few seconds beside the real ones, its site's folder,
    and a free port."""
    stem = "episodes/900-first-name"
    hub.write(
        f"{stem}.md",
        "---\ntitle: First title\ndate: 2026-11-20 09:30 +0000\nsummary: Before.\n"
        "guid: this-stays\n---\n\nNotes.\n",
    )
    hub.record(f"{stem}.mp3", 3)
    return hub, tmp_path / "site", free_port()


ADDED = "---\ntitle: One more\ndate: 2026-11-21 09:00 +0000\nsummary: New.\nguid: one-more\n---\n\nNotes.\n"


def guids(folder: Path) -> list[str | None]:
    """The guids of a site's podcast feed, in its order."""
    return [guid.text for guid in etree.parse(f"{folder}/podcast.xml").iter("guid")]


def edit(hub: Hub) -> None:
    """Give the episode another title, another text, another address and another file name."""
    old, new = hub.root / "episodes/900-first-name", hub.root / "episodes/900-other-name"
    for suffix in (".md", ".mp3"):
        old.with_suffix(suffix).rename(new.with_suffix(suffix))
    hub.change("episodes/900-other-name.md", "First title", "Second title")
    hub.change("episodes/900-other-name.md", "Before.", "After.")


def test_guids_stay_when_titles_names_and_the_site_move(
    feed_server: tuple[Hub, Path, int], now: str
) -> None:
    """Nothing but a `guid:` line changes a guid: not the title, not the slug, not the site's
    address."""
    hub, folder, _ = feed_server
    before = guids(hub.build(folder, now))
    articles = [item.text for item in etree.parse(f"{folder}/articles.xml").iter("guid")]
    edit(hub)
    assert guids(hub.build(folder, now, "--base-url", "https://moved.example/hub/")) == before
    assert "this-stays" in before
    assert [item.text for item in etree.parse(f"{folder}/articles.xml").iter("guid")] == articles


def test_gpodder_finds_nothing_new_after_an_edit(
    feed_server: tuple[Hub, Path, int], tmp_path: Path, now: str
) -> None:
    """A listener who has the episode is not sent it again under its new title and file; one more is
    one more; another guid is another episode."""
    hub, folder, port = feed_server
    address = ("--base-url", f"http://127.0.0.1:{port}/")
    hub.build(folder, now, *address)
    shown = tmp_path / "shown"
    shutil.copytree(folder, shown)
    gpo = Gpo(tmp_path / "home")

    def publish() -> None:
        # The server tells apps `not modified` by the second: what changes must be later than what
        # they have.
        hub.build(folder, now, *address)
        age = (shown / "podcast.xml").stat().st_mtime
        while (folder / "podcast.xml").stat().st_mtime < age + 2:
            time.sleep(0.2)
            (folder / "podcast.xml").touch()
        shutil.copytree(folder, shown, dirs_exist_ok=True)

    with web_server(shown, tmp_path / "nginx", port) as url:
        gpo("subscribe", f"{url}podcast.xml", "Ours")
        gpo("update")
        gpo("download")
        count = len(gpo.downloads())
        assert count == len(guids(shown))
        edit(hub)
        publish()
        assert "0 new episodes" in gpo("update")
        assert "Second title" in gpo("episodes")
        assert len(gpo.downloads()) == count
        hub.write("episodes/901-one-more.md", ADDED)
        hub.record("episodes/901-one-more.mp3", 2)
        publish()
        assert "1 new episode" in gpo("update")
        gpo("download")
        assert len(gpo.downloads()) == count + 1
        hub.change("episodes/900-other-name.md", "this-stays", "this-is-another")
        publish()
        assert "1 new episode" in gpo("update")
