"""Links between files become links of the site, with nothing but Python-Markdown to render them."""

import pytest
from markdown import Markdown
from podhub.links.markdown import SourceLinks

LINKS = SourceLinks(
    {"episodes/001-ramp-time.md": "podcast/ramp-time.md"}, {"docs/articles/held.md"}
)


@pytest.mark.parametrize(
    ("page", "source", "html"),
    [
        (
            "docs/articles/a.md",
            "[x](../../episodes/001-ramp-time.md)",
            '<a href="../podcast/ramp-time.md">x</a>',
        ),
        (
            "docs/articles/a.md",
            "[x](../../episodes/001-ramp-time.md#t=83)",
            '<a href="../podcast/ramp-time.md#t=83">x</a>',
        ),
        ("docs/articles/a.md", "[x](b.md#part)", '<a href="b.md#part">x</a>'),
        ("docs/articles/a.md", "[x](../index.md)", '<a href="../index.md">x</a>'),
        ("docs/articles/a.md", "[x](#part)", '<a href="#part">x</a>'),
        (
            "docs/articles/a.md",
            "![x](../assets/a%20b.png)",
            '<img alt="x" loading="lazy" src="../assets/a%20b.png" />',
        ),
        (
            "docs/articles/a.md",
            "[x](https://example.com/a.md#t=1)",
            '<a href="https://example.com/a.md#t=1">x</a>',
        ),
        ("docs/articles/a.md", "[x](mailto:a@b.c)", '<a href="mailto:a@b.c">x</a>'),
        ("docs/articles/a.md", "[**x**](held.md)", "<span><strong>x</strong></span>"),
        ("docs/articles/a.md", "[x](held.md#t=1)", "<span>x</span>"),
        ("docs/articles/a.md", "[x][1]\n\n[1]: held.md", "<span>x</span>"),
        ("docs/articles/a.md", "`[x](held.md)`", "<code>[x](held.md)</code>"),
        (
            "episodes/001-ramp-time.md",
            "[x](../docs/articles/a.md)",
            '<a href="../articles/a.md">x</a>',
        ),
        ("episodes/001-ramp-time.md", "[x](#t=5)", '<a href="ramp-time.md#t=5">x</a>'),
        ("docs/index.md", "[x](articles/a.md)", '<a href="articles/a.md">x</a>'),
        ("docs/index.md", "[x](../../../etc/passwd)", '<a href="../../../etc/passwd">x</a>'),
    ],
)
def test_links_are_mapped(page: str, source: str, html: str) -> None:
    """From file to file as the builder keeps them; to what is held back there is no link, only its
    words."""
    LINKS.page = page
    assert Markdown(extensions=[LINKS]).convert(source) == f"<p>{html}</p>"


def test_a_picture_keeps_its_place_free() -> None:
    """Width and height as the file has them, unless the author gave others."""
    links = SourceLinks({}, set(), {"docs/assets/a.png": (640, 480)}.get)
    links.page = "docs/articles/a.md"
    sized = Markdown(extensions=[links, "attr_list"]).convert("![x](../assets/a.png)")
    assert 'height="480" loading="lazy"' in sized
    assert 'width="640"' in sized
    assert 'height="480"' not in Markdown(extensions=[links, "attr_list"]).convert(
        "![x](../assets/a.png){width=99}"
    )


def test_columns_are_aligned_without_styles() -> None:
    """No `style=`, which the pages' policy forbids."""
    table = Markdown(extensions=[SourceLinks({}, set()), "tables"]).convert(
        "| a | b |\n|---|--:|\n| 1 | 2 |"
    )
    assert "style" not in table
    assert table.count('class="hub-align-right"') == 2
