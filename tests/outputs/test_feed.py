"""The feeds, piece by piece, and as two readers of feeds understand them that we did not write."""

import io
import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest
from lxml import etree
from podhub.model.entries import Catalog
from podhub.model.times import parse_date
from podhub.outputs.feed.articles import ARTICLES_FEED, article_feeds
from podhub.outputs.feed.chapters_json import chapters_json
from podhub.outputs.feed.feed_texts import FeedTexts
from podhub.outputs.feed.podcast import podcast_feeds

from tests.build.corpus import ARTICLE, EPISODE, NOW, SHOW, catalog_of, edited, mp3
from tests.outputs.making import made

SITE = "https://hub.example/base/"
NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "psc": "http://podlove.org/simple-chapters",
    "atom": "http://www.w3.org/2005/Atom",
}
NOTES = '<p>Notes with <a href="../../articles/first-call/">a link</a>.</p>'


def feed(catalog: Catalog, site: str = SITE, notes: str = NOTES) -> bytes:
    """The podcast feed."""
    return made(podcast_feeds(catalog, site, FeedTexts(site, lambda url: notes))[0])["podcast.xml"]


def find(source: bytes, path: str) -> list[str]:
    """Texts or attributes of a feed."""
    return [str(found) for found in etree.fromstring(source).xpath(path, namespaces=NAMES)]


def articles(catalog: Catalog, text: str = "<p>Text</p>") -> bytes:
    """The articles' feed."""
    texts = FeedTexts(SITE, lambda url: text)
    return made(article_feeds(catalog, SITE, "Hub", "About it", "en", texts))[ARTICLES_FEED]


def test_a_guid_never_changes(tmp_path: Path) -> None:
    """Neither with the episode's name, nor with the site's address, nor with its number."""
    catalog = catalog_of(tmp_path)
    renamed = {
        EPISODE: None,
        "episodes/001-ramp-time.mp3": None,
        "episodes/001-ramp-time.vtt": None,
        "episodes/007-other-name.md": edited(EPISODE, "guid:", "season: 2\nguid:"),
        "episodes/007-other-name.mp3": mp3(60),
        ARTICLE: edited(
            ARTICLE,
            "episodes: [ramp-time]\n",
            "",
            "[the episode](../../episodes/001-ramp-time.md#t=30)",
            "it",
        ),
        SHOW: edited(SHOW, "trailer: ramp-time\n", ""),
        "docs/guides/where-to-begin.md": None,
    }
    moved = catalog_of(tmp_path / "moved", renamed)
    guids = {
        tuple(find(source, "//item/guid/text()"))
        for source in (feed(catalog), feed(catalog, "https://new.example/"), feed(moved))
    }
    assert guids == {("5e2f1f0a-episode-1",)}
    assert find(feed(moved), "//item/guid/@isPermaLink") == ["false"]


@pytest.mark.parametrize(
    ("show", "item", "said"),
    [
        ("false", None, ["false", ["false"]]),
        ("true", None, ["true", ["true"]]),
        ("true", "false", ["true", ["false"]]),
    ],
)
def test_explicit_is_true_or_false(
    tmp_path: Path, show: str, item: str | None, said: list[Any]
) -> None:
    """Apple knows no other words; an episode says its show's where it has none of its own."""
    changes: dict[str, str | bytes | None] = {
        SHOW: edited(SHOW, "explicit: false", f"explicit: {show}")
    }
    if item:
        changes[EPISODE] = edited(EPISODE, "guid:", f"explicit: {item}\nguid:")
    source = feed(catalog_of(tmp_path, changes))
    assert find(source, "/rss/channel/itunes:explicit/text()") == [said[0]]
    assert find(source, "//item/itunes:explicit/text()") == said[1]


def test_dates_are_those_of_the_mail(tmp_path: Path) -> None:
    """RFC 2822, and the feed is as new as its newest item: no clock is read."""
    catalog = catalog_of(
        tmp_path,
        {
            "episodes/002-newer.md": edited(
                EPISODE, "2026-01-06 09:00 +0000", "2026-03-01 01:00 +0200", "episode-1", "2"
            ),
            "episodes/002-newer.mp3": mp3(60),
        },
    )
    source = feed(catalog)
    dates = find(source, "//item/pubDate/text()")
    assert dates == ["Sat, 28 Feb 2026 23:00:00 +0000", "Tue, 06 Jan 2026 09:00:00 +0000"]
    assert find(source, "//lastBuildDate/text()") == dates[:1]
    assert parsedate_to_datetime(dates[0]) == parse_date("2026-03-01 01:00 +0200")
    assert feed(catalog) == source
    empty = catalog.public(datetime(2025, 1, 1, tzinfo=UTC))
    assert find(feed(empty), "//lastBuildDate/text()") == ["Sat, 01 Jan 2000 00:00:00 +0000"]


def test_the_articles_feed_is_as_new_as_the_newest_change(tmp_path: Path) -> None:
    """An update counts; the id is the path, which outlives a move."""
    catalog = catalog_of(
        tmp_path, {ARTICLE: edited(ARTICLE, "author:", "updated: 2026-02-01 09:00 +0000\nauthor:")}
    )
    source = articles(catalog)
    assert find(source, "//lastBuildDate/text()") == ["Sun, 01 Feb 2026 09:00:00 +0000"]
    assert find(source, "//item/guid/text()") == ["articles/first-call/"]
    assert find(source, "//item/category/text()") == ["Onboarding"]


def test_an_enclosure_is_the_file_to_the_byte(tmp_path: Path) -> None:
    """Address, length and type; audio elsewhere keeps its own address."""
    (enclosure,) = etree.fromstring(feed(catalog_of(tmp_path))).iter("enclosure")
    assert dict(enclosure.attrib) == {
        "url": "https://hub.example/base/audio/001-ramp-time.mp3",
        "length": "60480",
        "type": "audio/mpeg",
    }
    remote = 'audio: {url: "https://cdn.example/a.m4a", bytes: 77, duration: "1:05", type: audio/x-m4a}\nguid:'
    source = feed(
        catalog_of(
            tmp_path,
            {EPISODE: edited(EPISODE, "guid:", remote), "episodes/001-ramp-time.vtt": None},
        )
    )
    assert find(source, "//enclosure/@url | //enclosure/@length | //enclosure/@type") == [
        "https://cdn.example/a.m4a",
        "77",
        "audio/x-m4a",
    ]
    assert find(source, "//itunes:duration/text()") == ["65"]


def test_any_text_is_carried_whole(tmp_path: Path) -> None:
    """Signs of XML, the end of a CDATA section and emoji arrive in an app as the author wrote
    them."""
    title = "]]> <b>&amp; “é” 😀 {x}"
    changes = {
        EPISODE: edited(
            EPISODE,
            "How long is ramp time?",
            f"'{title}'",
            "Two people count the weeks.",
            f"'{title}'",
            "The first week",
            f"'{title}'",
        )
    }
    catalog = catalog_of(tmp_path, dict(changes))
    source = feed(
        catalog, notes=f"<p>]]&gt; 😀 <a href='https://a.example/]]&gt;'>{'x' * 10}</a></p>"
    )
    (entry,) = feedparser.parse(io.BytesIO(source)).entries
    assert entry.title == title
    (episode,) = podcastparser.parse(SITE, io.BytesIO(source))["episodes"]
    assert episode["title"] == title
    assert [chapter["title"] for chapter in episode["chapters"]] == [title, "The first deal"]
    assert "😀" in find(source, "//item/content:encoded/text()")[0]


@pytest.mark.parametrize(
    "text",
    [
        "<p>&#8;&#x1f;&#xffff;x</p>",
        '<p><img alt="]]&gt;" src="a.png">x</p>',
        "<p>\u2028\x85x</p>",
        "<p></p>",
    ],
)
def test_no_text_of_a_page_breaks_a_feed(tmp_path: Path, text: str) -> None:
    """Whatever Markdown let through."""
    catalog = catalog_of(tmp_path)
    assert len(find(articles(catalog, text), "//item")) == 1
    assert len(find(feed(catalog, notes=text), "//item")) == 1


def test_two_readers_agree_with_the_catalog(tmp_path: Path) -> None:
    """feedparser and gPodder's podcastparser find what the author wrote."""
    source = feed(catalog_of(tmp_path))
    parsed = feedparser.parse(io.BytesIO(source))
    assert not parsed.bozo
    assert (parsed.feed.title, parsed.feed.language, parsed.feed.link) == (
        "The Show",
        "en",
        f"{SITE}podcast/",
    )
    assert parsed.entries[0].link == f"{SITE}podcast/ramp-time/"
    podcast = podcastparser.parse(f"{SITE}podcast.xml", io.BytesIO(source))
    (episode,) = podcast["episodes"]
    assert (episode["guid"], episode["total_time"], episode["number"]) == (
        "5e2f1f0a-episode-1",
        60,
        1,
    )
    assert [(chapter["start"], chapter["title"]) for chapter in episode["chapters"]] == [
        (5, "The first week"),
        (20, "The first deal"),
    ]
    assert find(source, "//podcast:transcript/@url") == [
        f"{SITE}podcast/ramp-time/transcript.{form}" for form in ("vtt", "srt", "json", "html")
    ]
    assert "(00:20) The first deal" in episode["description_html"]
    assert f'href="{SITE}articles/first-call/"' in episode["description_html"]


def test_the_namespace_says_what_the_front_matter_says(tmp_path: Path) -> None:
    """Each field that is there has its tag, and each that is not has none."""
    source = feed(catalog_of(tmp_path))
    for absent in (
        "funding",
        "license",
        "location",
        "updateFrequency",
        "podroll",
        "season",
        "alternateEnclosure",
    ):
        assert find(source, f"//podcast:{absent}") == []
    assert find(source, "//podcast:soundbite/@startTime | //podcast:soundbite/@duration") == [
        "20.000",
        "20.000",
    ]
    assert find(source, "//podcast:locked/text() | //podcast:locked/@owner") == [
        "ann@example.com",
        "yes",
    ]
    more = edited(
        SHOW,
        "trailer:",
        'people: [{name: Ann, href: "https://ann.example"}, {name: Ben}]\n'
        'funding: [{url: "https://pay.example", text: Pay}]\n'
        "license: cc-by-4.0\nlocation: {name: Oslo, geo: 'geo:59.9,10.7'}\nlocked: false\n"
        "update_frequency: {text: Weekly, rrule: FREQ=WEEKLY}\ncomplete: true\ntrailer:",
    )
    source = feed(catalog_of(tmp_path, {SHOW: more}))
    channel = "/rss/channel/podcast:"
    assert find(
        source, f"{channel}person/@role | {channel}person/@href | {channel}person/text()"
    ) == [
        "host",
        "https://ann.example",
        "Ann",
        "host",
        "Ben",
    ]
    assert find(source, f"{channel}funding/@url | {channel}license/text()") == [
        "https://pay.example",
        "cc-by-4.0",
    ]
    assert find(source, f"{channel}location/@geo | {channel}updateFrequency/@rrule") == [
        "geo:59.9,10.7",
        "FREQ=WEEKLY",
    ]
    assert find(source, "//itunes:complete/text() | //podcast:locked/text()") in (
        ["Yes", "no"],
        ["yes", "no"],
        ["no", "yes"],
        ["no", "Yes"],
    )


def test_nothing_held_back_is_in_a_feed(tmp_path: Path) -> None:
    """A draft has no item."""
    catalog = catalog_of(tmp_path, {EPISODE: edited(EPISODE, "guid:", "draft: true\nguid:")})
    assert find(feed(catalog.public(NOW)), "//item") == []


def test_chapters_are_the_moments(tmp_path: Path) -> None:
    """With full addresses, also for pages of this site."""
    text = edited(
        EPISODE, "    title: The first week", "    title: The first week\n    url: /about/"
    )
    catalog = catalog_of(tmp_path, {EPISODE: text})
    assert catalog.show
    episode = catalog.episodes["ramp-time"]
    assert json.loads(chapters_json(episode, catalog.show.fields, SITE)) == {
        "version": "1.2.0",
        "author": "Ann Example",
        "title": "How long is ramp time?",
        "description": "Two people count the weeks.",
        "fileName": "001-ramp-time.mp3",
        "podcastName": "The Show",
        "chapters": [
            {"startTime": 5, "title": "The first week", "url": f"{SITE}about/"},
            {"startTime": 20, "title": "The first deal"},
        ],
    }


@pytest.mark.parametrize(
    ("show", "episode", "channel", "item"),
    [
        ("true", None, ["true"], ["true"]),
        (None, "true", ["true"], ["true"]),
        ("true", "false", ["false"], ["false"]),
        (None, None, [], []),
    ],
)
def test_a_synthetic_voice_is_said_to_apps(
    tmp_path: Path, show: str | None, episode: str | None, channel: list[str], item: list[str]
) -> None:
    """By the note that apps know; where nobody has said, nothing is said."""
    more = f"synthetic_voice: {show}\nguid:" if show else "guid:"
    own = f"synthetic_voice: {episode}\nguid:" if episode else "guid:"
    catalog = catalog_of(
        tmp_path,
        {
            SHOW: edited(SHOW, "title:", more.replace("guid:", "title:")),
            EPISODE: edited(EPISODE, "guid:", own),
        },
    )
    source = feed(catalog)
    note = "podcast:txt[@purpose='ai-content']/text()"
    assert find(source, f"/rss/channel/{note}") == channel
    assert find(source, f"//item/{note}") == item
