"""A script is read sentence by sentence, and each mistake in it has its line."""

import pytest
from podhub.model.sentences import split_sentences
from podhub.read.script import read_script

PATH = "episodes/001-a.script.md"


@pytest.mark.parametrize(
    "sentence",
    [
        "Some teams, e.g. new SDRs, need both.",
        "It took 3.5 days.",
        "Ask Dr. Shaw or Mrs. Lee first.",
        "We met at 4 p.m. and talked.",
        "Training vs. coaching is the question.",
        "Read No. 7 of the list.",
        "J. B. Shaw said so, i.e. he wrote it.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert split_sentences(f"{sentence} Then go on.") == (sentence, "Then go on.")


def test_every_moment_has_a_title_and_only_words_are_spoken() -> None:
    text = "---\nsay: {SaaS: sass}\n---\n\n## One\n\nA *b* [c](https://example.com/).\nD <!-- no -->e.\n\n"
    text += "<!-- nor this -->\n\n## Two\n\n1. F."
    script, problems = read_script(PATH, text)
    assert problems == []
    assert [(part.title, part.line) for part in script.parts] == [("One", 5), ("Two", 12)]
    assert script.text == "A b c. D e. F."


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "Hello.",
            f'{PATH}:1: script: expected "## A title" above the first words, found "Hello."',
        ),
        (
            "",
            f'{PATH}:1: script: expected a moment such as "## What you will learn", found no words',
        ),
        ("## A\n\nB.\n\n### C\n\nD.", f'{PATH}:5: script: expected "## C", found "### C"'),
        ("## A\n\n## B\n\nC.", f'{PATH}:1: script: expected words below "## A", found none'),
        ("## A\n\nB.\n\n```\nx\n```", f"{PATH}:5: script: expected words to be spoken, found code"),
        (
            "## A\n\nB.\n\n| C |\n|---|\n| D |",
            f"{PATH}:5: script: expected words to be spoken, found a table",
        ),
        (
            "---\npac: 1\n---\n## A\n\nB.",
            f'{PATH}:2: pac: expected a known field (did you mean pace?), found "pac"',
        ),
        (
            "---\npace: 9\n---\n## A\n\nB.",
            f"{PATH}:2: pace: expected a factor from 0.5 to 2, such as 0.9, found 9",
        ),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, problem: str) -> None:
    assert [str(found) for found in read_script(PATH, text)[1]] == [problem]
