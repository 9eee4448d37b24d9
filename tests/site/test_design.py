"""What the design promises (docs/contributing/design.md), as a browser shows it."""

from __future__ import annotations

import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from tests.conftest import Served
from tests.site.conftest import BOTH, open_ready
from tests.site.test_browser import one_of_each_kind

COMPARISON = "definitions/sales-coaching-vs-sales-training/"
TRAINING, COACHING = "rgb(29, 79, 145)", "rgb(176, 74, 20)"


def edge(element: Locator, side: str) -> str:
    """The colour of an element's edge."""
    colour: str = element.evaluate(f"e => getComputedStyle(e).border{side}Color")
    return colour


@pytest.mark.parametrize("width", [320, 360, 375, 390])
def test_the_header_is_two_rows_on_a_phone(site: Served, browser: Browser, width: int) -> None:
    """The name with its two buttons, and the hubs; none of them alone in a row or over another, on
    any kind of page."""
    page = browser.new_page(viewport={"width": width, "height": 800})
    for path in one_of_each_kind(site):
        page.goto(site.url + path)
        tops = page.locator(".hub-header nav :is(a, button):visible").evaluate_all(
            "all => all.map(e => { const { top, bottom } = e.getBoundingClientRect(); return Math.round((top + bottom) / 20) })"
        )
        rows = [tops.count(top) for top in dict.fromkeys(tops)]
        assert len(rows) == 2, (path, rows)
        assert rows[0] >= 2, (path, rows)
        assert rows[1] >= 4, (path, rows)
        name = page.locator(".hub-header__name span").evaluate(
            "e => { const drawn = document.createRange(); drawn.selectNodeContents(e);"
            " return drawn.getBoundingClientRect().right }"
        )
        follow = page.locator(".hub-header__follow").bounding_box()
        assert follow, path
        assert name <= follow["x"], path
    page.close()


def test_no_word_of_a_title_is_broken(site: Served, browser: Browser) -> None:
    """Also on the narrowest phone: the longest word of each title has room in its line."""
    page = browser.new_page(viewport={"width": 320, "height": 800})
    for path in one_of_each_kind(site):
        page.goto(site.url + path)
        room, longest = page.locator("h1").first.evaluate(
            "h1 => { const room = h1.clientWidth; h1.style.cssText = 'width: min-content; overflow-wrap: normal';"
            " return [room, h1.clientWidth] }"
        )
        assert longest <= room, path
    page.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_training_and_coaching_keep_their_side_and_their_colour(
    site: Served, browser: Browser, width: int
) -> None:
    """On home, on their comparison and in the article to begin with, on one band; and in the
    comparison's rows, whose cells have them too where they stand below each other."""
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme="light")
    start = f"articles/{site.catalog.pages['index'].fields.start}/"
    for path in ("", start, COMPARISON):
        page.goto(site.url + path)
        band = page.locator(".hub-band")
        heads = band.locator("thead th").all()
        assert [head.locator("a").inner_text().split()[1] for head in heads] == [
            "training",
            "coaching",
        ]
        grounds = [head.evaluate("e => getComputedStyle(e).backgroundColor") for head in heads]
        assert grounds == [TRAINING, COACHING]
        assert band.locator("tbody").count() == 3
        expect(band.get_by_role("link", name="Find out what your team needs")).to_be_visible()
    cells = page.locator(".hub-comparison tbody tr").first.locator("td")
    if width == 390:
        assert [edge(cell, "Left") for cell in cells.all()] == [TRAINING, COACHING]
    columns = page.locator(".hub-comparison thead th")
    assert [edge(head, "Bottom") for head in columns.all()] == [TRAINING, COACHING]
    if width == 1280:
        widths = [box["width"] for head in columns.all() if (box := head.bounding_box())]
        assert widths[0] == pytest.approx(widths[1], abs=1)
        assert all(
            head.evaluate("e => getComputedStyle(e).fontWeight") == "700" for head in columns.all()
        )
    page.close()


def test_the_band_reaches_both_edges_and_makes_no_page_wider(
    site: Served, browser: Browser
) -> None:
    """Read from the pixels at the window's edges, where a page has no table of contents beside
    its text."""
    page = browser.new_page(color_scheme="light")
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site.url)
        page.locator(".hub-band").scroll_into_view_if_needed()
        box = page.locator(".hub-band tbody").first.bounding_box()
        assert box
        line = {"x": 0, "y": box["y"] + box["height"] / 2, "width": width, "height": 1}
        with Image.open(io.BytesIO(page.screenshot(clip=line))) as picture:  # type: ignore[arg-type]
            shown = picture.convert("RGB")
            edges = [shown.getpixel((x, 0)) for x in (1, width - 2)]
        assert edges == [(29, 79, 145), (176, 74, 20)], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_a_result_has_the_colour_of_what_it_is(site: Served, browser: Browser) -> None:
    """On the screen and on paper; a chosen answer is neither yet."""
    guide = next(iter(site.catalog.guides.values()))
    page = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme="light")
    wanted = {"training": TRAINING, "coaching": COACHING}
    for medium in ("screen", "print"):
        page.emulate_media(media=medium)  # type: ignore[arg-type]
        for name, colour in wanted.items():
            page.goto("about:blank")
            page.goto(f"{site.url}{guide.url}#{name}")
            assert edge(page.locator(f"#{name}"), "Left") == colour, (medium, name)
    page.emulate_media(media="screen")
    page.locator("fieldset label").first.click()
    assert edge(page.locator("fieldset label").first, "Top") not in wanted.values()
    page.close()


def test_a_printed_result_says_how_to_reach_us(site: Served, browser: Browser) -> None:
    """The button is no use on paper; the address is."""
    guide = next(iter(site.catalog.guides.values()))
    page = browser.new_page()
    page.goto(f"{site.url}{guide.url}#answers={'-'.join('1' for _ in guide.fields.questions)}")
    page.emulate_media(media="print")
    expect(page.locator(".hub-outcome:visible")).to_have_count(1)
    expect(page.get_by_text("Talk it over with us").locator("visible=true")).to_have_count(0)
    expect(page.locator(".hub-printed")).to_contain_text(re.compile(r"Talk to us: \S+@\S+"))
    for gone in (".hub-guide", ".hub-guide__table"):
        expect(page.locator(gone)).to_be_hidden()
    page.close()


def test_home_names_the_next_step(site: Served, browser: Browser) -> None:
    """In the first screen of a phone and of a desk: the question, the button with what it asks,
    and who is behind it."""
    for width, height in ((390, 844), (1280, 900)):
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(site.url)
        for shown in (
            page.get_by_role("heading", level=1),
            page.get_by_role("link", name="Find out what your team needs").first,
            page.get_by_text("No e-mail asked. Nothing is sent.").first,
            page.locator(".hub-author"),
            page.locator(".hub-band"),
        ):
            expect(shown).to_be_in_viewport()
        # Said once: the line that other pages have says the same.
        expect(page.locator(".hub-tagline")).to_be_hidden()
        page.close()


def test_pages_tell_before_they_ask(site: Served, browser: Browser) -> None:
    """On the first screen of a phone: a definition of the pair with the other one and the guide, the
    article to begin with and its guide, an episode with what it is about above what plays it."""
    page = browser.new_page(viewport={"width": 390, "height": 844})
    needs = page.get_by_role("link", name="Find out what your team needs").first
    for slug, other in (("sales-training", "sales-coaching"), ("sales-coaching", "sales-training")):
        page.goto(f"{site.url}definitions/{slug}/")
        said = site.catalog.definitions[other].fields.definition
        expect(page.locator(".hub-other").get_by_text(said)).to_be_in_viewport(ratio=1)
        expect(needs).to_be_in_viewport(ratio=1)
    page.goto(f"{site.url}articles/sales-training-or-sales-coaching/")
    expect(needs).to_be_in_viewport(ratio=1)
    for episode in site.catalog.episodes.values():
        page.goto(site.url + episode.url)
        told, plays = page.locator(".hub-lead"), page.locator(".hub-player .hub-round").first
        for shown in (told, plays):
            expect(shown).to_be_in_viewport(ratio=1)
        heights = [(shown.bounding_box() or {})["y"] for shown in (told, plays)]
        assert heights == sorted(heights), episode.url
    page.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_person_and_the_show_are_one_tap_away(site: Served, browser: Browser, width: int) -> None:
    """From the first screen of every kind of page: to the address, its button and a letter that
    says where its writer came from; and to where the show is followed."""
    page = browser.new_page(viewport={"width": width, "height": 844})
    for path in one_of_each_kind(site):
        page.goto(site.url + path)
        talk = page.locator(".hub-header").get_by_role("link", name="Talk to us")
        follow = page.locator(".hub-header").get_by_role("link", name="Follow the podcast")
        expect(talk).to_be_in_viewport()
        expect(follow).to_be_in_viewport()
        assert re.search(r"(subscribe|podcast)/$", follow.get_attribute("href") or ""), path
        talk.click()
        block = page.locator("section[aria-labelledby=talk]")
        expect(block.get_by_role("heading", name="Talk to us")).to_be_in_viewport()
        address = block.locator(".hub-reach__address")
        expect(address).to_have_text(re.compile(r"^\S+@\S+$"))
        letter = block.get_by_role("link", name="Write to us").get_attribute("href") or ""
        title = re.sub(r"\s+", " ", page.locator("h1").first.inner_text()).strip()
        about = parse_qs(urlsplit(letter).query)["subject"][0]
        assert about.casefold() == f"about: {title}".casefold(), path
        assert urlsplit(letter).path == address.inner_text()
    page.close()


def test_the_podcasts_page_begins_with_something_to_hear(site: Served, browser: Browser) -> None:
    """Artwork, subscribing and the trailer, then all episodes with number and picture, each picture
    sized, small and lazy."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{site.url}podcast/")
    for first in (
        page.locator(".hub-top img"),
        page.locator(".hub-follow").first,
        page.locator(".hub-player [data-part=toggle]"),
    ):
        expect(first).to_be_in_viewport()
    cards = page.locator(".hub-card--pictured")
    expect(cards).to_have_count(len(site.catalog.episodes))
    expect(cards.first).to_contain_text(re.compile(r"Episode \d+ · \d+:\d\d"))
    for picture in cards.locator("img").all():
        attributes = [picture.get_attribute(name) for name in ("loading", "width", "height")]
        assert attributes == ["lazy", "80", "80"]
        assert (picture.get_attribute("src") or "").endswith("-160.webp")
    page.close()


def test_what_all_cards_of_a_list_share_is_not_said_on_each(site: Served, browser: Browser) -> None:
    """Eight cards that "speak of both" say nothing by it."""
    page = browser.new_page()
    for path in (COMPARISON, "articles/", "definitions/", "topics/"):
        page.goto(site.url + path)
        for section in page.locator(".hub-cards").all():
            for said in (".hub-card__reason", ".hub-card__kind"):
                texts = section.locator(said).all_inner_texts()
                texts = [text for text in texts if not re.fullmatch(r"\d+ min", text)]
                assert len(texts) < 2 or len({*texts}) > 1, (path, texts)
    page.close()


def test_an_article_plays_its_first_episode_and_lists_the_others(
    two_episodes: Served, listener: Page
) -> None:
    """What the printed code leads to is what the page plays."""
    open_ready(listener, two_episodes.url + BOTH)
    section = listener.locator("section[aria-labelledby=episodes]")
    expect(section.locator(".hub-player")).to_have_count(1)
    expect(section.locator(".hub-card h3")).to_have_text(["A tone"])
    title = section.locator(".hub-player h3").inner_text()
    listener.emulate_media(media="print")
    expect(listener.locator(".hub-printed")).to_contain_text(f"Hear it: {title}")


def test_the_seek_bar_is_there_in_forced_colours(
    two_episodes: Served, listener: Page, real_episode: str
) -> None:
    """Windows' contrast themes replace backgrounds: bar, heard part and thumb keep a colour of the
    system's."""
    listener.emulate_media(forced_colors="active")
    open_ready(listener, real_episode)
    listener.locator(".hub-player [data-part=seek]").fill("100")
    listener.mouse.move(0, 0)
    with Image.open(io.BytesIO(listener.locator(".hub-player .hub-seek").screenshot())) as picture:
        line = [
            picture.convert("RGB").getpixel((x, picture.height // 2)) for x in range(picture.width)
        ]
        corner = picture.convert("RGB").getpixel((picture.width // 2, 0))
    drawn = sum(pixel != corner for pixel in line)
    assert drawn > 0.9 * len(line)
    assert line[3] != line[-3]
