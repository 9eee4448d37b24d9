"""A feed that somebody opens in a browser is a page: what it is, how to follow it, and what is in
it."""

import pytest
from playwright.sync_api import Browser

from tests.conftest import Served


@pytest.mark.parametrize("path", ["podcast.xml", "articles.xml", "topics/choosing/feed.xml"])
def test_a_feed_is_a_page(site: Served, browser: Browser, path: str) -> None:
    """Titles and summaries are seen, what is for apps is not, and nothing runs over the edge of a
    phone."""
    assert "choosing" in site.catalog.topics
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(site.url + path)
    assert page.evaluate("document.documentElement.localName") == "rss"
    hint = page.evaluate("getComputedStyle(document.querySelector('channel'), '::before').content")
    assert "To follow it, copy this page’s address" in hint
    shown = (
        "names => names.map(name => [...document.querySelectorAll(name)]"
        ".filter(one => one.getClientRects().length).length)"
    )
    items, titles, guids, notes = page.evaluate(
        shown, ["item", "item > title", "guid", "item > *|encoded"]
    )
    assert items == titles > 0
    assert guids == notes == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    button = page.locator("a")
    assert button.count() == (path == "podcast.xml")
    if path == "podcast.xml":
        button.click()
        page.wait_for_url(f"{site.url}podcast/")
    page.close()


def test_hosts_are_told_to_send_feeds_so_that_browsers_show_them(site: Served) -> None:
    """As source is how browsers show application/rss+xml."""
    rules = (site.folder / "_headers").read_text(encoding="utf-8")
    for path in ("/podcast.xml", "/articles.xml", "/podcast/feed/*", "/topics/:topic/feed.xml"):
        _, _, after = rules.partition(f"\n{path}\n")
        assert (
            "  Content-Type: application/xml; charset=utf-8\n" in after[: after.find("\n/")] + "\n"
        )
