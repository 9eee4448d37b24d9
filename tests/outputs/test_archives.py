"""Older episodes stand in documents of their own (RFC 5005), which stay as they are, and none is
lost between two of them."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from lxml import etree
from podhub.model.document import Document
from podhub.model.entries import Catalog
from podhub.outputs.feed.feed_texts import FeedTexts
from podhub.outputs.feed.podcast import podcast_feeds
from podhub.outputs.feed.podcast_channel import PODCAST_FEED
from podhub.outputs.feed.xml import PREFIXES

from tests.outputs.making import made
from tests.outputs.test_any_feed import SITE, catalog

MANY = 81
SHOW = {
    "title": "S",
    "description": "D",
    "language": "en",
    "author": "A",
    "explicit": False,
    "category": ["Arts"],
    "email": "a@b.example",
    "artwork": "a.jpg",
    "feed_items": 30,
    "websub": "https://hub.example/push",
}


def show_of(count: int) -> Catalog:
    """A show of so many episodes; the newest has the highest number."""
    return catalog(
        SHOW,
        [{"title": f"T{number}", "summary": "x", "guid": f"g{number}-"} for number in range(count)],
    )


@pytest.fixture(scope="module")
def whole() -> Catalog:
    """Every episode there will ever be."""
    return show_of(MANY)


def documents(whole: Catalog, count: int, notes: str = "<p>Notes</p>") -> dict[str, bytes]:
    """The feed when the first `count` of all episodes were public."""
    oldest = list(whole.episodes.items())[len(whole.episodes) - count :]
    return written(Catalog(episodes=dict(oldest), show=whole.show), notes=notes)


def written(
    content: Catalog, published: Iterable[str] = (), notes: str = "<p>Notes</p>"
) -> dict[str, bytes]:
    """The feed of a show, no document of which is too large."""
    feeds, problems = podcast_feeds(content, SITE, FeedTexts(SITE, lambda url: notes), published)
    assert problems == []
    return made(feeds)


def without(content: Catalog, *numbers: int) -> Catalog:
    """The show without some episodes, counted from the oldest."""
    kept = [
        pair
        for number, pair in enumerate(reversed(content.episodes.items()))
        if number not in numbers
    ]
    return replace(content, episodes=dict(reversed(kept)))


def in_order(content: Catalog) -> list[str]:
    """The guids of all episodes, the oldest first, as a ledger has them."""
    return [episode.fields.guid for episode in reversed(content.episodes.values())]


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
    for count in range(MANY + 1):
        feeds = documents(whole, count)
        assert guids(feeds[PODCAST_FEED]) == everything[len(everything) - count :][:30]
        assert all(
            len(guids(source)) == 25 for path, source in feeds.items() if path != PODCAST_FEED
        )
        assert {guid for source in feeds.values() for guid in guids(source)} == set(
            everything[len(everything) - count :]
        )
        assert len(feeds) == 1 + max(0, (count - 1) // 25)


def test_a_full_document_never_changes(whole: Catalog) -> None:
    """Its items never do; its bytes change once, when a document follows it and it says so."""
    seen: dict[str, Any] = {}
    settled: dict[str, bytes] = {}
    for count in range(MANY + 1):
        feeds = documents(whole, count)
        older = [path for path in feeds if path != PODCAST_FEED]
        assert older == [f"podcast/feed/{number}.xml" for number in range(1, len(older) + 1)]
        for path, following in pairwise([*older, ""]):
            assert guids(feeds[path]) == seen.setdefault(path, guids(feeds[path]))
            if following:
                assert feeds[path] == settled.setdefault(path, feeds[path])
    assert len(settled) == 2


def test_what_is_taken_down_leaves_a_gap(whole: Catalog) -> None:
    """No other episode moves, by the ledger's order, in which it still is; a document of gaps alone
    stays, and leads on."""
    published, before = in_order(whole), written(whole)
    taken_down = [3, *range(25, 50), MANY - 1]
    after = written(without(whole, *taken_down), published)
    gone = {published[number] for number in taken_down}
    assert after.keys() == before.keys()
    for path in after:
        if path != PODCAST_FEED:
            assert guids(after[path]) == [guid for guid in guids(before[path]) if guid not in gone]
    assert guids(after["podcast/feed/2.xml"]) == []
    assert links(after["podcast/feed/2.xml"])["prev-archive"] == "podcast/feed/1.xml"
    assert len(guids(after[PODCAST_FEED])) == 30


def test_no_setting_and_no_length_moves_an_episode(whole: Catalog) -> None:
    """Neither how many the newest document holds, nor what the show says of itself, nor how long
    the notes are."""
    show = whole.show
    assert show
    fields = show.fields.model_copy(
        update={"feed_items": 50, "description": "Another one.", "title": "New"}
    )
    before = written(whole)
    other = written(
        replace(whole, show=replace(show, fields=fields)), notes=f"<p>{'x' * 20_000}</p>"
    )
    assert len(guids(other[PODCAST_FEED])) > 30
    assert {path: guids(other[path]) for path in other if path != PODCAST_FEED} == {
        path: guids(before[path]) for path in before if path != PODCAST_FEED
    }


def test_an_episode_with_an_older_date_is_news_all_the_same(whole: Catalog) -> None:
    """It becomes public last: no full document changes, and apps find it where they look again and
    again."""
    published, late = in_order(whole), in_order(whole)[40]
    published.remove(late)
    before, after = written(without(whole, 40), published), written(whole, published)
    for path in before:
        if path != PODCAST_FEED:
            assert guids(before[path]) == guids(after[path])
    assert late in guids(after[PODCAST_FEED])
    assert (
        guids(after[PODCAST_FEED])[:-1]
        == guids(before[PODCAST_FEED])[: len(guids(after[PODCAST_FEED])) - 1]
    )


def test_each_document_leads_to_the_next(whole: Catalog) -> None:
    """An app walks back from the newest to the oldest, forth again, and from anywhere to the
    newest."""
    feeds = documents(whole, MANY)
    walked, path = [], PODCAST_FEED
    while path:
        walked.append(path)
        there = links(feeds[path])
        assert there["self"] == path
        assert there.get("next") == there.get("prev-archive")
        path = there.get("prev-archive", "")
    assert sorted(walked) == sorted(feeds)
    for newer, older in pairwise(walked[1:]):
        assert links(feeds[older])["next-archive"] == newer
    for path in walked[1:]:
        there = links(feeds[path])
        assert there["current"] == there["first"] == PODCAST_FEED
        assert "hub" not in there
        assert etree.fromstring(feeds[path])[0].find("fh:archive", PREFIXES) is not None
    assert "next-archive" not in links(feeds[walked[1]])
    newest = links(feeds[PODCAST_FEED])
    assert newest["hub"] == "https://hub.example/push".removeprefix(SITE)
    assert etree.fromstring(feeds[PODCAST_FEED])[0].find("fh:archive", PREFIXES) is None


def test_no_document_is_larger_than_a_megabyte() -> None:
    """Long notes make it hold fewer episodes; nothing is lost, and the full documents stay as they
    are."""
    show = SHOW | {"feed_items": 100}
    many = catalog(
        show,
        [{"title": f"T{number}", "summary": "x", "guid": f"g{number}-"} for number in range(90)],
    )
    notes = "".join(f"<p>{letter * 900}</p>" for letter in "abcdefghijklmnopqrstuvwxyz")
    before, after = documents(many, 80, notes), documents(many, 90, notes)
    for feeds in (before, after):
        assert max(map(len, feeds.values())) <= 1_000_000
        assert len(feeds[PODCAST_FEED]) > 800_000
    assert {guid for source in after.values() for guid in guids(source)} == {
        e.fields.guid for e in many.episodes.values()
    }
    assert guids(before["podcast/feed/1.xml"]) == guids(after["podcast/feed/1.xml"])


def test_the_shows_own_fields_take_room_too() -> None:
    """Forty long texts for services: fewer episodes stand beside them, and the document is not
    larger."""
    show = SHOW | {"feed_items": 1000, "txt": [{"text": "x" * 4000}] * 40}
    many = catalog(
        show,
        [{"title": f"T{number}", "summary": "x", "guid": f"g{number}-"} for number in range(40)],
    )
    feed = written(many, notes=f"<p>{'x' * 30_000}</p>")[PODCAST_FEED]
    assert 900_000 < len(feed) <= 1_000_000


@pytest.mark.parametrize("where", ["newest", "full"])
def test_what_makes_a_document_too_large_is_named(where: str) -> None:
    """An episode with moments beyond counting, in the newest document and in a full one; its file
    is what the author reads."""
    count = 26 if where == "full" else 3
    moments = [{"title": "x" * 120, "url": "https://a.example/"}] * 3_300
    told = [
        {"title": f"T{number}", "summary": "x", "guid": f"g{number}-"} for number in range(count)
    ]
    told[-1] |= {"moments": moments}
    many = catalog(SHOW, told)
    oldest = list(many.episodes)[-1]
    many.episodes[oldest] = replace(
        many.episodes[oldest], document=Document("episodes/001-long.md", {})
    )
    feeds, problems = podcast_feeds(many, SITE, FeedTexts(SITE, lambda url: "<p>Notes</p>"))
    path = "podcast/feed/1.xml" if where == "full" else PODCAST_FEED
    assert len(made(feeds)[path]) > 1_000_000
    [line] = map(str, problems)
    assert re.fullmatch(
        rf"episodes/001-long\.md:1: feed: expected at most 1,000 kB in {path}, since apps give up on larger feeds, "
        r"found 1,[0-9]{3} kB, 1,[0-9]{3} kB of them from this file \(shorten its texts, moments or lists\)",
        line,
    )


def test_notes_longer_than_apps_take_are_cut_between_paragraphs() -> None:
    """What is left is whole, and the page with the rest is linked below it."""
    one = catalog(SHOW, [{"title": "T", "summary": "x", "guid": "g"}])
    source = documents(one, 1, "".join(f"<p>{number} {'x' * 990}</p>" for number in range(100)))
    text = str(
        etree.fromstring(source[PODCAST_FEED]).findtext(".//content:encoded", None, PREFIXES)
    )
    assert 30_000 < len(text) < 33_000
    assert text.count("<p>") == text.count("</p>")
    assert text.endswith(
        '<p><a href="https://hub.example/podcast/e0/">Transcript and links: T</a></p>'
    )
