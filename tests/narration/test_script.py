"""A script is words: every one is spoken, written down, and none is lost on the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from podhub.narration.captions import write_vtt
from podhub.narration.moments import write_moments
from podhub.narration.script import read_script
from podhub.narration.sentences import LINE, split_cues, split_sentences, wrap
from podhub.narration.timeline import Cue

PATH = "episodes/001-a.script.md"
WORDS = st.lists(
    st.sampled_from(["e.g.", "3.5", "No.", "Ask,", "“Why?”", "SDRs", "then;", "I.", "wait…", "so"]), min_size=1
)


@settings(deadline=None)  # a busy machine is no mistake
@given(WORDS)
def test_no_word_is_lost_between_a_paragraph_and_its_captions(words: list[str]) -> None:
    text = " ".join(words)
    lines = [line for sentence in split_sentences(text) for cue in split_cues(sentence, 40) for line in wrap(cue, 20)]
    assert " ".join(lines) == text


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


def test_lines_fit_a_phone_and_only_a_word_without_spaces_may_be_longer() -> None:
    assert wrap("x" * 80) == ("x" * 80,)
    assert all(len(line) <= LINE for line in wrap("one word after another " * 12))


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
        ("Hello.", f'{PATH}:1: script: expected "## A title" above the first words, found "Hello."'),
        ("", f'{PATH}:1: script: expected a moment such as "## What you will learn", found no words'),
        ("## A\n\nB.\n\n### C\n\nD.", f'{PATH}:5: script: expected "## C", found "### C"'),
        ("## A\n\n## B\n\nC.", f'{PATH}:1: script: expected words below "## A", found none'),
        ("## A\n\nB.\n\n```\nx\n```", f"{PATH}:5: script: expected words to be spoken, found code"),
        ("---\npac: 1\n---\n## A\n\nB.", f'{PATH}:2: pac: expected a known field (did you mean pace?), found "pac"'),
        ("---\npace: 9\n---\n## A\n\nB.", f"{PATH}:2: pace: expected a factor from 0.5 to 2, such as 0.9, found 9"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, problem: str) -> None:
    assert [str(found) for found in read_script(PATH, text)[1]] == [problem]


@pytest.mark.parametrize(
    "block",
    [
        "",
        "moments: []\n",
        "moments:\n  - at: '0:01'\n    title: A\n\n  - at: '0:02'\n    title: B\n",
        "moments:\n- {at: '0:01', title: A}\n",
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_moments_of_the_front_matter_change(block: str, newline: str) -> None:
    before = "---\ntitle:   'A # b'  # mine\n"
    after = "# theirs\ndate: 2026-11-16 09:00 +0000\n" if block else ""
    body = "---\n\nmoments:\n  - not these\n"
    text = (before + block + after + body).replace("\n", newline)
    made = 'moments:\n  - at: "0:00"\n    title: "\\"One\\""\n'
    assert write_moments(text, [(0, '"One"')]) == (before + made + after + body).replace("\n", newline)


def test_the_first_caption_of_a_paragraph_carries_its_number() -> None:
    """A cue identifier, which apps do not show. Digits, because some parsers refuse other identifiers."""
    written = write_vtt([Cue(0, 1, "One.", 1), Cue(1, 2, "Two."), Cue(2, 3, "Three.", 2)], "A")
    assert [block.split("\n")[0] for block in written.split("\n\n")[1:]] == [
        "1",
        "00:00:01.000 --> 00:00:02.000",
        "2",
    ]


def test_captions_escape_what_webvtt_would_read_as_markup() -> None:
    assert "<v A &amp; B>1 &lt; 2" in write_vtt([Cue(0, 1, "1 < 2")], "A & B")
