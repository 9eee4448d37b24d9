"""`podhub init --from FEED`: a hub begins with a podcast that was elsewhere, and nothing is left to
fix that the feed or its owner could say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result
from podhub.build.hub import Hub, View, read_hub
from podhub.cli.building import store_of
from podhub.cli.init import init
from podhub.read.frontmatter import read_yaml

from tests.importing.feeds import ART, FILES, feed, item
from tests.importing.oddities import COUNT, Oddities
from tests.importing.places import SOUND

MADE = Oddities(12)


class Elsewhere(BaseHTTPRequestHandler):
    """The host that the show is at: its feed, recordings, artwork and transcripts."""

    def do_GET(self) -> None:
        """Answer with what stands at an address."""
        name = unquote(self.path).lstrip("/")
        said = MADE.files.get(name, SOUND if name.endswith((".mp3", ".m4a")) else None)
        said = ART if name == "art.jpg" else said
        if name == "podcast.xml":
            said = MADE.feed.replace(FILES, f"http://{self.headers['Host']}")
        body = said.encode() if isinstance(said, str) else said
        self.send_response(200 if body else 404)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    """Its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def begun(folder: Path, source: str | Path, *options: str) -> Result:
    """Run `podhub init --from`."""
    return CliRunner().invoke(init, [str(folder), "--from", str(source), *options])


def read(root: Path) -> Hub:
    """The hub, and all that is wrong with it."""
    now = datetime(2026, 11, 27, tzinfo=UTC)
    with store_of(root) as store:
        return read_hub(View(root, now), store)


def test_three_hundred_episodes_come_over_the_network(host: str, tmp_path: Path) -> None:
    """Each is there with its recording, nothing is left to fix, and what came otherwise than it
    was is told."""
    done = begun(tmp_path / "hub", f"{host}/podcast.xml")
    assert done.exit_code == 0, done.output
    hub = read(tmp_path / "hub")
    assert not hub.problems
    assert len(hub.shown.episodes) == COUNT
    assert hub.shown.show is not None
    assert (hub.settings.site_name, hub.settings.language) == ("Sales", "en-GB")
    assert len(list((tmp_path / "hub/episodes").glob("*.mp3"))) == COUNT
    told = [line for line in done.stderr.splitlines() if not re.match(r"hub: \d+ of", line)]
    assert f"{len(told)} lines above" in done.stdout
    assert f"Wrote {COUNT} episodes and the show." in done.stdout
    assert f"Measured {COUNT} recordings" in done.stdout
    assert f"podhub transcribe --missing --root {tmp_path}/hub " in done.stdout
    assert not [draft for draft in hub.everything.episodes.values() if draft.fields.draft]


def without(text: str, *tags: str) -> str:
    """A feed that lacks some of its tags."""
    for tag in tags:
        text = re.sub(rf"<{tag}>.*?</{tag}>|<{tag} [^>]*/>", "", text, flags=re.DOTALL)
    return text


def test_what_a_feed_on_the_disk_lacks_is_made_or_told(host: str, tmp_path: Path) -> None:
    """An id of the show's own, plain artwork, and what its owner says in the options; what nobody
    said stays a mistake with its line."""
    text = without(feed(item("one")), "itunes:owner", "itunes:author", "itunes:image", "language")
    (tmp_path / "feed.xml").write_text(text.replace(FILES, host), encoding="utf-8")
    done = begun(tmp_path / "hub", tmp_path / "feed.xml", "--email", "ann@show.example")
    assert done.exit_code == 0, done.output
    hub = read(tmp_path / "hub")
    assert [problem.field for problem in hub.problems] == ["author", "language"]
    document, _ = read_yaml(tmp_path / "hub", "episodes/show.yml")
    assert document is not None
    assert document.data["email"] == hub.settings.contact == "ann@show.example"
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", document.data["guid"])
    assert (tmp_path / "hub/episodes" / document.data["artwork"]).is_file()
    for field in ("guid", "artwork"):
        assert f"episodes/show.yml: {field}: expected" in done.stderr
    assert "2 mistakes to fix first" in done.stdout


def test_a_feed_that_cannot_be_read_leaves_nothing_behind(tmp_path: Path) -> None:
    """No folder, no file; and a podcast is not asked for and refused in one breath."""
    done = begun(tmp_path / "hub", tmp_path / "none.xml")
    assert done.exit_code == 1
    assert "found no such file" in str(done.exception)
    done = begun(tmp_path / "hub", tmp_path / "none.xml", "--no-podcast")
    assert (done.exit_code, "leave out --no-podcast" in done.output) == (2, True)
    assert not list(tmp_path.iterdir())


def test_a_start_that_broke_off_goes_on(host: str, tmp_path: Path) -> None:
    """The settings are written last, so the same command ends what it began."""
    (tmp_path / "feed.xml").write_text(feed(item("one")).replace(FILES, host), encoding="utf-8")
    assert begun(tmp_path / "hub", tmp_path / "feed.xml").exit_code == 0
    (tmp_path / "hub/mkdocs.yml").unlink()
    show = (tmp_path / "hub/episodes/show.yml").read_bytes()
    done = begun(tmp_path / "hub", tmp_path / "feed.xml")
    assert done.exit_code == 0, done.output
    assert "1 episode here already" in done.stdout
    assert (tmp_path / "hub/episodes/show.yml").read_bytes() == show
    assert not read(tmp_path / "hub").problems
