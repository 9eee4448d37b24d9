"""Front matter is data only, every value knows its line, and each slip is named on the line to
fix."""

from pathlib import Path

import pytest
from podhub.read.frontmatter import MAX_DEPTH, parse_markdown, parse_yaml, read_markdown


def said(source: str) -> list[str]:
    """What the author reads of some YAML."""
    return [str(problem) for problem in parse_yaml(source, "a.yml", first_line=1)[2]]


def test_every_value_knows_its_line() -> None:
    """Lines are those of the file, also inside lists and groups."""
    source = "---\ntitle: A\n\npeople:\n  - name: Ann\n    role: host\n  - name: Ben\nfacets: {one: 1}\n---\n"
    document, problems = parse_markdown(source, "a.md")
    assert not problems
    assert document
    assert document.lines == {
        ("title",): 2,
        ("people",): 4,
        ("people", 0): 5,
        ("people", 0, "name"): 5,
        ("people", 0, "role"): 6,
        ("people", 1): 7,
        ("people", 1, "name"): 7,
        ("facets",): 8,
        ("facets", "one"): 8,
    }
    assert document.line(("people", 1, "href")) == 7, (
        "what is missing is reported where it should stand"
    )
    assert document.line(("date",)) == 1


@pytest.mark.parametrize("blank", [0, 1, 2, 5])
def test_body_lines_count_the_blank_lines_before_them(blank: int) -> None:
    """The first word of a body stands where the file has it."""
    document, _ = parse_markdown("---\ntitle: A\n---\n" + "\n" * blank + "Text\n", "a.md")
    assert document
    above = document.body[: document.body.index("Text")].count("\n")
    assert document.body_line + above == 4 + blank


def test_dashes_in_the_body_are_the_bodys() -> None:
    """Only the first line of three dashes below the fields ends them."""
    document, problems = parse_markdown("---\ntitle: A\n---\nOne\n\n---\n\nTwo\n----\n", "a.md")
    assert not problems
    assert document
    assert document.body.strip() == "One\n\n---\n\nTwo\n----"


def test_more_dashes_end_nothing() -> None:
    """A line of five dashes among the fields is a slip there, and the fields below it are not lost
    to the text."""
    document, problems = parse_markdown("---\ntitle: A\n-----\nb: c\n---\nText\n", "a.md")
    assert document
    assert (document.data, document.body.strip()) == ({}, "Text")
    assert [problem.line for problem in problems] == [3]


def test_line_ends_that_only_yaml_knows_are_none() -> None:
    """Pasted text brings U+2028 along; the lines below it keep the numbers that the author's editor
    shows."""
    _, lines, problems = parse_yaml(
        "a: one\u2028two\x85three\u2029four\nb: c\n", "a.yml", first_line=1
    )
    assert not problems
    assert lines == {("a",): 1, ("b",): 2}


def test_words_stay_words() -> None:
    """What YAML 1.1 turned into truths, times, dates and odd numbers stays as it was written."""
    source = "a: no\nb: 1:30\nc: 2026-11-23\nd: 1.10\ne: +5\nf: 0x1f\ng: 007\nh: 1_000\ni: 12345678901234567890\nj: .5"
    data, _, problems = parse_yaml(source, "a.yml", first_line=1)
    assert not problems
    assert list(data.values()) == [
        "no",
        "1:30",
        "2026-11-23",
        "1.10",
        "+5",
        "0x1f",
        "007",
        "1_000",
        "12345678901234567890",
        ".5",
    ]


def test_plain_values_are_read() -> None:
    """Truths, numbers and nothing are what they look like; names of fields are always texts."""
    data, _, _ = parse_yaml(
        "a: true\nb: 12\nc: -1.5\nd:\ne: ~\n12: x\ntrue: y\n<<: z", "a.yml", first_line=1
    )
    assert data == {
        "a": True,
        "b": 12,
        "c": -1.5,
        "d": None,
        "e": None,
        "12": "x",
        "true": "y",
        "<<": "z",
    }


@pytest.mark.parametrize(
    ("source", "line", "found"),
    [
        ("a: [b\nc: d\n", 1, 'a bracket that is not closed, or a missing comma, in "a: [b"'),
        ("a: {b: c\n", 1, 'a bracket that is not closed, or a missing comma, in "a: {b: c"'),
        ("a: b\nby the way\nc: d\n", 2, 'no colon in "by the way"'),
        (
            "by the way\na: b\n",
            2,
            '"a: b" where no field can begin (look at the line above, and at the spaces before it)',
        ),
        (
            'a: "x" y\n',
            1,
            'words behind a closing quote in "a: "x" y" (put all of the value in quotes of the other kind)',
        ),
        (
            "a: 'it's'\n",
            1,
            "words behind a closing quote in \"a: 'it's'\" (put all of the value in quotes of the other kind)",
        ),
        (
            "a: b\n\n c d: e\n",
            3,
            '"c d: e" where no field can begin (look at the line above, and at the spaces before it)',
        ),
        ("a:\n  b: c\n d: e\n", 3, '"d: e", which does not line up with the fields around it'),
        ("a: @b\n", 1, 'a value that starts with a sign in "a: @b" (put the value in quotes)'),
        ("a: `b`\n", 1, 'a value that starts with a sign in "a: `b`" (put the value in quotes)'),
        ("a: - b\n", 1, 'a dash behind a colon in "a: - b" (begin the list on a line of its own)'),
        ('a: "\\q"\n', 1, 'a backslash inside double quotes in "a: "\\q"" (use single quotes)'),
        ('a: "b\n\nc: d\n', 1, 'a quote that is not closed in "a: "b"'),
        ("a: b\n---\nc: d\n", 2, 'a second part that begins with "---"'),
        ("- a\n- b\n", 1, "a list of 2"),
        ("just words\n", 1, '"just words"'),
        ("12\n", 1, "12"),
    ],
)
def test_a_slip_is_named_on_its_line(source: str, line: int, found: str) -> None:
    """The line is the one to fix, though YAML's own reader notices most of these further below."""
    assert said(source) == [
        f"a.yml:{line}: front matter: expected fields written as `name: value`, found {found}"
    ]


def test_depth_is_bounded() -> None:
    """Lists in lists end at a depth that no field needs, however they are written."""
    flow = "a: " + "[" * 5000 + "]" * 5000
    block = "".join(" " * depth + "a:\n" for depth in range(MAX_DEPTH + 2))
    dashes = "a:\n" + "- " * 30 + "b"
    for source in (flow, block, dashes):
        (problem,) = said(source)
        assert "at most 12 deep, found deeper ones" in problem
    assert said("".join(" " * depth + "a:\n" for depth in range(MAX_DEPTH - 1))) == []


def test_references_cannot_multiply() -> None:
    """The billion laughs are refused at the first of them."""
    (problem,) = said("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n")
    assert problem == (
        "a.yml:1: front matter: expected a plain value (put a text that starts with & or * in quotes), found a YAML reference"
    )


@pytest.mark.parametrize(
    ("raw", "body"),
    [
        (b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\nText\r\n", "\nText\n"),
        (b"---\rtitle: A\r---\rText\r", "\nText\n"),
        (b"---  \ntitle: A\n---\t\nText", "\nText"),
    ],
)
def test_files_of_any_system_are_read(tmp_path: Path, raw: bytes, body: str) -> None:
    """A byte order mark, any line ends and spaces behind the dashes change nothing."""
    (tmp_path / "a.md").write_bytes(raw)
    document, problems = read_markdown(tmp_path, "a.md")
    assert not problems
    assert document
    assert (document.data, document.body) == ({"title": "A"}, body)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            b"---\ntitle: A\n---\nA\x00b",
            "a.md:4: file: expected text without control characters, found the invisible "
            'character U+0000 behind "A"',
        ),
        (
            "---\n\x80\n".encode(),
            "a.md:2: file: expected text without control characters, found the invisible "
            "character U+0080",
        ),
        (
            "---\n".encode("utf-16"),
            "a.md:1: file: expected text in UTF-8, found byte 0xff, which is not UTF-8 "
            "(save the file again as UTF-8)",
        ),
        (b"x" * 2_000_001, "a.md:1: file: expected a text of at most 2 MB, found 2.0 MB"),
        (None, "a.md:1: file: expected a file of this name, found none"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, raw: bytes | None, said: str) -> None:
    """A file that cannot be text is one problem, on the line of the first wrong byte."""
    if raw is not None:
        (tmp_path / "a.md").write_bytes(raw)
    document, problems = read_markdown(tmp_path, "a.md")
    assert document is None
    assert [str(problem) for problem in problems] == [said]


def test_a_folder_named_like_a_file_is_told(tmp_path: Path) -> None:
    """What cannot be opened is a problem and no crash."""
    (tmp_path / "a.md").mkdir()
    _, (problem,) = read_markdown(tmp_path, "a.md")
    assert str(problem) == "a.md:1: file: expected a file that can be read, found Is a directory"
