"""Whatever stands in a file: nothing raises, every problem is one line of an existing place, and
what is read fits into XML."""

import string
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from podhub.build.reading import read_content
from podhub.markup.body import read_body
from podhub.media.transcript import parse_transcript
from podhub.model.document import Document
from podhub.model.items import Article, Definition, Guide, Page, Topic
from podhub.model.podcast import Episode, Show
from podhub.model.problems import Problem
from podhub.read.frontmatter import parse_markdown, parse_yaml
from podhub.read.no_memo import NoMemo
from podhub.read.validation import validate

from tests.build.corpus import ARTICLE, EPISODE, SHOW, TEXTS, write_hub

examples = settings(
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
YAML_SIGNS = st.text(st.sampled_from("ab:- \n\t'\"[]{}&*!|>%@`#?,~\\x1.\x07é😀"), max_size=60)
MARKDOWN_SIGNS = st.text(
    st.sampled_from("ab#t=1 \n\t[]()<>!*_`~\\|-+.:/&;%\"'{}é😀$^"), max_size=80
)
FIELDS = sorted(
    {
        name
        for model in (Article, Definition, Guide, Page, Episode, Show)
        for name in model.model_fields
    }
)
INNER = [
    "at",
    "title",
    "clip",
    "url",
    "bytes",
    "type",
    "text",
    "answers",
    "points",
    "name",
    "geo",
    "guid",
    "file",
    "address",
    "by",
]
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from(
        [
            "a",
            "2026-01-01 09:00 +0000",
            "1:23",
            "https://a.example/b.mp3",
            "a.mp3",
            "audio/mpeg",
            "en",
            "/a/",
            "\x08",
            "\ufffe",
        ]
    )
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(INNER) | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=8,
)


def check(problems: list[Problem], lines: int) -> None:
    """A problem is one line that a terminal shows, at a line that the file has."""
    for problem in problems:
        assert str(problem).isprintable(), "one line, and nothing that acts on a terminal"
        assert 1 <= problem.line <= lines, str(problem)
        assert problem.expected
        assert problem.found


def texts(value: Any) -> list[str]:
    """Every text inside a value."""
    match value:
        case str():
            return [value]
        case dict():
            return [text for pair in value.items() for part in pair for text in texts(part)]
        case list() | tuple():
            return [text for part in value for text in texts(part)]
    return []


@examples
@given(YAML_SIGNS | st.text(max_size=60))
def test_any_text_as_yaml(source: str) -> None:
    """It is plain data, or a problem."""
    data, lines, problems = parse_yaml(source, "a.yml", first_line=1)
    check(problems, source.count("\n") + 1)
    assert not (data and problems)
    assert set(data) == {loc[0] for loc in lines if len(loc) == 1} or problems


@examples
@given(YAML_SIGNS, MARKDOWN_SIGNS)
def test_any_text_as_a_page(fields: str, body: str) -> None:
    """Its fields end where they end, and its body keeps its lines."""
    text = f"---\n{fields}\n---\n{body}"
    document, problems = parse_markdown(text, "docs/a.md")
    check(problems, text.count("\n") + 1)
    if document:
        assert text.endswith(document.body)
        assert text[: len(text) - len(document.body)].count("\n") + 1 == document.body_line


@pytest.mark.parametrize(
    "model",
    [Article, Definition, Guide, Page, Episode, Show, Topic],
    ids=lambda model: model.__name__,
)
@examples
@given(st.dictionaries(st.sampled_from(FIELDS) | st.text(max_size=6), VALUES, max_size=6))
def test_any_values_in_any_field(model: Any, values: dict[str, Any]) -> None:
    """They are the model's, or problems; what passes can stand in a feed."""
    source = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
    data, lines, problems = parse_yaml(source, "a.yml", first_line=1)
    if not problems:
        fields, problems = validate(Document("a.yml", data, lines), model)
        assert (fields is None) == bool(problems)
    check(problems, source.count("\n") + 1)


@examples
@given(st.text(max_size=30) | st.text(st.characters(max_codepoint=0xA0), max_size=8), st.data())
def test_any_text_in_a_valid_file(text: str, data: st.DataObject) -> None:
    """One field of a right episode or show becomes any text: it is refused, or it fits into XML."""
    model: Any
    model, path = data.draw(st.sampled_from([(Episode, EPISODE), (Show, SHOW)]))
    values = yaml.safe_load(TEXTS[path].split("---")[1] if path == EPISODE else TEXTS[path])
    field = data.draw(
        st.sampled_from(
            ["title", "guid", "copyright", "people", "funding", "summary", "description", "license"]
        )
    )
    link = f"https://a.example/{text}"
    values[field] = {
        "people": [{"name": text, "href": link}],
        "funding": [{"text": text, "url": link}],
    }.get(field, text)
    fields, problems = validate(Document("a.yml", values), model)
    check(problems, 1)
    if fields:
        for part in texts(fields.model_dump()):
            etree.Element("a").text = part


@examples
@given(MARKDOWN_SIGNS | st.text(max_size=60))
def test_any_text_as_a_body(body: str) -> None:
    """Links, headings and marks of any shape are read or left alone."""
    _, problems = read_body(Document("docs/a.md", {}, body=body, body_line=1))
    check(problems, body.count("\n") + 1)


@pytest.mark.parametrize(
    "piece", ["[", "> ", "- ", "*", "![](", "`", "<", "&", "#", "[a](", "\\", "1. ", "\t"]
)
def test_a_sign_a_thousand_times(piece: str) -> None:
    """Nesting without an end costs neither the stack nor the day."""
    read_body(Document("docs/a.md", {}, body=piece * 1000, body_line=1))


CUES = st.lists(
    st.sampled_from(
        [
            "WEBVTT",
            "",
            "00:01.000 --> 00:02.000",
            "99:59.999 --> 00:00.000",
            "00:01.000 -> 1",
            "NOTE a",
            "STYLE",
        ]
    )
    | st.sampled_from(
        ["<v Ann>Hi &amp; bye", "<v \x02>&#8;", "</v>", "-->", "a --> b", "REGION", "&#x110000;"]
    )
    | st.text(string.printable, max_size=12),
    max_size=12,
).map("\n".join)


@examples
@given(
    CUES | CUES.map(lambda text: f"WEBVTT\n\n{text}") | st.text(max_size=40),
    st.none() | st.floats(0, 100),
)
def test_any_text_as_a_transcript(text: str, seconds: float | None) -> None:
    """Its cues go forward and fit into XML, or there are problems."""
    cues, problems = parse_transcript(text, "a.vtt", seconds)
    check(problems, text.count("\n") + 1)
    if not problems:
        assert [cue.start for cue in cues] == sorted(cue.start for cue in cues)
        for cue in cues:
            assert cue.end > cue.start
            assert cue.text


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One hub, one file of which becomes anything."""
    return write_hub(tmp_path_factory.mktemp("hub"))


@pytest.mark.parametrize(
    "path",
    [ARTICLE, EPISODE, SHOW, "docs/topics.yml", "episodes/001-ramp-time.vtt", "docs/index.md"],
)
@settings(parent=examples, max_examples=25)
@given(data=st.data())
def test_any_bytes_in_any_file(hub: Path, path: str, data: st.DataObject) -> None:
    """A file of any bytes, or a right one with any bytes in it, is read or told; so are all files
    that refer to it."""
    right = TEXTS[path].encode()
    start = data.draw(st.integers(0, len(right)))
    end = data.draw(st.integers(start, min(len(right), start + 20)))
    junk = data.draw(
        st.binary(max_size=30) | YAML_SIGNS.map(str.encode) | MARKDOWN_SIGNS.map(str.encode)
    )
    whole = data.draw(st.booleans())
    (hub / path).write_bytes(junk if whole else right[:start] + junk + right[end:])
    try:
        reading = read_content(hub, memo := NoMemo())
    finally:
        (hub / path).write_bytes(right)
    catalog, problems = reading.catalog, reading.problems
    check(problems, 1000)
    assert problems == sorted(set(problems))
    for entry in catalog.entries():
        for part in texts([entry.fields.model_dump(), reading.files[entry.path].body(memo).html]):
            etree.Element("a").text = part
    for episode in catalog.episodes.values():
        for part in texts([[cue.text, cue.speaker] for cue in episode.cues]):
            etree.Element("a").text = part
