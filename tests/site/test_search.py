"""The search in a real browser: what it finds, what it loads, how it is used by hand, and that it
never shows more than text."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.axe import judged, violations_in_light_and_dark
from tests.conftest import Served
from tests.running import free_port, web_server
from tests.site.search_hub import EPISODE_SECONDS, GARDENERS, GOLDEN, MARKUP, MISSPELT, Searched
from tests.window import Window

FIRST_ANSWER, LATER_ANSWER = 60_000, 20_000
"""Bytes that a question may cost."""
COMPARISON = "/definitions/sales-coaching-vs-sales-training/"


@pytest.fixture
def context(window: Window, searched: Searched) -> Iterator[BrowserContext]:
    """A window of a person who has not been here before; scripts that fail are faults."""
    with window.lent(searched.url) as opened:
        yield opened


@pytest.fixture
def page(context: BrowserContext, searched: Searched) -> Page:
    """A tab with the home page in it."""
    opened = context.new_page()
    opened.goto(searched.url, wait_until="networkidle")
    return opened


def search(page: Page, words: str) -> None:
    """Open the dialog, type, and wait for the answer."""
    field = page.locator("dialog input[type=search]")
    if not page.locator("dialog[open]").count():
        page.keyboard.press("/")
        expect(field).to_be_focused()
    field.fill(words)
    expect(page.locator("dialog [role=status]")).to_contain_text(f"“{words}”")


def results(page: Page) -> list[str]:
    """The addresses of the results that are shown, from the site's root on."""
    links = page.locator(".hub-search__result a").all()
    return [
        str(link.evaluate("link => link.pathname + link.hash")).removeprefix("/below/")
        for link in links
    ]


# What it finds


def test_questions_are_answered_in_the_expected_order(page: Page) -> None:
    """The golden queries: the first three results of each, or all that have all the words."""
    found = {}
    for words, best in GOLDEN.items():
        search(page, words)
        found[words] = results(page)[: len(best)]
    assert found == GOLDEN


def test_names_are_found_however_they_are_typed(page: Page) -> None:
    """With or without apostrophes, hyphens, strokes and accents, in scripts without spaces, as
    numbers, by the questions that a page says it answers."""
    missed = {}
    for words in GARDENERS:
        search(page, words)
        said = page.locator("dialog [role=status]").inner_text()
        if results(page)[:1] != ["articles/garden/"] or "Nothing" in said:
            missed[words] = said
    assert not missed
    search(page, "wifi")
    assert page.locator("dialog mark").all_inner_texts() == ["wi-fi"]
    search(page, "トレーニング")
    assert "".join(page.locator("dialog mark").all_inner_texts()) == "トレーニング"


def test_a_question_that_a_page_answers_is_shown(page: Page) -> None:
    """In the words of whoever asked."""
    search(page, "growing tomatoes")
    expect(page.locator(".hub-search__asked").first).to_have_text(
        "Answers “Where can I grow tomatoes?”"
    )


def test_whoever_finds_nothing_is_helped_on(page: Page, searched: Searched) -> None:
    """Questions to try before anything is typed, topics where nothing has all the words, and a person
    where nothing has any."""
    page.keyboard.press("/")
    page.get_by_role("button", name="Where can I grow tomatoes?").click()
    expect(page.locator("dialog [role=status]")).to_contain_text("result")
    assert results(page)[0] == "articles/garden/"
    expect(page.locator(".hub-search__help")).to_be_hidden()
    search(page, "xylophone")
    topics = page.locator(".hub-search__help a")
    expect(topics).to_have_text(["Onboarding", "Meetings", "Talk to us"])
    page.locator("dialog input[type=search]").fill("xylophone concessions")
    expect(page.locator("dialog [role=status]")).to_contain_text("for the other words")
    expect(topics).to_have_text(["Meetings"])
    expect(topics).to_have_attribute("href", f"{searched.url}topics/meetings/")


def test_no_page_comes_three_times_among_the_first_five(page: Page) -> None:
    """However many of an episode's sentences have the word."""
    search(page, "what")
    pages = [url.split("#")[0] for url in results(page)[:5]]
    assert max(pages.count(url) for url in pages) <= 2


@pytest.mark.parametrize(
    "words", ["training vs coaching", "coaching versus training", "training vs. coaching"]
)
def test_the_question_of_the_whole_site_is_answered_by_its_comparison(
    site: Served, browser: Browser, words: str
) -> None:
    """Of the many pages that speak of both words, in the real content."""
    page = browser.new_page()
    page.goto(f"{site.url}search/?q={words}")
    expect(page.locator(".hub-search__status")).to_contain_text("results for")
    assert (page.locator(".hub-search__result a").first.get_attribute("href") or "").endswith(
        COMPARISON
    )
    page.close()


@pytest.mark.parametrize("words", MISSPELT)
def test_a_misspelt_word_is_put_right_from_the_hubs_own(page: Page, words: str) -> None:
    """The answer to what was meant is there at once, and one press puts it into the field."""
    search(page, words)
    meant = page.get_by_role("button", name=MISSPELT[words], exact=True)
    expect(page.locator("dialog [role=status]")).to_contain_text(f"Did you mean {MISSPELT[words]}?")
    found = results(page)
    assert found
    meant.click()
    expect(page.locator("dialog input[type=search]")).to_have_value(MISSPELT[words])
    expect(page.locator("dialog input[type=search]")).to_be_focused()
    expect(page.locator("dialog [role=status]")).to_contain_text(f"for “{MISSPELT[words]}”")
    assert results(page) == found


def test_a_word_that_nobody_used_finds_nothing(page: Page) -> None:
    """Not even what begins with a part of it; no answer is better than a wrong one."""
    search(page, "foramtting-xylophone")
    expect(page.locator("dialog [role=status]")).to_contain_text("No results for")
    assert results(page) == []


def test_some_of_the_words_are_better_than_none(page: Page) -> None:
    """It says so, and puts first what has the most of them."""
    search(page, "procurement")
    field, status = page.locator("dialog input[type=search]"), page.locator("dialog [role=status]")
    field.fill("procurement concessions tomatoes")
    expect(status).to_contain_text("No page has all of these words")
    assert results(page)[0] == "articles/negotiating-with-procurement/"


def test_words_that_no_page_says_are_named(page: Page) -> None:
    """Whoever asks need not find out which of them it is."""
    search(page, "procurement")
    field, status = page.locator("dialog input[type=search]"), page.locator("dialog [role=status]")
    field.fill("procurement Xylophone concessions")
    expect(status).to_contain_text(
        re.compile(r"No page says Xylophone\. \d+ results? for the other words:")
    )
    assert results(page)[0] == "articles/negotiating-with-procurement/"
    field.fill("procurement xylophone concessions <b>zebra</b>")
    expect(status).to_contain_text("No page says xylophone or zebra.")
    field.fill("concessions tomatoesprocurement")  # two words that no page has both
    expect(status).to_contain_text("No page says tomatoesprocurement.")
    assert results(page)


def test_words_are_found_while_they_are_typed(page: Page) -> None:
    """The beginning of a word is enough."""
    page.keyboard.press("/")
    expect(page.locator("dialog input[type=search]")).to_be_focused()
    page.keyboard.type("procur")
    expect(page.locator(".hub-search__title").first).to_have_text("Procurement")


def test_filters_leave_one_kind_or_one_topic(page: Page) -> None:
    """Both at once, too, and none of them is lost by typing on."""
    search(page, "procurement")
    page.get_by_role("radio", name="Moments", exact=True).check()
    expect(page.locator("dialog [role=status]")).to_have_text("1 result for “procurement”")
    assert results(page) == ["podcast/the-empty-chair/#t=150"]
    page.get_by_role("radio", name="Articles", exact=True).check()
    expect(page.locator("dialog [role=status]")).to_have_text("1 result for “procurement”")
    expect(page.locator(".hub-search__result--article")).to_have_count(1)
    page.get_by_label("Topic").select_option("Onboarding")
    expect(page.locator("dialog [role=status]")).to_contain_text(
        "No results for “procurement” with these filters"
    )


def test_a_moment_shows_the_sentence_its_speaker_and_its_time_and_plays(
    page: Page, searched: Searched
) -> None:
    """One click on what was said, and it is heard from that second on."""
    search(page, "empty chair table")
    found = page.locator(".hub-search__result--moment")
    expect(found.locator(".hub-search__facts")).to_have_text("Moment · 1:23 · Ben")
    expect(found.locator(".hub-search__title")).to_have_text("The empty chair")
    expect(found.locator(".hub-search__said")).to_have_text(
        "“I put an empty chair at the table, for the customer.”"
    )
    assert found.locator("mark").all_inner_texts() == ["empty", "chair", "table"]
    found.locator("a").click()
    page.wait_for_url(f"{searched.url}podcast/the-empty-chair/#t=83")
    page.wait_for_function(
        "() => { const a = document.querySelector('audio'); return a && !a.paused && a.currentTime > 83.2 }"
    )
    assert page.evaluate("document.querySelector('audio').currentTime") < EPISODE_SECONDS
    expect(page.locator(":target")).to_be_in_viewport()
    # And from there to another second of the same episode, and again to the very same one.
    for _ in range(2):
        page.evaluate("document.querySelector('audio').pause()")
        search(page, "seller begins")
        page.locator(".hub-search__result--moment a").first.click()
        expect(page.locator("dialog")).to_be_hidden()
        heard = "() => { const a = document.querySelector('audio'); return a && !a.paused && a.currentTime > 110.1 }"
        page.wait_for_function(heard)
    # What was asked for once does not play later, when the page is opened by itself.
    page.reload()
    page.wait_for_function("() => document.querySelector('audio')?.currentTime > 109")
    assert page.evaluate("document.querySelector('audio').paused")


def test_markup_in_a_title_is_text(page: Page) -> None:
    """What an author wrote is never run, nor what somebody typed or was sent in a link."""
    search(page, "why signs")
    expect(page.locator(".hub-search__title").first).to_have_text(MARKUP)
    page.locator("dialog input[type=search]").fill("<img src=x onerror=alert(1)> <b>zebra")
    expect(page.locator("dialog [role=status]")).to_contain_text("zebra")
    page.locator("dialog input[type=search]").fill("<i>zebra</i>")
    expect(page.locator("dialog [role=status]")).to_contain_text("No results for “<i>zebra</i>”")
    assert page.locator("dialog img, dialog b b").count() == 0
    page.goto(
        page.url
        + "search/?q=%3Cimg+src%3Dx+onerror%3Dzebra%3E&kind=%22%3E%3Cb%3E&topic=%3Cscript%3E"
    )
    expect(page.locator(".hub-search__status")).not_to_be_empty()
    expect(page.locator("input[type=search]")).to_have_value("<img src=x onerror=zebra>")
    assert page.locator("article img, article script").count() == 0


# What it loads


def test_nothing_of_the_search_is_loaded_before_somebody_reaches_for_it(
    browser: Browser, searched: Searched, tmp_path: Path
) -> None:
    """Not by any page that is only read; then a question costs what the issue allows."""
    log = tmp_path / "nginx" / "access.log"

    def sent() -> dict[str, int]:
        """What the server has sent since it was asked last: bytes by path, as compressed."""
        lines = re.findall(r'"GET (\S+) HTTP/[\d.]+" \d+ (\d+)', log.read_text())
        log.write_text("")
        return {path.split("?")[0]: int(size) for path, size in lines}

    page = browser.new_page()
    with web_server(searched.folder, tmp_path / "nginx", free_port()) as url:
        home = f"{url}below/"
        page.goto(home, wait_until="networkidle")
        sent()
        pages = ("", "articles/new-hires/", "podcast/the-empty-chair/", "definitions/pipeline/")
        for path in pages:
            page.goto(home + path, wait_until="networkidle")
        assert not [path for path in sent() if re.search(r"pagefind|search|lunr|worker", path)]
        page.goto(home, wait_until="networkidle")
        sent()
        search(page, "procurement")
        first = sent()
        assert sum(first.values()) <= FIRST_ANSWER, first
        search(page, "discounts")
        later = sent()
        assert sum(later.values()) <= LATER_ANSWER, later
        search(page, "procurement")
        assert sent() == {}
        page.close()


def test_it_runs_under_a_strict_policy(browser: Browser, searched: Searched) -> None:
    """No inline script or style, no eval, no WebAssembly. As a header, on the page and in the
    dialog."""
    violations: list[str] = []
    context = browser.new_context()
    page = context.new_page()

    def with_policy(route: Route) -> None:
        answer = route.fetch()
        if "text/html" not in answer.headers.get("content-type", ""):
            return route.fulfill(response=answer)
        inline = re.findall(r"<script>(.*?)</script>", answer.text(), re.DOTALL)
        hashes = " ".join(
            f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
            for code in inline
        )
        policy = (
            f"default-src 'none'; script-src 'self' {hashes}; style-src 'self'; connect-src 'self'; "
            "img-src 'self' data:; font-src 'self'; media-src 'self'; base-uri 'none'; form-action 'self'"
        )
        return route.fulfill(
            response=answer, headers={**answer.headers, "content-security-policy": policy}
        )

    context.route("**/*", with_policy)
    page.on(
        "console",
        lambda message: (
            violations.append(message.text) if message.type in ("error", "warning") else None
        ),
    )
    page.goto(searched.url, wait_until="networkidle")
    search(page, "pipeline")
    assert results(page)[:3] == GOLDEN["pipeline"]
    page.goto(f"{searched.url}search/?q=pipeline")
    expect(page.locator(".hub-search__result")).to_have_count(3)
    context.close()
    assert violations == []


def test_it_says_so_when_it_cannot_be_loaded(context: BrowserContext, page: Page) -> None:
    """And works as soon as it can."""
    context.route("**/search/words/*", lambda route: route.abort())
    page.keyboard.press("/")
    page.locator("dialog input[type=search]").fill("pipeline")
    expect(page.locator("dialog [role=status]")).to_contain_text("could not be loaded")
    context.unroute("**/search/words/*")
    page.locator("dialog input[type=search]").fill("pipelines")
    expect(page.locator("dialog [role=status]")).to_have_text("3 results for “pipelines”")


def test_without_a_network_the_page_stays(context: BrowserContext, page: Page) -> None:
    """Whoever first reaches for the search in a tunnel is told so, and loses nothing."""
    before = page.url
    context.route(
        "**/search/*.js", lambda route: route.abort()
    )  # or they would come from the cache
    context.set_offline(True)
    try:
        with page.expect_event("dialog", lambda said: "connection" in said.message) as said:
            page.keyboard.press("/")
        said.value.accept()
    finally:
        context.set_offline(False)
    context.unroute("**/search/*.js")
    assert page.url == before
    page.keyboard.press("/")
    expect(page.locator("dialog input[type=search]")).to_be_focused()


# How it is used


def test_a_long_word_stays_within_the_dialog(page: Page) -> None:
    """On the narrowest phone, where what was asked is repeated above the results."""
    page.set_viewport_size({"width": 320, "height": 640})
    page.keyboard.press("/")
    page.locator("dialog input[type=search]").fill("x" * 300)
    expect(page.locator("dialog [role=status]")).to_contain_text(f"“{'x' * 80}…”")
    dialog = page.locator("dialog[open]")
    assert dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")


def test_letters_of_another_script_ask_for_nothing_that_is_not_there(page: Page) -> None:
    """Nor do signs that turn the direction of what is written turn what is said of them."""
    failed = []
    page.on("response", lambda answer: answer.ok or failed.append(answer.url))
    search(page, "مرحبا")
    search(page, "кoaching")
    page.locator("dialog input[type=search]").fill("\u202exylophone")
    expect(page.locator("dialog [role=status]")).to_contain_text("“xylophone”")
    assert failed == []


def test_the_keyboard_alone_is_enough(page: Page, searched: Searched) -> None:
    """`/` and Ctrl-K open it, arrows and Enter move, Escape closes it and gives the focus back."""
    link = page.locator(".hub-tabs a").nth(1)
    for key in ("/", "Control+k", "Meta+k"):
        link.focus()
        page.keyboard.press(key)
        expect(page.get_by_role("dialog", name="Search")).to_be_visible()
        expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator("dialog")).to_be_hidden()
        expect(link).to_be_focused()
    search(page, "procurement")
    links = page.locator(".hub-search__result a")
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    expect(links.nth(2)).to_be_focused()
    page.keyboard.press("Home")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("dialog input[type=search]")).to_be_focused()
    page.keyboard.press("Enter")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("x")
    expect(page.locator("dialog input[type=search]")).to_have_value(re.compile("x"))
    page.locator("dialog input[type=search]").fill("procurement")
    page.keyboard.press("Enter")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{searched.url}definitions/procurement/")


@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_what_is_typed_at_once_is_kept(context: BrowserContext, page: Page, key: str) -> None:
    """However long the search takes to arrive: the letters, their corrections, and what was marked
    as the focus."""
    held: list[Route] = []
    context.route("**/search/dialog.js", lambda route: held.append(route))
    link = page.locator(".hub-tabs a").nth(1)
    link.focus()
    page.keyboard.press(key)
    page.keyboard.type("procurrr")
    page.keyboard.press("Backspace")
    page.keyboard.press("Backspace")
    page.keyboard.type("ement / and")
    waiting = page.locator(".hub-search-waiting")
    expect(waiting).to_have_css("opacity", "1")
    expect(waiting).to_be_in_viewport(ratio=1)
    assert held
    assert page.locator("dialog").count() == 0
    assert (waiting.bounding_box() or {})["width"] > 200
    for route in held:
        route.continue_()
    field = page.locator("dialog input[type=search]")
    expect(field).to_have_value("procurement / and")
    expect(field).to_be_focused()
    expect(page.locator("dialog [role=status]")).to_contain_text("procurement / and")
    page.keyboard.type("!")
    expect(field).to_have_value("procurement / and!")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()


def test_who_turns_back_before_it_is_there_sees_nothing_of_it(
    context: BrowserContext, page: Page
) -> None:
    """Escape gives the focus back, and no dialog opens late."""
    held: list[Route] = []
    context.route("**/search/dialog.js", lambda route: held.append(route))
    link = page.locator(".hub-tabs a").nth(1)
    link.focus()
    page.keyboard.press("/")
    page.keyboard.type("pro")
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    with page.expect_response("**/search/dialog.js"):
        for route in held:
            route.continue_()
    page.wait_for_load_state("networkidle")
    assert page.locator("dialog[open]").count() == 0
    page.keyboard.press("/")
    expect(page.locator("dialog input[type=search]")).to_have_value("")


def test_a_slash_is_a_slash_where_one_types(page: Page) -> None:
    """The key opens nothing in a field."""
    search(page, "his")
    page.keyboard.press("End")
    page.keyboard.type("/her")
    expect(page.locator("dialog input[type=search]")).to_have_value("his/her")


def test_the_button_opens_it_and_a_press_beside_it_closes_it(page: Page) -> None:
    """The focus goes back to the button."""
    button = page.locator("header").get_by_role("link", name="Search")
    button.click()
    expect(page.locator("dialog[open]")).to_be_visible()
    page.mouse.click(20, 700)
    expect(page.locator("dialog")).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("dialog")).to_be_hidden()
    expect(button).to_be_focused()


def test_an_answer_is_in_sight_at_four_times_the_size(browser: Browser, searched: Searched) -> None:
    """A window of 1280 × 1024 at 400 % is one of 320 × 256 (WCAG 2.2, 1.4.10)."""
    context = browser.new_context(viewport={"width": 320, "height": 256})
    page = context.new_page()
    page.goto(searched.url)
    search(page, "procurement")
    title = page.locator(".hub-search__title").first.bounding_box()
    assert title
    assert title["y"] + title["height"] < 256
    expect(page.get_by_role("button", name="Close")).to_be_in_viewport()
    chip, topics = (
        page.get_by_text("Moments", exact=True).last.bounding_box(),
        page.get_by_label("Topic").bounding_box(),
    )
    assert chip
    assert topics
    assert chip["x"] + chip["width"] <= topics["x"]
    page.get_by_role("link", name="All results").scroll_into_view_if_needed()
    expect(page.get_by_role("button", name="Close")).to_be_in_viewport()
    context.close()


def test_a_kind_in_the_address_is_a_filter_that_is_shown(page: Page, searched: Searched) -> None:
    """Comparisons too; of a kind that the hub has not, everything is found, and that is what is shown."""
    page.goto(f"{searched.url}search/?q=offer&kind=comparison")
    expect(page.get_by_role("radio", name="Comparisons")).to_be_checked()
    expect(page.locator(".hub-search__status")).to_have_text("1 result for “offer”")
    page.goto(f"{searched.url}search/?q=offer&kind=nonsense")
    expect(page.get_by_role("radio", name="All", exact=True)).to_be_checked()
    expect(page.locator(".hub-search__status")).to_contain_text("for “offer”")


def test_a_question_that_waits_for_its_answer_is_not_met_with_others(
    context: BrowserContext, page: Page, searched: Searched
) -> None:
    """Examples are for who asked nothing: they would look like what was found."""
    held: list[Route] = []
    context.route("**/search/words/*", lambda route: held.append(route))
    page.goto(f"{searched.url}search/?q=procurement")
    expect(page.get_by_role("radio", name="Articles")).to_be_visible()
    expect(page.locator(".hub-search__help")).to_be_hidden()
    for route in held:
        route.continue_()
    context.unroute("**/search/words/*")
    expect(page.locator(".hub-search__result").first).to_be_visible()


def test_the_page_of_the_search_keeps_its_question_in_its_address(
    page: Page, searched: Searched
) -> None:
    """What the dialog was asked leads there; the address alone brings back words, kind and
    topic."""
    search(page, "procurement")
    page.get_by_role("radio", name="Articles", exact=True).check()
    page.get_by_label("Topic").select_option("Meetings")
    all_results = page.get_by_role("link", name="All results")
    expect(all_results).to_have_attribute(
        "href", f"{searched.url}search/?q=procurement&kind=article&topic=meetings"
    )
    all_results.click()
    expect(page.locator(".hub-search__status")).to_have_text("1 result for “procurement”")
    expect(page.get_by_role("radio", name="Articles")).to_be_checked()
    expect(page.get_by_label("Topic")).to_have_value("meetings")
    expect(page.locator(".hub-index")).to_be_hidden()
    expect(page).to_have_title(re.compile("^“procurement” · Search"))
    page.get_by_role("radio", name="All", exact=True).check()
    page.locator("input[type=search]").fill("pipeline & more")
    expect(page).to_have_url(f"{searched.url}search/?q=pipeline+%26+more&topic=meetings")
    page.locator("input[type=search]").fill("")
    expect(page.locator(".hub-index")).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("input[type=search]")).to_be_focused()
    expect(page.locator("dialog")).to_have_count(0)


def test_without_javascript_there_is_an_index_of_everything(
    browser: Browser, searched: Searched
) -> None:
    """The button is a link to it; every title stands there, once, a defined word with the other
    words for it."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(searched.url)
    page.locator("header").get_by_role("link", name="Search").click()
    expect(page).to_have_url(f"{searched.url}search/")
    listed = page.locator(".hub-index a").all_text_contents()
    assert listed == [*dict.fromkeys(listed)]
    assert {
        "Pipeline, the definition",
        "Discount discipline",
        "The empty chair",
        "Onboarding",
        MARKUP,
    } <= {*listed}
    assert page.locator("input[type=search]").count() == 0
    line = page.locator(".hub-index li", has_text="sales funnel")
    expect(line).to_have_text("Pipeline, the definition sales funnel")
    line.get_by_role("link").click()
    expect(page).to_have_url(f"{searched.url}definitions/pipeline/")
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_dialog_and_page_are_for_everybody(
    browser: Browser, searched: Searched, width: int
) -> None:
    """axe finds no fault in any state, in light and dark, and nothing is wider than the screen."""
    size = {"width": width, "height": 800}
    faults = []

    def look(state: str) -> None:
        faults.extend(f"{state} {fault}" for fault in violations_in_light_and_dark(page))
        wide = page.evaluate(
            "() => [document.scrollingElement, ...document.querySelectorAll('dialog, dialog > *, dialog ol')]"
            ".filter(e => e.scrollWidth > e.clientWidth).map(e => e.className || e.tagName)"
        )
        if wide:
            faults.append(f"{state}: wider than its place: {wide}")

    with judged(browser, viewport=size, reduced_motion="reduce") as page:
        page.goto(searched.url)
        page.keyboard.press("/")
        expect(page.locator("dialog .hub-search__filters")).to_be_visible()
        look("empty dialog")
        search(page, "procurement")
        page.keyboard.press("ArrowDown")
        look("results")
        search(page, "pipline")
        look("did you mean")
        search(page, "foramtting-xylophone")
        look("nothing")
        page.goto(f"{searched.url}search/")
        look("index")
        page.goto(f"{searched.url}search/?q=procurement")
        expect(page.locator(".hub-search__result")).to_have_count(3)
        look("page")
    assert not faults, "\n".join(faults)
