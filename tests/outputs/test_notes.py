"""What apps get of a page's HTML: plain tags, full addresses, nothing that acts."""

from html import escape
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from podhub.outputs.feed.notes import ARTICLE, SHOW_NOTES, for_apps

PAGE = "https://hub.example/podcast/a/"


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        (
            '<p>See <a class="term" href="../../definitions/b/" aria-describedby="term-b">b</a>.</p>',
            '<p>See <a href="https://hub.example/definitions/b/">b</a>.</p>',
        ),
        (
            '<p><a href="#t=30">here</a></p>',
            '<p><a href="https://hub.example/podcast/a/#t=30">here</a></p>',
        ),
        ('<p><a href="mailto:a@b.c">m</a></p>', '<p><a href="mailto:a@b.c">m</a></p>'),
        ('<p><a href="javascript:alert(1)">x</a></p>', "<p><a>x</a></p>"),
        ('<p><a href="JaVaScRiPt&#58;alert(1)">x</a></p>', "<p><a>x</a></p>"),
        ('<p><a href="data:text/html,x">x</a></p>', "<p><a>x</a></p>"),
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ("<style>p{}</style><p>a</p>", "<p>a</p>"),
        ('<p onclick="x()" style="color:red" id="i">a</p>', "<p>a</p>"),
        ('<iframe src="https://x.example"></iframe><p>a</p>', "<p>a</p>"),
        ("<!-- note --><p>a</p>", "<p>a</p>"),
        (
            '<h2>Part <em>one</em><a class="headerlink" href="#x">¶</a></h2>a',
            "<p><strong>Part <em>one</em></strong></p>a",
        ),
        ("<p>1 &lt; 2 &amp; 3 ]]&gt;</p>", "<p>1 &lt; 2 &amp; 3 ]]&gt;</p>"),
        ('<ol start="3"><li value="5">a</li></ol>', '<ol start="3"><li value="5">a</li></ol>'),
        (
            '<p><video src="../b.mp4"></video></p>',
            '<p><a href="https://hub.example/podcast/b.mp4">b.mp4</a></p>',
        ),
        (
            '<p><audio><source src="../b%20c.mp3" type="audio/mpeg">d</audio></p>',
            '<p><a href="https://hub.example/podcast/b%20c.mp3">b c.mp3</a></p>',
        ),
        ("", ""),
        (" \n", ""),
    ],
)
def test_show_notes_are_cleaned(source: str, clean: str) -> None:
    """To the tags of PSP-1, with links that lead somewhere from any app."""
    assert for_apps(source, PAGE, SHOW_NOTES) == clean


def test_articles_keep_their_headings_and_pictures() -> None:
    """A reader's app shows more than a podcast app."""
    source = '<h2 id="a">A<a class="headerlink" href="#a">¶</a></h2><p><img alt="b" src="../../assets/b.png" onerror="x()"></p>'
    assert (
        for_apps(source, PAGE, ARTICLE)
        == '<h2>A</h2><p><img alt="b" src="https://hub.example/assets/b.png"></p>'
    )
    assert for_apps('<img src="data:image/png;base64,AA" alt="">', PAGE, ARTICLE) == '<img alt="">'


@pytest.mark.parametrize(
    "source",
    [
        "<p><del>old</del> <s>older</s> <ins>new</ins></p>",
        "<p><q>said</q> <mark>seen</mark> <kbd>Ctrl</kbd></p>",
        '<p><abbr title="Structured Query Language">SQL</abbr></p>',
        '<ol start="3" reversed="" type="a"><li value="7">seven</li></ol>',
        "<div>one</div><div>two</div>",
        "<details><summary>Steps</summary><p>One.</p></details>",
        "<figure><p>a</p><figcaption>b</figcaption></figure>",
        '<table><caption>Calls</caption><tbody><tr><td colspan="2">a</td></tr></tbody></table>',
    ],
)
def test_articles_keep_whatever_carries_meaning(source: str) -> None:
    """As on their page: `<del>` left out would say what the author took back."""
    assert for_apps(source, PAGE, ARTICLE) == source


def test_articles_keep_their_films_and_recordings() -> None:
    """With addresses that lead somewhere from any app."""
    source = '<video poster="../a.png" src="../a.mp4" controls=""></video>'
    folder = PAGE.removesuffix("a/")
    expected = f'<video poster="{folder}a.png" src="{folder}a.mp4" controls=""></video>'
    assert for_apps(source, PAGE, ARTICLE) == expected
    source = '<audio controls=""><source src="../a.mp3" type="audio/mpeg">none</audio>'
    expected = source.replace("../", folder)
    assert for_apps(source, PAGE, ARTICLE) == expected


@settings(max_examples=100, derandomize=True)
@given(
    st.text(st.sampled_from("<>/ab=\"' &;:#!-[]p")).map(
        lambda text: f"<p>{text}</p><a href='j'>x</a>"
    )
)
def test_any_markup_is_made_harmless(source: str) -> None:
    """Nothing but the allowed tags comes out of anything."""
    clean = for_apps(source, PAGE, SHOW_NOTES)
    assert "<script" not in clean.lower()
    assert "onerror" not in clean.lower()
    assert clean == for_apps(clean, PAGE, SHOW_NOTES)


@settings(max_examples=300, derandomize=True)
@given(st.text(st.sampled_from("./a-?#=&%: é")), st.sampled_from(["", "b/", "b/c/", "b/c/d.html"]))
def test_links_lead_where_browsers_lead(address: str, page: str) -> None:
    """Full addresses are those that the standard library's `urljoin` makes."""
    page_url = f"https://hub.example/{page}"
    link = html.fragment_fromstring(
        for_apps(f'<a href="{escape(address)}">x</a>', page_url, SHOW_NOTES)
    )
    expected = address.strip() if address.startswith("a:") else urljoin(page_url, address)
    assert link.get("href", expected) == expected
