"""The page of a clip, and lists in which each row plays."""

from __future__ import annotations

import pytest
from lxml import html
from playwright.sync_api import Browser, Page, expect

from tests.axe import judged, violations_in_light_and_dark
from tests.conftest import Served
from tests.site.conftest import TONE, a_clip, at, open_ready, sounds, wait_for_sound


@pytest.fixture(scope="module")
def clip(two_episodes: Served) -> tuple[str, int, int]:
    """The address of a clip, and its seconds."""
    return a_clip(two_episodes.catalog)


def test_it_plays_only_its_part_again_and_again(
    two_episodes: Served, listener: Page, clip: tuple[str, int, int]
) -> None:
    """Its seek bar leads from its start to its end; the whole episode is a link away."""
    url, start, end = clip
    open_ready(listener, two_episodes.url + url)
    player = listener.locator(".hub-player")
    seek = player.get_by_role("slider", name="Position")
    expect(seek).to_have_attribute("min", str(start))
    expect(seek).to_have_attribute("max", str(end))
    expect(player.locator("[data-part=elapsed]")).to_have_text("0:00")
    for _ in range(2):
        player.locator("[data-part=toggle]").click()
        wait_for_sound(listener, start)
        assert at(listener) < start + 5
        seek.fill(str(end - 1))
        listener.wait_for_function("() => document.querySelector('audio').paused")
        assert at(listener) == pytest.approx(end, abs=0.3)
        expect(player.locator("[data-part=elapsed]")).to_have_text("0:00")
    first = listener.locator(".hub-transcript [data-start]").first
    first.click()
    wait_for_sound(listener, start)
    expect(first).to_have_attribute("aria-current", "true")
    assert "#" not in listener.url
    assert listener.evaluate("localStorage.getItem('hub:positions') ?? '[]'") == "[]"
    listener.get_by_role("link", name="Hear the whole episode").click()
    listener.wait_for_url(f"**/#t={start}")
    wait_for_sound(listener, start)


def test_the_link_to_it_can_be_copied(
    two_episodes: Served, listener: Page, clip: tuple[str, int, int]
) -> None:
    """It stands on the episode's page, at the moment and above its words."""
    url = two_episodes.url + clip[0]
    open_ready(listener, url.partition("clips/")[0])
    links = listener.locator(f".hub-clip[href$='{clip[0].partition('clips/')[2]}']")
    expect(links).to_have_count(2)
    links.first.click()
    listener.wait_for_url(url)
    listener.get_by_role("button", name="Copy link to this clip").click()
    expect(listener.locator(".hub-clip__ways [role=status]")).to_have_text("Copied")
    assert listener.evaluate("navigator.clipboard.readText()") == url


def test_networks_show_its_card_and_search_engines_its_episode(
    two_episodes: Served, clip: tuple[str, int, int]
) -> None:
    """Its own address and picture; in no sitemap, and without scripts the browser plays the part."""
    page = html.document_fromstring((two_episodes.folder / clip[0] / "index.html").read_bytes())
    assert page.xpath("//meta[@property='og:url']/@content") == [two_episodes.url + clip[0]]
    (card,) = page.xpath("//meta[@property='og:image']/@content")
    assert (two_episodes.folder / card.removeprefix(two_episodes.url)).is_file()
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
    assert "/clips/" not in (two_episodes.folder / "sitemap.xml").read_text()
    (sound,) = page.xpath("//main//audio/@src")
    assert sound.endswith(f".mp3#t={clip[1]},{clip[2]}")


def test_axe_finds_no_fault_in_it(
    two_episodes: Served, browser: Browser, clip: tuple[str, int, int]
) -> None:
    """No violation of any rule on a phone, in light and dark, nor is it wider than one."""
    size = {"width": 320, "height": 844}
    with judged(browser, viewport=size, reduced_motion="reduce") as page:
        open_ready(page, two_episodes.url + clip[0])
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
        assert violations_in_light_and_dark(page) == []


@pytest.mark.parametrize("path", ["podcast/", "topics/"])
def test_each_row_of_a_list_plays(two_episodes: Served, listener: Page, path: str) -> None:
    """With the bar, also where the page has no player, and with its moments; a second press
    pauses."""
    if path == "topics/":
        topics = two_episodes.catalog.episodes["a-tone"].fields.topics
        episode = next(e for e in two_episodes.catalog.episodes.values() if e.fields.topics)
        assert not topics
        path = f"topics/{episode.fields.topics[0]}/"
    listener.goto(two_episodes.url + path)
    row = listener.locator(".hub-card:has(.hub-play)").last
    title = row.locator(".hub-card__title").inner_text()
    row.get_by_role("button", name="Play: ").click()
    wait_for_sound(listener)
    expect(row.get_by_role("button", name="Pause: ")).to_be_visible()
    expect(listener.locator(".hub-bar__title")).to_have_text(title)
    expect(listener.locator(".hub-bar .hub-marks i").first).to_be_attached()
    row.get_by_role("button", name="Pause: ").click()
    assert not sounds(listener)


def test_rows_wait_for_scripts(two_episodes: Served, browser: Browser) -> None:
    """Without them a row is the link that it was."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{two_episodes.url}podcast/")
    expect(page.locator(".hub-play").first).to_be_hidden()
    expect(page.locator(f".hub-card a[href*='{TONE.split('/')[1]}']").first).to_be_visible()
    context.close()
