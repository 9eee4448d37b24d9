"""The catalog holds what authors wrote, in the order of lists; what is not public leaves it
whole."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from podhub.build.reading import read_catalog

from tests.build.corpus import (
    ARTICLE,
    COACHING,
    EPISODE,
    GUIDE,
    NOW,
    SHOW,
    TEXTS,
    catalog_of,
    edited,
    mistakes,
    mp3,
)

ARTICLE_TEXT = TEXTS[ARTICLE].replace("aliases: [/blog/first-call/]\n", "")
PLAIN = "---\ntitle: T\ndescription: D\n---\n"


def test_addresses_come_from_places(tmp_path: Path) -> None:
    """A file's folder and name are its address; an episode's number is not part of it."""
    catalog = catalog_of(
        tmp_path,
        {"docs/about.md": PLAIN, "docs/team/index.md": PLAIN, "docs/topics/index.md": PLAIN},
    )
    assert {entry.path: entry.url for entry in catalog.entries()} == {
        "docs/index.md": "",
        "docs/about.md": "about/",
        "docs/team/index.md": "team/",
        "docs/topics/index.md": "topics/",
        ARTICLE: "articles/first-call/",
        COACHING: "definitions/sales-coaching/",
        "docs/definitions/sales-training.md": "definitions/sales-training/",
        GUIDE: "guides/where-to-begin/",
        EPISODE: "podcast/ramp-time/",
    }


def test_an_episode_brings_its_files(tmp_path: Path) -> None:
    """Audio, transcript and number are found by the episode's own name."""
    episode = catalog_of(tmp_path).episodes["ramp-time"]
    assert (episode.number, episode.audio.url, episode.audio.bytes) == (
        1,
        "audio/001-ramp-time.mp3",
        60480,
    )
    assert (episode.transcript, len(episode.cues)) == ("episodes/001-ramp-time.vtt", 3)


def test_files_named_in_capitals_are_found(tmp_path: Path) -> None:
    """Recorders write .MP3; the address is in small letters all the same."""
    catalog = catalog_of(
        tmp_path, {"episodes/001-ramp-time.mp3": None, "episodes/001-ramp-time.MP3": mp3(60)}
    )
    assert catalog.episodes["ramp-time"].audio.url == "audio/001-ramp-time.mp3"


def test_lists_are_in_their_order(tmp_path: Path) -> None:
    """Articles newest first whatever their zones, definitions from A to Z whatever their
    capitals."""
    changes: dict[str, str | bytes | None] = {
        f"docs/articles/{name}.md": ARTICLE_TEXT.replace("2026-01-05 09:00 +0000", date)
        for name, date in (
            ("a", "2026-01-05 09:30 +0100"),
            ("b", "2026-01-05 09:00 +0000"),
            ("c", "2026-01-05 03:00 -0900"),
        )
    }
    changes |= {
        f"docs/definitions/{term.lower()}.md": f"---\nterm: {term}\ndefinition: D\n---\n"
        for term in ("Zeal", "ask")
    }
    catalog = catalog_of(tmp_path, changes)
    assert list(catalog.articles) == ["c", "first-call", "b", "a"]
    assert list(catalog.definitions) == ["ask", "sales-coaching", "sales-training", "zeal"]


def test_what_is_held_back_is_in_no_part_of_the_public_catalog(tmp_path: Path) -> None:
    """A draft never comes; a date comes at its very second."""
    soon = NOW + timedelta(hours=1)
    catalog = catalog_of(
        tmp_path,
        {
            ARTICLE: edited(ARTICLE, "2026-01-05 09:00 +0000", f"{soon:%Y-%m-%d %H:%M %z}"),
            EPISODE: edited(EPISODE, "guid:", "draft: true\nguid:"),
            COACHING: edited(COACHING, "forms:", "draft: true\nforms:"),
            "docs/about.md": "---\ntitle: T\ndescription: D\ndraft: true\n---\n",
        },
    )
    public = catalog.public(NOW)
    assert [*public.articles, *public.episodes, *public.definitions, *public.pages] == [
        "sales-training",
        "index",
    ]
    assert list(catalog.public(soon - timedelta(seconds=1)).articles) == []
    assert list(catalog.public(soon).articles) == ["first-call"]
    assert not catalog.public(datetime(2199, 1, 1, tzinfo=UTC)).episodes
    assert (catalog.articles["first-call"].held(NOW), catalog.episodes["ramp-time"].held(NOW)) == (
        "2026-06-01 01:00 +0000",
        "draft",
    )


def test_mistakes_in_drafts_are_told(tmp_path: Path) -> None:
    """A draft is checked like anything else: it is the file that is being written."""
    assert mistakes(
        tmp_path, {ARTICLE: edited(ARTICLE, "author: ann", "author: nobody\ndraft: true")}
    ) == [f'{ARTICLE}:8: author: expected an author that exists (ann), found "nobody"']


def test_hidden_files_are_nobodys_content(tmp_path: Path) -> None:
    """Editors leave locks and notes beside the files they edit."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / ".#about.md").symlink_to("ann@desk.1234:5678")
    hidden: dict[str, str | bytes | None] = {
        "docs/.obsidian/note.md": "x",
        "docs/articles/._first-call.md": b"\0\0",
        "episodes/001-ramp-time.script.md": "## A\n\nSales coaching takes longer than a week. My first deal took ten.\n",
    }
    assert mistakes(tmp_path, hidden) == []


def test_two_files_of_one_address_are_told_whatever_they_are(tmp_path: Path) -> None:
    """The second is named, the first is kept, and nothing that links to it is broken."""
    twins: dict[str, str | bytes | None] = {
        "docs/about.md": PLAIN,
        "docs/about/index.md": PLAIN,
        "episodes/002-ramp-time.md": TEXTS[EPISODE].replace("episode-1", "2"),
        "episodes/002-ramp-time.mp3": mp3(60),
    }
    assert mistakes(tmp_path, twins) == [
        'docs/about/index.md:1: file name: expected a name of its own (docs/about.md has the address /about/), found "index.md"',
        "episodes/002-ramp-time.md:1: file name: expected a name of its own (episodes/001-ramp-time.md has the address "
        '/podcast/ramp-time/), found "002-ramp-time.md"',
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("docs/About us.md", "small letters, digits and dashes, such as about-us.md"),
        ("docs/ABOUT/index.md", "small letters, digits and dashes, such as index.md"),
        ("docs/articles/2026/a.md", "a file in docs/articles/ itself, such as docs/articles/a.md"),
        ("docs/articles/A.md", "small letters, digits and dashes, such as a.md"),
        ("docs/articles/été.md", "small letters, digits and dashes, such as ete.md"),
        (
            "docs/definitions/a-vs-b.md",
            "a name without -vs- (such addresses belong to comparisons)",
        ),
        ("episodes/second.md", "episodes/NNN-name.md, such as episodes/004-first-seeds.md"),
        ("episodes/2-second.md", "episodes/NNN-name.md, such as episodes/004-first-seeds.md"),
        (
            "episodes/more/002-second.md",
            "episodes/NNN-name.md, such as episodes/004-first-seeds.md",
        ),
    ],
)
def test_a_name_that_makes_no_address_is_told(tmp_path: Path, path: str, expected: str) -> None:
    """Before anything that follows from it."""
    text = TEXTS[EPISODE] if path.startswith("episodes") else PLAIN
    said = mistakes(tmp_path, {path: text})
    assert any(
        line.startswith(f"{path}:1: file name: expected {expected}, found ") for line in said
    )


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("%00.md", "a file inside docs/ or episodes/, such as ../definitions/ownership.md"),
        ("a" * 300 + ".md", "a link to a file that exists"),
        (
            "../../../etc/passwd",
            "a file inside docs/ or episodes/, such as ../definitions/ownership.md",
        ),
        (
            "../../pyproject.toml",
            "a file inside docs/ or episodes/, such as ../definitions/ownership.md",
        ),
        (
            "/articles/first-call/",
            "a path from this file to another, such as ../definitions/ownership.md",
        ),
        ("../definitions", "a file in that folder, such as ../definitions/index.md"),
        ("../definitions/?a=b#c", "a file in that folder, such as ../definitions/index.md"),
        (
            "sales-coaching.md",
            "a link to a file that exists, such as ../definitions/sales-coaching.md",
        ),
        ("../definitions/sales-coaching.md#", None),
        ("../definitions/sales%2Dcoaching.md", None),
        ("#before-the-cal", "a heading of docs/articles/first-call.md, such as #before-the-call"),
        ("#before-the-call", None),
        ("#t=5", "an episode before #t="),
        ("../../episodes/001-ramp-time.md#t=60", None),
        ("../../episodes/001-ramp-time.md#t=1:00,1:10", None),
        ("../../episodes/001-ramp-time.md#t=61", "a time within the episode's 1:00"),
        ("../../episodes/001-ramp-time.md#t=half", 'a time such as "1:23" or "1:02:03" after #t='),
        ("../../episodes/001-ramp-time.mp3", None),
        ("http://[::1", "an address such as https://example.com/page"),
        ("http:///page", "an address such as https://example.com/page"),
        ("//[x", "an address such as https://example.com/page"),
        ("//example.com/page", None),
        ("https://example.com/a_(b)?c=d#e", None),
        ("mailto:ann@example.com", None),
        ("javascript:alert(1)", "a link to a file of this site or to https://…"),
        ("JAVASCRIPT&#58;alert(1)", "a link to a file of this site or to https://…"),
        ("data:text/html;base64,AA", "a link to a file of this site or to https://…"),
        ("vbscript:x", "a link to a file of this site or to https://…"),
    ],
)
def test_every_link_is_followed(tmp_path: Path, link: str, expected: str | None) -> None:
    """To its file, its heading, its second; and the line is the link's own."""
    said = mistakes(tmp_path, {ARTICLE: TEXTS[ARTICLE] + f"\nOne\n[two](<{link}>)\n"})
    assert len(said) == (1 if expected else 0), said
    if expected:
        assert said[0].startswith(f"{ARTICLE}:20: link: expected {expected}, found ")


@pytest.mark.parametrize(
    ("markdown", "lines"),
    [
        ("[a](x.md)", [5]),
        ("One\n\n> quoted\n> [a](x.md)\n", [8]),
        ("- one\n- [a](x.md)\n\n  and [b](y.md)", [6, 8]),
        ("| a |\n| - |\n| [a](x.md) |", [7]),
        ("[a]\n\n[a]: x.md", [5]),
        ("![a](x.png)", [5]),
        ("[![a](x.png)](x.md)", [5, 5]),
        ("`[a](x.md)`\n\n    [a](x.md)\n\n```\n[a](x.md)\n```\n\\[a](x.md)", []),
        ("<!-- [a](x.md) -->", []),
    ],
)
def test_links_are_found_where_they_stand(tmp_path: Path, markdown: str, lines: list[int]) -> None:
    """In every form of Markdown, on their lines, and not in code."""
    said = mistakes(tmp_path, {"docs/about.md": f"{PLAIN}{markdown}"})
    assert [int(line.split(":")[1]) for line in said] == lines


@pytest.mark.parametrize(
    ("headings", "anchor"),
    [
        ("## What it *is*: today", "what-it-is-today"),
        ("## One\n\n## One", "one_1"),
        ("## One_1\n\n## One_1", "one_2"),
        ("## `code` and [a link](index.md)", "code-and-a-link"),
        ("## Named { #by-hand }", "by-hand"),
        ("Set apart\n---", "set-apart"),
        ("## 你好", "你好"),
        ("## 你好", "%E4%BD%A0%E5%A5%BD"),
        ("## Größe, gro\u0308ß", "groe-gro"),
        ("## Ночь", "ночь"),
        ("## Мои\u0306", "мой"),
        ("## Мой", "мои\u0306"),
        ('<div id="by-html"></div>', "by-html"),
        ('Text with <a id="in-line"></a> a mark.', "in-line"),
    ],
)
def test_anchors_are_those_of_the_site(tmp_path: Path, headings: str, anchor: str) -> None:
    """A link to a heading is checked against the name that the site's own Markdown will give it."""
    assert mistakes(tmp_path, {"docs/about.md": f"{PLAIN}[a](#{anchor})\n\n{headings}\n"}) == []


@pytest.mark.parametrize(
    ("aliases", "found"),
    [
        ("/articles/first-call/", ARTICLE),
        ("/articles/first-call/index.html", ARTICLE),
        ("/topics/onboarding", "docs/topics.yml"),
        ("/podcast.xml", "the site itself"),
        ("/articles/", "the site itself"),
        ("/audio/001-ramp-time.mp3", "the site itself"),
        ("/articles/old/", None),
    ],
)
def test_an_old_address_never_writes_over_a_page(
    tmp_path: Path, aliases: str, found: str | None
) -> None:
    """Whether somebody wrote that page or the site makes it."""
    said = mistakes(
        tmp_path,
        {"docs/articles/a.md": ARTICLE_TEXT.replace("author:", f"aliases: [{aliases}]\nauthor:")},
    )
    assert len(said) == bool(found)
    assert not found or found in said[0]


def test_words_are_compared_as_they_are_found(tmp_path: Path) -> None:
    """A dash or a capital does not make another word of it."""
    said = mistakes(
        tmp_path,
        {"docs/definitions/a.md": "---\nterm: a\ndefinition: D\nforms: [Sales-Coaching]\n---\n"},
    )
    assert said == [
        f'docs/definitions/a.md:4: forms[1]: expected a word of its own ({COACHING} has this one), found "Sales-Coaching"'
    ]


def test_numbers_may_repeat_in_other_seasons_and_for_extras(tmp_path: Path) -> None:
    """Only full episodes of one season are counted."""
    other = edited(EPISODE, "5e2f1f0a-episode-1", "other")
    for field in ("season: 2\n", "type: bonus\n"):
        assert (
            mistakes(
                tmp_path,
                {
                    "episodes/001-other.md": other.replace("guid:", f"{field}guid:"),
                    "episodes/001-other.mp3": mp3(60),
                },
            )
            == []
        )


def test_a_show_that_is_wrong_breaks_nothing_else(tmp_path: Path) -> None:
    """Each file's own mistakes are told, and no more."""
    assert mistakes(tmp_path, {SHOW: "- a\n", "docs/topics.yml": None}) == [
        "docs/topics.yml:1: file: expected a file of this name, found none",
        "episodes/show.yml:1: front matter: expected fields written as `name: value`, found a list of 1",
    ]


def test_an_empty_folder_is_no_crash(tmp_path: Path) -> None:
    """The first thing that an author without content reads is what is missing."""
    assert [str(problem) for problem in read_catalog(tmp_path)[1]] == [
        "docs/index.md:1: file: expected a file of this name, the home page, found none",
    ]


def test_a_name_that_no_terminal_shows_is_shown_by_its_codes(tmp_path: Path) -> None:
    """One mistake stays one line, and nothing acts on the terminal."""
    (tmp_path / "docs").mkdir()
    (tmp_path / os.fsdecode(b"docs/caf\xe9\n\x1b.md")).write_text(PLAIN)
    (said,) = mistakes(tmp_path)
    assert said.isprintable()
    assert said.startswith("docs/caf\\udce9\\n\\x1b.md:1: file name: expected a name in UTF-8")
