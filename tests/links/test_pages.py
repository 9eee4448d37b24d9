"""Which pages there are: one for each entry, and those that nobody writes."""

from pathlib import Path

from podhub.links.pages import PER_PAGE, site_pages
from podhub.links.pairs import comparison_url, partners

from tests.build.corpus import ARTICLE, COACHING, NOW, TEXTS, catalog_of, edited

ARTICLE_TEXT = TEXTS[ARTICLE].replace("aliases: [/blog/first-call/]\n", "")


def test_every_entry_and_list_has_a_page(tmp_path: Path) -> None:
    """In an order that never changes, each address once."""
    catalog = catalog_of(tmp_path)
    pages = site_pages(catalog)
    assert pages == site_pages(catalog)
    urls = [page.url for page in pages]
    assert len(set(urls)) == len(urls)
    assert {
        "",
        "articles/",
        "articles/first-call/",
        "definitions/",
        "definitions/sales-coaching/",
        "definitions/sales-training/",
        "definitions/sales-coaching-vs-sales-training/",
        "podcast/",
        "podcast/ramp-time/",
        "topics/",
        "topics/onboarding/",
    } <= set(urls)


def test_long_lists_are_cut_into_pages(tmp_path: Path) -> None:
    """Each item stands on one page of its list; the first page has the list's own address."""
    count = 2 * PER_PAGE + 1
    changes = {f"docs/articles/a{number}.md": ARTICLE_TEXT for number in range(count - 1)}
    pages = {page.url: page for page in site_pages(catalog_of(tmp_path, dict(changes)))}
    chain = [pages[url] for url in ("articles/", "articles/page/2/", "articles/page/3/")]
    assert "articles/page/4/" not in pages
    assert [len(page.items) for page in chain] == [PER_PAGE, PER_PAGE, 1]
    assert len({url for page in chain for url in page.items}) == count
    assert {(page.pages, page.total) for page in chain} == {(3, count)}
    topics = [page for page in pages.values() if page.kind == "topic"]
    assert sum(len(page.items) for page in topics) == count + 1, "the episode is of that topic too"


def test_a_list_is_opened_by_its_own_file(tmp_path: Path) -> None:
    """Its title and words come from docs/articles/index.md where there is one."""
    catalog = catalog_of(
        tmp_path, {"docs/articles/index.md": "---\ntitle: Reading\ndescription: All of it.\n---\n"}
    )
    pages = [page for page in site_pages(catalog) if page.url == "articles/"]
    assert [(page.kind, page.title, page.entry is not None) for page in pages] == [
        ("list", "Reading", True)
    ]


def test_a_topic_without_items_has_no_page(tmp_path: Path) -> None:
    """Nor stands it in the list of topics."""
    topics = f"{TEXTS['docs/topics.yml']}empty:\n  title: Empty\n  description: Nothing.\n"
    pages = {
        page.url: page for page in site_pages(catalog_of(tmp_path, {"docs/topics.yml": topics}))
    }
    assert "topics/empty/" not in pages
    assert pages["topics/"].items == ("topics/onboarding/",)


def test_two_definitions_are_compared_when_one_names_the_other_and_they_share_a_row(
    tmp_path: Path,
) -> None:
    """Either alone makes no page; the address does not depend on who names whom."""
    catalog = catalog_of(tmp_path)
    assert partners(catalog) == {
        "sales-coaching": {"sales-training"},
        "sales-training": {"sales-coaching"},
    }
    assert comparison_url("b", "a") == comparison_url("a", "b") == "definitions/a-vs-b/"
    for change in (("For whom", "When"), ("see_also: [sales-training]\n", "")):
        assert not partners(catalog_of(tmp_path, {COACHING: edited(COACHING, *change)}))
    held = catalog_of(
        tmp_path, {COACHING: edited(COACHING, "forms:", "draft: true\nforms:")}
    ).public(NOW)
    assert not partners(held)
