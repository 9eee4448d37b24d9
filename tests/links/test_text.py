"""One page's HTML: its words become links where that helps, and its links are known with their
sentences."""

from dataclasses import dataclass

import pytest
from podhub.links.terms import TermFinder
from podhub.links.text import PageText, read_page

TERMS = TermFinder([("coaching", ["coaching", "coach"]), ("training", ["training"])])
URLS = {"coaching": "definitions/coaching/", "training": "definitions/training/"}


@dataclass
class Page:
    """A page that was read."""

    said: PageText
    html: str


def read(
    source: str, url: str = "articles/a/", skip: frozenset[str] = frozenset(), cap: int = 15
) -> Page:
    """Read a page of a hub with two definitions."""
    return Page(*read_page(source, url, TERMS, URLS, skip=skip, cap=cap))


def test_a_term_becomes_a_link_to_its_definition() -> None:
    """Described by its entry in the list of words; the text around it stays as it was."""
    page = read("<p>Good &amp; old <em>Coaching</em> helps.</p>")
    assert page.html == (
        '<p>Good &amp; old <em><a class="term" href="../../definitions/coaching/" aria-describedby="term-coaching">'
        "Coaching</a></em> helps.</p>"
    )
    assert page.said.linked == ("coaching",)


@pytest.mark.parametrize(
    "tag",
    [
        "h1",
        "h2",
        "h3",
        "h6",
        "a",
        "code",
        "pre",
        "abbr",
        "summary",
        "figcaption",
        "button",
        "script",
    ],
)
def test_some_places_are_never_linked(tag: str) -> None:
    """Headings, links, code and controls; but what they name counts as named."""
    source = f"<div><{tag}>On <b>coaching</b> here</{tag}></div>"
    page = read(source)
    assert 'class="term"' not in page.html
    assert page.said.linked == ()
    assert tag == "script" or page.said.terms == {"coaching": 1}
    assert 'class="term"' in read(f"{source}<p>coaching</p>").html


def test_a_term_is_linked_once_in_a_section() -> None:
    """The first time after each heading of the second rank, whatever its form."""
    page = read("<p>coaching coach</p><h3>x</h3><p>coach</p><h2>y</h2><p>coach</p><p>coaching</p>")
    assert [piece.split(">")[1].split("<")[0] for piece in page.html.split('class="term"')[1:]] == [
        "coaching",
        "coach",
    ]
    assert page.said.terms == {"coaching": 5}


def test_links_to_terms_are_capped_and_skipped() -> None:
    """A page is no field of links; what is skipped still counts as named."""
    sections = "<h2>s</h2><p>coaching and training</p>" * 5
    assert read(sections, cap=3).html.count('class="term"') == 3
    page = read(sections, skip=frozenset({"coaching"}))
    assert page.html.count('class="term"') == 5
    assert page.said.linked == ("training",)
    assert page.said.terms == {"coaching": 5, "training": 5}


def test_references_carry_the_sentence_around_them() -> None:
    """Each page once, by the first link to it, with words of other elements of the sentence."""
    page = read(
        '<p>One. See <em>the <a href="../b/#x">second</a></em> now! Three <a href="../b/">again</a>.</p>'
        '<ul><li>Item with <a href="../../podcast/c/#t=30">sound</a></li></ul>'
        '<p>Out: <a href="https://example.com/">there</a>, <a href="mailto:a@b.c">mail</a>, <a href="#down">down</a>, '
        '<a href="../a/">myself</a>, <a>nowhere</a>.</p>'
    )
    assert [
        (reference.url, reference.sentence, reference.by_term) for reference in page.said.references
    ] == [
        ("articles/b/", "See the second now!", False),
        ("podcast/c/", "Item with sound", False),
    ]


def test_links_by_term_are_told_from_links_by_hand() -> None:
    """A hand-made link says more than a word."""
    page = read('<p>With training. And <a href="../../definitions/coaching/">more</a>.</p>')
    assert [(reference.url, reference.by_term) for reference in page.said.references] == [
        ("definitions/training/", True),
        ("definitions/coaching/", False),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "",
        "   ",
        "words",
        "<p>a</p>tail",
        "<!-- c -->x<p>y</p>",
        "<p>1 < 2 & 3</p>",
        "<p>é 😀 “q”</p>",
        "<pre>a\n  b</pre>",
        "<br>x",
    ],
)
def test_a_page_without_terms_stays_as_it_was(source: str) -> None:
    """Reading changes nothing that it need not change."""
    again = read(source).html
    assert read(again).html == again
    assert (
        again.replace("&lt;", "<").replace("&amp;", "&") == source.strip(" ") or not source.strip()
    )


def test_terms_in_the_tails_of_elements_are_linked() -> None:
    """Text stands behind elements and comments as well as in them."""
    page = read("<p><b>Old</b> coaching <!-- note --> and training <br> end</p>")
    assert page.said.linked == ("coaching", "training")
    assert "end</p>" in page.html


@pytest.mark.parametrize("source", ["<p>nothing</p>", "<p>Prices &lt; 5 &amp; more</p>\n<br>"])
def test_a_page_that_names_and_links_nothing_is_left_alone(source: str) -> None:
    """To the byte, as it came."""
    page = read(source)
    assert page.html is source
    assert page.said.references == ()


def test_words_that_stand_in_two_elements_are_no_term() -> None:
    """A term ends where its element ends."""
    terms = TermFinder([("follow-up", ["follow up"]), ("rd", ["R&D"])])
    html = "<p>follow <b>up</b>; R<i>&amp;</i>D; R&amp;D, follow-up.</p>"
    said, linked = read_page(
        html, "a/", terms, {"follow-up": "f/", "rd": "r/"}, skip=frozenset(), cap=9
    )
    assert said.terms == {"rd": 1, "follow-up": 1}
    assert ">R&amp;D</a>, <a" in linked
