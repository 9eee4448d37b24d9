"""Whatever stands in a text: it is read in time that grows with it, its links are where they are
said to be, and nothing private is left in its source."""

from __future__ import annotations

import pickle
import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some
from lxml import html
from podhub.markup.body import read_body
from podhub.markup.harmless import cleaner
from podhub.model.body import Body, BodyLink
from podhub.model.document import Document

from tests.markup.reading import as_written, read

examples = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
INSIDE = some.sampled_from(
    [
        "word",
        "[a](b.md)",
        "[a *b*](<c d.md> 'T')",
        "![p](q.png){.x}",
        "[![p](q.png)](b.md)",
        "[a][r]",
        "[r]",
        "`[x](y.md)`",
        r"\[x](y.md)",
        "<!-- PRIVATE -->",
        "<b>x</b>",
        '<a id="here"></a>',
        "&copy;",
        "https://a.example/b_c",
        "x[^n]",
        "**[a](b.md)**",
        "~~x~~",
        "a\\\nb",
        "[a\nb](c.md)",
        "{.x}",
        "ü",
        "u\u0308",
    ]
)
LINE = some.lists(INSIDE, min_size=1, max_size=4).map(" ".join)


def _indented(text: str, first: str, others: str) -> str:
    return first + text.replace("\n", f"\n{others}")


BLOCKS = some.recursive(
    LINE
    | LINE.map(lambda line: "## " + line.replace("\n", " "))
    | LINE.map(
        lambda line: (
            f"| a | b |\n|---|---|\n| {line.replace(chr(10), ' ')} | `\\|` {line.replace(chr(10), ' ')} |"
        )
    )
    | some.just("```\n[x](y.md) <!-- code -->\n```")
    | some.just("<div>\nx <!-- PRIVATE\nPRIVATE --> y\n</div>")
    | some.just("[//]: # (PRIVATE)"),
    lambda inner: (
        inner.map(lambda text: _indented(text, "- ", "  "))
        | inner.map(lambda text: _indented(text, "12. ", "    "))
        | inner.map(lambda text: _indented(text, "> ", "> "))
        | inner.map(lambda text: _indented(text, "!!! note\n    ", "    "))
        | inner.map(lambda text: _indented(text, "Term\n:   ", "    "))
        | some.lists(inner, min_size=1, max_size=3).map("\n\n".join)
    ),
    max_leaves=6,
)
BELOW = "\n\n[^n]: Note [a](b.md) <!-- PRIVATE -->\n\n[r]: <r s.md> 'R'\n\n[unused]: x 'PRIVATE'\n"


def tidy(body: Body) -> list[str]:
    """A body's HTML without white space and the attributes of its author's, which twins have not."""
    shown = re.sub(r"\s+", " ", body.with_links(as_written)).replace(' class="x"', "")
    return re.sub(r" ?(</?[a-z][^>]*>) ?", r"\1", shown).strip().replace("<", "\n<").split("\n")


@examples
@given(BLOCKS)
def test_every_link_stands_where_it_is_said_to_stand(text: str) -> None:
    """In the source, at its line; exchanged there, it is the only thing that changes."""
    body, problems = read(text + BELOW)
    lines = (text + BELOW).split("\n")
    for link in body.links:
        if link.element or "://" in link.target:
            continue
        assert link.address is not None
        written = body.source[slice(*link.address)]
        assert written.strip("<>") == link.target
        assert 1 <= link.line <= len(lines)
    assume(not any("a line of its own for <!--" in problem for problem in problems))
    again = body.markdown(lambda link: f"{link.target}?")
    assert again.replace("?", "").replace("<", "").replace(">", "") == body.source.replace(
        "<", ""
    ).replace(">", "")
    exchanged, _ = read(again)
    targets = [link.target for link in body.links if not link.element and "://" not in link.target]
    found = [
        link.target for link in exchanged.links if not link.element and "://" not in link.target
    ]
    assert found == [f"{target}?" for target in targets]


@examples
@given(BLOCKS)
def test_nothing_private_is_left(text: str) -> None:
    """Neither on the page nor in the source, however deep it stands; code is left alone."""
    body, _ = read(text + BELOW)
    shown = body.with_links(as_written)
    assert "PRIVATE" not in shown
    assert "PRIVATE" not in body.source
    assert ("<!-- code -->" in body.source) == ("<!-- code -->" in text)


@examples
@given(BLOCKS)
def test_the_twin_reads_as_the_page(text: str) -> None:
    """What is taken out of it joins nothing."""
    # Of two attributes in braces the first is text, and alone it would be the attribute.
    assume("{.x} {.x}" not in text)
    body, problems = read(text + BELOW)
    assume(not any("Markdown is none" in problem for problem in problems))
    again, _ = read(body.markdown(lambda link: link.target))
    assert tidy(again) == tidy(body)


@examples
@given(BLOCKS)
def test_a_link_to_what_is_held_back_is_its_words(text: str) -> None:
    """On the page and in the source, where no address of it is left."""
    body, problems = read(text + BELOW)
    # What stands behind a comment in its line is no Markdown, and refused.
    assume(not any("Markdown is none" in problem for problem in problems))
    shown = body.with_links(lambda link: None)
    assert not re.search(r'(?:href|src)="(?!#)', shown)
    hidden, _ = read(body.markdown(lambda link: None))
    assert [link for link in hidden.links if not link.element and "://" not in link.target] == []


@examples
@given(
    BLOCKS | some.text(some.sampled_from("ab#\n\t []()<>!*_`~\\|-+.:/&;%\"'{}^=?é$"), max_size=80)
)
def test_what_is_read_is_clean_and_small(text: str) -> None:
    """Cleaned again it stays as it is; it can be kept and fetched; reading it again says the
    same."""
    body, problems = read_body(Document("docs/a.md", {}, body=text))
    shown = body.with_links(lambda link: None)
    assert html.fragment_fromstring(shown or "<p>", create_parent="div") is not None
    assert cleaner().clean(shown).replace("<td></td>", "") == shown.replace("<td></td>", "")
    assert pickle.loads(pickle.dumps(body)) == body
    assert read_body(Document("docs/a.md", {}, body=text)) == (body, problems)


def steps(work: Callable[[], Any]) -> int:
    """How many lines of Python some work runs through."""
    count = 0

    def trace(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        count += 1
        return trace

    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "[a](",
        "![](",
        "[^a",
        "[^a]: ",
        "<!--",
        "<a ",
        "{.a ",
        "{a=b#c",
        "%%",
        "==a",
        "*a ",
        "_a",
        "~",
        "`",
        "&amp",
        "http:",
        "www.a",
        "a@b.c ",
        "_a@",
        "a:",
        "<a:a",
        "*[a]: b\n",
        "| ",
        "> ",
        "- ",
        "!!! a\n    ",
        "a\n: b\n\n",
        "\\",
        "]",
        "](",
    ],
)
def test_reading_grows_with_the_text(piece: str) -> None:
    """Twice the text takes no more than about twice the steps, once limits are out of the way."""
    few, many = ("https://x.example " + piece * count for count in (40, 160))
    read(few)
    assert steps(lambda: read(many)) < 10 * steps(lambda: read(few)) + 20_000


def test_links_know_all_that_they_say() -> None:
    """A link is told from another of the same words by its place."""
    body, _ = read("[a](b.md) [a](b.md)\n\n![c](d.png)", line=7)
    assert body.links == (
        BodyLink("b.md", 7, address=(4, 8), marks=((0, 1), (2, 9))),
        BodyLink("b.md", 7, address=(14, 18), marks=((10, 11), (12, 19))),
        BodyLink("d.png", 9, image=True, address=(26, 31), marks=((21, 23), (24, 32))),
    )
