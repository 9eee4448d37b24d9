"""Older episodes stand in documents of their own (RFC 5005), which stay as they are, and none is lost between two of them."""

from itertools import pairwise
from typing import Any

import pytest
from lxml import etree
from podhub.content.entries import Catalog
from podhub.outputs.feed import PODCAST_FEED, podcast_feeds
from podhub.outputs.tags import PREFIXES
from podhub.outputs.texts import Texts

from tests.outputs.test_any_feed import SITE, catalog

SHOW = {"title": "S", "description": "D", "language": "en", "author": "A", "explicit": False, "category": ["Arts"],
        "email": "a@b.example", "artwork": "a.jpg", "feed_items": 5, "websub": "https://hub.example/push"}  # fmt: skip


def show_of(count: int) -> Catalog:
    """A show of so many episodes; the newest has the highest number."""
    return catalog(SHOW, [{"title": f"T{number}", "summary": "x", "guid": f"g{number}-"} for number in range(count)])


@pytest.fixture(scope="module")
def whole() -> Catalog:
    """Every episode there will ever be."""
    return show_of(31)


def documents(whole: Catalog, count: int, notes: str = "<p>Notes</p>") -> dict[str, bytes]:
    """The feed when the first `count` of all episodes were public."""
    oldest = list(whole.episodes.items())[len(whole.episodes) - count :]
    return podcast_feeds(Catalog(episodes=dict(oldest), show=whole.show), SITE, Texts(SITE, lambda url: notes))


def guids(source: bytes) -> list[str]:
    """The items of a document, in order."""
    return [str(guid.text) for guid in etree.fromstring(source).iter("guid")]


def links(source: bytes) -> dict[str, str]:
    """Where a document leads, by relation, as paths on the site."""
    found = etree.fromstring(source)[0].findall("atom:link", PREFIXES)
    assert len({link.get("rel") for link in found}) == len(found)
    return {str(link.get("rel")): str(link.get("href")).removeprefix(SITE) for link in found}


def test_every_episode_is_in_some_document(whole: Catalog) -> None:
    """At any time, newest first, never more than the show says in one."""
    everything = [episode.fields.guid for episode in whole.episodes.values()]
    for count in range(32):
        written = documents(whole, count)
        assert guids(written[PODCAST_FEED]) == everything[len(everything) - count :][:5]
        assert all(len(guids(source)) == 5 for path, source in written.items() if path != PODCAST_FEED)
        assert {guid for source in written.values() for guid in guids(source)} == set(everything[len(everything) - count :])
        assert len(written) == 1 + max(0, (count - 1) // 5)


def test_a_full_document_never_changes(whole: Catalog) -> None:
    """Its items never do; its bytes change once, when a document follows it and it says so."""
    seen: dict[str, Any] = {}
    settled: dict[str, bytes] = {}
    for count in range(32):
        written = documents(whole, count)
        older = [path for path in written if path != PODCAST_FEED]
        assert older == [f"podcast/feed/{number}.xml" for number in range(1, len(older) + 1)]
        for path, following in pairwise([*older, ""]):
            assert guids(written[path]) == seen.setdefault(path, guids(written[path]))
            if following:
                assert written[path] == settled.setdefault(path, written[path])
    assert len(settled) == 5


def test_each_document_leads_to_the_next(whole: Catalog) -> None:
    """An app walks back from the newest to the oldest, forth again, and from anywhere to the newest."""
    written = documents(whole, 31)
    walked, path = [], PODCAST_FEED
    while path:
        walked.append(path)
        there = links(written[path])
        assert there["self"] == path
        assert there.get("next") == there.get("prev-archive")
        path = there.get("prev-archive", "")
    assert sorted(walked) == sorted(written)
    for newer, older in pairwise(walked[1:]):
        assert links(written[older])["next-archive"] == newer
    for path in walked[1:]:
        there = links(written[path])
        assert there["current"] == there["first"] == PODCAST_FEED
        assert "hub" not in there
        assert etree.fromstring(written[path])[0].find("fh:archive", PREFIXES) is not None
    assert "next-archive" not in links(written[walked[1]])
    newest = links(written[PODCAST_FEED])
    assert newest["hub"] == "https://hub.example/push".removeprefix(SITE)
    assert etree.fromstring(written[PODCAST_FEED])[0].find("fh:archive", PREFIXES) is None


def test_no_document_is_larger_than_a_megabyte() -> None:
    """Long notes make it hold fewer episodes; nothing is lost, and the full documents stay as they are."""
    show = SHOW | {"feed_items": 100}
    many = catalog(show, [{"title": f"T{number}", "summary": "x", "guid": f"g{number}-"} for number in range(90)])
    notes = "".join(f"<p>{letter * 900}</p>" for letter in "abcdefghijklmnopqrstuvwxyz")
    before, after = documents(many, 80, notes), documents(many, 90, notes)
    for written in (before, after):
        assert max(map(len, written.values())) <= 1_000_000
        assert len(written[PODCAST_FEED]) > 800_000
    assert {guid for source in after.values() for guid in guids(source)} == {e.fields.guid for e in many.episodes.values()}
    assert guids(before["podcast/feed/1.xml"]) == guids(after["podcast/feed/1.xml"])


def test_notes_longer_than_apps_take_are_cut_between_paragraphs() -> None:
    """What is left is whole, and the page with the rest is linked below it."""
    one = catalog(SHOW, [{"title": "T", "summary": "x", "guid": "g"}])
    source = documents(one, 1, "".join(f"<p>{number} {'x' * 990}</p>" for number in range(100)))
    text = str(etree.fromstring(source[PODCAST_FEED]).findtext(".//content:encoded", None, PREFIXES))
    assert 30_000 < len(text) < 33_000
    assert text.count("<p>") == text.count("</p>")
    assert text.endswith('<p><a href="https://hub.example/podcast/e0/">Transcript and links: T</a></p>')
