"""On paper: an article is a leaf of two pages, a comparison fits on two, and a telephone finds the
episode."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.conftest import Served
from tests.running import tool

PAGES = 2


def test_articles_and_comparisons_fit_on_two_pages(site: Served, browser: Browser) -> None:
    """On A4, as Chromium prints them."""
    long = {}
    tab = browser.new_page()
    for page in site.pages:
        if page.kind in ("article", "comparison"):
            tab.goto(site.url + page.url)
            printed = len(
                re.findall(rb"/Type\s*/Page\b", tab.pdf(format="A4", prefer_css_page_size=True))
            )
            assert printed
            if printed > PAGES:
                long[page.url] = printed
    tab.close()
    assert not long


def test_paper_shows_text_and_not_what_only_a_screen_can_use(
    site: Served, browser: Browser, tmp_path: Path
) -> None:
    """Key points and text stay; header, cards and players go; the episode's code and the page's
    address come."""
    article = next(entry for entry in site.catalog.articles.values() if entry.fields.episodes)
    episode = site.catalog.episodes[article.fields.episodes[0]]
    page = browser.new_page(device_scale_factor=3)  # paper is finer than a screen
    page.goto(site.url + article.url)
    code = page.locator(".hub-printed")
    expect(code).to_be_hidden()
    page.emulate_media(media="print")
    expect(code).to_be_visible()
    expect(code).to_contain_text(f"{site.url}{article.url}")
    expect(page.locator("#key-points")).to_be_visible()
    for gone in (".md-header", ".hub-cards", ".md-footer", ".hub-terms", ".hub-permalink"):
        expect(page.locator(gone).first).to_be_hidden()
    picture = tmp_path / "code.png"
    page.locator(".hub-printed svg").screenshot(path=picture)
    read = subprocess.run(
        [tool("zbarimg"), "--quiet", "--raw", picture], capture_output=True, text=True, check=True
    )
    assert read.stdout.strip() == site.url + episode.url
    page.close()


@pytest.mark.parametrize("kind", ["episodes", "definitions"])
def test_other_pages_on_paper_end_with_their_address(
    site: Served, browser: Browser, kind: str
) -> None:
    """And what only a screen can use is gone: an empty player, buttons, ways on."""
    entry = next(iter(getattr(site.catalog, kind).values()))
    page = browser.new_page()
    page.goto(site.url + entry.url)
    page.emulate_media(media="print")
    expect(page.locator(".hub-printed")).to_contain_text(f"{site.url}{entry.url}")
    expect(page.locator(".hub-printed")).to_be_visible()
    for gone in page.locator(".hub-player, .hub-ways, .hub-clip, .hub-quiet, .hub-go").all():
        expect(gone).to_be_hidden()
    page.close()


def test_every_key_point_has_an_address(site: Served, browser: Browser) -> None:
    """A link to one point leads to it and marks it."""
    article = next(iter(site.catalog.articles.values()))
    page = browser.new_page()
    page.goto(site.url + article.url)
    links = page.locator(".hub-points .hub-permalink")
    expect(links).to_have_count(len(article.fields.key_points))
    links.last.click()
    assert page.url.endswith(f"#point-{len(article.fields.key_points)}")
    expect(page.locator(".hub-points li:target")).to_contain_text(article.fields.key_points[-1])
    page.close()
