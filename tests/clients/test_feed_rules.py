"""The podcast feed by the rules of PSP-1, Apple and RSS 2.0, checked on what the server sends."""

from __future__ import annotations

import json
import re
import urllib.request
import uuid
from collections.abc import Iterator
from email.utils import format_datetime, parsedate_to_datetime
from io import BytesIO
from itertools import pairwise
from urllib.parse import urlsplit
from xml.sax.saxutils import unescape

import pytest
import webvtt
from lxml import etree, html
from PIL import Image
from podhub.model.categories import CATEGORIES
from podhub.model.entries import EpisodeEntry

from tests.conftest import Served
from tests.outputs.rules import faults

NAMES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "psc": "http://podlove.org/simple-chapters",
}
NOTES = {"p", "ol", "ul", "li", "a", "b", "i", "strong", "em"}
"""The HTML that PSP-1 allows in an item's notes."""
FORMS = {"text/vtt", "application/x-subrip", "application/json", "text/html"}
"""Of a transcript."""
RFC_2822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000"
)


def fetch(url: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Ask the server as an app does: status, headers in small letters, body."""
    request = urllib.request.Request(url, method=method, headers=headers)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return (
            answer.status,
            {name.lower(): value for name, value in answer.headers.items()},
            answer.read(),
        )


@pytest.fixture(scope="module")
def raw(site: Served) -> bytes:
    """The feed's bytes as served."""
    return fetch(f"{site.url}podcast.xml")[2]


@pytest.fixture(scope="module")
def channel(raw: bytes) -> etree._Element:
    """The feed's channel."""
    root = etree.fromstring(raw)
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    [found] = root
    return found


@pytest.fixture(scope="module")
def items(channel: etree._Element, site: Served) -> list[tuple[EpisodeEntry, etree._Element]]:
    """Each item beside the episode it is made from, newest first."""
    found = channel.findall("item")
    assert found
    return list(zip(site.catalog.episodes.values(), found, strict=True))


def text(element: etree._Element, path: str) -> str:
    """The text of the one child of that name."""
    [child] = element.findall(path, NAMES)
    assert child.text
    return child.text


def texts(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Every text and attribute below an element, with where it stands."""
    for child in element.iter():
        if child.text and len(child) == 0:
            yield str(child.tag), child.text
        for name, value in child.attrib.items():
            yield f"{child.tag} {name}", str(value)


def test_the_namespaces_are_spelt_exactly(raw: bytes, channel: etree._Element) -> None:
    """Apps compare them letter by letter; the file says that it is UTF-8, and is."""
    assert {prefix: channel.nsmap.get(prefix) for prefix in NAMES} == NAMES
    assert raw.lower().startswith(
        (b"<?xml version='1.0' encoding='utf-8'?>", b'<?xml version="1.0" encoding="utf-8"?>')
    )
    raw.decode("utf-8")


def test_the_served_feed_keeps_every_rule(raw: bytes) -> None:
    """Those of PSP-1 and Apple, each of which has been seen to fail in
    tests/outputs/test_rules.py."""
    assert faults(raw) == {}


def test_the_show_has_every_tag_that_apps_require(channel: etree._Element, site: Served) -> None:
    """Each once, with the value from show.yml."""
    assert site.catalog.show
    show = site.catalog.show.fields
    assert text(channel, "title") == show.title
    assert text(channel, "description") == show.description
    assert text(channel, "language") == show.language
    assert text(channel, "itunes:author") == show.author
    assert text(channel, "itunes:explicit") == str(show.explicit).lower()
    assert text(channel, "itunes:type") == show.type
    assert text(channel, "itunes:owner/itunes:name") == show.author
    assert text(channel, "itunes:owner/itunes:email") == show.email
    assert text(channel, "podcast:locked") in ("yes", "no")
    assert text(channel, "podcast:guid") == str(show.guid)
    assert uuid.UUID(text(channel, "podcast:guid")).version == 5
    assert text(channel, "podcast:medium") == show.medium
    for rare in ("itunes:complete", "itunes:block", "itunes:new-feed-url"):
        assert all(child.text not in ("no", "", None) for child in channel.findall(rare, NAMES))


def test_the_feed_knows_its_own_address_and_its_page(channel: etree._Element, site: Served) -> None:
    """`atom:link rel=self` is the feed; the channel's link is the show's page, which answers."""
    [own] = channel.findall("atom:link[@rel='self']", NAMES)
    assert own.get("href") == f"{site.url}podcast.xml"
    assert own.get("type") == "application/rss+xml"
    assert text(channel, "link") == f"{site.url}podcast/"
    assert fetch(f"{site.url}podcast/")[0] == 200


def test_every_category_is_one_of_apples(channel: etree._Element, site: Served) -> None:
    """Exact in case and ampersand, in the order of show.yml."""
    assert site.catalog.show
    found = []
    for top in channel.findall("itunes:category", NAMES):
        name = str(top.get("text"))
        subs = [str(sub.get("text")) for sub in top.findall("itunes:category", NAMES)]
        assert name in CATEGORIES
        assert set(subs) <= set(CATEGORIES[name])
        found += [f"{name} > {sub}" for sub in subs] or [name]
    assert found == list(site.catalog.show.fields.category)


def test_the_artwork_is_what_apple_takes(
    channel: etree._Element, items: list[tuple[EpisodeEntry, etree._Element]]
) -> None:
    """Square, 1400 to 3000 px, RGB without transparency, its name true to its type, and HEAD is
    answered."""
    addresses = [
        channel.find("itunes:image", NAMES),
        *(item.find("itunes:image", NAMES) for _, item in items),
    ]
    assert addresses[0] is not None
    for address in {str(image.get("href")) for image in addresses if image is not None}:
        assert fetch(address, "HEAD")[0] == 200
        with Image.open(BytesIO(fetch(address)[2])) as picture:
            assert picture.width == picture.height
            assert 1400 <= picture.width <= 3000
            assert picture.mode == "RGB"
            assert {"JPEG": ".jpg", "PNG": ".png"}[str(picture.format)] == address[-4:]


def test_no_value_is_too_long_or_padded(channel: etree._Element) -> None:
    """Descriptions have at most 4,000 bytes, other values 255 characters; none starts or ends with
    a space."""
    for name, value in texts(channel):
        if name.endswith("}encoded"):
            continue
        assert value == value.strip(), name
        if name == "description":
            assert len(value.encode()) <= 4000
        else:
            assert len(value) <= 255, name


def test_each_item_tells_its_episode(
    items: list[tuple[EpisodeEntry, etree._Element]], site: Served
) -> None:
    """Title, page, description, date, duration, type and number agree with the front matter."""
    for episode, item in items:
        fields = episode.fields
        assert text(item, "title") == fields.title
        assert text(item, "link") == site.url + episode.url
        assert text(item, "description") == fields.summary
        date = text(item, "pubDate")
        assert RFC_2822.fullmatch(date)
        assert parsedate_to_datetime(date) == fields.date
        assert format_datetime(parsedate_to_datetime(date)) == date
        assert re.fullmatch(r"[1-9]\d*", text(item, "itunes:duration"))
        assert abs(int(text(item, "itunes:duration")) - episode.audio.seconds) <= 1
        assert text(item, "itunes:episodeType") == fields.type
        numbers = [child.text for child in item.findall("itunes:episode", NAMES)]
        assert numbers == ([str(episode.number)] if fields.type == "full" else [])
        explicit = item.findall("itunes:explicit", NAMES)
        assert all(child.text in ("true", "false") for child in explicit)


def test_items_are_newest_first_and_date_the_feed(
    items: list[tuple[EpisodeEntry, etree._Element]], channel: etree._Element
) -> None:
    """`lastBuildDate` is the newest item's date and not the clock's."""
    dates = [text(item, "pubDate") for _, item in items]
    assert all(
        parsedate_to_datetime(one) >= parsedate_to_datetime(next_) for one, next_ in pairwise(dates)
    )
    assert text(channel, "lastBuildDate") == dates[0]
    assert channel.findall("pubDate") == []


def test_guids_are_texts_from_the_front_matter(
    items: list[tuple[EpisodeEntry, etree._Element]], site: Served
) -> None:
    """Unique, no address in them, and said not to be one."""
    guids = [item.find("guid") for _, item in items]
    assert [guid.text for guid in guids if guid is not None] == [
        episode.fields.guid for episode, _ in items
    ]
    assert all(guid is not None and guid.get("isPermaLink") == "false" for guid in guids)
    assert len({episode.fields.guid for episode, _ in items}) == len(items)
    assert not [episode for episode, _ in items if urlsplit(site.url).netloc in episode.fields.guid]


def test_enclosures_are_the_files_that_the_server_sends(
    items: list[tuple[EpisodeEntry, etree._Element]],
) -> None:
    """One each, unique, ASCII, ending in its extension; HEAD gives the length and the type that the
    feed gives."""
    seen = set()
    for episode, item in items:
        [enclosure] = item.findall("enclosure")
        url = str(enclosure.get("url"))
        assert url.isascii()
        assert re.search(r"\.(mp3|m4a|mp4|m4v|mov|ogg|opus|wav)$", url)
        assert url not in seen
        seen.add(url)
        assert int(str(enclosure.get("length"))) == episode.audio.bytes > 0
        assert enclosure.get("type") == episode.audio.type
        if episode.audio.source:
            status, headers, body = fetch(url, "HEAD")
            assert (status, body) == (200, b"")
            assert headers["content-length"] == enclosure.get("length")
            assert headers["content-type"] == enclosure.get("type")
            assert headers["accept-ranges"] == "bytes"


def test_an_enclosure_is_sent_in_pieces(
    items: list[tuple[EpisodeEntry, etree._Element]], site: Served
) -> None:
    """Apps and browsers seek by byte ranges."""
    for episode, item in items:
        if not episode.audio.source:
            continue
        whole = (site.folder / episode.audio.url).read_bytes()
        [enclosure] = item.findall("enclosure")
        for piece, expected in (
            ("bytes=0-1", whole[:2]),
            ("bytes=-5", whole[-5:]),
            ("bytes=100-", whole[100:]),
        ):
            status, headers, body = fetch(str(enclosure.get("url")), Range=piece)
            assert (status, body) == (206, expected)
            assert headers["content-range"].endswith(f"/{len(whole)}")


def test_show_notes_hold_only_what_apps_show(
    items: list[tuple[EpisodeEntry, etree._Element]],
) -> None:
    """p, ol, ul, li, a, b, i, strong, em; links have full addresses and no other attribute."""
    for episode, item in items:
        notes = html.fragment_fromstring(text(item, "content:encoded"), create_parent="div")
        elements = list(notes.iterdescendants())
        assert {element.tag for element in elements} <= NOTES
        for element in elements:
            assert set(element.keys()) <= ({"href"} if element.tag == "a" else set())
            assert element.tag != "a" or re.match(r"https?://|mailto:", element.get("href"))
        for moment in episode.fields.moments:
            assert moment.title in notes.text_content()


def test_transcripts_are_served_and_read_by_their_own_rules(
    items: list[tuple[EpisodeEntry, etree._Element]],
) -> None:
    """WebVTT, SRT, JSON and HTML, each of its type, with the same words at the same times."""
    for episode, item in items:
        served = {
            str(link.get("type")): str(link.get("url"))
            for link in item.findall("podcast:transcript", NAMES)
        }
        assert set(served) == (FORMS if episode.cues else set())
        words = {}
        for type_, url in served.items():
            _, headers, body = fetch(url)
            assert headers["content-type"].partition(";")[0] == type_
            words[type_] = read_words(
                type_, body.decode(), {cue.speaker for cue in episode.cues if cue.speaker}
            )
        for found in words.values():
            assert found == words["text/vtt"]


def read_words(type_: str, body: str, speakers: set[str]) -> list[str]:
    """A transcript's words without its speakers' names, its form checked on the way."""
    if type_ == "application/json":
        document = json.loads(body)
        assert document["version"] == "1.0.0"
        segments = document["segments"]
        assert all(one["startTime"] <= one["endTime"] for one in segments)
        assert all(one["startTime"] <= other["startTime"] for one, other in pairwise(segments))
        return " ".join(segment["body"] for segment in segments).split()
    if type_ == "application/x-subrip":
        blocks = [block.split("\n") for block in body.strip().split("\n\n")]
        assert [block[0] for block in blocks] == [
            str(number) for number in range(1, len(blocks) + 1)
        ]
        assert all(
            re.fullmatch(r"\d\d:\d\d:\d\d,\d{3} --> \d\d:\d\d:\d\d,\d{3}", block[1])
            for block in blocks
        )
        assert all(len(block) <= 4 and max(map(len, block[2:])) <= 32 for block in blocks)
        found = " ".join(line for block in blocks for line in block[2:])
        assert all(f"{name}: " in found for name in speakers)
        return re.sub(
            "|".join(f"{re.escape(name)}: " for name in speakers) or r"(?!)", "", found
        ).split()
    if type_ == "text/html":
        [page] = html.document_fromstring(body).findall("body")
        assert {element.tag for element in page} <= {"cite", "time", "p"}
        assert {str(cite.text).removesuffix(":") for cite in page.iter("cite")} == speakers
        return " ".join(str(paragraph.text) for paragraph in page.iter("p")).split()
    captions = webvtt.from_string(body).captions
    assert body.startswith("WEBVTT")
    assert all(len(line) <= 65 for caption in captions for line in caption.text.split("\n"))
    assert {unescape(caption.voice or "") for caption in captions} == (speakers or {""})
    return " ".join(caption.text for caption in captions).split()


def test_chapters_are_served_in_both_forms(
    items: list[tuple[EpisodeEntry, etree._Element]],
) -> None:
    """The JSON of the namespace, ascending, of its own type; and the same inline, which gPodder
    reads."""
    for episode, item in items:
        moments = [(moment.at, moment.title) for moment in episode.fields.moments]
        links = item.findall("podcast:chapters", NAMES)
        assert len(links) == bool(moments)
        inline = [
            (
                sum(
                    float(part) * 60**power
                    for power, part in enumerate(reversed(str(c.get("start")).split(":")))
                ),
                c.get("title"),
            )
            for c in item.findall("psc:chapters/psc:chapter", NAMES)
        ]
        assert inline == moments
        for link in links:
            assert link.get("type") == "application/json+chapters"
            _, headers, body = fetch(str(link.get("url")))
            assert headers["content-type"].partition(";")[0] == "application/json+chapters"
            document = json.loads(body)
            assert document["version"] == "1.2.0"
            assert [
                (chapter["startTime"], chapter["title"]) for chapter in document["chapters"]
            ] == moments
            assert moments == sorted(moments)


def test_every_address_in_the_feed_answers(channel: etree._Element, site: Served) -> None:
    """Whatever the feed names on this host is there."""
    found = {value.strip() for _, value in texts(channel) if value.strip().startswith(site.url)}
    assert found
    for url in found:
        assert fetch(url, "HEAD")[0] == 200, url
