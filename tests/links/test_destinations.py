"""Links between files become links between pages, by their shortest way."""

from pathlib import Path

import pytest
from podhub.links.destinations import Destinations
from podhub.links.pages import site_pages
from podhub.model.body import Body, BodyLink
from podhub.read.files import find

from tests.build.corpus import ARTICLE, COACHING, EPISODE, catalog_of, edited
from tests.markup.reading import read

URLS = {ARTICLE: "articles/first-call/", EPISODE: "podcast/ramp-time/", "docs/index.md": ""}
HELD = edited(COACHING, "term: sales coaching", "draft: true\nterm: sales coaching")


@pytest.fixture(scope="module")
def destinations(tmp_path_factory: pytest.TempPathFactory) -> Destinations:
    """Those of the small hub, one definition of which is a draft."""
    root = tmp_path_factory.mktemp("hub")
    catalog = catalog_of(root, {COACHING: HELD})
    shown = catalog.without([COACHING])
    return Destinations(
        shown,
        site_pages(shown),
        picture_size={"docs/assets/a.png": (640, 480)}.get,
    )


@pytest.mark.parametrize(
    ("page", "source", "html"),
    [
        (
            ARTICLE,
            "[x](../../episodes/001-ramp-time.md)",
            '<a href="../../podcast/ramp-time/">x</a>',
        ),
        (
            ARTICLE,
            "[x](../../episodes/001-ramp-time.md#t=83)",
            '<a href="../../podcast/ramp-time/#t=83">x</a>',
        ),
        (
            ARTICLE,
            "[x](../../episodes/001-ramp-time.mp3)",
            '<a href="../../audio/001-ramp-time.mp3">x</a>',
        ),
        (ARTICLE, "[x](first-call.md#part)", '<a href="#part">x</a>'),
        (ARTICLE, "[x](first-call.md)", '<a href="./">x</a>'),
        (ARTICLE, "[x](../index.md)", '<a href="../../">x</a>'),
        (ARTICLE, "[x](#part)", '<a href="#part">x</a>'),
        (ARTICLE, "[x](#%D1%88%D0%B0%D0%B3)", '<a href="#шаг">x</a>'),
        (
            ARTICLE,
            "[x](../definitions/sales-training.md)",
            '<a href="../../definitions/sales-training/">x</a>',
        ),
        (
            ARTICLE,
            "![x](../assets/a%20b.png)",
            '<img src="../../assets/a%20b.png" alt="x" loading="lazy">',
        ),
        (
            ARTICLE,
            "![x](<../assets/a b.png>)",
            '<img src="../../assets/a%20b.png" alt="x" loading="lazy">',
        ),
        (
            ARTICLE,
            "![x](../assets/a.png)",
            '<img src="../../assets/a.png" alt="x" width="640" height="480" loading="lazy">',
        ),
        (
            ARTICLE,
            "![x](../assets/a.png){width=99}",
            '<img src="../../assets/a.png" alt="x" width="99" loading="lazy">',
        ),
        (
            ARTICLE,
            "[x](https://example.com/a.md?b=c&d#t=1)",
            '<a href="https://example.com/a.md?b=c&amp;d#t=1">x</a>',
        ),
        (ARTICLE, "[x](mailto:a@b.c)", '<a href="mailto:a@b.c">x</a>'),
        (ARTICLE, "[**x**](../definitions/sales-coaching.md)", "<span><strong>x</strong></span>"),
        (ARTICLE, "[x](../definitions/sales-coaching.md#what-it-is)", "<span>x</span>"),
        (ARTICLE, "[x][1]\n\n[1]: ../definitions/sales-coaching.md", "<span>x</span>"),
        (ARTICLE, "`[x](held.md)`", "<code>[x](held.md)</code>"),
        (ARTICLE, "[x](../../../etc/passwd)", "<span>x</span>"),
        (ARTICLE, "[x](javascript:go)", "<a>x</a>"),
        (
            EPISODE,
            "[x](../docs/articles/first-call.md)",
            '<a href="../../articles/first-call/">x</a>',
        ),
        (EPISODE, "[x](#t=5)", '<a href="#t=5">x</a>'),
        ("docs/index.md", "[x](articles/first-call.md)", '<a href="articles/first-call/">x</a>'),
        ("docs/index.md", "[x](index.md)", '<a href="./">x</a>'),
    ],
)
def test_links_lead_from_page_to_page(
    destinations: Destinations, page: str, source: str, html: str
) -> None:
    """To what is held back there is no link, only its words."""
    body, _ = read(source)
    assert body.with_links(destinations.on_page(page, URLS[page])).strip() == f"<p>{html}</p>"


@pytest.mark.parametrize("name", ["bu\u0308ro.png", "b\u00fcro.png"])
@pytest.mark.parametrize(
    "target", ["bu\u0308ro.png", "b\u00fcro.png", "bu%CC%88ro.png", "b%C3%BCro.png"]
)
def test_a_file_is_found_in_either_unicode_form(tmp_path: Path, name: str, target: str) -> None:
    """The address is the one that the file has; the page asks for it byte by byte."""
    catalog = catalog_of(tmp_path)
    (tmp_path / "docs/assets").mkdir()
    (tmp_path / "docs/assets" / name).write_bytes(b"x")
    destinations = Destinations(
        catalog, site_pages(catalog), find=lambda path: find(tmp_path, path)
    )
    link = BodyLink(f"../assets/{target}", 1, image=True)
    to = destinations.on_page(ARTICLE, URLS[ARTICLE])(link)
    wanted = {"bu\u0308ro.png": "bu%CC%88ro.png", "b\u00fcro.png": "b%C3%BCro.png"}[name]
    assert to
    assert to.href == f"../../assets/{wanted}"


def test_placeholders_that_nobody_made_lead_nowhere() -> None:
    """An author may write what looks like one; it is refused, and does no harm."""
    body = Body('<a href="link:7">x</a> <a href="link:0">y</a>')
    assert body.with_links(lambda link: None) == "<span>x</span> <span>y</span>"
    assert read('<a href="link:0">x</a>')[1]
