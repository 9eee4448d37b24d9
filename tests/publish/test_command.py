"""`scripts/hub publish` from end to end: what it refuses, what it says, whom it tells."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.parse import parse_qs

import pytest
from podhub.publish.announce import notices, tell

from tests.publish.running import folder_rule, nginx
from tests.running import Hub, clean_environment, contents, free_port, until

SECRET = "a-word-that-nobody-may-read"


class Receiver(HTTPServer):
    """A server that notes what it is told."""

    told: list[tuple[str, str, str, str | None]]
    go_on: Event
    """Whether it answers"""
    answer = 204
    clock = 0
    """Seconds that its clock is ahead"""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Noting)
        self.told = []
        self.go_on = Event()
        self.go_on.set()
        self.url = f"http://127.0.0.1:{self.server_port}/"


class Noting(BaseHTTPRequestHandler):
    """One thing told."""

    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.server.told.append((self.command, self.path, body, self.headers["Authorization"]))
        self.server.go_on.wait()
        self.send_response(self.server.answer)
        self.end_headers()

    do_GET = do_HEAD = do_POST  # noqa: N815 (the server calls them so)

    def date_time_string(self, timestamp: float | None = None) -> str:
        """By its own clock."""
        return super().date_time_string(time.time() + self.server.clock)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """A server that notes what it is told."""
    server = Receiver()
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_site_is_published_changed_and_taken_back(
    hub: Hub, tmp_path: Path, now: str, receiver: Receiver
) -> None:
    """The whole way: published, looked at, told to podping; a mistake and a lost episode refused;
    rolled back."""
    target = tmp_path / "public"
    hub.change("mkdocs.yml", "extra:\n", f"extra:\n  podping: {receiver.url}\n")
    with nginx(tmp_path / "nginx", folder_rule(target)) as front:
        options = [target, "--now", now, "--base-url", front.url]
        # A dry run makes nothing.
        done = hub.run("publish", *options, "--dry-run")
        assert done.returncode == 0, done.stderr
        assert "Would send" in done.stdout
        assert not target.exists()

        done = hub.run("publish", *options, HUB_PODPING_TOKEN=SECRET)
        assert done.returncode == 0, done.stderr
        assert re.search(r"Published to .*: \d+ files", done.stdout)
        assert "as they were built" in done.stdout
        [(method, path, _, token)] = receiver.told
        assert (method, token) == ("GET", SECRET)
        assert parse_qs(path[2:]) == {
            "url": [f"{front.url}podcast.xml"],
            "reason": ["update"],
            "medium": ["podcast"],
        }
        assert SECRET not in done.stdout + done.stderr

        # One word changed in an article: the feed of episodes is as it was, so nobody is told.
        hub.change("docs/about.md", "\n---\n", "\n---\nA new sentence stands here.\n\n")
        first = contents(target / "current")
        done = hub.run("publish", *options)
        assert done.returncode == 0, done.stderr
        assert "release 2 is public" in done.stdout
        assert len(receiver.told) == 1

        # A mistake.
        before = contents(target / "current")
        hub.write("docs/articles/broken.md", "---\ntitle: Broken\n---\nText.\n")
        done = hub.run("publish", *options)
        assert done.returncode == 1
        assert "docs/articles/broken.md:1: date: expected" in done.stderr
        assert "Traceback" not in done.stderr
        (hub.root / "docs/articles/broken.md").unlink()

        # An episode that would vanish, though nobody has a ledger that says so.
        (hub.root / "episodes/ledger.yml").unlink()
        for file in hub.root.joinpath("episodes").glob("001-*"):
            text = (
                file.read_text(encoding="utf-8")
                if file.suffix == ".md" and ".script" not in file.name
                else ""
            )
            if text:
                hub.write(f"episodes/{file.name}", text.replace("---\n", "---\ndraft: true\n", 1))
        done = hub.run("publish", *options)
        assert done.returncode == 1
        assert "! Disappears: " in done.stderr
        assert "subscribers' apps would suffer" in done.stderr
        assert contents(target / "current") == before

        done = hub.run("rollback", target)
        assert done.returncode == 0, done.stderr
        assert re.search(r"Release 1, made .* is public again, instead of 2\.", done.stdout)
        assert contents(target / "current") == first
        done = hub.run("rollback", target)
        assert done.returncode == 3
        assert "expected an older release to go back to, found none" in done.stderr


def test_who_was_not_told_is_told_by_the_next_run(
    hub: Hub, tmp_path: Path, now: str, receiver: Receiver
) -> None:
    """A publisher that was killed when the feed was public, and one whom nobody answered: both
    leave it to the next."""
    hub.change("mkdocs.yml", "extra:\n", f"extra:\n  podping: {receiver.url}\n")
    options = ["publish", tmp_path / "public", "--now", now, "--no-look"]
    receiver.go_on.clear()
    command = [sys.executable, hub.root / "scripts/hub", *options]
    killed = subprocess.Popen(
        command, env=clean_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    until(lambda: receiver.told, "somebody to be told", 120)
    killed.kill()
    killed.wait()
    receiver.go_on.set()
    assert (tmp_path / "public/current/podcast.xml").exists()
    receiver.answer = 503
    done = hub.run(*options)
    assert "nothing has changed" in done.stdout
    assert f"warning: podping: {receiver.url} answered 503" in done.stderr
    receiver.answer = 204
    assert "Told podping" in hub.run(*options).stdout
    assert "Told" not in hub.run(*options).stdout
    assert len(receiver.told) == 3


@pytest.mark.parametrize(("minutes", "code"), [(-30, 3), (2, 0)])
def test_a_clock_far_from_the_sites_is_noticed(
    hub: Hub, tmp_path: Path, receiver: Receiver, minutes: int, code: int
) -> None:
    """A folder has no other clock than its machine; the server in front of it may have."""
    receiver.clock = minutes * 60
    done = hub.run("publish", tmp_path / "public", "--base-url", receiver.url)
    assert done.returncode == code, done.stderr
    assert (
        f"within 5 minutes of that of {receiver.url}, found this machine's 30 minutes ahead"
        in done.stderr
    ) == bool(code)
    assert (tmp_path / "public/current").exists() == (not code)
    if not code:
        # Nothing has come out since: nobody is asked.
        receiver.told.clear()
        assert hub.run("publish", tmp_path / "public", "--base-url", receiver.url).returncode == 0
        assert "HEAD" not in {method for method, _, _, _ in receiver.told}


def test_a_secret_in_the_content_is_never_published(hub: Hub, tmp_path: Path, now: str) -> None:
    """Somebody pastes a key into an article: the machine that publishes knows it, and refuses."""
    hub.change("docs/about.md", "\n---\n", f"\n---\nOur key is {SECRET}.\n\n")
    done = hub.run("publish", tmp_path / "public", "--now", now, RCLONE_S3_SECRET_ACCESS_KEY=SECRET)
    assert done.returncode == 1
    assert "expected no secret in the site" in done.stderr
    assert "about/index.html" in done.stderr
    assert SECRET not in done.stdout + done.stderr
    assert not (tmp_path / "public").exists()


@pytest.mark.parametrize(
    ("target", "said"),
    [
        (":s3,secret_access_key=abcdefgh:bucket", "expected no secret in the target"),
        ("s3:", "expected a bucket after the colon"),
    ],
)
def test_a_target_that_makes_no_sense_is_said(hub: Hub, target: str, said: str) -> None:
    """Before anything is built."""
    done = hub.run("publish", target)
    assert done.returncode == 2
    assert said in done.stderr
    assert "abcdefgh" not in done.stdout


def test_another_programs_publication_is_told_of_where_the_feed_is_news(
    hub: Hub, tmp_path: Path, now: str, receiver: Receiver
) -> None:
    """As on GitHub Pages: the build says whether the feed has changed, and a command of its own
    tells the hub."""
    hub.change("mkdocs.yml", "extra:\n", f"extra:\n  podping: {receiver.url}\n")
    output, news = tmp_path / "site", tmp_path / "news"
    with nginx(tmp_path / "nginx", folder_rule(tmp_path)) as front:
        options = ["--now", now, "--base-url", front.url, "--output", output, "--news", news]
        for expected in ("news=true\n", "news=true\n"):
            # Nothing is there yet; then the very feed, which is no news.
            done = hub.run("site", *options, "--against", f"{front.url}podcast.xml")
            assert done.returncode == 0, done.stderr
            assert news.read_text() == expected
            (tmp_path / "current").exists() or (tmp_path / "current").symlink_to(output)
        assert receiver.told == []
        done = hub.run("announce", "--base-url", front.url, HUB_PODPING_TOKEN=SECRET)
        assert done.returncode == 0, done.stderr
    [(_, path, _, token)] = receiver.told
    assert token == SECRET
    assert parse_qs(path[2:])["url"] == [f"{front.url}podcast.xml"]


def test_a_store_has_nothing_to_roll_back_to(hub: Hub) -> None:
    """And the command says what to do instead."""
    done = hub.run("rollback", "s3:bucket")
    assert done.returncode == 3
    assert "git revert" in done.stderr


def test_websub_and_podping_are_told_as_they_ask_for(receiver: Receiver) -> None:
    """WebSub by a form, podping by an address; whoever does not answer or says no is a warning."""
    feed = "https://example.org/podcast.xml"
    for notice in notices(feed, f"{receiver.url}hub", receiver.url, "token"):
        assert tell(notice) is None
    assert receiver.told == [
        ("POST", "/hub", "hub.mode=publish&hub.url=https%3A%2F%2Fexample.org%2Fpodcast.xml", None),
        (
            "GET",
            "/?url=https%3A%2F%2Fexample.org%2Fpodcast.xml&reason=update&medium=podcast",
            "",
            "token",
        ),
    ]
    receiver.answer = 503
    [refused] = [tell(notice) for notice in notices(feed, receiver.url, None, None)]
    assert refused == f"WebSub: {receiver.url} answered 503"
    [silent] = [
        tell(notice) for notice in notices(feed, f"http://127.0.0.1:{free_port()}/", None, None)
    ]
    assert silent
    assert "did not answer" in silent
