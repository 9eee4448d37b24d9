"""Twins: the author's Markdown with links that work anywhere, and around it what the page shows."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from podhub.links.destinations import Destinations
from podhub.links.pages import site_pages
from podhub.markup.body import read_body
from podhub.model.document import Document
from podhub.outputs.machine.markdown_text import cell, escaped, link
from podhub.outputs.machine.markdown_twins import MarkdownTwins
from podhub.outputs.site_view import SiteView

from tests.build.corpus import ARTICLE, catalog_of
from tests.links.small_site import build

SITE = SiteView(
    name="The Hub", url="https://hub.example/", description="About the work.", stylesheet="x.css"
)
NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture(scope="module")
def twins(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Every page's twin by its address, and the index."""
    root: Path = tmp_path_factory.mktemp("twins")
    catalog = catalog_of(root)
    views = build(catalog, NOW)[1]
    writer = MarkdownTwins(SITE)
    destinations = Destinations(catalog, site_pages(catalog))
    found = {"llms.txt": writer.index(views.values())}
    for page in site_pages(catalog):
        text = ""
        if page.entry:
            body, _ = read_body(page.entry.document)
            text = body.markdown(destinations.in_full(page.entry.path, page.url, SITE.url))
        found[page.url] = writer.twin(views[page.url], text)
    return found


def test_an_article_says_its_points_and_links_in_full(twins: dict[str, str]) -> None:
    """Title, description, key points, and links to the addresses of pages, seconds included."""
    text = twins["articles/first-call/"]
    assert text.startswith("# The first call\n\n> What to do before it, and after it.\n")
    assert "## Key points\n\n- Ask before you tell.\n" in text
    assert "[the episode](https://hub.example/podcast/ramp-time/#t=30)" in text
    assert "[what it is](https://hub.example/definitions/sales-coaching/#what-it-is)" in text
    assert ".md" not in text


def test_an_episode_has_its_moments_and_every_word(twins: dict[str, str]) -> None:
    """The audio's address, moments as links, clips, and who says what when, under the moments'
    titles."""
    text = twins["podcast/ramp-time/"]
    assert "Listen: https://hub.example/audio/001-ramp-time.mp3" in text
    assert "- [0:05](https://hub.example/podcast/ramp-time/#t=5) The first week" in text
    assert "[0:01] **Ann:** Sales coaching takes longer than a week." in text
    assert "\n\n### The first deal\n\n[0:20] **Ben:** My first deal took ten." in text
    assert "([Clip](https://hub.example/podcast/ramp-time/clips/the-first-deal/))" in text


def test_a_comparison_is_a_table(twins: dict[str, str]) -> None:
    """A row for each facet, a column for each side."""
    text = twins["definitions/sales-coaching-vs-sales-training/"]
    assert (
        "|  | Sales training | Sales coaching |\n| --- | --- | --- |\n| For whom | a group | one seller |"
        in text
    )


def test_the_index_lists_the_twins(twins: dict[str, str]) -> None:
    """`llms.txt` by its own rules: a title, a quote, sections of links with a word on each."""
    lines = twins["llms.txt"].splitlines()
    assert lines[:3] == ["# The Hub", "", "> About the work."]
    assert (
        "- [The first call](https://hub.example/articles/first-call/index.md): What to do before it, and after it."
        in lines
    )
    coaching = "- [Sales coaching](https://hub.example/definitions/sales-coaching/index.md): Helping one seller with one deal."
    assert coaching in lines


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("[x](https://a.example/b)", "[x](https://a.example/b)"),
        ("[x](https://a.example/b_(c\\_d))", "[x](https://a.example/b_(c\\_d))"),
        ("[x](#part)", "[x](https://hub.example/articles/first-call/#part)"),
        (
            '![a picture](../assets/a%20b.png "Title")',
            '![a picture](https://hub.example/assets/a%20b.png "Title")',
        ),
        ("[not public](held.md)", "not public"),
        (
            "[x][1]\n\n[1]: ../definitions/sales-training.md",
            "[x][1]\n\n[1]: https://hub.example/definitions/sales-training/",
        ),
        ("`[x](held.md)`", "`[x](held.md)`"),
        ("```\n[x](held.md)\n```", "```\n[x](held.md)\n```"),
        ("    [x](held.md)", "[x](held.md)"),
        ("Read [*not* public][1].\n\n[1]: held.md", "Read *not* public."),
        (
            "> - [x](<../definitions/sales-training.md> 'T')\n>   [y](held.md)",
            "> - [x](https://hub.example/definitions/sales-training/ 'T')\n>   y",
        ),
        (
            "| a | b |\n|---|---|\n| `\\|` [x](#part) | [x](#part) |",
            "| a | b |\n|---|---|\n| `\\|` [x](https://hub.example/articles/first-call/#part) | [x](https://hub.example/articles/first-call/#part) |",
        ),
        ("<!-- not [public](held.md) -->\n\nYes.", "Yes."),
        (
            "[![a picture](../assets/a.png)](held.md)",
            "![a picture](https://hub.example/assets/a.png)",
        ),
        ("[x](../assets/a(1).pdf)", "[x](https://hub.example/assets/a%281%29.pdf)"),
        ("## Heading {#by-hand}", "## Heading"),
        (
            "[two\nlines](../definitions/sales-training.md)",
            "[two\nlines](https://hub.example/definitions/sales-training/)",
        ),
    ],
)
def test_links_of_every_form(tmp_path: Path, written: str, read: str) -> None:
    """Inline, by reference, within the page, to pictures; code stays, and what is held back is only
    its words."""
    catalog = catalog_of(tmp_path)
    destinations = Destinations(catalog, site_pages(catalog))
    body, _ = read_body(Document(ARTICLE, {}, body=written))
    full = destinations.in_full(ARTICLE, "articles/first-call/", SITE.url)
    assert body.markdown(full).strip() == read


WORDS = "1. The <b>bold</b> *claim* of `x` &amp; [y](z), _so_ ~~no~~ | 1 < 2 #"
HARD = (WORDS, "# no heading", "- no list", "> no quote", "***", "a\\*b\\", "<details> &copy; C #")


@pytest.mark.parametrize("words", HARD)
def test_words_of_fields_are_read_as_they_stand(words: str) -> None:
    """In a heading, a quote, an item, a link's words and a cell, by a reader that is not ours."""
    plain = escapeHtml(words)
    cases = {
        f"# {escaped(words)}": f"<h1>{plain}</h1>",
        f"> {escaped(words)}": f"<blockquote><p>{plain}</p></blockquote>",
        f"- {escaped(words)}": f"<ul><li>{plain}</li></ul>",
        f"- a ({escaped(words)})": f"<ul><li>a ({plain})</li></ul>",
        f"**{escaped(words)}**: a": f"<p><strong>{plain}</strong>: a</p>",
        link(words, "b"): f'<p><a href="b">{plain}</a></p>',
        f"| a | {cell(words)} |\n|---|---|": f"<table><thead><tr><th>a</th><th>{plain}</th></tr></thead></table>",
    }
    for markdown, html in cases.items():
        assert github(markdown) == html


@settings(max_examples=150, derandomize=True, deadline=None)
@given(some.text("ab1 *_`[]()<>&;#~|\\!-+.:=\"'^{}$é", min_size=1).map(str.strip).filter(bool))
def test_any_words_are_read_as_they_stand(words: str) -> None:
    """Whatever signs are in them."""
    plain = escapeHtml(" ".join(words.split()))
    assert github(f"- {escaped(words)}") == f"<ul><li>{plain}</li></ul>"
    assert github(f"# {escaped(words)}") == f"<h1>{plain}</h1>"
    assert github(link(words, "b")) == f'<p><a href="b">{plain}</a></p>'


def github(markdown: str) -> str:
    """What a reader of GitHub's Markdown makes of it, without line ends."""
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return re.sub(r"\n\s*", "", reader.render(markdown))


def test_a_text_that_begins_as_a_list_or_code_stays_apart(tmp_path: Path) -> None:
    """From the facts above it."""
    view = build(catalog_of(tmp_path), NOW)[1]["articles/first-call/"]
    for text in ("- one\n- two", "    code"):
        assert f"\n\n<!-- -->\n\n{text}\n" in MarkdownTwins(SITE).twin(view, f"\n{text}\n")
