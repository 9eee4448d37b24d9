"""Feeds come from strangers: whatever stands in one, an import ends in words, and writes nothing
elsewhere or unreadable."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from podhub.build.reading import read_catalog
from podhub.importing.attachments import Attachments
from podhub.importing.importing import import_feed
from podhub.net.feed_documents import UnreadableFeedError, read_documents

from tests.importing.places import HOSTS, WILD, Places, empty_hub
from tests.outputs.test_golden import FOLDER

FEEDS = [file.read_bytes() for file in [*sorted(WILD.glob("*.xml")), FOLDER / "everything.xml"]]
ANYTHING = [
    b"",
    b"&",
    b"<",
    b">",
    b"]]>",
    b"<![CDATA[",
    b"\xff",
    b"\x00",
    b"-1",
    b"0",
    b"9" * 20,
    b"1e9",
    b"NaN",
    b"\xe2\x80\xa8",
    b"&#0;",
    b"&lt;p&gt;",
    b"\n\n---\n",
    b"{{x}}",
    b"{% raw %}",
    b"'\"",
    "😀".encode() * 50,
    b"../../etc/passwd",
    b"file:///etc/passwd",
    b"javascript:alert(1)",
    b"x" * 5000,
    b"Mon, 99 Foo 2020",
    b"9999-12-31T23:59:59Z",
    b"0001-01-01",
    b":",
    b"- a",
    b"\t",
    b"http://[",
    b"%00",
    b".",
    b"/",
]
"""What may stand where a value is expected."""
OURS = ("front matter", "file", "file name", "text", "link", "transcript", "cue")
"""Mistakes that only whoever wrote the file can have made."""
WEB = Places({url: content for host in HOSTS.values() for url, content in host.files.items()})


def spoilt(feed: bytes, places: list[tuple[float, bytes, bool]]) -> bytes:
    """A feed with other things in some of its values and attributes."""
    for place, thing, instead in places:
        spots = [found.end() for found in re.finditer(rb"[>\"]", feed)]
        start = spots[int(place * (len(spots) - 1))]
        end = max(feed.find(b"<", start), start) if instead else start
        feed = feed[:start] + thing + feed[end:]
    return feed


@settings(max_examples=60, deadline=None)
@given(
    some.sampled_from(FEEDS),
    some.lists(
        some.tuples(some.floats(0, 1), some.sampled_from(ANYTHING), some.booleans()),
        min_size=1,
        max_size=6,
    ),
    some.booleans(),
)
def test_any_feed_ends_in_files_or_in_words(
    feed: bytes, places: list[tuple[float, bytes, bool]], keep_media: bool
) -> None:
    """Whatever is written lies among the episodes, and can be read as an author's file can."""
    with TemporaryDirectory() as folder:
        root = Path(folder, "hub")
        empty_hub(root)
        (root.parent / "feed.xml").write_bytes(spoilt(feed, places))
        try:
            documents, _ = read_documents(str(root.parent / "feed.xml"))
        except UnreadableFeedError:
            return
        import_feed(documents, root, Attachments(root, WEB), keep_media=keep_media, mine=True)
        around = {
            file.relative_to(root.parent).as_posix()
            for file in root.parent.rglob("*")
            if file.is_file()
        }
        around -= {file for file in around if re.fullmatch(r"hub/episodes/[\w.-]+", file)}
        assert around == {
            "feed.xml",
            *(f"hub/docs/{name}" for name in ("topics.yml", "authors.yml", "index.md")),
        }
        _, problems = read_catalog(root)
        assert not [problem for problem in problems if problem.field in OURS]


@pytest.mark.parametrize("language", ["/../../x", "x" * 300, "de/x", "..", "a b"])
def test_a_language_names_no_file_elsewhere(language: str, tmp_path: Path) -> None:
    """It becomes part of a file's name only where it is a language."""
    feed = (
        (WILD / "podcasting-2.xml")
        .read_text(encoding="utf-8")
        .replace('language="de"', f'language="{language}"')
    )
    (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")
    hub = tmp_path / "hub"
    import_feed(
        read_documents(str(tmp_path / "feed.xml"))[0], hub, Attachments(hub, WEB), keep_media=True
    )
    assert [file.relative_to(hub).as_posix() for file in tmp_path.rglob("*.vtt")] == [
        "episodes/002-forecast.vtt"
    ]
