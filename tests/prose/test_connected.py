"""Everything that is public is found by somebody who follows links, and what belongs together
points both ways."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from tests.conftest import Served

CLICKS = 3


@pytest.fixture(scope="module")
def links(plain_site: Path) -> dict[str, set[str]]:
    """Whom each page links to, as the built site says; addresses are paths such as
    `articles/ramp-time/`."""
    pages = {
        path.parent.relative_to(plain_site).as_posix().removeprefix(".")
        for path in plain_site.rglob("index.html")
    }
    urls = {f"{page}/" if page else "" for page in pages}
    found = {}
    for url in urls:
        root = html.parse(plain_site / url / "index.html").getroot()
        addresses = [anchor.get("href") for anchor in root.iter("a") if anchor.get("href")]
        targets = [
            urlsplit(urljoin(f"https://hub.invalid/{url}", address)) for address in addresses
        ]
        found[url] = {
            target.path.lstrip("/") for target in targets if target.netloc == "hub.invalid"
        } & urls - {url}
    return found


def test_every_article_is_three_clicks_from_home(links: dict[str, set[str]], site: Served) -> None:
    """And so is every definition, episode, guide and topic."""
    reached = {""}
    for _ in range(CLICKS):
        reached |= {target for page in reached for target in links[page]}
    missing = {page.url for page in site.pages if page.entry} - reached
    assert not missing


def test_no_page_is_an_orphan(links: dict[str, set[str]], site: Served) -> None:
    """Something other than a list leads to every article, definition and episode."""
    lists = {page.url for page in site.pages if page.kind in ("list", "topic", "topics", "home")}
    from_texts = {
        target for page, targets in links.items() if page not in lists for target in targets
    }
    written = {
        page.url
        for page in site.pages
        if page.kind in ("article", "definition", "episode", "guide")
    }
    assert not written - from_texts


def test_every_definition_is_used_twice(links: dict[str, set[str]], site: Served) -> None:
    """A word that fewer than two pages use needs no page of its own."""
    texts = {
        page.url
        for page in site.pages
        if page.kind in ("article", "definition", "episode", "guide", "page", "comparison")
    }
    uses = {
        entry.url: [page for page in texts if entry.url in links[page]]
        for entry in site.catalog.definitions.values()
    }
    assert not {url: pages for url, pages in uses.items() if len(pages) < 2}


def test_every_episode_and_its_articles_point_at_each_other(
    links: dict[str, set[str]], site: Served
) -> None:
    """An episode leads to an article that discusses the same, and that article leads back."""
    for episode in site.catalog.episodes.values():
        both = [
            article
            for article in site.catalog.articles.values()
            if article.url in links[episode.url]
        ]
        assert both, episode.path
        assert any(episode.url in links[article.url] for article in both), episode.path


def test_no_article_is_a_dead_end(site: Served) -> None:
    """Each leads to another one by the words of its author, who knows where a reader would want to
    go."""
    linked = {
        article.path: re.findall(r"\]\([\w-]+\.md", article.document.body)
        for article in site.catalog.articles.values()
    }
    assert not [path for path, others in linked.items() if not others]


def test_the_three_differences_and_their_main_article_lead_to_each_other(site: Served) -> None:
    """A reader of one finds the other three, by name."""
    main = "sales-training-or-sales-coaching"
    four = {
        main,
        "give-information-or-line-it-up",
        "dependency-or-ownership",
        "information-or-transformation",
    }
    for slug in four:
        body = site.catalog.articles[slug].document.body
        assert not {other for other in four - {slug} if f"]({other}.md" not in body}, slug
