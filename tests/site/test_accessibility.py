"""Every kind of page by axe-core's rules, on a phone and a desk, in light and dark; and no page
wider than its screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.axe import judged, violations_in_light_and_dark
from tests.conftest import Served
from tests.site.test_browser import one_of_each_kind

WIDTHS = (320, 390, 700, 1280)
TERM_IS_EXPLAINED = """() => {
  document.activeElement.blur();
  document.querySelector("a.term").focus();
  return document.querySelector(".hub-word:popover-open");
}"""
WIDTH_WITH_EACH_TERM = """() => [...document.querySelectorAll("a.term")].map(term => {
  term.focus();
  if (!term.nextElementSibling?.matches(".hub-word:popover-open")) throw new Error(`no card: ${term.outerHTML}`);
  return document.scrollingElement.scrollWidth;
})"""


@pytest.mark.parametrize("part", [0, 1, 2])
def test_axe_finds_no_fault_on_any_kind_of_page(site: Served, browser: Browser, part: int) -> None:
    """No violation of any rule, of any impact, on a phone and a desk, in light and dark; also on the
    pages for authors."""
    pages = [page.url for page in site.pages if page.kind == "page"]
    faults = []
    with judged(browser, reduced_motion="reduce") as page:
        for path in [*dict.fromkeys([*one_of_each_kind(site), *pages])][part::3]:
            page.set_viewport_size({"width": 390, "height": 800})
            page.goto(site.url + path)
            for width in (390, 1280):
                page.set_viewport_size({"width": width, "height": 800})
                found = violations_in_light_and_dark(page)
                faults += [f"/{path} at {width} px {fault}" for fault in found]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_no_fault_in_what_opens(site: Served, browser: Browser, width: int) -> None:
    """The guide's result, the search, a term's card, the bar; also a transcript on its own."""
    size = {"width": width, "height": 800}
    faults = []

    def look(state: str) -> None:
        faults.extend(f"{state} {fault}" for fault in violations_in_light_and_dark(page))

    with judged(browser, viewport=size, reduced_motion="reduce") as page:
        guide = next(iter(site.catalog.guides.values()))
        for part in (
            f"#answers={'-'.join('1' for _ in guide.fields.questions)}",
            f"#{next(iter(guide.fields.outcomes))}",
        ):
            page.goto("about:blank")
            page.goto(f"{site.url}{guide.url}{part}")
            expect(page.locator(".hub-outcome:visible")).to_have_count(1)
            look(part)
        page.goto(site.url)
        page.keyboard.press("/")
        page.locator("dialog input[type=search]").fill("coaching")
        expect(page.locator("dialog .hub-search__result").first).to_be_visible()
        look("search")
        article = next(page for page in site.pages if page.kind == "article")
        page.goto(site.url + article.url)
        page.locator("a.term").first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(page.locator(".hub-word")).to_be_visible()
        look("a term's card")
        episode = next(entry for entry in site.catalog.episodes.values() if entry.cues)
        page.goto(f"{site.url}{episode.url}#t={int(episode.cues[3].start)}")
        expect(page.locator(".hub-bar")).to_be_visible()
        look("the bar")
    assert not faults, "\n".join(faults)


def test_no_page_is_wider_than_its_screen(site: Served, browser: Browser) -> None:
    """Nothing has to be scrolled sideways on any screen, also while a term's explanation is
    shown."""
    context = browser.new_context()
    page = context.new_page()
    wide, shown, sizes = [], 0, WIDTHS
    for site_page in site.pages:
        page.goto(site.url + site_page.url)
        has_terms = page.locator("a.term").count() > 0
        if has_terms:
            page.keyboard.press("Tab")  # from here on, what gets the focus shows it
            page.wait_for_function(TERM_IS_EXPLAINED)
        sizes = sizes[::-1]  # the next page begins with the width that this one ended with
        for width in sizes:
            page.set_viewport_size({"width": width, "height": 800})
            widths = [
                page.evaluate(
                    "document.activeElement.blur(), document.scrollingElement.scrollWidth"
                )
            ]
            widths += page.evaluate(WIDTH_WITH_EACH_TERM) if has_terms else []
            shown += len(widths) - 1
            if max(widths) > width:
                wide.append(f"/{site_page.url} at {width} px: {widths} px")
    context.close()
    assert not wide, "\n".join(wide)
    assert shown > len(site.pages) * len(WIDTHS)


def test_the_name_of_a_field_stays_in_one_piece(site: Served, browser: Browser) -> None:
    """In the tables for authors, on a phone: `perspectives` is no `perspective` with an s below
    it."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(f"{site.url}contributing/")
    names = (
        "[...document.querySelectorAll('td code')].filter(code => /^\\w+$/.test(code.textContent))"
    )
    assert page.evaluate(f"{names}.length") > 15
    assert (
        page.evaluate(
            f"{names}.filter(code => code.getClientRects().length > 1).map(code => code.textContent)"
        )
        == []
    )
    context.close()


def test_the_keyboard_reaches_the_player_and_every_moment(site: Served, browser: Browser) -> None:
    """Tab by tab from the top of an episode's page, each with a visible outline."""
    episode = next(entry for entry in site.catalog.episodes.values() if entry.fields.moments)
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(site.url + episode.url)
    wanted = {
        "toggle",
        "seek",
        "rate",
        *(f"#t={int(moment.at)}" for moment in episode.fields.moments),
    }
    reached = set()
    for _ in range(200):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            "() => { const e = document.activeElement;"
            " return [e.dataset.part || e.getAttribute('href') || '', getComputedStyle(e).outlineStyle] }"
        )
        if name in wanted:
            assert outline != "none", name
            reached.add(name)
        if reached == wanted:
            break
    context.close()
    assert reached == wanted
