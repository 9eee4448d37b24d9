"""Browsing while something plays: the audio goes on, and everything else is as after loading a
page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.axe import judged, violations_in_light_and_dark
from tests.conftest import Served
from tests.running import free_port, web_server
from tests.site.conftest import (
    BOTH,
    TONE,
    at,
    open_ready,
    press_play,
    scroll_past_the_player,
    sounds,
    wait_for_sound,
)

TABS = ".md-tabs, .hub-tabs"


@pytest.fixture
def playing(two_episodes: Served, listener: Page) -> Page:
    """The home page, where the newest episode plays, with the bar and the router at work."""
    open_ready(listener, two_episodes.url)
    press_play(listener)
    scroll_past_the_player(listener)
    listener.wait_for_load_state("networkidle")
    # A page that is loaded anew forgets this; a pause would be counted.
    listener.evaluate(
        "window.kept = true; window.pauses = 0;"
        "document.querySelector('audio').addEventListener('pause', () => { pauses += 1 })"
    )
    return listener


def follow(page: Page, path: str) -> None:
    """Press a link in the page as it stands; if there is none, one is put there first, as any page
    might have it."""
    page.evaluate(
        "([path]) => { const a = document.createElement('a'); a.href = path; a.id = 'way'; a.textContent = 'A way';"
        " document.querySelector('main h1').after(a) }",
        [path],
    )
    page.locator("#way").click()


def go(page: Page, url: str) -> None:
    """Press a link and wait until the page that it leads to stands there."""
    follow(page, url)
    page.wait_for_url(url)
    page.wait_for_function("() => !document.getElementById('way')")


def still_sounds(page: Page) -> None:
    """The audio has never stopped, and moves on."""
    assert page.evaluate("[window.kept, window.pauses]") == [True, 0]
    wait_for_sound(page, at(page) + 0.1)


def test_it_plays_on_through_every_kind_of_page(two_episodes: Served, playing: Page) -> None:
    """By links, and by going back; each page has its title, its address and its text."""
    kinds = {page.kind: page.url for page in two_episodes.pages}
    for url in kinds.values():
        go(playing, f"{two_episodes.url}{url}")
        expect(playing.locator("main h1")).to_be_visible()
    for url in list(kinds.values())[-2::-1]:
        playing.go_back()
        playing.wait_for_url(f"{two_episodes.url}{url}")
    still_sounds(playing)


def test_what_a_page_says_of_itself_comes_with_it(
    two_episodes: Served, playing: Page, browser: Browser
) -> None:
    """Title, description, canonical address, announced files, the marked hub: as if the page had
    been loaded."""
    url = f"{two_episodes.url}{TONE}"
    follow(playing, url)
    playing.wait_for_function("() => document.title.startsWith('A tone')")
    said = """() => ({
      title: document.title,
      head: [...document.querySelectorAll('meta[name=description], meta[property], link[rel~=canonical], link[rel~=alternate]')]
        .map(e => [e.getAttribute('property') ?? e.getAttribute('rel') ?? e.name, e.content ?? e.href]).sort(),
      tabs: [...document.querySelectorAll('header a, .md-tabs a')].map(a => [a.href, a.getAttribute('aria-current')]),
      links: [...document.querySelectorAll('main a, footer a')].map(a => a.href),
      images: [...document.querySelectorAll('main img')].map(i => [i.currentSrc, i.naturalWidth > 0]),
    })"""
    other = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
    open_ready(other, url)
    playing.wait_for_function(
        "() => [...document.querySelectorAll('main img')].every(i => i.complete)"
    )
    assert playing.evaluate(said) == other.evaluate(said)
    other.context.close()


def test_screen_readers_and_keyboards_start_at_the_new_page(
    two_episodes: Served, playing: Page
) -> None:
    """The title is announced, the focus is on the heading, and the page is shown from its top."""
    playing.evaluate("scrollTo(0, 900)")
    follow(playing, f"/{BOTH}")
    expect(playing.locator("main h1")).to_be_focused()
    expect(playing.locator("main h1")).to_have_text("Both")
    expect(playing.locator("body > [role=status]")).to_have_text(playing.title())
    playing.wait_for_function("() => scrollY === 0")


def test_going_back_leads_to_where_one_was(two_episodes: Served, playing: Page) -> None:
    """The browser's history, with its scrolling."""
    playing.evaluate("scrollTo(0, 700)")
    before = playing.evaluate("scrollY")
    playing.locator("main .hub-card__title a").last.evaluate("link => link.click()")
    playing.wait_for_function("() => scrollY === 0")
    playing.go_back()
    playing.wait_for_function("([y]) => Math.abs(scrollY - y) < 30", arg=[before])
    playing.go_forward()
    playing.wait_for_function("() => scrollY === 0")
    still_sounds(playing)


def test_a_link_to_a_heading_leads_there(two_episodes: Served, playing: Page) -> None:
    """On another page, and on the same one."""
    follow(playing, f"{two_episodes.url}{BOTH}#one")
    playing.wait_for_function(
        "() => document.querySelector('#one')?.getBoundingClientRect().top < innerHeight - 60"
    )
    assert playing.evaluate("document.querySelector('#one').matches(':target')")
    follow(playing, "#episodes")
    playing.wait_for_function("() => location.hash === '#episodes'")
    still_sounds(playing)


def test_what_is_no_page_of_ours_is_left_to_the_browser(
    two_episodes: Served, playing: Page
) -> None:
    """Files, other tabs, downloads."""
    follow(playing, f"{two_episodes.url}{TONE}")
    playing.wait_for_function("() => document.title.startsWith('A tone')")
    with playing.expect_download() as kept:
        playing.get_by_role("link", name="Download").click()
    assert kept.value.suggested_filename == "901-a-tone.mp3"
    with playing.context.expect_page() as opened:
        playing.locator(".hub-breadcrumbs a").last.click(modifiers=["ControlOrMeta"])
    opened.value.close()
    still_sounds(playing)
    playing.get_by_role("link", name="WebVTT").click()
    playing.wait_for_url("**/transcript.vtt")
    assert "WEBVTT" in (playing.text_content("body") or "")


def test_a_page_that_cannot_be_had_is_the_browsers_to_show(
    two_episodes: Served, playing: Page
) -> None:
    """As if there were no router: the host's own page for what is not there."""
    follow(playing, f"{two_episodes.url}no/such/page/")
    expect(playing.locator("h1")).to_have_text("This page does not exist")
    assert playing.evaluate("window.kept") is None
    assert playing.url.endswith("/no/such/page/")


def test_of_two_links_the_last_one_counts(two_episodes: Served, playing: Page) -> None:
    """A slow answer to the first one comes too late."""

    def late(route: object) -> None:
        playing.wait_for_timeout(600)
        route.continue_()  # type: ignore[attr-defined]

    playing.route(f"**/{BOTH}", late)
    playing.evaluate(
        "([slow, fast]) => { location.href = slow; setTimeout(() => { location.href = fast }, 100) }",
        [f"/{BOTH}", f"/{TONE}"],
    )
    playing.wait_for_function("() => document.title.startsWith('A tone')")
    playing.wait_for_timeout(800)
    expect(playing.locator("main h1")).to_have_text("A tone")
    still_sounds(playing)


def test_the_scripts_of_each_page_start_again(two_episodes: Served, playing: Page) -> None:
    """Players, transcripts, guides and words work on a page that came by exchange, also the second
    time."""
    guide = next(page.url for page in two_episodes.pages if page.kind == "guide")
    for _ in range(2):
        go(playing, f"{two_episodes.url}{TONE}")
        expect(playing.locator(".hub-player[data-ready]")).to_be_visible()
        go(playing, f"{two_episodes.url}{guide}")
        expect(playing.locator(".hub-guide")).to_be_visible()
        playing.locator(".hub-guide input").first.check()
        expect(playing.locator(".hub-guide__progress")).to_contain_text("1 of")
    still_sounds(playing)
    go(playing, f"{two_episodes.url}{TONE}")
    playing.locator(".hub-transcript [data-start]").nth(1).click()
    wait_for_sound(playing, 20)
    expect(playing.locator(".hub-bar__title")).to_have_text("A tone")


def test_all_results_are_not_covered_by_the_dialog(two_episodes: Served, playing: Page) -> None:
    """The page is exchanged below it, so it closes."""
    playing.keyboard.press("/")
    playing.locator("dialog input[type=search]").fill("coaching")
    playing.get_by_role("link", name="All results").click()
    playing.wait_for_url(re.compile("/search/"))
    expect(playing.locator("main [data-search-page] input[type=search]")).to_have_value("coaching")
    expect(playing.locator("dialog")).to_be_hidden()
    still_sounds(playing)


def test_searching_does_not_stop_it(two_episodes: Served, playing: Page) -> None:
    """In the dialog, and on the page that writes what it is asked into its address; a result that
    is a time plays."""
    playing.keyboard.press("/")
    expect(playing.locator("dialog[open]")).to_be_visible()
    playing.keyboard.press("Escape")
    go(playing, f"{two_episodes.url}search/")
    playing.locator("[data-search-page] input").first.fill("last a tone ends")
    playing.wait_for_url("**/search/?q=last*")
    result = playing.locator(f"[data-search-page] a[href*='{TONE}#t=']").first
    expect(result).to_be_visible()
    still_sounds(playing)
    result.click()
    playing.wait_for_url(f"**/{TONE}#t=*")
    second = int(re.findall(r"#t=(\d+)", playing.url)[0])
    wait_for_sound(playing, second)
    expect(playing.locator(".hub-bar__title")).to_have_text("A tone")
    assert playing.evaluate("window.kept")
    playing.go_back()
    playing.wait_for_url("**/search/?q=last*")
    expect(playing.locator(f"[data-search-page] a[href*='{TONE}#t=']").first).to_be_visible()
    wait_for_sound(playing, at(playing) + 0.1)


def test_a_time_on_another_page_plays_when_it_is_pressed(
    two_episodes: Served, listener: Page
) -> None:
    """Before anything has played, and while something plays."""
    heard = next(
        page.url
        for page in two_episodes.pages
        if page.kind == "definition" and page.url.endswith("sales-coaching/")
    )
    listener.goto(two_episodes.url + heard)
    listener.locator(".hub-heard a.hub-time").first.click()
    second = int(re.findall(r"#t=(\d+)", listener.url)[0])
    wait_for_sound(listener, second)
    assert at(listener) < second + 20
    follow(listener, f"{two_episodes.url}{TONE}#t=30")
    wait_for_sound(listener, 30)
    expect(listener.locator(".hub-bar__title")).to_have_text("A tone")


def test_an_address_with_a_time_does_not_interrupt(two_episodes: Served, playing: Page) -> None:
    """Going to such a page otherwise than by pressing its time leaves on what sounds, and its own
    player waits at the time."""
    playing.evaluate("([url]) => { location.href = url }", [f"/{TONE}#t=30"])
    expect(playing.locator(".hub-player [data-part=elapsed]")).to_have_text("0:30")
    still_sounds(playing)
    playing.locator(".hub-player [data-part=toggle]").click()
    wait_for_sound(playing, 30)


def test_the_bar_leads_back_and_can_be_put_away(two_episodes: Served, playing: Page) -> None:
    """Its title is a link to the episode; closing it stops the audio and gives the focus back;
    playing brings it back."""
    go(playing, f"{two_episodes.url}about/")
    episode = next(iter(two_episodes.catalog.episodes.values()))
    playing.locator(".hub-bar").get_by_role("link", name=episode.title).click()
    playing.wait_for_url(f"{two_episodes.url}{episode.url}")
    still_sounds(playing)
    scroll_past_the_player(playing)
    playing.get_by_role("button", name="Stop and close the player").click()
    assert not sounds(playing)
    expect(playing.locator(".hub-bar")).to_have_count(0)
    expect(playing.locator(".hub-player [data-part=toggle]")).to_be_focused()
    assert playing.evaluate("getComputedStyle(document.body).paddingBottom") == "0px"
    playing.keyboard.press("Enter")
    expect(playing.locator(".hub-bar")).to_be_visible()


def test_the_bar_by_keyboard_alone(two_episodes: Served, playing: Page) -> None:
    """From the top of any page the second stop leads to it; each of its controls has a name and a
    visible outline."""
    go(playing, f"{two_episodes.url}about/")
    playing.evaluate("document.body.tabIndex = -1; document.body.focus()")
    for _ in range(4):
        playing.keyboard.press("Tab")
        if playing.evaluate("document.activeElement.textContent") == "Skip to player":
            break
    playing.keyboard.press("Enter")
    expect(playing.locator(".hub-bar [data-part=toggle]")).to_be_focused()
    names = []
    for _ in range(5):
        playing.keyboard.press("Tab")
        name, outline = playing.evaluate(
            "() => { const e = document.activeElement; return [e.ariaLabel ?? e.labels?.[0]?.firstElementChild.textContent ?? '',"
            " e.closest('.hub-bar') && getComputedStyle(e).outlineStyle] }"
        )
        names.append(name)
        assert outline == "solid", names
    assert names == [
        "Back 15 seconds",
        "Forward 15 seconds",
        "Position",
        "Speed",
        "Stop and close the player",
    ]


@pytest.mark.parametrize("size", [(390, 600), (1280, 500)])
def test_the_bar_never_covers_what_has_the_focus(
    two_episodes: Served, browser: Browser, size: tuple[int, int]
) -> None:
    """Tab by tab through a long page and back again (WCAG 2.2, 2.4.11)."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce"
    )
    page = context.new_page()
    episode = next(iter(two_episodes.catalog.episodes.values()))
    open_ready(page, two_episodes.url + episode.url)
    press_play(page)
    scroll_past_the_player(page)
    page.evaluate(
        "document.querySelector('h1').tabIndex = -1; document.querySelector('h1').focus()"
    )
    seen = 0
    for key in ("Tab", "Shift+Tab"):
        for _ in range(60):
            page.keyboard.press(key)
            page.evaluate(
                "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
            )
            inside, covered = page.evaluate(
                "() => { const e = document.activeElement, bar = document.querySelector('.hub-bar');"
                " return [bar.contains(e) || e === document.body,"
                " bar.hidden || e.closest('[popover]') ? false : e.getBoundingClientRect().bottom > bar.getBoundingClientRect().top + 1] }"
            )
            if inside:
                break
            seen += 1
            assert not covered, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    assert seen > 40
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_axe_finds_no_fault_while_something_plays(
    two_episodes: Served, browser: Browser, width: int
) -> None:
    """On the pages that play, with the bar, in light and dark; and none of them is wider than its
    screen."""
    size = {"width": width, "height": 800}
    faults = []
    with judged(browser, viewport=size, reduced_motion="reduce") as page:
        open_ready(page, two_episodes.url)
        press_play(page)
        scroll_past_the_player(page)
        for path in ("", BOTH, TONE, "podcast/"):
            go(page, f"{two_episodes.url}{path}")
            page.wait_for_function(
                "() => [...document.querySelectorAll('.hub-player')].every(p => p.hasAttribute('data-ready'))"
            )
            assert page.evaluate("document.scrollingElement.scrollWidth") <= width, path
            faults += [f"/{path} {fault}" for fault in violations_in_light_and_dark(page)]
    assert not faults, "\n".join(faults)


def test_a_browser_without_the_navigation_api_loads_pages_as_ever(
    two_episodes: Served, listener: Page
) -> None:
    """The audio stops there and waits in the bar; it goes on where it stood."""
    listener.add_init_script("delete window.navigation")
    open_ready(listener, two_episodes.url + TONE)
    press_play(listener)
    listener.locator(".hub-player [data-part=seek]").fill("33")
    wait_for_sound(listener, 33.5)
    follow(listener, f"{two_episodes.url}{BOTH}")
    expect(listener.locator("h1")).to_have_text("Both")
    expect(listener.locator(".hub-bar")).to_contain_text("Continue at 0:33")
    follow(listener, f"{two_episodes.url}{TONE}")
    listener.locator(".hub-player[data-ready] [data-part=toggle]").click()
    wait_for_sound(listener, 33.1)


def test_another_site_on_the_same_host_is_left_to_the_browser(
    two_episodes: Served, listener: Page, tmp_path: Path
) -> None:
    """Below an address that others share, such as that of an organisation's pages on GitHub, only
    our own pages are exchanged."""
    folder = tmp_path / "host"
    (folder / "other").mkdir(parents=True)
    (folder / "hub").symlink_to(two_episodes.folder, target_is_directory=True)
    (folder / "other/index.html").write_text(
        "<!doctype html><title>Other</title><main><h1>Another site</h1></main>"
    )
    with web_server(folder, tmp_path / "nginx", free_port()) as url:
        open_ready(listener, f"{url}hub/")
        press_play(listener)
        scroll_past_the_player(listener)
        listener.wait_for_load_state("networkidle")
        listener.evaluate("window.kept = true")
        go(listener, f"{url}hub/{BOTH}")
        assert listener.evaluate("window.kept") is True
        follow(listener, f"{url}other/")
        expect(listener.get_by_role("heading", name="Another site")).to_be_visible()
        assert listener.evaluate("window.kept") is None
