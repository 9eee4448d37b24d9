"""Old addresses lead to new ones, on every host and without JavaScript."""

import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from podhub.history.ledger import Ledger, Record
from podhub.history.page_records import PageRecord
from podhub.model.site_path import SitePath
from podhub.outputs.pages.redirects import redirects

from tests.build.corpus import (
    ARTICLE,
    COACHING,
    EPISODE,
    GUIDE,
    NOW,
    TEXTS,
    catalog_of,
    edited,
)

SITE = "https://hub.example/base/"


def test_every_old_address_is_a_page_that_leads_on(tmp_path: Path) -> None:
    """A folder's page or a file, with a link that is relative and a canonical one that is full."""
    text = edited(
        ARTICLE,
        "[/blog/first-call/]",
        "[/blog/first-call/, /old.html, /deep/er/page]",
        "The first call",
        '"<b> & {x}"',
    )
    pages = redirects(catalog_of(tmp_path, {ARTICLE: text}), SITE, "en")
    assert list(pages) == [
        "blog/first-call/index.html",
        "deep/er/page/index.html",
        "definitions/sales-training-vs-sales-coaching/index.html",
        "old.html",
    ]
    assert 'content="0; url=../../articles/first-call/"' in pages["blog/first-call/index.html"]
    assert 'content="0; url=articles/first-call/"' in pages["old.html"]
    for path in ("blog/first-call/index.html", "old.html"):
        assert (
            '<link rel="canonical" href="https://hub.example/base/articles/first-call/">'
            in pages[path]
        )
        assert "&lt;b&gt; &amp; {x}" in pages[path]
        assert "<b>" not in pages[path]


def test_dots_and_letters_of_any_script_are_part_of_a_name(tmp_path: Path) -> None:
    """Only a page's own ending makes a file of an address; letters are composed."""
    old = r'["/v1.4/", "/2025.03.02-frost", "/plan.html", "/v1.4/notes/", "/u\u0308ber/", "/%D1%81%D0%B0%D0%B4/", "/a.php"]'
    text = edited(ARTICLE, "[/blog/first-call/]", old)
    pages = redirects(catalog_of(tmp_path, {ARTICLE: text}), SITE, "en")
    assert [path for path in pages if not path.startswith("definitions/")] == [
        "2025.03.02-frost/index.html",
        "a.php/index.html",
        "plan.html",
        "v1.4/index.html",
        "v1.4/notes/index.html",
        "\u00fcber/index.html",
        "сад/index.html",
    ]


@pytest.mark.parametrize(
    ("path", "url"),
    [
        (ARTICLE, "articles/first-call/"),
        (COACHING, "definitions/sales-coaching/"),
        (GUIDE, "guides/where-to-begin/"),
        (EPISODE, "podcast/ramp-time/"),
        ("docs/index.md", ""),
    ],
)
def test_every_kind_of_page_may_have_moved(tmp_path: Path, path: str, url: str) -> None:
    """Whatever has an address can be moved."""
    text = TEXTS[path].replace("aliases: [/blog/first-call/]\n", "")
    moved = text.replace("\n---\n", "\naliases: [/old/place/]\n---\n", 1)
    page = redirects(catalog_of(tmp_path, {path: moved}), SITE, "en")["old/place/index.html"]
    assert f'<a href="../../{url}">' in page
    assert f'<link rel="canonical" href="{SITE}{url}">' in page


def test_a_comparison_is_found_from_either_side(tmp_path: Path) -> None:
    """The other order of the two names leads to the one that is."""
    path = "definitions/sales-training-vs-sales-coaching/"
    page = redirects(catalog_of(tmp_path), SITE, "en")[f"{path}index.html"]
    (target,) = re.findall(r"url=([^\"]+)", page)
    assert (
        urljoin(f"{SITE}{path}", target) == f"{SITE}definitions/sales-coaching-vs-sales-training/"
    )
    assert "<title>Sales training vs sales coaching</title>" in page


def test_a_topic_leads_on_from_its_old_address(tmp_path: Path) -> None:
    """As all that has a page."""
    topics = TEXTS["docs/topics.yml"] + "  aliases: [/topics/hiring/]\n"
    pages = redirects(catalog_of(tmp_path, {"docs/topics.yml": topics}), SITE, "en")
    assert '<a href="../onboarding/">Onboarding</a>' in pages["topics/hiring/index.html"]


def test_a_comparison_leads_on_when_a_definition_was_renamed(tmp_path: Path) -> None:
    """Nobody writes its page, so the definitions' own aliases say where it has gone; only where it
    has been public."""
    text = edited(COACHING, "term: sales coaching", "term: sales coaching\naliases: [/definitions/coaching/]")  # fmt: skip
    catalog, path = catalog_of(tmp_path, {COACHING: text}), SitePath("definitions/coaching-vs-sales-training/")  # fmt: skip
    assert path.file not in redirects(catalog, SITE, "en")
    known = Ledger(pages={path: PageRecord(path, "Coaching vs training")})
    page = redirects(catalog, SITE, "en", known)[path.file]
    assert (
        f'<link rel="canonical" href="{SITE}definitions/sales-coaching-vs-sales-training/">' in page
    )


def test_a_clip_leads_on_from_its_old_address(tmp_path: Path) -> None:
    """To the clip, or to its second where it is none any more; and without a word, where its episode
    has moved."""
    old, moved = "podcast/ramp-time/clips/the-first-contract/", "podcast/before/clips/the-first-deal/"  # fmt: skip
    alias = f"\n    aliases: [/{old}]"
    text = edited(EPISODE, "clip: 20", f"clip: 20{alias}")
    catalog = catalog_of(tmp_path, {EPISODE: text})
    record = Record("5e2f1f0a-episode-1", page="podcast/before/", moved="a better name")
    known = {SitePath(moved): PageRecord(SitePath(moved), "The first deal")}
    pages = redirects(catalog, SITE, "en", Ledger(None, {record.guid: record}, known))
    clip = '<a href="../the-first-deal/">The first deal</a>'
    assert clip in pages[f"{old}index.html"]
    clip = '<a href="../../../ramp-time/clips/the-first-deal/">The first deal</a>'
    assert clip in pages[f"{moved}index.html"]
    catalog = catalog_of(tmp_path, {EPISODE: text.replace("    clip: 20\n", "")})
    page = redirects(catalog, SITE, "en")[f"{old}index.html"]
    assert '<a href="../../#t=20">The first deal</a>' in page
    assert f'<link rel="canonical" href="{SITE}podcast/ramp-time/">' in page


def test_what_is_held_back_has_no_old_address(tmp_path: Path) -> None:
    """An old address would tell of it."""
    catalog = catalog_of(tmp_path, {ARTICLE: edited(ARTICLE, "author:", "draft: true\nauthor:")})
    assert not any("blog" in path for path in redirects(catalog.public(NOW), SITE, "en"))
