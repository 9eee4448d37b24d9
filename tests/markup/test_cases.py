"""What authors write as their editor and their code host show it, and what must come of it."""

from __future__ import annotations

import re

import pytest

from tests.markup.reading import page, read, twin


def flat(source: str) -> str:
    """HTML without its line ends."""
    return re.sub(r"\s*\n\s*", "", source)


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        # lists right below a text, by two or three spaces, and with brackets
        (
            "Bring:\n- gloves\n- spade\n  - long\n",
            "<p>Bring:</p><ul><li>gloves</li><li>spade<ul><li>long</li></ul></li></ul>",
        ),
        (
            "1. Dig.\n   - a hole\n\n   Deep.\n\n2. Water.\n",
            "<ol><li><p>Dig.</p><ul><li>a hole</li></ul><p>Deep.</p></li><li><p>Water.</p></li></ol>",
        ),
        ("3) one\n4) two\n", '<ol start="3"><li>one</li><li>two</li></ol>'),
        # code in lists, in quotes, with words behind its language
        (
            "- Run:\n\n  ```sh\n  water\n  ```\n",
            '<ul><li><p>Run:</p><pre><code class="language-sh">water</code></pre></li></ul>',
        ),
        (
            '```yaml title="a.yml" {1,3}\na: 1\n```\n',
            '<pre><code class="language-yaml">a: 1</code></pre>',
        ),
        (
            "> ```\n> rain\n> ```\n",
            "<blockquote><pre><code>rain</code></pre></blockquote>",
        ),
        # tables right below a text, in lists, with bars in their cells
        (
            "What\n| a | b |\n|---|:-:|\n| `x \\| y` | \\| |\n",
            "<p>What</p><table><thead><tr><th>a</th>"
            '<th class="hub-align-center">b</th></tr></thead><tbody><tr><td><code>x | y</code></td>'
            '<td class="hub-align-center">|</td></tr></tbody></table>',
        ),
        (
            "- P\n\n  | a |\n  |---|\n  | 1 |\n",
            "<ul><li><p>P</p><table><thead><tr><th>a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table></li></ul>",
        ),
        (
            "|   | b |\n|---|---|\n| a | 1 |\n",
            "<table><thead><tr><td></td><th>b</th></tr></thead><tbody><tr><td>a</td><td>1</td></tr></tbody></table>",
        ),
        # a line's end and every sign
        ("The Garden\\\nHill 3\n", "<p>The Garden<br>Hill 3</p>"),
        ('5 \\< 6 \\~ \\"so\\" \\$2 a\\/b \\@home', '<p>5 &lt; 6 ~ "so" $2 a/b @home</p>'),
        ("&copy; ferns & moss", "<p>© ferns &amp; moss</p>"),
        # Markdown in HTML
        (
            "<details>\n<summary>Show</summary>\n\n1. Ask **two**.\n\n</details>\n",
            "<details><summary>Show</summary><ol><li>Ask <strong>two</strong>.</li></ol></details>",
        ),
        # what code hosts give a meaning
        (
            "> [!IMPORTANT]\n> Water **early**.\n",
            '<div class="admonition info"><p class="admonition-title">Important</p><p>Water <strong>early</strong>.</p></div>',
        ),
        (
            '!!! note "From Ada"\n\n    - moss\n\nAfter.\n',
            '<div class="admonition note"><p class="admonition-title">From Ada</p><ul><li>moss</li></ul></div><p>After.</p>',
        ),
        (
            '- Item\n\n  !!! tip\n      Inside.\n\n!!! danger ""\n    Untitled.\n',
            '<ul><li><p>Item</p><div class="admonition tip"><p class="admonition-title">Tip</p><p>Inside.</p></div></li></ul>'
            '<div class="admonition danger"><p>Untitled.</p></div>',
        ),
        (
            "- [ ] weed\n- [x] prune\n",
            '<ul class="contains-task-list"><li class="task-list-item"><span role="checkbox" aria-checked="false" '
            'aria-disabled="true">☐</span> weed</li><li class="task-list-item"><span role="checkbox" aria-checked="true" '
            'aria-disabled="true">☑</span> prune</li></ul>',
        ),
        ("~~old~~ ~off~ new", "<p><del>old</del> <del>off</del> new</p>"),
        (
            "See https://example.com/moss_and_fern, www.example.org. Or me.and_you@example.org!",
            '<p>See <a href="https://example.com/moss_and_fern">https://example.com/moss_and_fern</a>, '
            '<a href="http://www.example.org">www.example.org</a>. Or '
            '<a href="mailto:me.and_you@example.org">me.and_you@example.org</a>!</p>',
        ),
        ("An http:// and an http://\\[moss].\n", "<p>An http:// and an http://[moss].</p>"),
        # definition lists, abbreviations
        ("Moss\n:   Green.\n", "<dl><dt>Moss</dt><dd>Green.</dd></dl>"),
        (
            "An SDR, and `SDR`.\n\n*[SDR]: sales development representative\n",
            '<p>An <abbr title="sales development representative">SDR</abbr>, and <code>SDR</code>.</p>',
        ),
        # attributes in braces, and other braces
        ('[a](b.md){.x #y title="Z"}', '<p><a href="b.md" class="x" id="y" title="Z">a</a></p>'),
        ("A *word*{.x} and\n{: .y }", '<p class="y">A <em class="x">word</em> and</p>'),
        (
            "![A gate](g.png){ width=30 }",
            '<p><img src="g.png" alt="A gate" width="30" loading="lazy"></p>',
        ),
        (
            "A {fern} grows, {.so} {{ 7*7 }} {} {% x %}",
            "<p>A {fern} grows, {.so} {{ 7*7 }} {} {% x %}</p>",
        ),
    ],
)
def test_it_is_shown_as_meant(markdown: str, html: str) -> None:
    """By structure, on the page; the twin keeps what the author wrote."""
    assert flat(page(markdown)) == html
    if "{" not in markdown:
        assert twin(markdown) == markdown


@pytest.mark.parametrize(
    ("markdown", "linked"),
    [
        ("see:https://a.example/x", ["https://a.example/x"]),
        ('"https://a.example/x"', ["https://a.example/x"]),
        ("詳細はhttps://a.example/", ["https://a.example/"]),
        ("—https://a.example/ éhttps://b.example", ["https://a.example/", "https://b.example"]),
        ("xhttps://a.example/", []),
        (
            "a.https://b.example, foo_https://a.example/",
            ["https://b.example", "https://a.example/"],
        ),
        ("http://https://a.example", ["http://https://a.example"]),
        ("1https://a.example/.", ["https://a.example/"]),
        ('"www.a.example"', []),
        ('"me@a.example" :me@b.example', ["mailto:me@a.example", "mailto:me@b.example"]),
        ("詳me@a.example, x@me@a.example", ["mailto:me@a.example"] * 2),
        ("[see:https://a.example](b.md)", ["b.md"]),
        (
            "_https://a.example/_ (https://a.example/(b))",
            ["https://a.example/", "https://a.example/(b)"],
        ),
        # where GitHub takes a quotation mark into the address
        (
            "“https://a.example/x.” 「https://a.example」。",
            ["https://a.example/x", "https://a.example"],
        ),
    ],
)
def test_bare_addresses_are_links_wherever_github_has_them(
    markdown: str, linked: list[str]
) -> None:
    """As cmark-gfm reads them, with which these were compared."""
    assert [link.target for link in read(markdown)[0].links] == linked


def test_dashes_below_a_line_make_a_heading() -> None:
    """Also where it has a bar; a table's line of dashes has a bar or a colon."""
    assert page("Price \\| Year\n---").startswith("<h2")
    assert page("a\\|b\n:-:").startswith("<table")
    assert page("| a |\n|---|").startswith("<table")


def test_braces_in_a_heading() -> None:
    """An anchor if they are one, else words."""
    body, problems = read("## The word {moss}\n\n## Named { #by-hand .big }\n")
    assert problems == []
    assert [(heading.anchor, heading.title) for heading in body.headings] == [
        ("the-word-moss", "The word {moss}"),
        ("by-hand", "Named"),
    ]
    assert body.source == "## The word {moss}\n\n## Named\n"


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("We plant. %% ask Ada %%", "1: text: expected <!-- … -->"),
        ("We plant.\n\n%%\n\nsecret\n\n%%", "3: text: expected <!-- … -->"),
        ("See [[roses]].", "1: link: expected a link such as [words](file.md)"),
        ("![[plan.png]]", "1: link: expected a picture such as ![words](picture.png)"),
        ('??? note "More"\n\n    x', "1: text: expected > [!NOTE] or <details>"),
        ("???+ note\n    x", "1: text: expected > [!NOTE] or <details>"),
        ('=== "Spring"\n\n    Sow.', "1: text: expected a heading"),
        (":::tip\nDig.\n:::", "1: text: expected > [!NOTE]"),
        ("::: warning Mind\n\nDig.\n\n:::", "1: text: expected > [!NOTE]"),
        ('--8<-- "tools.md"', "1: text: expected the words themselves"),
        ("{% include note.html %}", "1: text: expected Markdown, or HTML"),
        ("{{< map hill >}}", "1: text: expected Markdown, or HTML"),
        ("{{% note %}} x", "1: text: expected Markdown, or HTML"),
        ("[TOC]", "1: text: expected nothing"),
        ("a ==marked== word", "1: text: expected <mark>words</mark>"),
        ("Moss.^[An old plant.]", "1: text: expected a footnote such as [^1]"),
        ("> [!tip] Dig deep\n> Text", "1: text: expected > [!NOTE], TIP"),
        ("> [!info]\n> Text", "1: text: expected > [!NOTE], TIP"),
        ("!!! Mind: the gap\n    Text", "1: text: expected a note such as !!! note"),
        ("!!! warning Be careful\n    Text", "1: text: expected a note such as !!! note"),
        ('!!! note "T"\n  Text', "1: text: expected the note's text below it"),
        ("Words\n[//]: # (hidden)", "2: text: expected an empty line above it"),
        ("Words\n[a]: b.md", "2: link: expected an empty line above"),
        ("Words <!-- open\n\nmore -->", "1: text: expected --> in the same paragraph"),
        ("<!-- open\n\nmore", "1: text: expected --> where the HTML ends"),
        ("Words <!-- a --->", "1: text: expected --> in the same paragraph"),
        ("<div\n\nText", "1: text: expected > where the HTML ends"),
        ("<!-- c --> See [a](b.md).", "1: text: expected a line of its own for <!-- … -->"),
        ("A\n:   <!-- c --> [a](b.md)", "2: text: expected a line of its own for <!-- … -->"),
        ("<div>\n\nx\n\n<p>\n![a](b.png)</p></div>", "6: link: expected an empty line between"),
        ("[a]:\n\nSee [a].", "1: link: expected an address behind the colon"),
        # in HTML, and in what is shown of it
        ("<div>\nSee\n[[roses]].\n</div>", "3: link: expected a link such as [words](file.md)"),
        ("<summary>Notes %% ask Ada %%</summary>", "1: text: expected <!-- … -->"),
        ("<p>\n{{< map >}} {{<map>}}</p>", "2: text: expected Markdown, or HTML"),
        ("<div>\n::: tip\n</div>", "2: text: expected > [!NOTE]"),
        ("<div>\n[//]: # (P)\n</div>", "2: text: expected an empty line above it and round"),
        ("<div>`[[x]]` <code>y</code> %% P %%</div>", "1: link: expected a link such as"),
        ('a\n<b title="%% P %%">b</b>', "2: text: expected <!-- … --> in the text itself"),
        ('<div>\n<b title="[[x]]">b</b></div>', "2: text: expected words alone"),
        ('[a](b.md){title="%% P %%"}', "1: text: expected <!-- … -->"),
        ('[a](b.md "[[b]]")', "1: text: expected words alone"),
        ("A\n\n*[A]: %% P %%", "3: text: expected <!-- … --> in the text itself"),
        # comments of other kinds
        ("a\n\n[comment]: # ask Ada", "3: text: expected an empty line above it and round"),
        ("[]: # (P)", "1: text: expected an empty line above it and round"),
        ("[ ]: # (P)", "1: text: expected an empty line above it and round"),
        ("\u200b[//]: # (P)", "1: text: expected an empty line above it and round"),
        ("[x]: <> P", "1: text: expected an empty line above it and round"),
        ("<! -- P -->", "1: text: expected <!-- … -->"),
        ("a <!-P->", "1: text: expected <!-- … -->"),
        ("{# P #}", "1: text: expected <!-- … -->"),
        ("a {% comment %}P{% endcomment %}", "1: text: expected <!-- … -->"),
        ("a {>>P<<}", "1: text: expected <!-- … -->"),
        ("[a](https://x.example/<!--P-->)", "1: link: expected an address without <!-- … -->"),
        ("[a](https://ex ample.com)", "1: link: expected a link without spaces"),
    ],
)
def test_signs_of_other_tools_are_refused(markdown: str, expected: str) -> None:
    """At their line, with what to write here instead; in code and behind a backslash they are
    right."""
    _, problems = read(markdown)
    assert problems
    assert problems[0].startswith(expected)
    assert read(f"````\n{markdown}\n````")[1] == []


@pytest.mark.parametrize(
    "markdown",
    [
        'Write `[[roses]]` or `%% so %%`, ``=== "x"`` or `<!-- so -->`.',
        "Really??? Yes: 5 === 5, 100 %, a == b, c == d, 10:30, :::, !!!",
        r"\[[x]] \%% \{{< x >}} \==x== \!!! note",
        "A [reference] and [words][reference].\n\n[reference]: https://example.com/",
        "> A quote that says [!] nothing",
        "– he said so. [sic] and a[i], 3 < 4, &lt;name>",
        "[[x]](https://example.com/)",
        "<pre>\n[[x]] %% y %%\n</pre>\n\n<div><code>\n{{< a >}}</code> <kbd>==a==</kbd></div>",
        "<div>\n\n`[[x]]`\n\n</div>",
        "[hidden]: # (P)\n\n[b]: <> 'P'\n\n[c]: #\n\nA footnote {#5} {% x %} 3<!5 <!-- P -->",
        'A <code>[[x]] %% y %%</code> word and <kbd title="a">==b==</kbd>',
    ],
)
def test_plain_words_and_code_are_no_signs(markdown: str) -> None:
    """What only looks like one is shown as it stands."""
    assert read(markdown)[1] == []


@pytest.mark.parametrize(
    ("markdown", "source"),
    [
        ("Ferns. <!-- P --> Moss.", "Ferns.  Moss."),
        ("a\n\n<!--\nP [cut](nowhere.md)\n-->\n\nb", "a\n\nb"),
        ("a\n\n[//]: # (P)\n\nb", "a\n\nb"),
        ('[comment]: <> "P"\n\nb', "b"),
        ("- leaf <!-- P -->\n- tree", "- leaf \n- tree"),
        ("> a\n> <!-- P\n> P -->\n> b", "> a\n> \n> b"),
        ("| a | b |\n|---|---|\n| a | b <!-- P --> |", "| a | b |\n|---|---|\n| a | b  |"),
        ("## Title <!-- P -->", "## Title "),
        ("a[^1]\n\n[^1]: b <!-- P -->", "a[^1]\n\n[^1]: b "),
        ("<div>\nb <!-- P\nP --> c\n</div>", "<div>\nb  c\n</div>"),
        ("a <?php P ?> <!P> b", "a   b"),
        ("!!! note\n    a <!-- P -->", "!!! note\n    a "),
        ("-   <!-- P -->\n    a", "-   <!-- -->\n    a"),
        ("a\n<!-- P -->\nb", "a\n<!-- -->\nb"),
        ("1. a\n<!-- P\n\nP -->\n2. b", "1. a\n<!-- -->\n2. b"),
    ],
)
def test_comments_reach_no_output(markdown: str, source: str) -> None:
    """Neither the page nor the twin, wherever they stand; links in them are no mistakes."""
    body, problems = read(markdown)
    assert problems == []
    assert "P" not in body.with_links(lambda link: None)
    assert "P" not in body.source
    assert body.source == source


@pytest.mark.parametrize(
    "markdown",
    [
        "- a\n\n<!-- P -->\n\n- b",
        "1. a\n\n[//]: # (P)\n\n1. b",
        "> - a\n>\n> <!-- P -->\n>\n> - b",
        "> 1. a\n>\n> [//]: # (P)\n>\n> 2. b",
        "- c\n\n  - a\n\n  <!-- P -->\n\n  - b",
        "    a\n\n<!-- P -->\n\n    b",
        "- a\n\n<!-- P\n\nP -->\n\n    b",
        "- a\n\n  b\n\n<!-- P -->\n\n      c",
        "a\n\n[//]: # (P)\n[//]: # (P)\n\n    b",
        "T\n\n<!-- P -->\n: d",
        "x[^1]\n\n[^1]: a\n\n<!-- P -->\n\n    b",
        "!!! note\n    a\n\n<!-- P -->\n\n    b",
        "[a]<!-- P -->(b)",
        "[a]<!-- P -->[b]\n\n[b]: b.md\n\n[a]: c.md",
        "!<!-- P -->[a](b.md)",
        "a*<!-- P -->b* c",
        "~<!-- P -->~a~~",
        "https://x.example/<!-- P -->abc",
        "&<!-- P -->amp;",
        "<<!-- P -->b>",
        "HTML<!-- P -->5\n\n*[HTML5]: x",
        "*<!-- P --> a*",
        "## a {.x} <!-- P -->",
        "- a\n\n  [//]: # (P)",
        "> - a\n>\n> <!-- P -->\n>\n> <!-- P -->\n>\n> - b",
        "<!-- P\n```\nP -->\n\n```\ncode -->\n```",
    ],
)
def test_what_a_comment_keeps_apart_stays_apart_in_the_twin(markdown: str) -> None:
    """Which says what the page says."""
    assert "P" not in twin(markdown)
    assert flat(page(twin(markdown))) == flat(page(markdown))


def test_one_comment_in_the_wrong_place_is_told_once() -> None:
    """Those in their right places are none of its mistakes."""
    markdown = "a\n\n[//]: # (P)\n\nb\n\n[//]: # (P)\n\nc\n[//]: # (P)\n\n[//]: # (P)"
    assert read(markdown)[1] == [
        "10: text: expected an empty line above it and round brackets:"
        ' [//]: # (not for readers), found "[//]: # (P)"'
    ]


def test_what_stands_there_is_told_whole() -> None:
    """Also what is a link, code or an escaped sign in it."""
    said = read("[a](https://ex ample.com) [[`x`\\_]]")[1]
    assert [line.partition("found ")[2] for line in said] == [
        '"[[`x`\\_]]"',
        '"[a](https://ex ample.com)"',
    ]


def test_footnotes_are_numbered_as_they_are_read() -> None:
    """Also those that only a note leads to; each has a way back to every mark."""
    text = "Fern.[^fern] Fern again.[^fern]\n\n[^moss]: Of moss.\n[^fern]: Of ferns.[^moss]\n\nTree.[^t]\n\n[^t]: Tall."
    html = page(text)
    assert re.findall(r'href="#fn:(\w+)" role="doc-noteref">(\d)<', html) == [
        ("fern", "1"),
        ("fern", "1"),
        ("t", "2"),
        ("moss", "3"),
    ]
    assert re.findall(r'<li id="fn:(\w+)">', html) == ["fern", "t", "moss"]
    assert re.findall(r'class="footnote-backref" href="#(\S+)"', html) == [
        "fnref:fern",
        "fnref2:fern",
        "fnref:t",
        "fnref:moss",
    ]
    assert set(re.findall(r'href="#(fnref\S*)"', html)) == set(re.findall(r'id="(fnref\S*)"', html))


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        (
            "A.[^1]\n\n[^1]: One.\n\n[^1]: Two.",
            "5: text: expected a name of its own for each footnote, such as [^2], found [^1] again (line 3)",
        ),
        (
            "A.\n\n[^moss]: x",
            "3: text: expected a footnote that the text refers to with [^moss], found none",
        ),
        (
            "Only `[^c]`.\n\n[^c]: x",
            "3: text: expected a footnote that the text refers to with [^c], found none",
        ),
        (
            "A.\n\n[^a]: See [^a].",
            "3: text: expected a footnote that the text refers to with [^a], found none",
        ),
        (
            "A.[^1]",
            "1: text: expected the footnote's own line below, such as  [^1]: text, found none",
        ),
        (
            "[a[^1]](b.md)\n\n[^1]: x",
            '1: link: expected no other link and no footnote in a link\'s words, found "[a[^1]](b.md)"',
        ),
        (
            "A.\n\n[^my note]: text",
            '3: text: expected a footnote\'s name without spaces, such as [^1], found "[^my note]"',
        ),
    ],
)
def test_a_footnote_that_would_be_lost_is_refused(markdown: str, said: str) -> None:
    """At its line."""
    assert said in read(markdown)[1]


def test_headings_of_every_script_have_anchors_that_stay() -> None:
    """A heading put before them changes none, and one without letters shifts none."""
    headings = "## Первый шаг\n\n## Второй шаг\n\n## 手順\n\n## 🎉\n\n## Größe\n\n## ¿?\n"
    anchors = [heading.anchor for heading in read(headings)[0].headings]
    assert anchors == ["первый-шаг", "второй-шаг", "手順", "u1f389", "groe", "ubf-u3f"]
    for more in ("## One more\n\n", "## 🙂\n\n"):
        assert [heading.anchor for heading in read(more + headings)[0].headings][1:] == anchors


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        (
            "Read [more]().",
            '1: link: expected an address in the brackets, such as [more](../definitions/ownership.md), found "[more]()"',
        ),
        (
            "Read [more](  ).",
            '1: link: expected an address in the brackets, such as [more](../definitions/ownership.md), found "[more]( )"',
        ),
        (
            "[a](<>)",
            '1: link: expected an address in the brackets, such as [a](../definitions/ownership.md), found "[a](<>)"',
        ),
        (
            "See [a][b].\n\n[b]: <>",
            '1: link: expected an address in the brackets, such as [a](../definitions/ownership.md), found "[a][b]"',
        ),
        (
            "![A gate]()",
            '1: link: expected an address in the brackets, such as ![A gate](../assets/picture.png), found "![A gate]()"',
        ),
        (
            'x\n<a href="https://example.com/"></a> `<a href="b"></a>` <a href="https://c.example/">*x*</a> <a id="e"></a>',
            '2: text: expected words between <a> and </a>, which readers press, found "<a href="https://example.com/">"',
        ),
        (
            '<div>\n<a href="https://example.com/"><b> </b></a></div>',
            '2: text: expected words between <a> and </a>, which readers press, found "<a href="https://example.com/">"',
        ),
        (
            "x\n[](https://example.com/)",
            '2: text: expected words in the brackets, which readers press, found "[](https://example.com/)"',
        ),
        (
            "[ ](a.md)",
            '1: text: expected words in the brackets, which readers press, found "[ ](a.md)"',
        ),
        (
            "[<!-- a -->](a.md)",
            '1: text: expected words in the brackets, which readers press, found "[<!-- a -->](a.md)"',
        ),
        (
            "![](a.png)",
            "1: text: expected words in the brackets that say what the picture shows, such as ![A call sheet](…), found none",
        ),
        (
            "[![](a.png)](b.md)",
            '1: text: expected words in the brackets, which readers press, found "[![](a.png)](b.md)"',
        ),
    ],
)
def test_empty_links_are_refused(markdown: str, said: str) -> None:
    """Their author meant to fill them in."""
    assert said in read(markdown)[1]


def test_composed_and_decomposed_letters_are_the_same() -> None:
    """A text is read in one form, whatever it was typed in."""
    body, _ = read("## Gemu\u0308se\n\n[a](#gemu\u0308se)\n\n<a id='bu\u0308ro'></a>")
    assert body.headings[0].title == "Gemüse"
    assert {"gemuse", "büro"} <= body.anchors


@pytest.mark.parametrize(
    ("markdown", "said"),
    [
        (
            '<a id="x"></a>\n\n## A {#x}\n',
            '3: text: expected a name of its own for each anchor, found "#x" again (line 1)',
        ),
        (
            "[a]{.x}\n\n[a]: b.md\n\n[a]: c.md",
            '5: link: expected a name of its own for each address, found "[a]" again (line 3)',
        ),
        ("##\n\nText", "1: text: expected words behind the ##, found none"),
        ("[a](b.md){onclick=go}", 'found "onclick="'),
        ("[a](b.md){href=c.md}", 'found "href"'),
        ("[a](b.md){target=_blank}", 'found "target"'),
        (
            "Text.\n\n<td>b</td>",
            '3: text: expected HTML in which every element stands where it may, and ends, found "<td"',
        ),
    ],
)
def test_what_would_be_lost_or_ambiguous_is_refused(markdown: str, said: str) -> None:
    """At its line."""
    assert any(said in line for line in read(markdown)[1]), read(markdown)[1]
