"""What the search finds, and the files it is found by: read as their description says, by nothing of
what wrote them."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from podhub.model.messages import ENGLISH
from podhub.outputs.search import buckets, text_files
from podhub.outputs.search.numbers import numbers
from podhub.outputs.search.sections import Section
from podhub.outputs.search.segments import _pack, make_segment
from podhub.outputs.search.texts import Choices, Said, SearchText, choices
from podhub.read.no_memo import NoMemo

from tests.build.corpus import ARTICLE, EPISODE, GUIDE, NOW, catalog_of, edited
from tests.search.reader import Index
from tests.search.small_index import index_of, site_index, texts_of


def found(
    tmp_path: Path, changes: dict[str, str | bytes | None] | None = None
) -> dict[str, SearchText]:
    """What is found of the small hub, by address."""
    return {text.url: text for text in texts_of(catalog_of(tmp_path, changes or {}))}


# What is found


def test_each_page_with_words_of_its_own_is_found(tmp_path: Path) -> None:
    """Lists, topics, the home page and the search itself only repeat what others say."""
    assert [*found(tmp_path)] == [
        "articles/first-call/",
        "definitions/sales-coaching/",
        "definitions/sales-training/",
        "guides/where-to-begin/",
        "podcast/ramp-time/",
        "definitions/sales-coaching-vs-sales-training/",
    ]


def test_a_text_says_what_its_page_says(tmp_path: Path) -> None:
    """Title, description, key points and text by its headings; a definition's other words; an
    episode's moments with their seconds, and its sentences with seconds and speakers."""
    texts = found(tmp_path)
    article = texts["articles/first-call/"]
    assert (article.kind, article.title, article.topics) == (
        "article",
        "The first call",
        ("onboarding",),
    )
    assert article.key_points == ("Ask before you tell.",)
    assert "Before the call" in [section.heading for section in article.sections]
    assert texts["definitions/sales-coaching/"].names[0] == "coaching"
    episode = texts["podcast/ramp-time/"]
    assert Section("t=20", "The first deal", "") in episode.sections
    assert [said.speaker for said in episode.speech[0]] == ["Ann", "Ben"]
    assert episode.speech[0][1] == Said(20, "Ben", "My first deal took ten.")


def test_what_stands_in_a_page_and_is_none_of_its_words_is_not_read(tmp_path: Path) -> None:
    """No sign of a footnote, no anchor of a heading; markup in an author's words stays text."""
    title = 'Ask <b>"why"</b> & <script>how</script>'
    changes: dict[str, str | bytes | None] = {
        ARTICLE: edited(ARTICLE, "title: The first call", f"title: '{title}'")
        + "\nA note[^1].\n\n[^1]: Below.\n"
    }
    text = found(tmp_path, changes)["articles/first-call/"]
    assert text.title == title
    said = "\n".join(section.text for section in text.sections)
    assert "A note." in said
    assert not {"¶", "↩"} & set(said)


def test_the_page_that_says_how_to_reach_us_is_found_by_that(tmp_path: Path) -> None:
    """By the words that people have for it, whether it is a mail address or a form."""
    page = "---\ntitle: About\ndescription: Who.\n---\n\n## Here\n\nWrite to [{0}]({1}).\n"
    for contact, address in (
        ("we@hub.example", "mailto:we@hub.example"),
        ("https://hub.example/form",) * 2,
    ):
        catalog = catalog_of(
            tmp_path / contact[:2], {"docs/about.md": page.format(contact, address)}
        )
        texts = list(texts_of(catalog, contact=contact))
        [about] = [text for text in texts if "contact" in text.names]
        assert about.url == "about/"
        assert about.sections[-1].text.endswith(contact)
        assert about.sections[-1].anchor == "here"
        assert index_of(texts).find("email") == {"about/": index_of(texts).find("phone")["about/"]}


def test_the_page_about_us_is_found_by_who_we_are_and_how_to_reach_us(tmp_path: Path) -> None:
    """The address stands at the end of every page, and in the text of none."""
    page = "---\ntitle: About\ndescription: Who.\n---\n\nWe sell.\n"
    catalog = catalog_of(tmp_path, {"docs/about.md": page})
    texts = list(texts_of(catalog, contact="we@hub.example", about="about/"))
    [about] = [text for text in texts if "contact" in text.names]
    assert (about.url, "about us" in about.names) == ("about/", True)
    assert about.sections[-1] == Section(
        "talk", "Talk to us", "Contact, e-mail address: we@hub.example"
    )


def test_whoever_looks_for_those_behind_a_hub_without_a_page_about_them_finds_its_home(
    tmp_path: Path,
) -> None:
    """As the German and the Arabic starter are: the address stands at the end of every page."""
    texts = list(texts_of(catalog_of(tmp_path), contact="we@hub.example", about=""))
    index = index_of(texts)
    assert [*index.find("email")] == [*index.find("contact")] == [""]
    [home] = [text for text in texts if text.url == ""]
    assert home.sections[-1].anchor == "talk"


def test_an_episode_is_found_by_its_number(tmp_path: Path) -> None:
    """By what its page and its card call it."""
    assert found(tmp_path)["podcast/ramp-time/"].names == ("Episode 1",)


@pytest.mark.parametrize("held", ["draft: true\n", "date: 2027-01-05 09:00 +0000\n"])
def test_what_is_held_back_is_no_text_and_no_word(tmp_path: Path, held: str) -> None:
    """Neither a page nor a passage nor a topic nor a question to try."""
    changes: dict[str, str | bytes | None] = {}
    for path, date in ((ARTICLE, "2026-01-05"), (EPISODE, "2026-01-06")):
        written = f"date: {date} 09:00 +0000\n"
        changes[path] = edited(
            path,
            written,
            f"asks: [Where is Ramp in {path}?]\n"
            + (held if held.startswith("date") else written + held),
        )
    index = site_index(catalog_of(tmp_path, changes))
    told = index.json("search/index.json")
    assert not {"article", "episode", "moment"} & {*told["kinds"]}
    assert (told["topics"], told["examples"]) == ({}, [])
    assert not [path for path in index.files if "/speech/" in path]
    assert b"Ramp" not in b"".join(index.files.values())


def test_a_new_hub_finds_its_home_page(tmp_path: Path) -> None:
    """Where there is nothing else yet."""
    catalog = catalog_of(tmp_path)
    home = replace(
        catalog, **{kind: {} for kind in ("articles", "definitions", "guides", "episodes")}
    )
    home = replace(home, pages={slug: page for slug, page in home.pages.items() if page.url == ""})
    [text] = texts_of(home)
    assert (text.url, text.kind) == ("", "page")
    assert index_of([text]).find("welcom") == {"": 0}
    assert index_of([]).json("search/index.json")["words"] == []


# What it is found by


def test_a_word_leads_to_its_pages_and_passages(tmp_path: Path) -> None:
    """In all its forms; more where it names the page than where the page only says it."""
    index = site_index(catalog_of(tmp_path))
    assert index.said("deal") == [("podcast/ramp-time/", 0)]
    assert index.stems()["coaching"] == ["coach"]
    weights = index.find("coach")
    assert weights["definitions/sales-coaching/"] == max(weights.values()) > min(weights.values())
    assert [*index.find("=guide")] == ["guides/where-to-begin/"]
    assert {*index.find("=topic:onboarding")} == {"articles/first-call/", "podcast/ramp-time/"}


def test_a_question_that_a_page_answers_weighs_more_than_its_text(tmp_path: Path) -> None:
    """On every kind of page that may have some."""
    ask = 'asks: ["Why do gizmos fail?"]\n'
    changes: dict[str, str | bytes | None] = {
        ARTICLE: edited(ARTICLE, "author: ann", f"{ask}author: ann") + "\nA doodad.\n",
        GUIDE: edited(GUIDE, "questions:", f"{ask}questions:"),
        EPISODE: edited(EPISODE, "guid:", 'asks: ["How do gizmos sound?"]\nguid:'),
    }
    changes[GUIDE] = str(changes[GUIDE]).replace("Why do", "Which")
    index = site_index(catalog_of(tmp_path, changes))
    assert {*index.find("gizmo")} == {
        "articles/first-call/",
        "guides/where-to-begin/",
        "podcast/ramp-time/",
    }
    assert (
        index.find("gizmo")["articles/first-call/"] > index.find("doodad")["articles/first-call/"]
    )
    assert index.json("search/index.json")["examples"][0] == "Why do gizmos fail?"


def test_the_lists_have_every_kind_and_topic(tmp_path: Path) -> None:
    """Topics by the titles of those that have items."""
    told = site_index(catalog_of(tmp_path)).json("search/index.json")
    assert told["kinds"] == ["article", "definition", "comparison", "episode", "moment", "guide"]
    assert told["topics"] == {"onboarding": "Onboarding"}


def test_the_letters_that_words_begin_with_are_told(tmp_path: Path) -> None:
    """So that nobody asks for the words of a letter that no word begins with."""
    index = site_index(catalog_of(tmp_path))
    letters = index.json("search/index.json")["letters"]
    assert {f"search/spelling/{letter}.txt" for letter in letters} == {
        path for path in index.files if "/spelling/" in path
    }


# Its files


def text(url: str, words: str, speech: str = "") -> SearchText:
    """A page that says some words."""
    passages = ((Said(0, None, speech),),) if speech else ()
    return SearchText(
        url, "article", words[:9], "en", sections=(Section("", "", words),), speech=passages
    )


def hub(pages: int) -> list[SearchText]:
    """Pages of words that are as frequent as words are."""
    dice = random.Random(1)
    words = [f"{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}x{n}" for n in range(400)]
    ranks = [1 / (n + 1) for n in range(400)]
    return [
        text(
            f"articles/{n}/",
            " ".join(dice.choices(words, ranks, k=120)),
            " ".join(dice.choices(words, k=9)),
        )
        for n in range(pages)
    ]


@pytest.fixture
def _small_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many files of a small hub."""
    monkeypatch.setattr(buckets, "LARGEST", 300)
    monkeypatch.setattr(text_files, "LARGEST", 2_000)


@pytest.mark.usefixtures("_small_files")
def test_every_word_is_in_the_file_that_its_letters_say() -> None:
    """Borders part all words, and a file is larger than the limit only if one word is."""
    index = index_of(hub(60))
    borders = index.json("search/index.json")["words"]
    assert borders == sorted({*borders})
    assert len(borders) > 60
    for path, data in index.files.items():
        if "/words/" in path:
            lines = data.decode().splitlines()
            words = [line.split("\t")[0].split(">")[0] for line in lines]
            [border] = {max(border for border in borders if border <= word) for word in words}
            assert path == f"search/words/{border.replace('=', '_3d')}.txt"
            assert len(data) <= 300 + len(lines) or len({word[:6] for word in words}) == 1


@pytest.mark.usefixtures("_small_files")
def test_an_edit_changes_the_files_of_its_words_and_its_text() -> None:
    """And no other: a weight depends on its own text, a number on its address."""
    before = hub(60)
    after = [
        replace(before[0], sections=(Section("", "", f"{before[0].sections[0].text} zebra"),)),
        *before[1:],
    ]
    [one, two] = index_of(before).files, index_of(after).files
    changed = {path for path in one.keys() | two.keys() if one.get(path) != two.get(path)}
    number = numbers(page.url for page in before)[0]["articles/0/"]
    [at] = [path for path in one if "/texts/" in path and f'"{number}":' in one[path].decode()]
    assert changed == {at, "search/words/ze.txt", "search/spelling/z.txt"}


class Remembering(NoMemo):
    """Remembers everything, and counts what it makes."""

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, object] = {}
        self.made = 0

    def parted(self, makers):  # type: ignore[no-untyped-def]
        """The small part of each value."""
        for key, make in makers.items():
            if key not in self.known:
                self.made += 1
                self.known[key], self._large[key] = make()
        return {key: self.known[key] for key in makers}


@pytest.mark.usefixtures("_small_files")
@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.integers(0, 29), st.sampled_from(["gone", "aardvark", "bax1 bax1", "new"])),
        max_size=6,
    )
)
def test_a_rebuild_is_a_build_from_nothing_byte_for_byte(edits: list[tuple[int, str]]) -> None:
    """In whatever order pages are edited, removed and added."""
    memo, pages = Remembering(), {page.url: page for page in hub(30)}
    index_of(pages.values(), memo=memo)
    for number, what in edits:
        url = f"articles/{number}/"
        if what == "gone":
            pages.pop(url, None)
        elif what == "new":
            pages[f"articles/new-{number}/"] = text(
                f"articles/new-{number}/", f"new words {number}"
            )
        else:
            pages[url] = text(url, what)
        again = index_of(pages.values(), memo=memo).files
    assert index_of(pages.values(), memo=memo).files == index_of(reversed([*pages.values()])).files
    assert not edits or again == index_of(pages.values()).files


def test_an_edit_makes_anew_what_its_words_are_in() -> None:
    """One text, the segment that it is in, and for each word one bucket and the list of those with its letter."""
    memo, pages = Remembering(), hub(60)
    index_of(pages, memo=memo)
    memo.made = 0
    edited = replace(pages[7], key_points=("zebra quagga",))
    index_of([*pages[:7], edited, *pages[8:]], memo=memo)
    assert memo.made == 6


def test_the_same_content_makes_the_same_files(tmp_path: Path) -> None:
    """However it came to be."""
    catalog = catalog_of(tmp_path)
    texts = list(texts_of(catalog))
    one, two = (
        index_of(listed, choices(catalog, ENGLISH)).files for listed in (texts, texts[::-1])
    )
    assert {path for path in one if one[path] != two[path]} <= {"search/index.json"}
    assert one.keys() == two.keys()


def test_a_segment_is_packed_the_same_whoever_else_holds_its_words() -> None:
    """Python's newer forms of `marshal` write a text in another way where something else refers to it."""
    held = "".join(["8", "a"])
    alone = _pack(defaultdict(list, {"".join(["8", "a"]): [1]}), ["".join(["8", "a"])])
    assert _pack(defaultdict(list, {held: [1]}), [held]) == alone


def test_a_sentence_without_spaces_is_kept_once() -> None:
    """And not in each bucket that one of its pairs belongs to."""
    sentence = "".join(chr(code) for code in range(0x4E00, 0x5000, 7))
    page = text("a/", sentence)
    _, letters = make_segment([(0, page)])
    parts = [data for buckets in letters.values() for data in buckets.values()]
    assert len(parts) > 20
    assert sum(map(len, parts)) < 60 * len(sentence)
    assert index_of([page]).find(sentence[10:12]) == {"a/": 0}


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@settings(max_examples=50)
@given(st.lists(WORDS, max_size=5))
def test_any_text_can_be_found(parts: list[str]) -> None:
    """Whatever it is written in: each of its words leads to it."""
    page = SearchText(
        "a/", "article", "A", "en", sections=tuple(Section("", "", part) for part in parts)
    )
    index = index_of([page])
    for stem in index.lines():
        assert index.find(stem) or index.said(stem)
    for stems in index.stems().values():
        assert all(index.find(stem) for stem in stems)


def test_kinds_are_those_that_are_shown() -> None:
    """An empty hub has none."""
    index: Index = index_of([], Choices((), {}))
    assert index.json("search/index.json")["kinds"] == []
    assert NOW
