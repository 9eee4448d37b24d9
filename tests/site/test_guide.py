"""The guide in a real browser: each outcome reached by answering, its address shared, the letter
filled in, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from podhub.model.items import Guide

from tests.conftest import Served
from tests.window import Window


@pytest.fixture
def guide(site: Served) -> Guide:
    """The first guide of the real content."""
    return next(iter(site.catalog.guides.values())).fields


@pytest.fixture
def address(site: Served) -> str:
    """Its page."""
    return site.url + next(iter(site.catalog.guides.values())).url


@pytest.fixture
def page(window: Window, site: Served) -> Iterator[Page]:
    """As wide as a phone."""
    with window.lent(site.url) as context:
        page = context.new_page()
        page.set_viewport_size({"width": 390, "height": 844})
        page.emulate_media(reduced_motion="reduce")
        yield page


def answers_for(guide: Guide) -> dict[str, tuple[int, ...]]:
    """For each outcome, answers (counted from 0) that lead to it; a tie goes to the outcome that
    stands first."""
    found: dict[str, tuple[int, ...]] = {}
    for picked in product(*(range(len(question.answers)) for question in guide.questions)):
        totals = dict.fromkeys(guide.outcomes, 0)
        for question, answer in zip(guide.questions, picked, strict=True):
            for name, points in question.answers[answer].points.items():
                totals[name] += points
        found.setdefault(max(totals, key=lambda name: totals[name]), picked)
        if len(found) == len(guide.outcomes):
            break
    return found


def test_every_outcome_is_reached_shared_and_sent(guide: Guide, address: str, page: Page) -> None:
    """Answer, read the result and its reasons, open its address anew, find the answers in the
    letter."""
    ways = answers_for(guide)
    assert set(ways) == set(guide.outcomes)
    sent: list[str] = []
    for name, picked in ways.items():
        page.goto("about:blank")
        page.goto(address)
        page.on("request", lambda request: sent.append(request.url))
        asked = page.locator("fieldset")
        expect(asked).to_have_count(len(guide.questions))
        for number, answer in enumerate(picked):
            asked.nth(number).get_by_role("radio").nth(answer).check()
        sent.clear()
        page.get_by_role("button", name="See what your team needs").click()
        result = page.locator(".hub-outcome:visible")
        expect(result).to_have_count(1)
        expect(
            result.get_by_role("heading", name=guide.outcomes[name].title, exact=True)
        ).to_be_in_viewport()
        expect(result).to_be_focused()
        for number, answer in enumerate(picked):
            chosen = guide.questions[number].answers[answer]
            speaks = chosen.points.get(name, 0) > 0
            expect(result.locator(".hub-outcome__reasons li", has_text=chosen.text)).to_have_count(
                int(speaks)
            )
        letter = urlsplit(
            result.get_by_role("link", name="Talk it over with us").get_attribute("href") or ""
        )
        body = unquote(parse_qs(letter.query)["body"][0])
        assert letter.scheme == "mailto"
        assert all(
            question.answers[answer].text in body
            for question, answer in zip(guide.questions, picked, strict=True)
        )
        assert guide.outcomes[name].title in body
        shared = page.url
        assert shared.endswith("#answers=" + "-".join(str(answer + 1) for answer in picked))
        assert shared in body
        # The browser fetches the site's icon whenever it likes.
        assert not [url for url in sent if not url.endswith("/assets/mark.svg")]
        page.goto("about:blank")
        page.goto(shared)
        expect(page.locator(".hub-outcome:visible h3")).to_have_text(guide.outcomes[name].title)


def test_what_to_think_of_is_said_before_the_questions(address: str, page: Page) -> None:
    """What stands above the text's first heading; what stands below it comes after the questions,
    and nothing comes twice."""
    page.goto(address)
    opening = page.get_by_text("Think of one team and one thing")
    expect(opening).to_have_count(1)
    more = page.get_by_role("heading", name="How the answer is found")
    expect(more).to_have_count(1)
    tops = [place.bounding_box() for place in (opening, page.locator(".hub-guide"), more)]
    assert all(tops)
    heights = [box["y"] for box in tops if box]
    assert heights == sorted(heights)


def test_a_result_follows_a_changed_answer_and_can_be_begun_again(
    guide: Guide, address: str, page: Page
) -> None:
    """Nobody has to press twice; starting again clears answers, result and address."""
    first, *_, last = answers_for(guide).items()
    page.goto(address + "#answers=" + "-".join(str(answer + 1) for answer in first[1]))
    shown = page.locator(".hub-outcome:visible h3")
    expect(shown).to_have_text(guide.outcomes[first[0]].title)
    for number, answer in enumerate(last[1]):
        page.locator("fieldset").nth(number).get_by_role("radio").nth(answer).check()
    expect(shown).to_have_text(guide.outcomes[last[0]].title)
    page.get_by_role("button", name="Start again").click()
    expect(shown).to_have_count(0)
    expect(page.locator("input:checked")).to_have_count(0)
    expect(page.get_by_text(f"0 of {len(guide.questions)} answered")).to_be_visible()
    assert "#" not in page.url


def test_an_unanswered_question_is_shown(guide: Guide, address: str, page: Page) -> None:
    """Asking for the result too early leads to the first question without an answer; each that was
    left out says so, until it is answered."""
    page.goto(address)
    page.locator("fieldset").nth(0).get_by_role("radio").nth(0).check()
    page.get_by_role("button", name="See what your team needs").click()
    expect(page.locator("fieldset").nth(1).get_by_role("radio").nth(0)).to_be_focused()
    expect(
        page.get_by_text(f"{len(guide.questions) - 1} questions are still open.")
    ).to_be_visible()
    said = page.get_by_text("Please choose an answer.")
    assert [place.is_visible() for place in said.all()] == [
        False,
        *[True] * (len(guide.questions) - 1),
    ]
    page.locator("fieldset").nth(1).get_by_role("radio").nth(0).check()
    expect(said.nth(1)).to_be_hidden()
    expect(page.locator(".hub-outcome:visible")).to_have_count(0)


def test_on_paper_its_questions_are_there(guide: Guide, address: str, page: Page) -> None:
    """The folded table unfolds for the printer, and is folded again after it."""
    page.goto(address)
    table = page.locator(".hub-guide__table table")
    expect(page.locator(".hub-guide")).to_be_visible()
    expect(table).to_be_hidden()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for question in guide.questions:
        expect(table.get_by_text(question.text)).to_be_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(table).to_be_hidden()


def test_by_keyboard_alone(guide: Guide, address: str, page: Page) -> None:
    """Tab from question to question, space to answer, Enter for the result."""
    page.goto(address)
    page.locator("fieldset").nth(0).get_by_role("radio").nth(0).focus()
    for _ in guide.questions:
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="See what your team needs")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".hub-outcome:visible")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("() => !!document.activeElement.closest('.hub-outcome a')")


def test_without_javascript_it_is_a_table(guide: Guide, address: str, browser: Browser) -> None:
    """Every answer with what it speaks for and why, and every outcome with where to go on."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address)
    expect(page.locator(".hub-guide")).to_be_hidden()
    rows = page.locator(".hub-guide__table tbody tr")
    for question in guide.questions:
        expect(rows.filter(has_text=question.text).first).to_be_visible()
        for answer in question.answers:
            row = rows.filter(has_text=answer.text).first
            expect(row).to_be_visible()
            for name, points in answer.points.items():
                expect(
                    row.get_by_text(f"{guide.outcomes[name].title}: {points}", exact=True)
                ).to_be_visible()
    for outcome in guide.outcomes.values():
        expect(page.get_by_role("heading", name=outcome.title, exact=True)).to_be_visible()
    context.close()
