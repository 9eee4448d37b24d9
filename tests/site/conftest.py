"""A site with one more episode, apps to subscribe in, and an article that plays two; and somebody
who listens to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from podhub.build.reading import read_catalog
from podhub.links.clips import clip_urls
from podhub.links.pages import site_pages
from podhub.model.entries import Catalog

from tests.conftest import Served
from tests.running import ROOT, Hub, copy_hub, free_port, web_server
from tests.shared import made_once, run_folder
from tests.site.engines import Engine, firefox, webkit
from tests.site.search_hub import Searched, write_search_hub
from tests.window import Window

expect.set_options(timeout=30_000)  # milliseconds, for a busy machine

TONE = "podcast/a-tone/"
TONE_SECONDS = 60
BOTH = "articles/both/"
APP = ("Some app", "https://app.example/show/1")
SENTENCES = [(0, "First a tone."), (20, "Then the same tone."), (40, "At last the tone ends.")]


@pytest.fixture(scope="session")
def two_episodes(tmp_path_factory: pytest.TempPathFactory, now: str) -> Iterator[Served]:
    """The real content with one more episode, a minute of one tone."""

    @contextmanager
    def make() -> Iterator[tuple[Path, Path, str]]:
        hub = hub_of_two_episodes(tmp_path_factory.mktemp("listening") / "hub")
        port = free_port()
        folder = hub.build(hub.root / "site", now, "--base-url", f"http://127.0.0.1:{port}/")
        headers = (folder / "_headers").read_text(encoding="utf-8")
        with web_server(folder, tmp_path_factory.mktemp("nginx-listening"), port, headers) as url:
            yield hub.root, folder, url

    with made_once(run_folder(tmp_path_factory), "two-episodes", make) as (root, folder, url):
        catalog, problems = read_catalog(root)
        assert not problems
        public = catalog.public(datetime.fromisoformat(now))
        yield Served(folder, url, now, public, tuple(site_pages(public)))


def hub_of_two_episodes(target: Path) -> Hub:
    """A copy of the hub with one more episode, an app, and an article that plays two."""
    hub = copy_hub(target)
    stem = "episodes/901-a-tone"
    hub.write(
        f"{stem}.md",
        "---\ntitle: A tone\ndate: 2026-11-01 09:00 +0000\nsummary: A minute of it.\nguid: tone\n"
        "people: [{name: Ann, role: host}]\n"
        "moments:\n  - {at: '0:00', title: The start}\n  - {at: '0:30', title: The middle}\n---\n\nA tone.\n",
    )
    cues = (f"00:{at:02}.000 --> 00:{at + 10}.000\n<v Ann>{text}\n" for at, text in SENTENCES)
    hub.write(f"{stem}.vtt", "WEBVTT\n\n" + "\n".join(cues))
    hub.record(f"{stem}.mp3", TONE_SECONDS)
    catalog, _ = read_catalog(hub.root)
    topic = next(iter(catalog.topics))
    other = next(slug for slug in catalog.episodes if slug != "a-tone")
    hub.write(
        "docs/articles/both.md",
        f"---\ntitle: Both\ndescription: Both episodes.\ndate: 2026-11-01 09:00 +0000\ntopics: [{topic}]\n"
        f"key_points: [There are two.]\nepisodes: [{other}, a-tone]\n---\n\n## One\n\nText.\n",
    )
    show = hub.root / "episodes" / "show.yml"
    show.write_text(show.read_text() + f"subscribe:\n  - {{name: {APP[0]}, url: '{APP[1]}'}}\n")
    return hub


@pytest.fixture
def page(window: Window, site: Served) -> Iterator[Page]:
    """A tab of somebody who has not been here before."""
    with window.lent(site.url) as opened:
        yield opened.new_page()


@pytest.fixture
def listener_context(window: Window, two_episodes: Served) -> Iterator[BrowserContext]:
    """A window of a person who has not been here before; scripts that fail are faults."""
    with window.lent(two_episodes.url) as context:
        yield context


@pytest.fixture
def listener(listener_context: BrowserContext) -> Page:
    """A tab of that window."""
    return listener_context.new_page()


@pytest.fixture
def real_episode(two_episodes: Served) -> str:
    """The address of an episode with moments and a transcript, longer than three minutes."""
    url = next(
        e.url
        for e in two_episodes.catalog.episodes.values()
        if e.audio.seconds > 180 and e.fields.moments and e.cues
    )
    return two_episodes.url + url


def a_clip(catalog: Catalog) -> tuple[str, int, int]:
    """The address of a clip that does not begin its episode, and its seconds."""
    return next(
        (url, int(moment.at), round(moment.at + moment.clip))
        for episode in catalog.episodes.values()
        for moment, url in zip(episode.fields.moments, clip_urls(episode), strict=True)
        if url and moment.clip and moment.at > 30
    )


def at(page: Page) -> float:
    """Where the audio stands, in seconds."""
    return float(page.evaluate("document.querySelector('audio').currentTime"))


def sounds(page: Page) -> bool:
    """Whether the audio plays."""
    return bool(page.evaluate("!document.querySelector('audio').paused"))


def wait_for_sound(page: Page, after: float = 0) -> None:
    """Wait until the audio plays, and has come past a second."""
    heard = "([at]) => { const audio = document.querySelector('audio'); return audio && !audio.paused && audio.currentTime > at }"
    page.wait_for_function(heard, arg=[after])


def press_play(page: Page) -> None:
    """Press the first player's button and hear it."""
    page.locator(".hub-player [data-part=toggle]").first.click()
    wait_for_sound(page)


def scroll_past_the_player(page: Page) -> None:
    """Leave the player of a page behind: the bar takes its place."""
    page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
    expect(page.locator(".hub-bar")).to_be_visible()


def open_ready(page: Page, url: str) -> None:
    """Open a page and wait until its players are ours."""
    page.goto(url)
    expect(page.locator(".hub-player[data-ready]").first).to_be_visible()


@pytest.fixture(scope="session", params=[firefox, webkit], ids=["firefox", "webkit"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """One of Chromium's rivals, for all that is tried in it."""
    with request.param(tmp_path_factory.mktemp("profile")) as tab:
        yield tab


@pytest.fixture(scope="session")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Searched]:
    """Built below a path, as on a host that gives each project a folder: no address may begin at
    the root."""

    @contextmanager
    def make() -> Iterator[Searched]:
        root, port = tmp_path_factory.mktemp("searched"), free_port()
        write_search_hub(root)
        # Our settings name a guide and a mark that this hub does not have.
        ours = r"(?m)^  (- .*: guides/|card_mark:).*\n"
        settings = re.sub(ours, "", (ROOT / "mkdocs.yml").read_text())
        (root / "mkdocs.yml").write_text(settings)
        (root / "hooks").symlink_to(ROOT / "hooks", target_is_directory=True)
        served, address = root / "served", f"http://127.0.0.1:{port}/below/"
        time = ("--now", "2026-06-01 00:00 +0000")
        place = ("--output", served / "below", "--base-url", address)
        built = Hub(ROOT).run("site", "--root", root, *place, *time)
        assert built.returncode == 0, built.stderr
        with web_server(served, tmp_path_factory.mktemp("nginx"), port):
            yield Searched(address, served)

    with made_once(run_folder(tmp_path_factory), "searched", make) as searched:
        yield searched
