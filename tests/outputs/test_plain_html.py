"""What apps that know few tags show of a page: the words still say the same."""

from __future__ import annotations

import re
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as some
from lxml import html
from podhub.markup.body import read_body
from podhub.model.body import Destination
from podhub.model.document import Document
from podhub.outputs.feed.notes import SHOW_NOTES, for_apps

PAGE = "https://hub.example/podcast/a/"
NOTES = """\
00:00 Intro  \n01:23 The deal

First line<br>second line.

About 10<sup>6</sup> people, 500[^1] asked, H<sub>2</sub>O.

| Who | Calls |
|--|--:|
| Ann | 12 |
| Ben | 34 |

```
alpha: 1
  beta: 2
```

Ramp
:   The first weeks.

- [x] Done
- [ ] To do

[^1]: In a made-up town.
"""


def shown(source: str) -> list[str]:
    """The lines that an app shows: blocks part lines, other tags that it knows part nothing, and
    all white space is a space."""
    text = re.sub(r"</?(?:p|ul|ol|li)\b[^>]*>", "\n", source)
    text = html.fragment_fromstring(text, create_parent="div").text_content()
    lines = [re.sub(r"[ \t\xa0]+", " ", line).strip() for line in text.split("\n")]
    return [line for line in lines if line]


def test_what_carries_meaning_reaches_apps() -> None:
    """Each on its own line, in letters of its own."""
    body, problems = read_body(Document("episodes/001-a.md", {}, body=NOTES))
    assert not problems
    clean = for_apps(body.with_links(lambda link: Destination(link.target)), PAGE, SHOW_NOTES)
    lines = shown(clean)
    assert lines[:5] == [
        "00:00 Intro",
        "01:23 The deal",
        "First line",
        "second line.",
        "About 10⁶ people, 500[1] asked, H₂O.",
    ]
    assert {"Who Calls", "Ann 12", "Ben 34", "alpha: 1", "beta: 2"} <= set(lines)
    assert {"Ramp: The first weeks.", "☑ Done", "☐ To do"} <= set(lines)
    assert "&nbsp;&nbsp;beta" in clean
    assert set(re.findall(r"<(\w+)", clean)) <= SHOW_NOTES


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>a <em>b<br>c</em></p>", ["a b", "c"]),
        ("<ul><li>a<br>b<ul><li>c</li></ul></li></ul>", ["a", "b", "c"]),
        ("<h2>a<br>b</h2>", ["a b"]),
        ("<p>5<sup>th</sup> x<sup>a b</sup> y<sub>i</sub></p>", ["5^th x^(a b) y_i"]),
        ("<div>a</div><div>b</div>", ["a", "b"]),
        ("<details><summary>a</summary><p>b</p></details>", ["a", "b"]),
        ("<p>a <q>b</q></p>", ["a “b”"]),
        ("<p><del>a</del> b <s>c <em>d</em></s></p>", ["~~a~~ b ~~c d~~"]),
        ('<p><img src="a.png" alt="A plan"></p>', ["[A plan]"]),
        ("<dl><dt>a</dt><dd><p>b</p></dd><dt>c</dt><dd>d</dd><dd>e</dd></dl>", ["a: b", "c: d e"]),
        ("<table><tr><td>a<br>b</td><td>c</td></tr></table>", ["a, b c"]),
        ("<blockquote>a<br>b</blockquote>", ["a", "b"]),
    ],
)
def test_a_part_stays_a_part(source: str, expected: list[str]) -> None:
    """Whatever an app drops."""
    assert shown(for_apps(source, PAGE, SHOW_NOTES)) == expected


words = some.text(alphabet="ab1 é", min_size=1, max_size=6).filter(str.strip)
inline = some.one_of(
    words, *(words.map(lambda text, tag=tag: f"<{tag}>{text}</{tag}>") for tag in ("em", "code", "q")),
    some.just("<br>"),
)  # fmt: skip
text = some.lists(inline, min_size=1, max_size=5).map("".join)
cells = some.lists(text, min_size=1, max_size=3)
blocks = some.one_of(
    *(text.map(lambda inside, tag=tag: f"<{tag}>{inside}</{tag}>") for tag in ("p", "div", "h3", "blockquote", "pre")),
    cells.map(lambda items: "<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"),
    cells.map(lambda items: "<table><tr>" + "".join(f"<td>{item}</td>" for item in items) + "</tr></table>"),
    some.tuples(text, text).map(lambda two: f"<dl><dt>{two[0]}</dt><dd>{two[1]}</dd></dl>"),
)  # fmt: skip


@given(some.lists(blocks, min_size=1, max_size=4).map("".join))
def test_no_word_is_lost_whatever_it_stands_in(source: str) -> None:
    """And none is doubled."""

    def letters(text: str) -> str:
        found = html.fragment_fromstring(text, create_parent="div").text_content()
        return re.sub(r"[\W_]+", "", normalize("NFKC", found))

    assert letters(for_apps(source, PAGE, SHOW_NOTES)) == letters(source)
