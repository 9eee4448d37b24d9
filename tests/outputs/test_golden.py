"""The whole feed of a show that says everything and of one that says the least, to the byte.

After a change that is meant: look at the difference that the test shows, then write the files anew
with `.venv/bin/python -m tests.outputs.test_golden`."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from podhub.outputs.feed.feed_texts import FeedTexts
from podhub.outputs.feed.opml import opml
from podhub.outputs.feed.podcast import podcast_feeds

from tests.build.corpus import catalog_of
from tests.outputs.shows import EVERYTHING, LEAST

FOLDER = Path(__file__).parent / "golden"
SITE = "https://hub.example/base/"
NOTES = '<h2 id="a">Heard<a class="headerlink" href="#a">&para;</a></h2>\n' + (
    '<p>See <a href="../../articles/first-call/">it</a> ]]&gt; 😀.</p>'
)
SHOWS: dict[str, dict[str, Any]] = {"everything": EVERYTHING, "least": LEAST}


def written(show: str, root: Path) -> dict[str, bytes]:
    """The files of a show, by the names that they have among the golden ones."""
    catalog = catalog_of(root, SHOWS[show])
    assert catalog.show
    [document], _ = podcast_feeds(catalog, SITE, FeedTexts(SITE, lambda url: NOTES))
    assert document.path == "podcast.xml"
    # Pictures are made by the tests; what their bytes are is the library's affair.
    feed = re.sub(rb"-[0-9a-f]{10}(?=(?:-wide)?\.(?:jpg|png)\")", b"-0123456789", document.make())
    feed = re.sub(rb"-[0-9a-f]{10}(?=\.jpg</url>)", b"-0123456789", feed)
    feed = re.sub(rb"<generator>podhub [\d.]+<", b"<generator>podhub 0<", feed)
    return {f"{show}.xml": feed, f"{show}.opml": opml(catalog.show, SITE)}


@pytest.mark.parametrize("show", SHOWS)
def test_the_feed_is_the_golden_one(show: str, tmp_path: Path) -> None:
    """Nothing more, nothing less, nothing elsewhere."""
    for name, content in written(show, tmp_path).items():
        assert content.decode() == (FOLDER / name).read_text(encoding="utf-8")


if __name__ == "__main__":
    for one in SHOWS:
        with TemporaryDirectory() as folder:
            for file, text in written(one, Path(folder)).items():
                (FOLDER / file).write_bytes(text)
