"""What the design promises (docs/contributing/design.md), as a browser shows it."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.conftest import Served
from tests.site.conftest import BOTH, open_ready
from tests.site.test_browser import one_of_each_kind

COMPARISON = "definitions/sales-coaching-vs-sales-training/"
TRAINING, COACHING = "rgb(29, 79, 145)", "rgb(176, 74, 20)"
TRAINING_GROUND, COACHING_GROUND = (29, 79, 145), (176, 74, 20)


def edge(element: Locator, side: str) -> str:
    """The colour of an element's edge."""
    colour: str = element.evaluate(f"e => getComputedStyle(e).border{side}Color")
    return colour


def on_each_screen(
    site: Served, page: Page, widths: Sequence[int], height: int
) -> Iterator[tuple[str, int]]:
    """Show one page of each kind on screens of these widths, from its top; gives its address and
    the width."""
    for path in one_of_each_kind(site):
        for width in widths:
            page.set_viewport_size({"width": width, "height": height})
            if width == widths[0]:
                page.goto(site.url + path)
            page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
            yield path, width


def test_the_header_is_two_rows_on_a_phone(site: Served, page: Page) -> None:
    """The name with its two buttons, and the hubs; none of them alone in a row or over another, on
    any kind of page."""
    for place in on_each_screen(site, page, (320, 360, 375, 390), 800):
        tops = page.locator(".hub-header nav :is(a, button):visible").evaluate_all(
            "all => all.map(e => { const { top, bottom } = e.getBoundingClientRect(); return Math.round((top + bottom) / 20) })"
        )
        rows = [tops.count(top) for top in dict.fromkeys(tops)]
        assert len(rows) == 2, (place, rows)
        assert rows[0] >= 2, (place, rows)
        assert rows[1] >= 4, (place, rows)
        name = page.locator(".hub-header__name span").evaluate(
            "e => { const drawn = document.createRange(); drawn.selectNodeContents(e);"
            " return drawn.getBoundingClientRect().right }"
        )
        follow = page.locator(".hub-header__follow").bounding_box()
        assert follow, place
        assert name <= follow["x"], place


def test_letters_twice_as_large_make_no_page_of_a_phone_wider(site: Served, page: Page) -> None:
    """To the page, a phone whose reader has doubled the letters is one half as wide."""
    page.set_viewport_size({"width": 195, "height": 422})
    for path in one_of_each_kind(site):
        page.goto(site.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 195, path


def test_a_button_has_an_edge_and_the_hub_its_line_in_forced_colours(
    site: Served, page: Page
) -> None:
    """Grounds vanish there, and edges that are transparent elsewhere are seen."""
    page.emulate_media(forced_colors="active")
    page.goto(f"{site.url}articles/")
    for button in (".hub-header__talk", ".hub-button"):
        shown = page.locator(button).first.evaluate(
            "e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).outlineWidth]"
        )
        assert shown == ["solid", "1px"], button
    lines = page.locator(".hub-tabs a").evaluate_all(
        "all => all.map(e => getComputedStyle(e).borderBottomColor === getComputedStyle(document.body).backgroundColor)"
    )
    assert lines.count(False) == 1


def test_no_word_of_a_title_is_broken(site: Served, page: Page) -> None:
    """Also on the narrowest phone: the longest word of each title has room in its line."""
    page.set_viewport_size({"width": 320, "height": 800})
    for path in one_of_each_kind(site):
        page.goto(site.url + path)
        room, longest = page.locator("h1").first.evaluate(
            "h1 => { const room = h1.clientWidth; h1.style.cssText = 'width: min-content; overflow-wrap: normal';"
            " return [room, h1.clientWidth] }"
        )
        assert longest <= room, path


@pytest.mark.parametrize("width", [390, 1280])
def test_training_and_coaching_keep_their_side_and_their_colour(
    site: Served, page: Page, width: int
) -> None:
    """On home, on their comparison and in the article to begin with, on one band, whose labels stand
    on its seam; and in the comparison's rows, whose cells have them too where they stand below each
    other."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="light")
    start = f"articles/{site.catalog.pages['index'].fields.start}/"
    for path in ("", start, COMPARISON):
        page.goto(site.url + path)
        band = page.locator(".hub-band")
        heads = band.locator("thead th").all()
        assert [head.locator("a").inner_text().split()[1] for head in heads] == [
            "training",
            "coaching",
        ]
        table = band.locator("table")
        box = table.bounding_box()
        assert box
        seam = box["x"] + box["width"] / 2
        labels = band.locator("th[colspan] span")
        expect(labels).to_have_count(3)
        for label in labels.all():
            shape = label.bounding_box()
            assert shape
            assert shape["x"] + shape["width"] / 2 == pytest.approx(seam, abs=0.6), path
        with Image.open(io.BytesIO(table.screenshot())) as picture:
            drawn = picture.convert("RGB")
            left, right = math.floor(seam - box["x"]) - 3, math.ceil(seam - box["x"]) + 3
            around = [
                [drawn.getpixel((x, y)) for x in range(left, right)]
                for y in range(1, drawn.height - 1)
            ]
            ends = [
                row for row in around if (row[0], row[-1]) == (TRAINING_GROUND, COACHING_GROUND)
            ]
            assert len(ends) > drawn.height / 2, path
            assert len({tuple(row) for row in ends}) == 1, path  # one straight line
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


def test_the_band_reaches_both_edges_and_makes_no_page_wider(site: Served, page: Page) -> None:
    """Read from the pixels at the window's edges, where a page has no table of contents beside
    its text."""
    page.emulate_media(color_scheme="light")
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
        assert edges == [TRAINING_GROUND, COACHING_GROUND], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_result_has_the_colour_of_what_it_is(site: Served, page: Page) -> None:
    """On the screen and on paper; a chosen answer is neither yet."""
    guide = next(iter(site.catalog.guides.values()))
    page.set_viewport_size({"width": 390, "height": 800})
    page.emulate_media(color_scheme="light")
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


def test_a_printed_result_says_how_to_reach_us(site: Served, page: Page) -> None:
    """The button is no use on paper; the address is."""
    guide = next(iter(site.catalog.guides.values()))
    page.goto(f"{site.url}{guide.url}#answers={'-'.join('1' for _ in guide.fields.questions)}")
    page.emulate_media(media="print")
    expect(page.locator(".hub-outcome:visible")).to_have_count(1)
    expect(page.get_by_text("Talk it over with us").locator("visible=true")).to_have_count(0)
    expect(page.locator(".hub-printed")).to_contain_text(re.compile(r"Talk to us: \S+@\S+"))
    for gone in (".hub-guide", ".hub-guide__table"):
        expect(page.locator(gone)).to_be_hidden()


def test_home_names_the_next_step(site: Served, page: Page) -> None:
    """In the first screen of a phone and of a desk: the question, the button with what it asks,
    and who is behind it."""
    for width, height in ((390, 844), (1280, 900)):
        page.set_viewport_size({"width": width, "height": height})
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


def test_pages_tell_before_they_ask(site: Served, page: Page) -> None:
    """On the first screen of a phone: a definition of the pair with the other one and the guide, the
    article to begin with and its guide, an episode with what it is about above what plays it."""
    page.set_viewport_size({"width": 390, "height": 844})
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


def test_a_person_and_the_show_are_one_tap_away(site: Served, page: Page) -> None:
    """From the first screen of every kind of page: to the address, its button and a letter that
    says where its writer came from; and to where the show is followed."""
    for place in on_each_screen(site, page, (320, 390, 1280), 844):
        talk = page.locator(".hub-header").get_by_role("link", name="Talk to us")
        follow = page.locator(".hub-header").get_by_role("link", name="Follow the podcast")
        expect(talk).to_be_in_viewport()
        expect(follow).to_be_in_viewport()
        assert re.search(r"(subscribe|podcast)/$", follow.get_attribute("href") or ""), place
        talk.click()
        block = page.locator("section[aria-labelledby=talk]")
        expect(block.get_by_role("heading", name="Talk to us")).to_be_in_viewport()
        address = block.locator(".hub-reach__address")
        expect(address).to_have_text(re.compile(r"^\S+@\S+$"))
        letter = block.get_by_role("link", name="Write to us").get_attribute("href") or ""
        title = re.sub(r"\s+", " ", page.locator("h1").first.inner_text()).strip()
        about = parse_qs(urlsplit(letter).query)["subject"][0]
        assert about.casefold() == f"about: {title}".casefold(), place
        assert urlsplit(letter).path == address.inner_text()


def test_the_podcasts_page_begins_with_something_to_hear(site: Served, page: Page) -> None:
    """Artwork, subscribing and the trailer, then all other episodes with number and picture, each
    picture sized, small and lazy."""
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site.url}podcast/")
    for first in (
        page.locator(".hub-top img"),
        page.locator(".hub-follow").first,
        page.locator(".hub-player [data-part=toggle]"),
    ):
        expect(first).to_be_in_viewport()
    cards = page.locator(".hub-card--pictured")
    expect(cards).to_have_count(len(site.catalog.episodes) - 1)
    expect(cards.first).to_contain_text(re.compile(r"Episode \d+ · \d+:\d\d"))
    for picture in cards.locator("img").all():
        attributes = [picture.get_attribute(name) for name in ("loading", "width", "height")]
        assert attributes == ["lazy", "80", "80"]
        assert (picture.get_attribute("src") or "").endswith("-160.webp")


def test_what_all_cards_of_a_list_share_is_not_said_on_each(site: Served, page: Page) -> None:
    """Eight cards that "speak of both" say nothing by it."""
    for path in (COMPARISON, "articles/", "definitions/", "topics/"):
        page.goto(site.url + path)
        for section in page.locator(".hub-cards").all():
            for said in (".hub-card__reason", ".hub-card__kind"):
                texts = section.locator(said).all_text_contents()
                texts = [text for text in texts if not re.fullmatch(r"\d+ min", text)]
                assert len(texts) < 2 or len({*texts}) > 1, (path, texts)


def test_a_topic_begins_with_its_first_article_and_keeps_reading_and_hearing_apart(
    site: Served, page: Page
) -> None:
    """Nothing stands in it twice, and its episodes have their pictures and play."""
    start = site.catalog.articles[site.catalog.pages["index"].fields.start]
    slug = start.fields.topics[0]
    page.goto(f"{site.url}topics/{slug}/")
    expect(page.locator(".hub-start .hub-card h3")).to_have_text(start.title)
    articles = [it for it in site.catalog.articles.values() if slug in it.fields.topics]
    episodes = [it for it in site.catalog.episodes.values() if slug in it.fields.topics]
    expect(page.locator("section[aria-labelledby=articles] .hub-card")).to_have_count(
        len(articles) - 1
    )
    heard = page.locator("section[aria-labelledby=episodes] .hub-card--pictured")
    expect(heard).to_have_count(len(episodes))
    expect(heard.locator(".hub-play")).to_have_count(len(episodes))


def test_the_two_that_the_site_is_about_come_before_the_alphabet(site: Served, page: Page) -> None:
    """On the first screen of a phone, with the way to their comparison."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{site.url}definitions/")
    expect(page.locator(".hub-pair h2")).to_have_text(["Sales training", "Sales coaching"])
    expect(page.locator(".hub-pair p").last).to_be_in_viewport(ratio=1)
    expect(
        page.locator(f"a.hub-go[href='{COMPARISON.removeprefix('definitions/')}']")
    ).to_be_visible()


def test_a_comparison_ends_with_three_to_read_and_one_to_hear(site: Served, page: Page) -> None:
    """All else is folded."""
    page.goto(site.url + COMPARISON)
    expect(page.locator(".hub-card:visible")).to_have_count(3)
    expect(page.locator("section[aria-labelledby=episodes] .hub-player")).to_have_count(1)


def test_the_address_of_the_feed_stands_where_following_is_explained(
    site: Served, page: Page
) -> None:
    """Elsewhere a tap does, and the way to that page."""
    page.goto(f"{site.url}subscribe/")
    expect(page.locator(".hub-feed")).to_be_visible()
    expect(page.locator("h1 + .hub-lead")).to_be_visible()
    for path in ("", "podcast/"):
        page.goto(site.url + path)
        expect(page.locator(".hub-feed:visible")).to_have_count(0)
        expect(page.locator(".hub-follow .hub-app--other:visible")).to_have_attribute(
            "href", re.compile(r"subscribe/$")
        )


def test_on_a_phone_the_ways_to_take_an_episode_along_stand_in_one_row(
    listener: Page, real_episode: str
) -> None:
    """Not in three, which push what the episode is about off the screen."""
    listener.set_viewport_size({"width": 390, "height": 844})
    open_ready(listener, real_episode)
    tops = listener.locator(".hub-share .hub-quiet:visible").evaluate_all(
        "all => all.map(e => Math.round(e.getBoundingClientRect().top))"
    )
    assert len(tops) == 3
    assert len({*tops}) == 1


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
