"""The player on an episode's page, by pointer and by keyboard, with the audio really playing."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.conftest import Served
from tests.site.conftest import (
    APP,
    BOTH,
    SENTENCES,
    TONE,
    TONE_SECONDS,
    at,
    open_ready,
    press_play,
    scroll_past_the_player,
    sounds,
    wait_for_sound,
)

NO_STORAGE = """
for (const name of ["localStorage", "sessionStorage"])
  Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError"); } });
"""
SPY_ON_SCROLLING = """
window.scrolls = [];
const scroll = Element.prototype.scrollIntoView;
Element.prototype.scrollIntoView = function (options) { scrolls.push(options?.behavior); scroll.call(this, options); };
"""
SPY_ON_SHIFTS = """
window.shift = 0;
const count = (list) => { for (const entry of list.getEntries()) shift += entry.value; };
new PerformanceObserver(count).observe({ type: "layout-shift", buffered: true });
"""
NO_SOUND_UNASKED = "HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
SPY_ON_MEDIA_SESSION = """
window.acts = {};
const set = navigator.mediaSession.setActionHandler.bind(navigator.mediaSession);
navigator.mediaSession.setActionHandler = (name, act) => { window.acts[name] = act; set(name, act); };
"""


@pytest.fixture
def tone(two_episodes: Served, listener: Page) -> Page:
    """The page of the minute of tone."""
    open_ready(listener, two_episodes.url + TONE)
    return listener


def test_the_button_plays_and_pauses(tone: Page) -> None:
    """And says which of the two it will do."""
    button = tone.locator(".hub-player [data-part=toggle]")
    expect(button).to_have_attribute("aria-label", "Play")
    button.click()
    wait_for_sound(tone, 0.2)
    expect(button).to_have_attribute("aria-label", "Pause")
    button.click()
    expect(button).to_have_attribute("aria-label", "Play")
    assert not sounds(tone)


def test_fifteen_seconds_on_and_back_by_button_and_key(tone: Page) -> None:
    """Keys work while the focus is in the player, and there alone: elsewhere they are the
    page's."""
    player = tone.locator(".hub-player")
    player.locator("[data-part=forward]").click()
    player.locator("[data-part=forward]").click()
    assert at(tone) == pytest.approx(30, abs=0.1)
    player.locator("[data-part=back]").click()
    assert at(tone) == pytest.approx(15, abs=0.1)
    for key, expected in {"ArrowRight": 30, "l": 45, "ArrowLeft": 30, "j": 15}.items():
        tone.keyboard.press(key)
        assert at(tone) == pytest.approx(expected, abs=0.1), key
    tone.keyboard.press("k")
    wait_for_sound(tone, 15)
    tone.keyboard.press("k")
    assert not sounds(tone)
    before = at(tone)
    tone.locator("h1").click()
    for key in ("l", "ArrowRight", "k"):
        tone.keyboard.press(key)
    assert at(tone) == before
    assert not sounds(tone)


def test_the_seek_bar_by_keyboard_and_pointer(tone: Page) -> None:
    """A slider with a name and a value in words; marks stand where the moments are; the moment
    below the pointer is named."""
    seek = tone.get_by_role("slider", name="Position")
    seek.focus()
    tone.keyboard.press("End")
    assert at(tone) > TONE_SECONDS - 2
    tone.keyboard.press("Home")
    assert at(tone) == 0
    tone.keyboard.press("ArrowRight")
    expect(seek).to_have_attribute("aria-valuetext", "15 seconds of 1 minute")
    expect(tone.locator(".hub-player .hub-marks i")).to_have_count(1)
    share = tone.evaluate(
        "parseFloat(document.querySelector('.hub-marks i').style.insetInlineStart)"
    )
    assert share == pytest.approx(50, abs=1)
    box = seek.bounding_box()
    assert box
    tone.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + box["height"] / 2)
    expect(tone.locator(".hub-player .hub-hint")).to_have_text("0:45 · The middle")
    tone.mouse.down()
    tone.mouse.up()
    assert at(tone) == pytest.approx(45, abs=1.5)
    expect(tone.locator(".hub-player [data-part=now]")).to_have_text("The middle")
    expect(tone.locator(".hub-player [data-part=elapsed]")).to_have_text(re.compile("0:4[4-6]"))
    expect(tone.locator(".hub-player [data-part=remaining]")).to_have_text(re.compile("−0:1[4-6]"))


def test_the_speed_is_remembered(tone: Page) -> None:
    """On the next page too."""
    tone.locator(".hub-player").get_by_label("Speed").select_option("1.5")
    press_play(tone)
    assert tone.evaluate("document.querySelector('audio').playbackRate") == 1.5
    tone.reload()
    expect(tone.locator(".hub-player").get_by_label("Speed")).to_have_value("1.5")
    press_play(tone)
    assert tone.evaluate("document.querySelector('audio').playbackRate") == 1.5


def test_the_position_is_remembered_until_the_end(tone: Page, two_episodes: Served) -> None:
    """Each episode has its own; one that was heard to the end starts from the start."""
    press_play(tone)
    tone.locator(".hub-player [data-part=seek]").fill("33")
    wait_for_sound(tone, 33.2)
    open_ready(tone, two_episodes.url + BOTH)
    expect(tone.locator(".hub-player [data-part=elapsed]")).to_have_text("0:00")
    open_ready(tone, two_episodes.url + TONE)
    assert at(tone) >= 33
    press_play(tone)
    assert at(tone) >= 33
    tone.locator(".hub-player [data-part=seek]").fill("58")
    tone.wait_for_function("() => document.querySelector('audio')?.ended")
    tone.reload()
    expect(tone.locator(".hub-player [data-part=elapsed]")).to_have_text("0:00")


def test_refused_storage_costs_the_memory_and_nothing_else(
    listener: Page, real_episode: str
) -> None:
    """Private windows and strict settings throw at the mere mention of storage."""
    listener.add_init_script(NO_STORAGE)
    open_ready(listener, real_episode)
    press_play(listener)
    listener.locator(".hub-player [data-part=forward]").click()
    listener.get_by_label("Speed").first.select_option("2")
    assert listener.evaluate("document.querySelector('audio').playbackRate") == 2
    listener.locator(".hub-moments a").nth(1).click()
    wait_for_sound(listener, 15)


@pytest.mark.parametrize("part", ["t=", "t=abc", "t=5,3", "t=1:2:x", "t=999999", "T=5", "t=5%"])
def test_a_part_that_makes_no_sense_breaks_nothing(
    two_episodes: Served, listener: Page, part: str
) -> None:
    """It can be played all the same, if only for the half second that is left at the end."""
    open_ready(listener, f"{two_episodes.url}{TONE}#{part}")
    assert not sounds(listener)
    listener.locator(".hub-player [data-part=toggle]").click()
    listener.wait_for_function("() => document.querySelector('audio')?.played.length")


def test_a_link_to_a_part_plays_just_that(two_episodes: Served, listener: Page) -> None:
    """It stands at its start in silence, says where it will stop, stops there, and a second press
    plays on."""
    open_ready(listener, f"{two_episodes.url}{TONE}#t=20,22")
    assert at(listener) == pytest.approx(20)
    assert not sounds(listener)
    expect(listener.locator(".hub-player .hub-note")).to_contain_text("Plays to 0:22")
    press_play(listener)
    listener.wait_for_function("() => document.querySelector('audio')?.paused")
    assert at(listener) == pytest.approx(22, abs=0.3)
    expect(listener.locator(".hub-player .hub-note")).to_be_empty()
    listener.locator(".hub-player [data-part=toggle]").click()
    wait_for_sound(listener, 22.6)


def a_sentence(page: Page, at_least: int = 60) -> tuple[int, float]:
    """A second with an anchor below the first screen, and where its sentence starts, to the tenth
    of a second."""
    found = page.evaluate(
        "([least]) => [...document.querySelectorAll('.hub-said [id^=\"t=\"]')]"
        ".map(e => [e.id.slice(2), e.dataset.start].map(Number))"
        ".find(([second, start]) => second >= least && start > second + 0.1)",
        [at_least],
    )
    return int(found[0]), float(found[1])


@pytest.mark.parametrize("pressed", [True, False], ids=["pressed on this site", "from elsewhere"])
def test_who_arrives_at_a_second_has_the_button_that_plays_it(
    listener: Page, real_episode: str, pressed: bool
) -> None:
    """Also where the browser refuses to sound unasked: the bar is there, once, and its button plays
    from that sentence."""
    listener.set_viewport_size({"width": 390, "height": 844})
    open_ready(listener, real_episode)
    second, start = a_sentence(listener)
    address = f"{real_episode}#t={second}"
    listener.add_init_script(
        f"window.realPlay = HTMLMediaElement.prototype.play; {NO_SOUND_UNASKED};"
    )
    if pressed:
        listener.evaluate("([url]) => sessionStorage.setItem('hub:play', url)", [address])
    listener.goto("about:blank")
    listener.goto(address)
    button = listener.locator(".hub-bar [data-part=toggle]")
    expect(button).to_be_in_viewport()
    expect(listener.locator(f"[id='t={second}']")).to_be_in_viewport()
    assert not sounds(listener)
    listener.evaluate("() => { HTMLMediaElement.prototype.play = window.realPlay }")
    button.click()
    wait_for_sound(listener, start)
    assert at(listener) < start + 2
    expect(listener.locator(".hub-bar")).to_have_count(1)


def test_a_second_that_is_pressed_before_the_scripts_are_there_plays(
    listener: Page, real_episode: str
) -> None:
    """On a slow line, or a busy machine, a reader is faster than they are."""
    held: list[Route] = []
    listener.route("**/assets/hub.js", lambda route: held.append(route))
    listener.goto(real_episode, wait_until="commit")
    link = listener.locator(".hub-moments a[href^='#t=']").nth(1)
    second = int(str(link.get_attribute("href")).removeprefix("#t="))
    link.click()
    expect(listener).to_have_url(f"{real_episode}#t={second}")
    (route,) = held
    route.continue_()
    wait_for_sound(listener, second)


def test_a_second_in_an_address_is_the_sentence_that_begins_in_it(
    listener: Page, real_episode: str
) -> None:
    """One sentence is marked, and it is heard from its first word."""
    open_ready(listener, real_episode)
    second, start = a_sentence(listener)
    listener.goto("about:blank")
    listener.goto(f"{real_episode}#t={second}")
    marked = listener.locator(".hub-said [aria-current]")
    expect(marked).to_have_count(1)
    expect(marked).to_have_id(f"t={second}")
    assert at(listener) == pytest.approx(start, abs=0.05)
    looks_marked = "e => getComputedStyle(e).backgroundColor !== 'rgba(0, 0, 0, 0)'"
    listener.locator(".hub-bar [data-part=forward]").click()
    expect(marked).not_to_have_id(f"t={second}")
    assert not listener.locator(f"[id='t={second}']").evaluate(looks_marked)


@pytest.mark.parametrize("anchored", [True, False], ids=["with an anchor", "without one"])
def test_who_comes_back_or_reloads_finds_the_place_that_they_left(
    listener: Page, real_episode: str, anchored: bool
) -> None:
    """The second in the address brings its reader there once, not against what they read since."""
    open_ready(listener, real_episode)
    second, _ = a_sentence(listener)
    while not anchored and listener.locator(f"[id='t={second}']").count():
        second += 1
    listener.goto("about:blank")
    listener.goto(f"{real_episode}#t={second}")
    expect(listener.locator(".hub-said [aria-current]")).to_be_in_viewport()
    listener.wait_for_load_state("networkidle")
    listener.evaluate("scrollTo(0, 300)")
    listener.wait_for_timeout(300)
    stays = "() => { const y = scrollY; return Math.abs(y - 300) < 40 }"
    listener.reload()
    expect(listener.locator(".hub-transcript[data-live]")).to_be_visible()
    listener.wait_for_timeout(500)
    assert listener.evaluate(stays)
    listener.goto(real_episode.rpartition("podcast/")[0])
    listener.go_back()
    listener.wait_for_timeout(500)
    assert listener.evaluate(stays)


def test_the_link_that_is_copied_opens_where_the_audio_stands(
    two_episodes: Served, listener: Page
) -> None:
    """ "Copy link at 0:30" copies the page's address with this second."""
    open_ready(listener, f"{two_episodes.url}{TONE}?from=somewhere#t=30")
    button = listener.get_by_role("button", name="Copy link at 0:30")
    button.click()
    expect(listener.locator(".hub-share [role=status]")).to_have_text("Copied")
    assert listener.evaluate("navigator.clipboard.readText()") == f"{two_episodes.url}{TONE}#t=30"


def test_a_browser_that_refuses_to_copy_shows_the_text(
    two_episodes: Served, browser: Browser
) -> None:
    """Marked, to be copied by hand."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    open_ready(page, two_episodes.url + TONE)
    page.get_by_role("button", name="Copy embed code").click()
    field = page.get_by_label("To be copied")
    expect(field).to_have_value(re.compile(r"^<iframe src=\"http.*/podcast/a-tone/embed/\""))
    assert page.evaluate("getSelection().toString() || document.activeElement.value").startswith(
        "<iframe"
    )
    context.close()


def test_the_transcript_follows_and_plays_where_it_is_pressed(tone: Page) -> None:
    """The spoken sentence is marked; a press on another plays it, and the address names its
    second."""
    sentences = tone.locator(".hub-transcript [data-start]")
    sentences.nth(1).click()
    wait_for_sound(tone, 20)
    expect(sentences.nth(1)).to_have_attribute("aria-current", "true")
    expect(tone.locator("[aria-current=true][data-start]")).to_have_count(1)
    assert tone.url.endswith("#t=20")
    tone.locator(".hub-player [data-part=seek]").fill("45")
    expect(sentences.nth(2)).to_have_attribute("aria-current", "true")


def test_the_transcript_is_one_stop_for_the_keyboard(tone: Page) -> None:
    """Arrows choose a sentence, Enter and Space play it, one Tab leaves."""
    sentences = tone.locator(".hub-transcript [data-start]")
    expect(sentences.first).to_have_attribute("role", "button")
    tone.get_by_role("button", name="Scroll along while it plays").focus()
    tone.keyboard.press("Tab")
    expect(sentences.first).to_be_focused()
    tone.keyboard.press("ArrowDown")
    expect(sentences.nth(1)).to_be_focused()
    expect(tone.locator(".hub-transcript [data-start][tabindex]")).to_have_count(1)
    tone.keyboard.press("End")
    tone.keyboard.press("Enter")
    wait_for_sound(tone, 40)
    tone.keyboard.press("Home")
    tone.keyboard.press(" ")
    tone.wait_for_function("() => document.querySelector('audio')?.currentTime < 10")
    tone.keyboard.press("Tab")
    assert not tone.evaluate("document.activeElement.matches('.hub-said *')")


def reading(page: Page, url: str, sentence: int) -> None:
    """Somebody hears an episode and sees the sentence that is spoken at the screen's lower edge."""
    page.add_init_script(SPY_ON_SCROLLING)
    open_ready(page, url)
    press_play(page)
    page.evaluate(
        "([n]) => { const all = document.querySelectorAll('[data-start]');"
        "scrollTo({top: scrollY + all[n].getBoundingClientRect().bottom - innerHeight + 100, behavior: 'instant'});"
        "window.next = all[n + 1];"
        "window.nextAt = Number(all[n + 1].dataset.start) }",
        [sentence],
    )
    page.evaluate("document.activeElement.blur()")


def hear_the_next(page: Page) -> None:
    """The audio comes to the next sentence."""
    page.evaluate("document.querySelector('audio').currentTime = nextAt - 0.6")
    page.wait_for_function("() => document.querySelector('[data-start][aria-current]') !== next")
    page.wait_for_function("() => document.querySelector('[data-start][aria-current]') === next")


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_who_reads_along_is_taken_along(browser: Browser, real_episode: str, motion: str) -> None:
    """The page scrolls by itself, smoothly, or at once for those who asked for less motion."""
    context = browser.new_context(viewport={"width": 390, "height": 500}, reduced_motion=motion)
    page = context.new_page()
    reading(page, real_episode, 12)
    hear_the_next(page)
    page.wait_for_function("() => scrolls.length > 0")
    assert page.evaluate("scrolls.at(-1)") == ("auto" if motion == "reduce" else "smooth")
    page.wait_for_function(
        "() => next.getBoundingClientRect().bottom <= document.querySelector('.hub-bar').offsetTop"
    )
    context.close()


@pytest.mark.parametrize("reason", ["elsewhere", "marking", "switched off"])
def test_the_page_never_scrolls_against_its_reader(
    listener: Page, real_episode: str, reason: str
) -> None:
    """Who looks at something else, marks a text or switched it off is left alone."""
    reading(listener, real_episode, 12)
    if reason == "elsewhere":
        listener.evaluate("scrollTo(0, 0)")
    elif reason == "marking":
        listener.evaluate(
            "getSelection().selectAllChildren(document.querySelectorAll('[data-start]')[12])"
        )
    else:
        listener.evaluate("document.querySelector('.hub-tools [aria-pressed]').click()")
        expect(listener.locator(".hub-tools [aria-pressed]")).to_have_attribute(
            "aria-pressed", "false"
        )
    hear_the_next(listener)
    assert listener.evaluate("scrolls") == []


def test_who_scrolls_is_left_alone_for_three_seconds(listener: Page, real_episode: str) -> None:
    """By a clock that stands still meanwhile: a slow machine needs longer to come to the next
    sentence."""
    listener.clock.set_fixed_time(datetime(2026, 11, 25, 9, 0, 0, tzinfo=UTC))
    reading(listener, real_episode, 12)
    listener.evaluate("addEventListener('wheel', () => { window.turned = true })")
    listener.mouse.wheel(0, 5)
    listener.wait_for_function("() => window.turned")
    listener.clock.set_fixed_time(datetime(2026, 11, 25, 9, 0, 3, tzinfo=UTC))
    hear_the_next(listener)
    assert listener.evaluate("scrolls") == []
    listener.clock.set_fixed_time(datetime(2026, 11, 25, 9, 0, 4, tzinfo=UTC))
    listener.evaluate(
        "const all = [...document.querySelectorAll('[data-start]')];"
        "window.next = all[all.indexOf(next) + 1]; window.nextAt = Number(next.dataset.start)"
    )
    hear_the_next(listener)
    listener.wait_for_function("() => scrolls.length > 0")


def test_a_text_that_is_marked_has_a_link_that_plays_just_that(
    two_episodes: Served, tone: Page
) -> None:
    """From the start of its first sentence to the start of the one after its last."""
    tone.evaluate(
        "const all = document.querySelectorAll('[data-start]');"
        "getSelection().setBaseAndExtent(all[0].firstChild, 3, all[1].firstChild, 5)"
    )
    tone.get_by_role("button", name="Copy this passage, 0:00 to 0:40").click()
    expect(tone.locator(".hub-passage [role=status]")).to_have_text("Copied")
    assert (
        tone.evaluate("navigator.clipboard.readText()")
        == f"{two_episodes.url}{TONE}#t=0,{SENTENCES[2][0]}"
    )


def test_lock_screens_and_headphones_are_told_and_obeyed(
    two_episodes: Served, listener: Page
) -> None:
    """Title, show, artwork, chapters; seeking, and a step from moment to moment."""
    listener.add_init_script(SPY_ON_MEDIA_SESSION)
    open_ready(listener, two_episodes.url + TONE)
    press_play(listener)
    listener.wait_for_function("() => navigator.mediaSession.metadata")
    told = listener.evaluate(
        "(({title, artist, artwork, chapterInfo}) => ({title, artist, artwork: artwork.map(a => a.src),"
        " chapters: chapterInfo?.map(c => c.title)}))(navigator.mediaSession.metadata)"
    )
    show = two_episodes.catalog.show
    assert show
    assert (told["title"], told["artist"]) == ("A tone", show.fields.title)
    assert told["chapters"] in (["The start", "The middle"], None)
    for source in told["artwork"]:
        assert listener.request.get(source).ok

    def at_once(*acts: str) -> float:
        """Where the sound stands after some acts, before it plays on."""
        here = "document.querySelector('audio').currentTime"
        return float(listener.evaluate(f"({', '.join([*acts, here])})"))

    assert at_once("acts.nexttrack()") == pytest.approx(30, abs=0.01)
    assert at_once("acts.seekto({ seekTime: 31 })", "acts.previoustrack()") == 0
    assert at_once("acts.seekto({ seekTime: 0 })", "acts.seekforward({})") == 15
    assert at_once("acts.seekto({ seekTime: 42 })") == 42
    listener.evaluate("acts.pause()")
    assert listener.evaluate("navigator.mediaSession.playbackState") == "paused"


def test_one_episode_plays_at_a_time(two_episodes: Served, listener: Page) -> None:
    """The player of a page takes over from what the bar plays; going back, the first player shows
    that it stopped."""
    open_ready(listener, two_episodes.url + BOTH)
    press_play(listener)
    listener.get_by_text("More episodes about it").click()
    listener.locator("section[aria-labelledby=episodes] .hub-card a").click()
    second, bar = listener.locator(".hub-player--whole"), listener.locator(".hub-bar__title")
    expect(second.locator("[data-part=toggle]")).to_have_attribute("aria-label", "Play")
    expect(bar).not_to_have_text("A tone")
    second.locator("[data-part=forward]").click()
    second.locator("[data-part=toggle]").click()
    wait_for_sound(listener, 15)
    expect(bar).to_have_text("A tone")
    assert listener.locator("audio").count() == 1
    listener.go_back()
    expect(listener.locator(".hub-player--compact [data-part=toggle]")).to_have_attribute(
        "aria-label", "Play"
    )


def test_a_second_tab_silences_the_first(
    listener_context: BrowserContext, two_episodes: Served
) -> None:
    """Two at once would talk over each other."""
    one, other = listener_context.new_page(), listener_context.new_page()
    for page in (one, other):
        open_ready(page, two_episodes.url + TONE)
        press_play(page)
    one.wait_for_function("() => document.querySelector('audio')?.paused")
    assert sounds(other)


def test_audio_that_does_not_load_is_said_and_tried_again(
    two_episodes: Served, listener: Page
) -> None:
    """A player that does nothing would be a riddle."""
    listener.route("**/audio/**", lambda route: route.abort())
    open_ready(listener, f"{two_episodes.url}{TONE}#t=20")
    listener.locator(".hub-player [data-part=toggle]").click()
    expect(listener.locator(".hub-player .hub-note")).to_contain_text("does not load")
    listener.unroute("**/audio/**")
    press_play(listener)
    assert at(listener) >= 20
    expect(listener.locator(".hub-player .hub-note")).to_be_empty()


def test_scripts_that_do_not_load_leave_the_browsers_own_controls(
    two_episodes: Served, browser: Browser
) -> None:
    """They come back after a few seconds, above ours, which do nothing."""
    context = browser.new_context()
    page = context.new_page()
    page.route("**/assets/*.js", lambda route: route.abort())
    page.goto(two_episodes.url + TONE)
    expect(page.locator("audio")).to_have_css("visibility", "visible", timeout=10_000)
    expect(page.locator("audio")).to_be_visible()
    context.close()


def test_subscribing_and_downloading(two_episodes: Served, tone: Page) -> None:
    """A button for each app that the show names, the feed's address to copy, the file to keep."""
    section = tone.locator(".hub-subscribe")
    expect(section.get_by_role("link", name=APP[0])).to_have_attribute("href", APP[1])
    section.get_by_role("button", name="Copy feed address").click()
    expect(section.locator("[role=status]")).to_have_text("Copied")
    assert tone.evaluate("navigator.clipboard.readText()") == f"{two_episodes.url}podcast.xml"
    with tone.expect_download() as kept:
        tone.get_by_role("link", name="Download").click()
    assert kept.value.suggested_filename == "901-a-tone.mp3"


def test_nothing_jumps_when_the_player_starts(two_episodes: Served, browser: Browser) -> None:
    """What scripts add stands there from the first paint."""
    for path in ("", BOTH, TONE):
        for width in (390, 1280):
            context = browser.new_context(viewport={"width": width, "height": 3000})
            page = context.new_page()
            page.add_init_script(SPY_ON_SHIFTS)
            open_ready(page, two_episodes.url + path)
            page.wait_for_timeout(300)
            assert page.evaluate("shift") < 0.001, (path, width)
            context.close()


def test_who_presses_nothing_loads_neither_bar_nor_router(
    two_episodes: Served, listener: Page
) -> None:
    """Nor any script of the player on a page that plays nothing, nor any audio."""
    asked: list[str] = []
    listener.on("request", lambda request: asked.append(request.url))
    open_ready(listener, two_episodes.url + TONE)
    listener.wait_for_load_state("networkidle")
    assert not [url for url in asked if re.search("bar.js|router.js|media-session.js|/audio/", url)]
    asked.clear()
    listener.goto(f"{two_episodes.url}about/", wait_until="networkidle")
    assert not [url for url in asked if re.search("player|playback|controls", url)]


def test_a_reload_goes_on_where_one_was(tone: Page) -> None:
    """Also after a sentence was pressed, whose second stands in the address since."""
    tone.locator(".hub-transcript [data-start]").nth(1).click()
    wait_for_sound(tone, 20)
    tone.locator(".hub-player [data-part=seek]").fill("44")
    wait_for_sound(tone, 44.2)
    assert tone.url.endswith("#t=20")
    tone.reload()
    player = tone.locator(".hub-player")
    expect(player.locator("[data-part=now]")).to_have_text(re.compile("Continue at 0:4[4-9]"))
    expect(tone.locator(".hub-transcript [data-start]").nth(2)).to_have_attribute(
        "aria-current", "true"
    )
    assert not sounds(tone)
    player.get_by_role("button", name="Continue at 4").click()
    wait_for_sound(tone, 44.5)
    expect(player.locator("[data-part=now]")).to_have_text("The middle")


def test_a_link_to_a_second_goes_there_whatever_was_heard_before(
    two_episodes: Served, tone: Page
) -> None:
    """Only a reload stays."""
    press_play(tone)
    tone.locator(".hub-player [data-part=seek]").fill("44")
    wait_for_sound(tone, 44.2)
    tone.goto(f"{two_episodes.url}about/")
    tone.goto(f"{two_episodes.url}{TONE}#t=20")
    expect(tone.locator(".hub-player [data-part=elapsed]")).to_have_text("0:20")


def test_what_was_playing_waits_on_other_pages(two_episodes: Served, listener: Page) -> None:
    """After a reload, in a bar that the page itself has not; once it is closed, no longer."""
    open_ready(listener, two_episodes.url + TONE)
    press_play(listener)
    listener.locator(".hub-player [data-part=seek]").fill("33")
    wait_for_sound(listener, 33.2)
    listener.get_by_role("link", name="About").first.click()
    listener.wait_for_url("**/about/")
    wait_for_sound(listener, 33.3)
    listener.reload()
    bar = listener.locator(".hub-bar")
    expect(bar).to_contain_text(re.compile("Continue at 0:3[3-9]"))
    expect(bar).to_have_css("position", "fixed")
    bar.get_by_role("button", name="Continue at").click()
    wait_for_sound(listener, 33.4)
    bar.get_by_role("button", name="Stop and close the player").click()
    listener.reload()
    listener.wait_for_load_state("networkidle")
    expect(bar).to_have_count(0)


def test_no_second_player_is_on_the_screen(listener: Page, real_episode: str) -> None:
    """The bar gives way to the page's own player, and comes when that is scrolled away."""
    open_ready(listener, real_episode)
    press_play(listener)
    bar = listener.locator(".hub-bar")
    expect(bar).to_have_count(1)
    expect(bar).to_be_hidden()
    scroll_past_the_player(listener)
    listener.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    expect(bar).to_be_hidden()
    assert sounds(listener)


def test_a_finger_on_the_words_starts_nothing(two_episodes: Served, browser: Browser) -> None:
    """It scrolls and marks; the time beside them plays."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    open_ready(page, two_episodes.url + TONE)
    expect(page.locator(".hub-transcript[data-live]")).to_be_visible()
    expect(page.locator(".hub-for-fingers")).to_be_visible()
    expect(page.locator(".hub-for-pointers")).to_be_hidden()
    words = page.locator(".hub-transcript [data-start]").nth(1)
    words.tap()
    assert not sounds(page)
    assert "#" not in page.url
    expect(page.locator(".hub-transcript [role=button]")).to_have_count(0)
    page.locator(".hub-said a.hub-time").nth(1).tap()
    wait_for_sound(page, 40)
    expect(page.locator(".hub-transcript [data-start]").nth(2)).to_have_attribute(
        "aria-current", "true"
    )
    scroll_past_the_player(page)
    expect(page.locator(".hub-bar").get_by_label("Speed")).to_be_visible()
    expect(page.locator(".hub-bar__title")).to_have_text("A tone")
    context.close()


def test_passages_are_marked_by_keyboard_too(two_episodes: Served, tone: Page) -> None:
    """Shift and arrows mark whole sentences; the button is the next stop."""
    sentences = tone.locator(".hub-transcript [data-start]")
    sentences.first.focus()
    tone.keyboard.press("Shift+ArrowDown")
    button = tone.get_by_role("button", name="Copy this passage, 0:00 to 0:40")
    expect(button).to_be_visible()
    tone.keyboard.press("Shift+ArrowDown")
    tone.keyboard.press("Shift+ArrowUp")
    expect(button).to_be_visible()
    tone.keyboard.press("Tab")
    expect(button).to_be_focused()
    tone.keyboard.press("Enter")
    expect(tone.locator(".hub-passage [role=status]")).to_have_text("Copied")
    assert tone.evaluate("navigator.clipboard.readText()") == f"{two_episodes.url}{TONE}#t=0,40"


def test_the_passage_of_an_address_is_marked(two_episodes: Served, listener: Page) -> None:
    """As long as it is what plays."""
    open_ready(listener, f"{two_episodes.url}{TONE}#t=20,40")
    marked = listener.locator(".hub-transcript [data-passage]")
    expect(marked).to_have_count(1)
    expect(marked).to_have_text(SENTENCES[1][1])
    listener.locator(".hub-transcript [data-start]").nth(2).click()
    wait_for_sound(listener, 40)
    expect(marked).to_have_count(0)


def test_who_heard_an_episode_to_its_end_follows_with_one_tap(
    two_episodes: Served, tone: Page
) -> None:
    """A link to an app that the show names, in the player and in the bar."""
    ends = tone.locator(".hub-player .hub-end")
    press_play(tone)
    expect(ends).to_be_hidden()
    tone.locator(".hub-player [data-part=seek]").fill("58")
    tone.wait_for_function("() => document.querySelector('audio')?.ended")
    expect(ends.get_by_role("link", name=APP[0])).to_have_attribute("href", APP[1])
    scroll_past_the_player(tone)
    other = tone.locator(".hub-bar .hub-end").get_by_role("link", name="Other apps")
    expect(other).to_have_attribute("href", f"{two_episodes.url}subscribe/")
    tone.locator(".hub-bar [data-part=toggle]").click()
    expect(tone.locator(".hub-bar .hub-end")).to_be_hidden()
