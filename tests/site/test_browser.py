"""The site in a real browser: asks nobody else, breaks nothing, plays from the second that a link
names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import Served

MISSING = "no/such/page/"


def one_of_each_kind(site: Served) -> list[str]:
    """The address of one page of each kind, and of one that is not there."""
    kinds = {
        page.kind if page.kind != "list" else page.url: page.url for page in reversed(site.pages)
    }
    return [*kinds.values(), MISSING]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A window of a person who has not been here before."""
    opened = browser.new_context(viewport={"width": 1280, "height": 800})
    yield opened
    opened.close()


@pytest.fixture
def episode_url(site: Served) -> str:
    """An episode with audio of our own."""
    return next(
        site.url + entry.url for entry in site.catalog.episodes.values() if entry.audio.source
    )


def test_no_page_asks_another_host_or_for_what_is_not_there(
    site: Served, context: BrowserContext
) -> None:
    """Each kind of page, with and without its last slash: our files alone, none missing, an empty
    console."""
    faults: list[str] = []
    ours = urlsplit(site.url).netloc
    shown: list[str] = []

    def look_at_request(url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != ours:
            faults.append(f"asks another host: {url}")

    def look_at_answer(url: str, status: int) -> None:
        if status >= 400 and MISSING.rstrip("/") not in url:
            faults.append(f"{status}: {url}")

    def look_at_failure(url: str, failure: str | None) -> None:
        # A busy browser asks for the icon so late that the page is left meanwhile.
        if failure != "net::ERR_ABORTED":
            faults.append(f"failed: {url} {failure}")

    def look_at_console(kind: str, text: str) -> None:
        # Chromium itself notes that the page which is not there answers 404.
        if kind in ("error", "warning") and not (
            MISSING.rstrip("/") in shown[-1] and "404" in text
        ):
            faults.append(f"{kind} on {shown[-1]}: {text}")

    context.on("request", lambda request: look_at_request(request.url))
    context.on("requestfailed", lambda request: look_at_failure(request.url, request.failure))
    context.on("response", lambda response: look_at_answer(response.url, response.status))
    context.on("console", lambda message: look_at_console(message.type, message.text))
    context.on("weberror", lambda error: faults.append(f"script error: {error.error}"))
    page = context.new_page()
    for path in one_of_each_kind(site):
        for address in (path, path.rstrip("/")):
            shown.append(address)
            page.goto(site.url + address, wait_until="networkidle")
    assert faults == []


def position(page: Page) -> float:
    """Where the audio stands, in seconds."""
    return float(page.evaluate("document.querySelector('audio').currentTime"))


def test_a_link_with_a_second_in_it_opens_the_episode_there(page: Page, episode_url: str) -> None:
    """`#t=83` puts the audio at 1:23, where a sentence begins in it or else at its start, and plays
    nothing unasked."""
    page.goto(f"{episode_url}#t=83")
    page.wait_for_function("() => Math.floor(document.querySelector('audio')?.currentTime) === 83")
    start = page.evaluate("Number(document.getElementById('t=83')?.dataset.start ?? 83)")
    assert page.evaluate("document.querySelector('audio').currentTime") == pytest.approx(
        start, abs=0.05
    )
    assert page.evaluate("document.querySelector('audio').paused")


def test_an_episode_loads_no_audio_before_it_is_asked_for(page: Page, episode_url: str) -> None:
    """A visit alone costs no megabytes."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(episode_url, wait_until="networkidle")
    assert not [url for url in asked if "/audio/" in url]


def test_a_click_on_a_moment_plays_from_there(page: Page, site: Served) -> None:
    """The audio plays on from the moment, and the address names its second."""
    episode = next(
        entry
        for entry in site.catalog.episodes.values()
        if entry.audio.source and entry.fields.moments
    )
    moment = episode.fields.moments[-1]
    page.goto(site.url + episode.url)
    page.locator(f".hub-moments a[href='#t={int(moment.at)}']").click()
    page.wait_for_function(
        "([at]) => { const a = document.querySelector('audio'); return a && !a.paused && a.currentTime > at + 0.2 }",
        arg=[int(moment.at)],
    )
    assert position(page) < moment.at + 30
    assert page.url.endswith(f"#t={int(moment.at)}")


def test_a_place_where_a_term_is_heard_plays_from_its_second(page: Page, site: Served) -> None:
    """From a definition, one click leads to the sentence, with the audio at it, which may play on:
    it begins within the second that the address names."""
    page.goto(site.url + next(iter(site.catalog.definitions.values())).url)
    heard = None
    for definition in site.catalog.definitions.values():
        page.goto(site.url + definition.url)
        if page.locator(".hub-heard a").count():
            heard = page.locator(".hub-heard a").first
            break
    assert heard is not None
    heard.click()
    found = re.search(r"#t=(\d+)$", page.url)
    assert found
    page.wait_for_function(
        """([at]) => {
          const start = Number(document.getElementById(`t=${at}`).dataset.start)
          const heard = document.querySelector('audio')?.currentTime - start
          return heard > -0.5 && heard < 5
        }""",
        arg=[int(found[1])],
    )
    expect(page.locator(":target")).to_be_in_viewport()


def test_without_javascript_an_episode_can_be_heard_and_read(
    site: Served, browser: Browser
) -> None:
    """An audio element with controls, its file, moments that lead to their sentence, the whole
    transcript."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for episode in site.catalog.episodes.values():
        page.goto(site.url + episode.url)
        audio = page.locator("audio[controls]")
        expect(audio).to_be_visible()
        assert (audio.get_attribute("src") or "").endswith(episode.audio.url.rpartition("/")[2])
        if episode.cues:
            transcript = page.locator(".hub-transcript")
            expect(transcript).to_be_visible()
            said = re.sub(r"\W+", " ", transcript.inner_text())
            assert re.sub(r"\W+", " ", episode.cues[-1].text).strip() in said
        for moment in episode.fields.moments:
            link = page.locator(f".hub-moments a[href='#t={int(moment.at)}']")
            expect(link).to_be_visible()
            link.click()
            expect(page.locator(f"[id='t={int(moment.at)}']")).to_be_in_viewport()
    context.close()


def test_without_javascript_every_kind_of_page_shows_its_text(
    site: Served, browser: Browser
) -> None:
    """Nothing waits for a script to be seen."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in one_of_each_kind(site):
        page.goto(site.url + path)
        expect(page.locator("h1")).to_be_visible()
        expect(page.locator(".hub-tabs a").first).to_be_visible()
    context.close()
