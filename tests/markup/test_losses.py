"""What readers would lose, or get against their author's will, without anybody being told."""

import pytest

from tests.markup.reading import page, read


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        # cells that no tool shows
        (
            "| a | b |\n|---|---|\n| 1 | 2 | 3 |",
            "3: text: expected as many cells as the head has, 2 (\\| for a bar in a cell), found 3",
        ),
        ("> a | b\n> --|--\n> `x|y` | z", "3: text: expected as many cells as the head has, 2"),
        ("- | a |\n  |---|\n  | 1 | 2 |", "3: text: expected as many cells as the head has, 1"),
        # tables, lists and headings that are none
        ("Prices\n\n| a | b |\n|---|\n| 1 |", "4: text: expected a table's head in the line above"),
        ("|---|---|\n| 1 | 2 |", "1: text: expected a table's head in the line above it"),
        ("a\n-\u00a0gloves", "2: text: expected an ordinary space behind the sign of a list"),
        ("1.\u00a0gloves", "1: text: expected an ordinary space behind the sign of a list"),
        ("##\u00a0Moss", "1: text: expected a space behind the # of a heading"),
        ("Fern\nMoss\n: Green.", "3: text: expected one line with the term above it"),
        # notes whose text stands below them
        ("> [!NOTE]\nText", "1: text: expected the note's text below it, with > before"),
        ("- > [!TIP]\n\n  Text", "1: text: expected the note's text below it, with > before"),
        ("!!! note\n    <!-- later -->\n\nText", "1: text: expected the note's text below it"),
        ('!!! note ""\n\nText', "1: text: expected the note's text below it, indented by four"),
        # parts of which nothing is left
        ("a[^1]\n\n[^1]:\n\nb", "3: text: expected a text behind [^1]:, found none"),
        ("a[^1]\n\n[^1]: <!-- P -->", "3: text: expected a text behind [^1]:, found none"),
        ("a\n\n## <!-- P -->", "3: text: expected words behind the ##, found none"),
        ("T\n: <!-- P -->", "2: text: expected what the term means, behind the colon, found none"),
        (
            "T\n: - <!-- P -->",
            "2: text: expected what the term means, behind the colon, found none",
        ),
        # names as they are written
        (
            "a\n<Ada> b",
            '2: text: expected text, Markdown and HTML that only shows something (write &lt; for a < that readers are to see), found "<Ada"',
        ),
        # HTML that takes in what stands below it, or whose end ends nothing
        ("a\n\n<details>\n\nText", "3: text: expected </details> where <details> ends, found none"),
        ("A <b>word", "1: text: expected </b> where <b> ends, found none"),
        ("A\n<i>b\n\nc</i>", "2: text: expected </i> where <i> ends, found none"),
        ("a\n</b>", '2: text: expected <b> somewhere above its end, found "</b>"'),
        ("- <div>\n\n</div>", "1: text: expected </div> where <div> ends, found none"),
        ("<div/>\n\na", "1: text: expected </div> where <div> ends, found none"),
        # comments that browsers show
        ('![a](b.png "c <!-- P -->")', "1: text: expected <!-- … --> in the text itself"),
        ('a\n[b](c.md "<!-- P -->")', "2: text: expected <!-- … --> in the text itself"),
        ('[a]\n\n[a]: b.md "<!-- P -->"', "1: text: expected <!-- … --> in the text itself"),
        ("A\n\n*[A]: b <!-- P -->", "3: text: expected <!-- … --> in the text itself"),
        ("```py <!-- P -->\n```", "1: text: expected <!-- … --> in the text itself"),
    ],
)
def test_what_would_be_lost_is_refused(markdown: str, said: str) -> None:
    """At its line."""
    assert any(problem.startswith(said) for problem in read(markdown)[1]), read(markdown)[1]


@pytest.mark.parametrize(
    "markdown",
    [
        "| a | b |\n|---|---|\n| 1 |\n| `x \\| y` | \\| |\n\n|a|\n|-|\n| |",
        "> | a |\n> |---|\n> | > |",
        "Really - a | b\nwas: this\n\n: as it is",
        "> [!NOTE]\n> ---\n\n!!! tip\n    ```\n    a\n    ```",
        "> [!NOTE]\n> > [!TIP]\n> > a",
        "<details>\n<summary>a</summary>\n\n- b <b>c\nd</b>\n\n</details>",
        "<ul><li>a<li>b</ul>\n\n<p>c\n\na<br>b<wbr>",
        "`<b>` and <https://example.com/>, 1 < 2 > 1\n\n    </div>",
        '```\n<!-- a -->\n```\n\n`"<!-- b -->"`',
        "## `a`\n\n## ![a](b.png)\n\n## <b>a</b>\n\na[^1] b[^2]\n\n[^1]:\n    a\n\n[^2]: ```\n    x\n    ```",
        "T\n: - a\n\nT\n:   <b>x</b>\n\nT\n: ![a](b.png) <!-- P -->",
    ],
)
def test_what_is_whole_is_taken(markdown: str) -> None:
    """No word is said of it."""
    assert read(markdown)[1] == []


def test_a_picture_says_once_how_it_is_loaded() -> None:
    """Also where its author has said so."""
    assert (
        page('![a](b.png){loading="eager"}') == '<p><img src="b.png" alt="a" loading="eager"></p>'
    )


def test_an_abbreviation_has_a_name() -> None:
    """One of blanks would be found between all letters."""
    assert page("*[ ]: b") == "<p>*[ ]: b</p>"
