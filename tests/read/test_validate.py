"""pydantic's errors become lines that an author understands: one slip, one line."""

from typing import Any

import pytest
from podhub.model.document import Document
from podhub.model.items import Article, Definition, Guide, Model, Topic
from podhub.model.podcast import Episode, Show
from podhub.read.frontmatter import parse_yaml
from podhub.read.validation import validate

EPISODE = "title: T\ndate: 2026-01-01 09:00 +0000\nsummary: S\nguid: g\n"
SHOW = """\
title: T
description: D
language: en
category: [Business]
explicit: false
author: A
email: a@example.com
artwork: a.jpg
"""


def read(source: str, model: type[Model], at: tuple[str, ...] = ()) -> tuple[Any, list[str]]:
    """Validate some YAML."""
    data, lines, problems = parse_yaml(source, "a.yml", first_line=1)
    assert not problems
    fields, problems = validate(Document("a.yml", data, lines), model, at)
    return fields, [str(problem).removeprefix("a.yml:") for problem in problems]


def said(source: str, model: type[Model], at: tuple[str, ...] = ()) -> list[str]:
    """What the author reads."""
    return read(source, model, at)[1]


def test_a_misspelt_field_is_one_mistake() -> None:
    """That the right field is missing says nothing new."""
    assert said("titel: T\ndescription: D\n", Topic, ()) == [
        "1: titel: expected the field title, found the unknown field titel"
    ]


def test_a_field_far_from_all_others_is_told_which_there_are() -> None:
    """No far-fetched guess is made."""
    assert said("title: T\ndescription: D\nfile: x\n", Topic) == [
        "3: file: expected one of title, description, aliases, found the unknown field file"
    ]


def test_fields_are_named_inside_groups_and_lists() -> None:
    """A place is counted from one, as authors count, and the known fields are those of that
    place."""
    source = EPISODE + "people:\n  - name: Ann\n  - name: Ben\n    rol: guest\n"
    assert said(source, Episode) == [
        "8: people[2].rol: expected the field role, found the unknown field rol"
    ]
    source = "term: a\ndefinition: b\nperspectives:\n  - by: Ann\n"
    assert said(source, Definition) == [
        "4: perspectives[1].text: expected a value (What they say), found nothing"
    ]


def test_fields_named_like_the_branches_of_a_union_are_fields() -> None:
    """`file` and `address` are pydantic's names for the two forms of audio, and an author may write
    them anywhere."""
    assert said(
        EPISODE
        + "audio: {file: x, address: y, url: https://a.example/b.mp3, bytes: 1, duration: 1, type: audio/mpeg}\n",
        Episode,
    ) == [
        "5: audio.file: expected one of url, bytes, duration, type, found the unknown field file",
        "5: audio.address: expected the field url, found the unknown field address",
    ]
    assert said(EPISODE + "audio: [x]\n", Episode) == [
        "5: audio: expected text, found a list of 1",
    ]
    assert "the unknown field address" in said(EPISODE + "address: x\n", Episode)[0]


def test_a_part_of_a_file_is_checked_at_its_place() -> None:
    """A topic is a group of one file; its problems carry its name and its line."""
    source = "one:\n  title: T\n  description: D\ntwo:\n  title: [T]\n  descripton: D\nthree: D\n"
    assert said(source, Topic, ("one",)) == []
    assert said(source, Topic, ("two",)) == [
        "5: two.title: expected text, found a list of 1",
        "6: two.descripton: expected the field description, found the unknown field descripton",
    ]
    assert said(source, Topic, ("three",)) == [
        '7: three: expected the fields title, description, aliases, found "D"'
    ]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("season: 0", "season: expected a number above 0, found 0"),
        ("season: one", 'season: expected a whole number, found "one"'),
        ("season: 1.5", "season: expected a whole number, found 1.5"),
        ("season: []", "season: expected a whole number, found a list of 0"),
        ("explicit: clean", 'explicit: expected true or false, found "clean"'),
        ("type: Full", "type: expected 'full', 'trailer' or 'bonus', found \"Full\""),
        (
            "moments: [{at: 1, title: t, clip: 200}]",
            "moments[1].clip: expected a number up to 120, found 200",
        ),
        (
            "moments: [{at: 1, title: t, clip: 1.5}]",
            "moments[1].clip: expected a number from 15 up, found 1.5",
        ),
        (
            "moments: [{at: 1, title: t, clip: nan}]",
            'moments[1].clip: expected a number, found "nan"',
        ),
        (
            "moments: [{at: 1, title: t, clip: inf}]",
            'moments[1].clip: expected a number, found "inf"',
        ),
        (
            "moments: [{at: '0:75', title: t}]",
            'moments[1].at: expected a time such as "1:23" or "1:02:03", found "0:75"',
        ),
        (
            "moments: [{at: -1, title: t}]",
            'moments[1].at: expected a time such as "1:23" or "1:02:03", found -1',
        ),
        (
            "location: {name: A, geo: 'geo:1'}",
            'location.geo: expected a place such as geo:52.37,4.90, found "geo:1"',
        ),
        (
            "location: {name: A, osm: 113314}",
            "location.osm: expected an OpenStreetMap id such as R113314, found 113314",
        ),
        (
            "license: CC BY",
            'license: expected a licence\'s short name in small letters, such as cc-by-4.0, found "CC BY"',
        ),
        (
            "transcript: C:\\a.vtt",
            "transcript: expected a file's name, relative to this file's folder, with forward "
            'slashes, found "C:\\a.vtt"',
        ),
        (
            "alternates: [{url: 'https://a.example/a.mp3', type: audio/mpeg, bytes: 1, title: "
            + "x" * 33
            + "}]",
            "alternates[1].title: expected at most 32 characters, found 33",
        ),
    ],
)
def test_each_kind_of_value_says_what_it_expected(line: str, found: str) -> None:
    """In an author's words, on the value's line."""
    assert said(f"{EPISODE}{line}\n", Episode) == [f"5: {found}"]


def test_limits_count_what_they_name() -> None:
    """Characters for people, bytes for feeds, members for lists."""
    assert said(SHOW.replace("description: D", "description: " + "é" * 2001), Show) == [
        "2: description: expected at most 4,000 bytes of text, found 4,002"
    ]
    assert said(SHOW.replace("description: D", "description: " + "é" * 2000), Show) == []
    assert said(f"{SHOW}subscribe: [{{name: {'x' * 129}, url: https://a.example}}]\n", Show) == [
        "9: subscribe[1].name: expected at most 128 characters, found 129"
    ]
    assert said("title: T\ndescription: D\nquestions: []\noutcomes: {}\n", Guide) == [
        "3: questions: expected at least 1 of them, found none",
        "4: outcomes: expected at least 2 of them, found none",
    ]


def test_a_wrong_member_does_not_make_its_list_short() -> None:
    """One wrong category is one mistake."""
    assert said(SHOW.replace("[Business]", "[Busines]"), Show) == [
        '4: category[1]: expected one of Apple\'s categories, such as Business, found "Busines"'
    ]


def test_a_number_where_a_text_belongs_is_its_text() -> None:
    """Nobody needs quotes around a title that is a number, and no digit of it is lost."""
    fields, problems = read(
        EPISODE.replace("title: T", "title: 1.10").replace("guid: g", "guid: 7"), Episode
    )
    assert not problems
    assert (fields.title, fields.guid) == ("1.10", "7")


def test_values_never_change() -> None:
    """What is checked stays as it was checked."""
    fields, _ = read(EPISODE, Episode)
    with pytest.raises(ValueError, match="frozen"):
        fields.title = "other"


def test_addresses_hold_nothing_that_a_feed_cannot_carry() -> None:
    """A control character in an address is refused, as in any text."""
    for field in ("url", "img"):
        source = SHOW + (
            'funding: [{url: "https://a.example/\\u0008", text: x}]\n'
            if field == "url"
            else 'people: [{name: x, img: "https://a.example/\\u0001"}]\n'
        )
        (problem,) = said(source, Show)
        assert "expected a web address that starts with https://" in problem


def test_old_addresses_stay_inside_the_site() -> None:
    """A page is written at an old address, so none may climb out."""
    start = "title: T\ndescription: D\ndate: 2026-01-01 09:00 +0000\ntopics: [a]\nkey_points: [b]\n"
    assert (
        said(
            f"{start}aliases: [/blog/one/, /old.html, /a/b-c_d, /сад/, /a b/, /.well-known/x/]\n",
            Article,
        )
        == []
    )
    for alias, expected in {
        "/../x": "an old address on this site such as /blog/first-seeds/",
        "/a/../../x": "an old address on this site such as /blog/first-seeds/",
        "/a/%2e%2E/%2e%2e/x": 'a path without ".."',
        "/./x": "an old address on this site such as /blog/first-seeds/",
        "//x": "an old address on this site such as /blog/first-seeds/",
        "/a//x": "a path without an empty part",
        "/.htaccess": "an old address on this site such as /blog/first-seeds/",
        "/a/ b/": "a path without a part that begins or ends with a space, or ends with a dot",
        "/C:/x": 'a path without ":"',
        "/a\\b": 'a path without "\\"',
        "/%00": "a path without control characters",
        "/%FC": "escapes such as %C3%BC, which are UTF-8",
        "a/b": "an old address on this site such as /blog/first-seeds/",
        "/": "an old address on this site such as /blog/first-seeds/",
        "/a?b=1": "an old address on this site such as /blog/first-seeds/",
        "/a#b": "an old address on this site such as /blog/first-seeds/",
        f"/{'x' * 256}/": "a path whose parts have at most 255 bytes",
        f"/{'x/' * 501}": "a path of at most 1000 bytes",
    }.items():
        (problem,) = said(f"{start}aliases: ['{alias}']\n", Article)
        assert problem.startswith(f"6: aliases[1]: expected {expected}, found ")


@pytest.mark.parametrize(
    ("words", "expected", "found"),
    [
        (
            "Beds <!-- ask Ada --> here",
            "a line of its own such as  # ask Ada",
            "<!-- ask Ada --> here",
        ),
        ("Beds %% ask Ada %% here", "a line of its own such as  # ask Ada", "%% ask Ada %%"),
        ("[comment]: # ask Ada", "a line of its own such as  # ask Ada", "[comment]: # ask Ada"),
        ("Beds <! -- ask -->", "a line of its own such as  # ask Ada", "<! -- ask -->"),
        ("{>>ask Ada<<}", "a line of its own such as  # ask Ada", "{>>ask Ada<<}"),
        ("On [[roses]]", "words alone (a link stands in the text", "[[roses]]"),
        ("![[plan.png]]", "words alone (a link stands in the text", "![[plan.png]]"),
        (
            "On [roses](../roses.md#x)",
            "words alone (a link stands in the text",
            "[roses](../roses.md#x)",
        ),
        ("{{< map >}}", "words alone (signs are shown", "{{< map >}}"),
        ("A ==bed==", "words alone (signs are shown", "==bed=="),
    ],
)
def test_signs_that_a_field_would_show_are_refused(words: str, expected: str, found: str) -> None:
    """As a text refuses them: readers would see what is private. Wherever words may stand."""
    (line,) = said(f"title: |-\n  {words}\ndescription: D\n", Topic)
    assert line.startswith(f"1: title: expected {expected}")
    assert line.endswith(f'found "{found}"')
    source = EPISODE.replace("summary: S", f"summary: '{words}'") + (
        f"moments:\n  - at: 1\n    title: '{words}'\n"
    )
    assert [line.split(" ")[1] for line in said(source, Episode)] == [
        "summary:",
        "moments[1].title:",
    ]
    source = f"term: a\ndefinition: '{words}'\nfacets:\n  a: '{words}'\nkey_points: ['{words}']\n"
    assert len(said(source, Definition)) == 3
    assert len(said(SHOW.replace("description: D", f"description: '{words}'"), Show)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Why 100%% of them, and 5%% of those",
        "if [[ -f x ]], a[[1, 2]], {{x}}, a == b == c, ^[a-z]+$, ???, !!! Live, [sic](1)",
        "Tables in [TOC], [a](https://example.com/) and f[x](a.b), 1 < 2 - 3, --> <3",
    ],
)
def test_words_that_only_look_like_signs_stand_in_a_field(words: str) -> None:
    """No backslash helps there."""
    assert said(f"title: '{words}'\ndescription: D\n", Topic) == []


def test_what_a_service_asks_for_stands_as_it_is() -> None:
    """It is nobody's words."""
    assert said(EPISODE + "txt:\n  - text: 'a %% b %% <!--'\n", Episode) == []
