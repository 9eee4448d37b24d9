"""Whether readers find what they ask for in words of their own: the judged questions of
`questions.yml`, answered by the modules that browsers run."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from podhub.model.words import sameness
from podhub.outputs.pages.environment import THEME
from podhub.outputs.search.texts import SearchText
from podhub.outputs.search.words import Words, tokens

from tests.running import ROOT, real_catalog
from tests.search.node import HERE, ask, run
from tests.search.small_index import index_of, texts_of

FIRST, THREE = 0.65, 0.88
"""The least share of questions with a right page first, and among the first three."""
FIRST_UNASKED, THREE_UNASKED = 0.5, 0.75
"""The same by what pages say alone, without the questions that they say they answer."""


@dataclass(frozen=True)
class Judged:
    """A question, and the pages that answer it."""

    ask: str
    pages: tuple[str, ...]
    typed: bool = False


QUESTIONS = [
    Judged(one["ask"], tuple(one["pages"]), one.get("typed", False))
    for one in yaml.safe_load((HERE / "questions.yml").read_text(encoding="utf-8"))
]


@pytest.fixture(scope="module")
def texts(now: str) -> list[SearchText]:
    """What our own site's search finds."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    [contact] = (line.split()[1] for line in settings.splitlines() if "  contact:" in line)
    return list(texts_of(real_catalog(), datetime.fromisoformat(now), contact))


def site(folder: Path, texts: Iterable[SearchText]) -> Path:
    """A site that is nothing but its search."""
    shutil.copytree(THEME / "assets" / "search", folder / "assets" / "search")
    for path, data in index_of(texts).files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return folder


def shares(folder: Path) -> tuple[float, float, str]:
    """The share of questions with a right page first and among the first three, and the others."""
    first = three = 0
    missed = []
    for question, answer in zip(
        QUESTIONS, ask(folder, [one.ask for one in QUESTIONS]), strict=True
    ):
        urls = [result["url"].split("#")[0] for result in answer["results"][:3]]
        first += urls[:1] != [] and urls[0] in question.pages
        three += bool({*urls} & {*question.pages})
        if not {*urls} & {*question.pages}:
            missed.append(f"{question.ask}: {urls}")
    return first / len(QUESTIONS), three / len(QUESTIONS), "\n".join(missed)


def test_readers_find_what_they_ask_for_in_words_of_their_own(
    tmp_path: Path, texts: list[SearchText]
) -> None:
    """The right page first, or among the three that people look at."""
    first, three, missed = shares(site(tmp_path, texts))
    print(f"with asks: {first:.3f} first, {three:.3f} among three")
    assert first >= FIRST
    assert three >= THREE, missed


def test_most_are_found_by_what_pages_say_alone(tmp_path: Path, texts: list[SearchText]) -> None:
    """The ranking does its part without the questions that authors wrote for it."""
    first, three, missed = shares(site(tmp_path, [replace(text, asks=()) for text in texts]))
    print(f"without asks: {first:.3f} first, {three:.3f} among three")
    assert first >= FIRST_UNASKED
    assert three >= THREE_UNASKED, missed


def test_a_title_that_has_a_questions_very_words_is_meant(
    tmp_path: Path, texts: list[SearchText]
) -> None:
    """Of `who should coach` only the last word is looked for, which many pages say more often."""
    [answer] = ask(site(tmp_path, texts), ["who should coach"])
    assert answer["results"][0]["url"].split("#")[0] == "articles/who-should-coach/"


def test_what_is_found_says_something_alone(tmp_path: Path, texts: list[SearchText]) -> None:
    """What is heard comes with what it points at, and an item of a list with signs that it is one;
    what is heard plays from its own second all the same."""
    folder = site(tmp_path, texts)
    asked = [{"q": "ownership", "kind": "moment"}, {"q": "ownership"}]
    answer, written = run("ask.js", folder, asked)
    heard = {
        result["url"]: "".join(text for text, _ in result["said"]) for result in answer["results"]
    }
    assert heard["podcast/training-or-coaching/#t=225"].endswith(" That is ownership.")
    assert min(map(len, heard.values())) >= 45, heard
    said = ["".join(text for text, _ in result["said"]) for result in written["results"]]
    assert [text for text in said if text[0].islower() or text[-1] in ";,:"] == []


def test_a_word_that_the_hub_has_not_is_no_typing_error_of_another(
    tmp_path: Path, texts: list[SearchText]
) -> None:
    """`peer` is not `per`, and `root` not `room`: what has few letters is near to too much. A letter that is left out or
    swapped is put right, and one that is wrong, where the hub says the word all the time; a little word says nothing."""
    asked = {
        "peer coaching": None,
        "root cause of a problem": None,
        "couch or mentor": "coach or mentor",
        "coahc or mentor": "coach or mentor",
        "who shoud coach": "who should coach",
        "onbording": "onboarding",
    }
    answers = ask(site(tmp_path, texts), [*asked])
    assert [answer["corrected"] for answer in answers] == [*asked.values()]
    [shoud, should] = ask(tmp_path, ["managers shoud coach", "managers should coach"])
    assert shoud["results"] == should["results"]


def test_the_questions_are_many_and_lead_to_pages(texts: list[SearchText]) -> None:
    """At least eighty, a third of them mistyped or in other forms, each with pages that there are."""
    assert len({one.ask for one in QUESTIONS}) == len(QUESTIONS) >= 80
    assert sum(one.typed for one in QUESTIONS) * 3 >= len(QUESTIONS)
    assert {url for one in QUESTIONS for url in one.pages} <= {text.url for text in texts}


def test_no_page_was_given_a_judged_question(texts: list[SearchText]) -> None:
    """Else the judges would judge themselves: no question that a page says it answers is one of
    theirs, nor one of theirs in other forms."""
    words = Words("en")

    def stems(text: str) -> frozenset[str]:
        return frozenset(stem for token in tokens(text) for _, stem in words.keys(token))

    judged = {stems(one.ask) for one in QUESTIONS}
    assert not [ask for text in texts for ask in text.asks if stems(ask) in judged]


def test_every_page_of_ours_says_what_it_answers(texts: list[SearchText]) -> None:
    """Three to six questions, no two of them the same."""
    asked = {text.url: text.asks for text in texts if text.kind not in ("page", "comparison")}
    assert {url: len(asks) for url, asks in asked.items() if not 3 <= len(asks) <= 6} == {}
    every = [sameness(ask) for asks in asked.values() for ask in asks]
    assert len({*every}) == len(every)
