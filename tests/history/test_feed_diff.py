"""What apps will do is said in words that are true: of our feeds, of strangers', and of feeds in
many documents."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from podhub.history.feed_diff import compare_feeds
from podhub.history.feed_reader import read_feed
from podhub.net.feed_documents import NoFeedError, UnreadableFeedError

SITE = "https://example.com/show/"
NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:podcast="https://podcastindex.org/namespace/1.0" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'
)


def item(number: int, **fields: str) -> str:
    """An episode in a feed."""
    told = {
        "guid": f"id-{number}",
        "title": f"Title {number}",
        "link": f"{SITE}podcast/{number}/",
        "pubDate": f"Mon, {number:02} Jan 2024 09:00:00 +0000",
        "description": "Words.",
        "audio": f"{SITE}audio/{number}.mp3",
        "length": "1000",
    } | fields
    audio, length = told.pop("audio"), told.pop("length")
    tags = "".join(f"<{name}>{text}</{name}>" for name, text in told.items() if text)
    return f'<item>{tags}<enclosure url="{audio}" length="{length}" type="audio/mpeg"/></item>\n'


def feed(*items: str, links: str = "", more: str = "") -> str:
    """A feed of episodes."""
    own = f'<atom:link rel="self" href="{SITE}podcast.xml"/>'
    head = f"<title>Show</title><podcast:guid>show-id</podcast:guid>{own}{links}{more}"
    return f'<?xml version="1.0"?>\n<rss version="2.0" {NAMESPACES}><channel>{head}\n{"".join(items)}</channel></rss>'


def said(folder: Path, old: str, new: str) -> list[str]:
    """What is said when one feed replaces the other; `!` marks harm. The feed's size is left
    out."""
    (folder / "old.xml").write_text(old, encoding="utf-8")
    (folder / "new.xml").write_text(new, encoding="utf-8")
    changes = compare_feeds(read_feed(str(folder / "old.xml")), read_feed(str(folder / "new.xml")))
    assert changes[-1].what.startswith("Feed ")
    return [f"{'! ' * change.harm}{change.what}: {change.text}" for change in changes[:-1]]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ([item(2), item(1)], [item(2), item(1)], []),
        ([item(1)], [item(2), item(1)], ["New episode: “Title 2” (2024-01-02)"]),
        (
            [item(5)],
            [item(5), item(2)],
            ["New episode: “Title 2” (2024-01-02), below others in the list: it has an older date"],
        ),
        (
            [item(1)],
            [item(1, title="Better")],
            ["Changes in place: “Better”: title (was “Title 1”)"],
        ),
        (
            [item(1)],
            [item(1, description="More.")],
            ["Changes in place: “Title 1”: notes or details"],
        ),
        (
            [item(1)],
            [item(1, pubDate="Tue, 02 Jan 2024 10:00:00 +0100", link=f"{SITE}podcast/one/")],
            [
                "Changes in place: “Title 1”: date (2024-01-01 09:00 +0000 → 2024-01-02 10:00 +0100), link"
            ],
        ),
        (
            [item(1)],
            [item(1, audio="https://cdn.example/1.mp3")],
            [
                "Recording moved: “Title 1” is at https://cdn.example/1.mp3: whoever has it keeps it, others get it from there"
            ],
        ),
        (
            [item(1)],
            [item(1, length="2000")],
            [
                "! Recording replaced: “Title 1” has another recording at the same address (1,000 → 2,000 bytes): downloads "
                "that are under way break, whoever has it keeps the old one"
            ],
        ),
        (
            [item(1)],
            [item(1, guid="new-id")],
            [
                "! Download again: “Title 1” had the guid id-1 and has new-id: every app takes it for a new episode"
            ],
        ),
        (
            [item(1)],
            [
                item(
                    1,
                    guid="new-id",
                    audio="https://cdn.example/1.mp3",
                    link="https://other.example/",
                )
            ],
            [
                "! Download again: “Title 1” had the guid id-1 and has new-id: every app takes it for a new episode"
            ],
        ),
        (
            [item(1, guid="")],
            [item(1, guid="", audio=f"{SITE}audio/one.mp3")],
            [
                f"! Download again: “Title 1” had the guid {SITE}audio/1.mp3 and has {SITE}audio/one.mp3: every app takes it "
                "for a new episode"
            ],
        ),
        (
            [item(2), item(1)],
            [item(1)],
            [
                "! Disappears: “Title 2” (2024-01-02): new subscribers do not get it, and apps may remove it"
            ],
        ),
        (
            [item(2), item(1)],
            [item(3), item(2)],
            [
                "New episode: “Title 3” (2024-01-03)",
                "No longer listed: “Title 1” (2024-01-01): older than all that the feed holds now",
            ],
        ),
        (
            [item(1)],
            [item(2, guid="id-1"), item(1)],
            ["! Guid used twice: “Title 2” and “Title 1” have the guid id-1: apps show only one"],
        ),
        (
            [item(1)],
            [item(2, audio=f"{SITE}audio/1.mp3"), item(1)],
            [
                f"! One recording: “Title 2” and “Title 1” share {SITE}audio/1.mp3: Apple leaves out all but one",
                "New episode: “Title 2” (2024-01-02)",
            ],
        ),
        ([item(1)], [item(1, audio="")], ["! No recording: “Title 1” has lost its recording"]),
    ],
)
def test_each_change_is_said(
    tmp_path: Path, old: list[str], new: list[str], changes: list[str]
) -> None:
    """In the words that the pull request shows."""
    assert said(tmp_path, feed(*old), feed(*new)) == changes


def test_a_move_to_another_address_is_no_change_of_any_episode(tmp_path: Path) -> None:
    """Paths are compared, each on its feed's own site; recordings are found there."""
    moved = feed(item(2), item(1)).replace(SITE, "https://new.example/")
    assert said(tmp_path, feed(item(2), item(1)), moved) == []


def test_another_show_is_noticed(tmp_path: Path) -> None:
    """By its podcast:guid."""
    other = feed(item(1)).replace("show-id", "other-id").replace("<title>Show<", "<title>Other<")
    assert said(tmp_path, feed(item(1)), other) == [
        "! Another show: the show's podcast:guid was show-id and is other-id: directories take it for another show",
        "Show renamed: “Show” is called “Other”",
    ]


def test_a_new_namespace_or_layout_is_no_change(tmp_path: Path) -> None:
    """What is said of an episode counts, not how the document around it is written."""
    other = (
        feed(item(1))
        .replace("<rss ", '<rss xmlns:more="urn:more" ')
        .replace("<enclosure", "\n  <enclosure")
    )
    assert said(tmp_path, feed(item(1)), other) == []


def test_the_size_is_told_and_one_that_is_too_large(tmp_path: Path) -> None:
    """In kB, as they grow."""
    (tmp_path / "old.xml").write_text(feed(item(1)))
    (tmp_path / "new.xml").write_text(feed(item(1), item(2, description="x" * 1_100_000)))
    old, new = read_feed(str(tmp_path / "old.xml")), read_feed(str(tmp_path / "new.xml"))
    lines = {change.what: (change.text, change.harm) for change in compare_feeds(old, new)}
    assert lines["Feed grows"] == (
        f"{old.size / 1000:.1f} kB → {new.size / 1000:,.1f} kB, 1 → 2 episodes",
        False,
    )
    assert lines["Feed too large"][1]
    assert compare_feeds(old, old)[-1].text == f"{old.size / 1000:.1f} kB, 1 episode"


def write_pages(folder: Path, rel: str) -> None:
    """Five episodes in three documents."""
    (folder / "podcast" / "feed").mkdir(parents=True)
    link = '<atom:link rel="{}" href="{}podcast/feed/{}.xml"/>'
    (folder / "podcast.xml").write_text(feed(item(5), item(4), links=link.format(rel, SITE, 2)))
    (folder / "podcast" / "feed" / "2.xml").write_text(
        feed(item(4), item(3), links=link.format(rel, SITE, 1))
    )
    (folder / "podcast" / "feed" / "1.xml").write_text(
        feed(item(2), item(1), links=link.format(rel, SITE, 2))
    )


@pytest.mark.parametrize("rel", ["prev-archive", "next"])
def test_all_documents_of_a_feed_are_read(tmp_path: Path, rel: str) -> None:
    """From a built site's folder; an episode that moves from one document to the next is still
    there (RFC 5005)."""
    write_pages(tmp_path, rel)
    read = read_feed(str(tmp_path))
    assert [entry.guid for entry in read.items] == ["id-5", "id-4", "id-3", "id-2", "id-1"]
    assert (read.documents, read.faults) == (3, ())
    (tmp_path / "one.xml").write_text(feed(*(item(n) for n in (5, 4, 3, 2, 1))))
    assert [
        change.harm for change in compare_feeds(read_feed(str(tmp_path / "one.xml")), read)
    ] == [False]
    (tmp_path / "podcast" / "feed" / "1.xml").unlink()
    broken = read_feed(str(tmp_path))
    assert broken.faults == (
        f"it leads to older episodes at {SITE}podcast/feed/1.xml, where nothing is",
    )
    changes = compare_feeds(read, broken)
    assert [change.what for change in changes if change.harm] == [
        "Faulty feed",
        "Disappears",
        "Disappears",
    ]


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """A folder as a web server's, by its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path))) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()
        thread.join()


def test_a_feed_is_read_from_its_address(tmp_path: Path, address: str) -> None:
    """With all that it leads to."""
    write_pages(tmp_path, "prev-archive")
    for file in tmp_path.rglob("*.xml"):
        file.write_text(file.read_text().replace(SITE, address))
    read = read_feed(f"{address}podcast.xml")
    assert len(read.items) == 5
    assert read.on_site(read.items[0].audio) == "audio/5.mp3"
    with pytest.raises(NoFeedError, match="found the answer 404"):
        read_feed(f"{address}nothing.xml")
    with pytest.raises(UnreadableFeedError, match="found Connection refused"):
        read_feed("http://127.0.0.1:9/podcast.xml")


def test_feeds_in_the_wild_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    """Broken markup, odd dates and lengths, no guid."""
    wild = feed(
        item(1, pubDate="2024-01-01T09:00:00Z", length="None", guid=""),
        item(2, pubDate="soon", length=""),
        item(3, title="Salt &amp pepper & more"),
    )
    (tmp_path / "a.xml").write_text(wild)
    read = read_feed(str(tmp_path / "a.xml"))
    assert [entry.guid for entry in read.items] == [f"{SITE}audio/1.mp3", "id-2", "id-3"]
    assert [entry.bytes for entry in read.items[:2]] == [None, None]
    assert read.items[1].date is None
    assert len(read.faults) == 1
    assert "is not well-formed" in read.faults[0]


@pytest.mark.parametrize(
    "text", ["", "words", "<html><body>Hello</body></html>", "<rss/>", "\x00\xff"]
)
def test_what_is_no_feed_is_told(tmp_path: Path, text: str) -> None:
    """Whatever it is."""
    (tmp_path / "a.xml").write_text(text, encoding="latin-1")
    with pytest.raises(UnreadableFeedError, match="a podcast's feed at"):
        read_feed(str(tmp_path / "a.xml"))
    with pytest.raises(UnreadableFeedError, match="found no such file"):
        read_feed(str(tmp_path / "b.xml"))


def test_a_hostile_feed_reads_nothing_of_ours(tmp_path: Path) -> None:
    """Neither by an entity, nor by leading to a file that lies elsewhere, nor by growing in the
    memory."""
    (tmp_path / "feeds").mkdir()
    secret = tmp_path / "secret.xml"
    secret.write_text(feed(item(9, title="Secret")))
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    link = f'<atom:link rel="next" href="{SITE}../secret.xml"/>'
    hostile = feed(item(1, title="A &x; B"), links=link).replace("<rss", f"{entity}<rss", 1)
    (tmp_path / "feeds" / "a.xml").write_text(hostile)
    read = read_feed(str(tmp_path / "feeds" / "a.xml"))
    assert "Secret" not in repr(read)
    assert read.documents == 1
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = feed(item(1, title="&l9;")).replace(
        "<rss", f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss', 1
    )
    (tmp_path / "feeds" / "b.xml").write_text(bomb)
    assert len(repr(read_feed(str(tmp_path / "feeds" / "b.xml")))) < 10_000
