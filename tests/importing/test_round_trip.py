"""What we write, we read: the feed of a show that says everything comes back as the show that says
everything."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree
from podhub.build.reading import read_catalog
from podhub.importing.attachments import Attachments
from podhub.importing.importing import import_feed
from podhub.model.entries import Catalog
from podhub.model.values import absolute
from podhub.net.feed_documents import read_documents
from podhub.outputs.feed.chapters_json import chapters_json
from podhub.outputs.feed.feed_texts import FeedTexts
from podhub.outputs.feed.podcast import podcast_feeds
from podhub.outputs.feed.transcript_files import transcript_files

from tests.build.corpus import catalog_of
from tests.importing.places import Places, empty_hub
from tests.outputs.shows import EVERYTHING
from tests.outputs.test_golden import NOTES, SITE


def feed(catalog: Catalog) -> bytes:
    """A show's feed."""
    documents, _ = podcast_feeds(catalog, SITE, FeedTexts(SITE, lambda url: NOTES))
    return next(one.make() for one in documents if one.path == "podcast.xml")


def site_of(catalog: Catalog, root: Path) -> dict[str, bytes | str]:
    """Whatever apps fetch of a show, by its address."""
    assert catalog.show
    files: dict[str, bytes | str] = {
        absolute(SITE, url): (root / source).read_bytes() for source, url in catalog.media().items()
    }
    files[absolute(SITE, catalog.show.artwork.url)] = (
        root / catalog.show.artwork.source
    ).read_bytes()
    for episode in catalog.episodes.values():
        for path, text in transcript_files(episode, catalog.show.fields.language):
            files[absolute(SITE, path)] = text()
        files[absolute(SITE, f"{episode.url}chapters.json")] = chapters_json(
            episode, catalog.show.fields, SITE
        )
    return files


def lines(source: bytes) -> list[str]:
    """A feed's lines; pictures and recordings are named anew by what they belong to, and stand for
    themselves."""
    text = re.sub(
        r"artwork/[\w-]+\.(jpg|png)",
        r"artwork/x.\1",
        etree.tostring(etree.fromstring(source), encoding="unicode"),
    )
    return [line.strip() for line in text.splitlines()]


def test_a_show_that_says_everything_comes_back(tmp_path: Path) -> None:
    """Every tag of its feed stands in the feed of what was imported, but for what must not."""
    catalog = catalog_of(tmp_path / "ours", EVERYTHING)
    (tmp_path / "feed.xml").write_bytes(feed(catalog))
    there = tmp_path / "theirs"
    empty_hub(there)
    documents, faults = read_documents(str(tmp_path / "feed.xml"))
    web = Places(site_of(catalog, tmp_path / "ours"))
    imported = import_feed(documents, there, Attachments(there, web), keep_media=False)
    again, problems = read_catalog(there)
    gone = "https://cdn.example/"
    assert not faults
    # The trailer and the bonus lie on a server that this test has not.
    assert all(gone in line for line in imported.told), imported.told
    assert {problem.path for problem in problems} == {
        "episodes/000-what-it-is.md",
        "episodes/001-behind-it.md",
    }
    kept = import_feed(
        documents, tmp_path / "kept", Attachments(tmp_path / "kept", web), keep_media=True
    )
    assert not kept.told
    again, problems = read_catalog(tmp_path / "kept")
    assert [problem.path for problem in problems if problem.path.startswith("episodes/")] == []
    ours, theirs = lines(feed(catalog)), lines(feed(again))
    checksum = next(line for line in ours if line.startswith("<podcast:integrity"))
    assert [line for line in ours if line not in theirs] == [
        # Markup in a description is markup in the wild, and our shows say what they say without.
        '<description>All that a show can say: &lt;b&gt;&amp;amp;&lt;/b&gt; "quoted", ]]&gt; and 😀.',
        # Who moves in has arrived.
        "<itunes:new-feed-url>https://new.example/podcast.xml</itunes:new-feed-url>",
        # A recording that stays elsewhere was not read whole.
        checksum,
    ]
    assert [line for line in theirs if line not in ours] == [
        '<description>All that a show can say: &amp; "quoted", ]]&gt; and 😀.'
    ]
