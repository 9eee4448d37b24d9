"""An episode's player on other people's pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.axe import judged, violations_in_light_and_dark
from tests.conftest import Served
from tests.running import free_port, web_server
from tests.site.conftest import TONE, at, open_ready, wait_for_sound

WIDTHS = (280, 320, 640, 1280)


@pytest.fixture(scope="module")
def announced(two_episodes: Served) -> dict[str, object]:
    """What the episode's page announces to sites that ask for oEmbed."""
    page = html.document_fromstring((two_episodes.folder / TONE / "index.html").read_bytes())
    (address,) = page.xpath("//link[@rel='alternate'][@type='application/json+oembed']/@href")
    assert address == f"{two_episodes.url}{TONE}oembed.json"
    found: dict[str, object] = json.loads((two_episodes.folder / TONE / "oembed.json").read_text())
    return found


def test_oembed_says_what_its_specification_asks_for(
    two_episodes: Served, announced: dict[str, object]
) -> None:
    """oembed.com 2.3.4: a rich answer has html, width and height; a thumbnail comes with its
    size."""
    assert announced["version"] == "1.0"
    assert announced["type"] == "rich"
    assert announced["title"] == "A tone"
    assert (announced["width"], announced["height"]) == (640, 220)
    code = html.fragment_fromstring(str(announced["html"]))
    assert code.tag == "iframe"
    assert code.get("src") == f"{two_episodes.url}{TONE}embed/"
    assert code.get("title") == "A tone"
    assert not code.get("style")
    picture = str(announced["thumbnail_url"]).removeprefix(two_episodes.url)
    assert (two_episodes.folder / picture).is_file()


@pytest.fixture
def elsewhere(announced: dict[str, object], tmp_path: Path) -> Iterator[str]:
    """A page of another site that shows the episode."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "index.html").write_text(
        f"<!doctype html><title>Elsewhere</title><body><p>Listen:</p>{announced['html']}"
    )
    with web_server(folder, tmp_path / "nginx", free_port()) as url:
        yield url


def test_it_plays_in_a_frame_of_another_site(elsewhere: str, listener: Page) -> None:
    """With the same controls; without the bar and the router, which are for our own pages."""
    asked: list[str] = []
    listener.on("request", lambda request: asked.append(request.url))
    listener.goto(elsewhere)
    frame = listener.frame_locator("iframe")
    frame.locator("[data-part=toggle]").click()
    expect(frame.locator("[data-part=toggle]")).to_have_attribute("aria-label", "Pause")
    frame.locator("[data-part=forward]").click()
    expect(frame.locator("[data-part=elapsed]")).to_have_text(re.compile("0:1[5-9]"))
    expect(frame.locator(".hub-bar")).to_have_count(0)
    assert not [url for url in asked if re.search("bar.js|router.js|stylesheets", url)]
    expect(frame.get_by_role("link", name="A tone")).to_have_attribute("target", "_top")


def test_a_frame_can_start_at_a_second(two_episodes: Served, listener: Page) -> None:
    """Also its address takes `#t=`."""
    open_ready(listener, f"{two_episodes.url}{TONE}embed/#t=20,22")
    listener.locator("[data-part=toggle]").click()
    wait_for_sound(listener, 20)
    listener.wait_for_function("() => document.querySelector('audio')?.paused")
    assert at(listener) == pytest.approx(22, abs=0.3)


def test_it_works_without_javascript(two_episodes: Served, browser: Browser) -> None:
    """By the browser's own controls."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 640, "height": 220})
    page = context.new_page()
    page.goto(f"{two_episodes.url}{TONE}embed/")
    expect(page.locator("audio[controls]")).to_be_visible()
    expect(page.locator("button")).to_have_count(page.locator("button:not(:visible)").count())
    context.close()


def test_it_fits_its_frame(
    two_episodes: Served, announced: dict[str, object], browser: Browser
) -> None:
    """At any width from 280 px, with a title of any length, nothing has to be scrolled."""
    for width in WIDTHS:
        context = browser.new_context(
            viewport={"width": width, "height": int(str(announced["height"]))}
        )
        page = context.new_page()
        open_ready(page, f"{two_episodes.url}{TONE}embed/")
        page.evaluate(
            "document.querySelector('h1 a').textContent = 'A long title that goes on and on '.repeat(6)"
        )
        size = page.evaluate(
            "[document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]"
        )
        assert size == [width, announced["height"]]
        context.close()


def test_axe_finds_no_fault_in_it(two_episodes: Served, browser: Browser) -> None:
    """No violation of any rule, of any impact, in light and dark."""
    size = {"width": 390, "height": 220}
    with judged(browser, viewport=size, reduced_motion="reduce") as page:
        open_ready(page, f"{two_episodes.url}{TONE}embed/")
        assert violations_in_light_and_dark(page) == []


def test_its_title_is_in_letters_that_it_has(two_episodes: Served, listener: Page) -> None:
    """A small frame on somebody else's page loads no font, and falls back to no other."""
    fonts: list[str] = []
    listener.on(
        "request", lambda request: fonts.append(request.url) if "/fonts/" in request.url else None
    )
    episode = next(iter(two_episodes.catalog.episodes))
    listener.goto(f"{two_episodes.url}podcast/{episode}/embed/")
    title, body = (
        listener.locator(part).evaluate("e => getComputedStyle(e).fontFamily")
        for part in (".hub-card__title", "body")
    )
    assert title == body
    assert fonts == []


def test_it_is_no_page_of_the_site(two_episodes: Served) -> None:
    """Search engines are led to the episode's own page."""
    page = html.document_fromstring(
        (two_episodes.folder / TONE / "embed" / "index.html").read_bytes()
    )
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{two_episodes.url}{TONE}"]
    assert "embed/" not in (two_episodes.folder / "sitemap.xml").read_text()
