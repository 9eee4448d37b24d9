"""A defined word explains itself: by pointer, by keyboard, by touch, and without JavaScript by the
list below the text."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from podhub.links.terms import TermFinder

from tests.conftest import Served

CARD = ".hub-word"


@pytest.fixture(params=[(1280, 800), (390, 844)], ids=["desktop", "phone"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """A desk and a phone."""
    width, height = request.param
    opened = browser.new_context(viewport={"width": width, "height": height}, has_touch=width < 400)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, site: Served) -> Page:
    """An article."""
    opened = context.new_page()
    open_ready(opened, site.url + next(iter(site.catalog.articles.values())).url)
    return opened


def open_ready(page: Page, url: str) -> None:
    """Open a page and wait for its scripts: until they are there, a word is a link like any
    other."""
    with page.expect_response("**/terms.js"):
        page.goto(url)
    page.wait_for_load_state("networkidle")


def first_word(page: Page) -> Locator:
    """The first defined word, in view."""
    word = page.locator("a.term").first
    word.scroll_into_view_if_needed()
    return word


def said_of(word: Locator, site: Served) -> str:
    """What its definition says, from the content."""
    slug = (word.get_attribute("aria-describedby") or "").removeprefix("term-")
    return site.catalog.definitions[slug].fields.definition


def test_the_pointer_shows_a_card_that_stays_and_goes(page: Page, site: Served) -> None:
    """On hover, with its sentence; it stays while the pointer is on it, and goes with it."""
    word = first_word(page)
    word.hover()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    expect(card).to_contain_text(said_of(word, site))
    expect(card).to_be_in_viewport(ratio=1)
    card.hover()
    page.wait_for_timeout(500)
    expect(card).to_be_visible()
    page.mouse.move(1, 1)
    expect(card).to_have_count(0)


def test_the_keyboard_reaches_what_is_in_the_card(page: Page, site: Served) -> None:
    """Focus shows it, Tab leads into it, Escape closes it and gives the focus back to the word."""
    word = first_word(page)
    word.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(word).to_be_focused()
    card = page.locator(CARD)
    expect(card).to_be_visible()
    page.keyboard.press("Tab")
    expect(card.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    expect(word).to_be_focused()
    page.keyboard.press("Tab")
    expect(word).not_to_be_focused()
    # The next stop may be another defined word, which then shows its own.
    expect(card).to_have_count(page.locator("a.term:focus").count())


def test_a_touch_explains_and_a_second_one_follows(browser: Browser, site: Served) -> None:
    """A finger cannot hover: the first tap shows the card, a tap elsewhere puts it away, a second
    tap on the word goes there."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    open_ready(page, site.url + next(iter(site.catalog.articles.values())).url)
    word = first_word(page)
    word.tap()
    card = page.locator(CARD)
    expect(card).to_contain_text(said_of(word, site))
    before = page.url
    page.locator("h1").tap()
    expect(card).to_have_count(0)
    assert page.url == before
    word.tap()
    word.tap()
    page.wait_for_url("**/definitions/**")
    context.close()


def test_a_card_leads_to_the_second_where_the_word_is_heard(page: Page, site: Served) -> None:
    """A word that an episode says has its place in the card: the first in the newest episode that
    says it."""
    terms = TermFinder(
        (slug, (entry.title, *entry.fields.forms))
        for slug, entry in site.catalog.definitions.items()
    )
    for word in page.locator("a.term").all():
        slug = (word.get_attribute("aria-describedby") or "").removeprefix("term-")
        saying = [
            episode
            for episode in site.catalog.episodes.values()
            if any(match.slug == slug for cue in episode.cues for match in terms.find(cue.text))
        ]
        if saying:
            word.hover()
            link = page.locator(CARD).get_by_role("link").last
            expect(link).to_have_attribute("href", re.compile(r"#t=\d+$"))
            assert saying[0].url in (link.get_attribute("href") or "")
            return
    pytest.fail("no word of this article is heard")


def test_without_javascript_the_list_explains(browser: Browser, site: Served) -> None:
    """Each word of the text stands in the list below it, which its link names as its
    description."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.url + next(iter(site.catalog.articles.values())).url)
    for word in page.locator("a.term").all():
        expect(page.locator(f"#{word.get_attribute('aria-describedby')}")).to_have_text(
            said_of(word, site)
        )
    context.close()
