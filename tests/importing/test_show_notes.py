"""Show notes keep their words, their links and their lists, whatever stands in them."""

from __future__ import annotations

import re
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as some
from lxml import html
from podhub.importing.notes_html import pictures_in
from podhub.importing.show_notes import as_markdown
from podhub.markup.body import read_body
from podhub.model.body import Destination
from podhub.model.document import Document

LINK = "https://a.example/x_(y)?a=1&b=2"

characters = some.text(
    alphabet="aB1 .-+*_#>`[](){}!|:=~^&<;?%$@8•–\\\"'/é\n", min_size=1, max_size=30
).filter(str.strip)
words = characters.map(escape)
spans = some.one_of(
    words,
    words.map(lambda text: f"<b>{text}</b>"),
    words.map(lambda text: f"<em>{text}</em>"),
    words.map(lambda text: f'<a href="{escape(LINK)}">{text}</a>'),
    some.just("<br>"),
)
lines = some.lists(spans, min_size=1, max_size=4).map(" ".join)
blocks = some.one_of(
    lines.map(lambda text: f"<p>{text}</p>"),
    some.lists(lines, min_size=1, max_size=3).map(
        lambda points: f"<ul>{''.join(f'<li>{point}</li>' for point in points)}</ul>"
    ),
    lines.map(lambda text: f"<h3>{text}</h3>"),
    lines.map(lambda text: f"<blockquote><p>{text}</p></blockquote>"),
    words.map(lambda text: f"<pre>{text}</pre>"),
    words.map(lambda text: f"<p>a<sup>{text}</sup></p>"),
    some.tuples(lines, lines).map(lambda two: f"<dl><dt>{two[0]}</dt><dd>{two[1]}</dd></dl>"),
    some.tuples(lines, lines).map(
        lambda two: (
            f"<table><tr><td>{two[0]}</td><td>b</td></tr><tr><td>c</td><td>{two[1]}</td></tr></table>"
        )
    ),
)


def rendered(text: str) -> str:
    """The page's HTML. Notes that came in leave no mistake to their new owner."""
    body, problems = read_body(Document("episodes/001-a.md", {}, body=text))
    assert not problems
    return body.with_links(lambda link: Destination(link.target))


def letters(source: str) -> str:
    """What can be read, without spaces."""
    root = html.fragment_fromstring(source, create_parent="div")
    for link in root.find_class("headerlink"):
        link.drop_tree()
    # A list has bullets of its own.
    return re.sub(r"[\s•]+", "", root.text_content())


@given(some.lists(blocks, min_size=1, max_size=4).map("".join))
@example("<p>1</p><h3>#</h3>")
@example("<h3>a\\\\#</h3><h2>##</h2><h3>a ##</h3>")
@example('<p>1 <br> <a href="https://a.example/x">]:</a></p>')
@example("<table><tr><td><br></td><td>b</td></tr><tr><td>c</td><td>• 1</td></tr></table>")
def test_every_word_is_read_as_it_was_written(source: str) -> None:
    """No sign of theirs becomes markup of ours."""
    assert letters(rendered(as_markdown(source))) == letters(source)


@given(characters.filter(lambda text: not re.search(r"&#?\w+;|</?[a-z]", text, re.IGNORECASE)))
def test_plain_text_stays_plain(source: str) -> None:
    """A feed may hold words alone."""
    assert letters(rendered(as_markdown(source))) == re.sub(r"[\s•]+", "", source)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "-   a\n    -   b\n-   c"),
        ("<ol start=3><li>a</li><li>b</li></ol>", "3.  a\n4.  b"),
        ("a<br><br>b<br>c", "a\n\nb  \nc"),
        ("<h1>A</h1><p>b</p>", "## A\n\nb"),
        ("<p><a href='javascript:alert(1)'>a</a> <a href='/b'>c</a></p>", "a c"),
        ("<p>a</p><script>b</script><iframe src='https://c.example'></iframe>", "a"),
        (
            "<table><tr><td>a</td><td>b|c</td></tr><tr><td>d<br>e</td></tr></table>",
            "| a | b&#124;c |\n| --- | --- |\n| d<br>e |",
        ),
        ("<table><tr><td>a</td><td>b</td></tr></table><p>c</p>", "a b\n\nc"),
        ("<table><tr><td><ul><li>a</li></ul></td><td>b</td></tr></table>", "-   a\n\nb"),
        ("<section>a</section><section>b</section>", "a\n\nb"),
        ("<pre>a\n    b\n\n\nc  \n</pre>", "```\na\n    b\n\n\nc  \n```"),
        ("<pre>a ``` b</pre>", "````\na ``` b\n````"),
        ("<p>10<sup>6</sup>, H<sub>2</sub>O</p>", "10<sup>6</sup>, H<sub>2</sub>O"),
        ("<p><s>a</s> <q>b</q></p>", "<del>a</del> “b”"),
        (
            "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl>",
            "a\n:   b\n\nc\n:   d",
        ),
        ("<p>a</p><p>1) b</p><p>~~~</p>", "a\n\n1\\) b\n\n\\~\\~\\~"),
        ("Listen for:\n• one\n• two\nThen stop.", "Listen for:  \n-   one\n-   two\n\nThen stop."),
        ("<p>– Ask.<br>– Listen.</p>", "&#8211; Ask.  \n&#8211; Listen."),
        (
            "<p><a href='https://a.example/'><img src=b alt='A picture'></a></p>",
            "[A picture](https://a.example/)",
        ),
        ("<div>a</div><div>b</div>", "a\n\nb"),
        ("Tom &amp; Ann", "Tom & Ann"),
        ("<p>(see https://a.example/b_c.)</p>", "(see <https://a.example/b_c>.)"),
        ("", ""),
    ],
)
def test_markup_becomes_markdown(source: str, expected: str) -> None:
    """As an author would write it."""
    assert as_markdown(source) == expected


def test_what_the_hub_adds_by_itself_is_left_out() -> None:
    """The summary before the notes, the moments behind them, and the link to the page."""
    page = "https://show.example/podcast/a/"
    notes = "<p>In short.</p>\n<p>Notes.</p>\n<ul><li>(00:00) Hello</li><li>(01:02:03) The deal</li></ul>\n"
    link = f'<p><a href="{page}">Transcript and links: A</a></p>'
    assert (
        as_markdown(notes + link, page=page, summary="In short.", moments=["Hello", "The deal"])
        == "Notes."
    )
    assert (
        as_markdown(
            notes + link, page="https://other.example/", summary="Another.", moments=["Hello"]
        ).count("\n\n")
        == 3
    )


def test_pictures_are_counted_and_counters_are_not() -> None:
    """An author is told which are gone."""
    source = '<img src=a><IMG src="b" width="1" height="1"><iframe src="/c?d=1&amp;e=2"></iframe>'
    assert pictures_in(source, "https://a.example/b/") == [
        "https://a.example/b/a",
        "https://a.example/c?d=1&e=2",
    ]
    told: list[str] = []
    assert as_markdown(f"<p>Words.</p>{source}", told, base="https://a.example/b/") == "Words."
    assert [line.partition(", found ")[2] for line in told] == [
        '"https://a.example/b/a" (left out)',
        '"https://a.example/c?d=1&e=2" (left out)',
    ]


@pytest.mark.parametrize(
    ("source", "became"),
    [
        ("<img src='/x.png' alt='A chart'> after", "after"),
        ("<figure><img src='/a.png'><figcaption>Words</figcaption></figure>", "Words"),
        ("<ruby>漢<rt>かん</rt></ruby>", "漢かん"),
        ("<video src='/v.mp4'></video>words", "words"),
        ("<time datetime='x'>noon</time> <u>u</u> <small>s</small>", "noon u s"),
        ("<SUMMARY>More</SUMMARY>", "More"),
        ("Usage: cut <time> <title>", "Usage: cut &lt;time> &lt;title>"),
        ("The <canvas> tag & <b>", "The &lt;canvas> tag & &lt;b>"),
    ],
)
def test_html_is_known_by_any_of_its_elements(source: str, became: str) -> None:
    """No tag is read as words, and no words between signs are taken for a tag."""
    assert as_markdown(source, [], base="https://a.example/") == became


@pytest.mark.parametrize(
    "address", ["https://ex ample.com", "https://a..example/", "https://a.example:99999/", "#top"]
)
def test_a_link_that_leads_nowhere_is_told(address: str) -> None:
    """Its words stay."""
    told: list[str] = []
    assert as_markdown(f'<p>See <a href="{address}">this</a></p>', told) == "See this"
    [line] = told
    assert f'"{address}" (its words stayed)' in line
