"""Texts in a hub: what their links, words and names mean to other files."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from unicodedata import normalize

import pytest
from podhub.build.hub import View, read_hub
from podhub.build.plan import Plan
from podhub.build.reading import read_content
from podhub.build.store import open_store
from podhub.model.entries import Catalog
from podhub.read.new_files import start_file

from tests.build.corpus import ARTICLE, TEXTS, catalog_of, edited, mistakes, picture, write_hub
from tests.links.small_site import build

NOW = datetime(2026, 6, 1, tzinfo=UTC)
HEAD = TEXTS[ARTICLE].split("## Before")[0]
LINES = HEAD.count("\n")
TRANSCRIPT = "episodes/001-ramp-time.vtt"


def definition(term: str) -> str:
    """A definition of a word."""
    return f'---\nterm: "{term}"\ndefinition: What it is.\n---\n\nIts text.\n'


def article(text: str) -> str:
    """The small hub's article with another text."""
    return f"{HEAD}{text}\n"


def test_a_link_in_details_is_checked_and_leads_back(tmp_path: Path) -> None:
    """Markdown in HTML is Markdown after an empty line, for the check and for the definition's
    page."""
    text = "<details>\n<summary>Show</summary>\n\n1. Read [training](../definitions/{}.md).\n\n</details>"
    assert mistakes(tmp_path / "a", {ARTICLE: article(text.format("nowhere"))}) == [
        f'{ARTICLE}:{LINES + 4}: link: expected a link to a file that exists, found "../definitions/nowhere.md"'
    ]
    catalog = catalog_of(tmp_path / "b", {ARTICLE: article(text.format("sales-training"))})
    backlinks = build(catalog, NOW)[0].backlinks["definitions/sales-training/"]
    assert ("articles/first-call/", "Read training.") in backlinks


def test_the_check_says_what_a_build_would(tmp_path: Path) -> None:
    """However deep a link stands; also of footnotes that nothing leads to."""
    text = "- a\n    - b\n        - c\n            - [leaf](nowhere.md)\n\n[^moss]: x\n\n[^c]: Only `[^c]`."
    assert mistakes(tmp_path, {ARTICLE: article(text)}) == [
        f'{ARTICLE}:{LINES + 4}: link: expected a link to a file that exists, found "nowhere.md"',
        f"{ARTICLE}:{LINES + 6}: text: expected a footnote that the text refers to with [^moss], found none",
        f"{ARTICLE}:{LINES + 8}: text: expected a footnote that the text refers to with [^c], found none",
    ]


def test_a_file_name_that_is_no_utf8_is_refused(tmp_path: Path) -> None:
    """With what can be read of it; so is a folder's."""
    (tmp_path / "docs").mkdir()
    name = os.fsdecode(b"b\xfcro")
    (tmp_path / f"docs/{name}.png").write_bytes(picture(kind="PNG"))
    (tmp_path / f"docs/{name}").mkdir()
    (tmp_path / f"docs/{name}/about.md").write_text("x")
    said = mistakes(tmp_path)
    expected = "file name: expected a name in UTF-8 (give the file its name once more), found"
    assert [line.partition(":1: ")[2] for line in said] == [
        f'{expected} "b\\xfcro"',
        f'{expected} "b\\xfcro.png"',
    ]


def test_a_definition_at_the_address_of_a_comparison_is_refused(tmp_path: Path) -> None:
    """The check works out who points at whom, for which each page has one address."""
    path = "docs/definitions/sales-coaching-vs-sales-training.md"
    root = write_hub(tmp_path / "hub", {path: definition("which of the two")})
    store = open_store(tmp_path / "store")
    plan = Plan(read_hub(View(root, NOW), store), store)
    assert [str(problem) for problem in plan.problems] == [
        f"{path}:1: file name: expected a name without -vs- (such addresses belong to"
        ' comparisons), found "sales-coaching-vs-sales-training"'
    ]


def terms_linked(catalog: Catalog) -> list[str]:
    """The definitions that the article's words are links to."""
    return list(build(catalog, NOW)[0].texts["articles/first-call/"].linked)


def test_words_with_signs_are_words_of_their_own(tmp_path: Path) -> None:
    """Two definitions, and each word is a link with its signs."""
    files = {
        "docs/definitions/cpp.md": definition("C++"),
        "docs/definitions/csharp.md": definition("C#"),
        "docs/definitions/net.md": definition(".NET"),
        ARTICLE: article("Vitamin C and plan C. We wrote it in C++, and then in C# (twice)."),
    }
    assert mistakes(tmp_path / "a", files) == []
    assert terms_linked(catalog_of(tmp_path / "b", files)) == ["cpp", "csharp"]


@pytest.mark.parametrize("written", ["Gemu\u0308sebeet", "Gem\u00fcsebeet"])
def test_a_word_is_the_same_in_either_unicode_form(tmp_path: Path, written: str) -> None:
    """It is a link, and a second definition of it is refused."""
    files = {
        "docs/definitions/beet.md": definition("Gem\u00fcsebeet"),
        ARTICLE: article(f"Das {written} liegt am Zaun."),
    }
    assert terms_linked(catalog_of(tmp_path / "a", files)) == ["beet"]
    files["docs/definitions/zweites.md"] = definition(written)
    (said,) = mistakes(tmp_path / "b", files)
    assert "expected a word of its own (docs/definitions/" in said


@pytest.mark.parametrize("name", ["bu\u0308ro.png", "b\u00fcro.png"])
@pytest.mark.parametrize("target", ["bu\u0308ro.png", "b\u00fcro.png", "bu%CC%88ro.png"])
def test_a_picture_is_found_in_either_unicode_form(tmp_path: Path, name: str, target: str) -> None:
    """By a link from a text, and by a field."""
    image = picture()
    files: dict[str, str | bytes | None] = {
        f"docs/assets/{name}": picture(kind="PNG"),
        f"episodes/{name}.jpg": image,
        ARTICLE: article(f"![Desks](../assets/{target})"),
        "episodes/001-ramp-time.md": edited(
            "episodes/001-ramp-time.md",
            "guid:",
            f"image: {normalize('NFC', name)}.jpg\nguid:",
        ),
    }
    assert mistakes(tmp_path, files) == []


def test_new_files_of_words_with_signs_have_two_names() -> None:
    """C++ and C# are not both named c.md."""
    paths = [
        start_file("definition", title, Catalog(), NOW, "guid")[0]
        for title in ("C++", "C#", ".NET")
    ]
    assert paths == [
        "docs/definitions/cpp.md",
        "docs/definitions/csharp.md",
        "docs/definitions/dotnet.md",
    ]


def test_a_text_that_nobody_remembers_is_read_again(tmp_path: Path) -> None:
    """One that has changed meanwhile is none of this site's."""
    root = write_hub(tmp_path / "hub")
    store = open_store(tmp_path / "store")
    for is_changed in (False, True):
        reading = read_content(root, store)
        file, cues = reading.files[ARTICLE], reading.catalog.episodes["ramp-time"].cues
        store._data.forget("unit", sys.maxsize)
        if not is_changed:
            assert "## Before" in file.body(store).source
            assert cues[0].text
            continue
        for path in (ARTICLE, TRANSCRIPT):
            with (root / path).open("a", encoding="utf-8") as text:
                text.write("\nMore.\n")
        with pytest.raises(OSError, match=f"changed while it was looked at.*{ARTICLE}"):
            file.body(store)
        with pytest.raises(OSError, match=f"changed while it was looked at.*{TRANSCRIPT}"):
            cues[0]
