"""The feeds of what there is to read: all articles, and each topic's page."""

import io
from pathlib import Path

import feedparser
from lxml import etree
from podhub.links.pages import site_pages
from podhub.model.values import absolute
from podhub.outputs.feed.articles import ARTICLES_FEED, article_feeds
from podhub.outputs.feed.feed_texts import FeedTexts
from podhub.outputs.feed.opml import opml

from tests.build.corpus import ARTICLE, EPISODE, NOW, catalog_of, edited
from tests.build.corpus import TEXTS as HUB
from tests.outputs.making import made

SITE = "https://hub.example/base/"
TEXTS = FeedTexts(SITE, lambda url: '<h2 id="a">A</h2><p><a href="../../about/">About</a></p>')


def test_a_topics_feed_holds_what_its_page_lists(tmp_path: Path) -> None:
    """Articles in full and episodes with their files, newest first; only topics that have a page
    have one."""
    more = "onboarding:\n  title: Onboarding\n  description: The first weeks.\nempty:\n  title: Empty\n  description: Nothing.\n"
    catalog = catalog_of(tmp_path, {"docs/topics.yml": more})
    feeds = made(article_feeds(catalog, SITE, "Hub", "About", "en", TEXTS))
    pages = {page.url: page for page in site_pages(catalog) if page.kind == "topic"}
    topics = [path for path in feeds if path != ARTICLES_FEED]
    assert topics == [f"{url}feed.xml" for url in pages] == ["topics/onboarding/feed.xml"]
    feed = feedparser.parse(io.BytesIO(feeds["topics/onboarding/feed.xml"]))
    assert not feed.bozo
    assert (feed.feed.title, feed.feed.link) == ("Hub: Onboarding", f"{SITE}topics/onboarding/")
    assert [item.link for item in feed.entries] == [
        absolute(SITE, url) for url in pages["topics/onboarding/"].items
    ]
    episode, article = feed.entries
    assert episode.enclosures[0].href == f"{SITE}audio/001-ramp-time.mp3"
    assert episode.id == "5e2f1f0a-episode-1"
    assert article.content[0].value == f'<h2>A</h2><p><a href="{SITE}about/">About</a></p>'


def test_a_topic_that_moved_has_its_feed_at_both_addresses(tmp_path: Path) -> None:
    """The same to the byte, and it says where it stands now."""
    topics = HUB["docs/topics.yml"] + "  aliases: [/topics/hiring/, /hiring.html]\n"
    catalog = catalog_of(tmp_path, {"docs/topics.yml": topics})
    feeds = made(article_feeds(catalog, SITE, "Hub", "About", "en", TEXTS))
    assert feeds["topics/hiring/feed.xml"] == feeds["topics/onboarding/feed.xml"]
    assert len(feeds) == 3
    assert b"topics/hiring" not in feeds["topics/hiring/feed.xml"]


def test_a_site_that_says_nothing_of_itself_has_a_feed(tmp_path: Path) -> None:
    """RSS asks for a description: its name stands there."""
    feeds = made(article_feeds(catalog_of(tmp_path), SITE, "Hub", "", "en", TEXTS))
    assert feedparser.parse(io.BytesIO(feeds[ARTICLES_FEED])).feed.description == "Hub"


def test_nothing_held_back_is_in_a_topics_feed(tmp_path: Path) -> None:
    """A draft is on no page, and in no feed."""
    drafts = {path: edited(path, "topics:", "draft: true\ntopics:") for path in (ARTICLE, EPISODE)}
    shown = catalog_of(tmp_path, drafts).public(NOW)
    [feed] = article_feeds(shown, SITE, "Hub", "About", "en", TEXTS)
    assert feed.path == ARTICLES_FEED
    assert b"<item>" not in feed.make()


def test_a_feed_of_long_articles_stays_below_a_megabyte(tmp_path: Path) -> None:
    """It holds fewer of them."""
    text = edited(ARTICLE, "aliases: [/blog/first-call/]\n", "")
    changes: dict[str, str | bytes | None] = {
        f"docs/articles/a-{n}.md": text.replace("2026-01-05", f"2026-02-{n:02}")
        for n in range(1, 21)
    }
    catalog = catalog_of(tmp_path, changes)
    long = FeedTexts(SITE, lambda url: f"<p>{'é' * 50_000}</p>")
    source = made(article_feeds(catalog, SITE, "Hub", "About", "en", long))[ARTICLES_FEED]
    assert 900_000 < len(source) <= 1_000_000
    assert [item.text for item in etree.fromstring(source).iter("guid")] == [
        f"articles/a-{n}/" for n in range(20, 11, -1)
    ]


def test_the_show_is_a_list_of_one_subscription(tmp_path: Path) -> None:
    """As apps import it."""
    show = catalog_of(tmp_path).show
    assert show
    root = etree.fromstring(opml(show, SITE))
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    [outline] = root.iter("outline")
    assert (outline.get("type"), outline.get("text")) == ("rss", "The Show")
    assert (outline.get("xmlUrl"), outline.get("htmlUrl")) == (
        f"{SITE}podcast.xml",
        f"{SITE}podcast/",
    )
