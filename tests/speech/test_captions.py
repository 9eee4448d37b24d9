"""Every word of a script is spoken and written down; none is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from podhub.model.sentences import split_sentences
from podhub.speech.caption_text import LINE, split_cues, wrap
from podhub.speech.captions import write_vtt
from podhub.speech.moment_times import write_moments
from podhub.speech.timeline import Cue

WORDS = st.lists(
    st.sampled_from(["e.g.", "3.5", "No.", "Ask,", "“Why?”", "SDRs", "then;", "I.", "wait…", "so"]),
    min_size=1,
)


@given(WORDS)
def test_no_word_is_lost_between_a_paragraph_and_its_captions(words: list[str]) -> None:
    text = " ".join(words)
    lines = [
        line
        for sentence in split_sentences(text)
        for cue in split_cues(sentence, 40)
        for line in wrap(cue, 20)
    ]
    assert " ".join(lines) == text


def test_lines_fit_a_phone_and_only_a_word_without_spaces_may_be_longer() -> None:
    assert wrap("x" * 80) == ("x" * 80,)
    assert all(len(line) <= LINE for line in wrap("one word after another " * 12))


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
    assert write_moments(text, [(0, '"One"')]) == (before + made + after + body).replace(
        "\n", newline
    )


def test_the_first_caption_of_a_paragraph_carries_its_number() -> None:
    """A cue identifier, which apps do not show. Digits, because some parsers refuse other
    identifiers."""
    written = write_vtt([Cue(0, 1, "One.", 1), Cue(1, 2, "Two."), Cue(2, 3, "Three.", 2)], "A")
    assert [block.split("\n")[0] for block in written.split("\n\n")[1:]] == [
        "1",
        "00:00:01.000 --> 00:00:02.000",
        "2",
    ]


def test_captions_escape_what_webvtt_would_read_as_markup() -> None:
    assert "<v A &amp; B>1 &lt; 2" in write_vtt([Cue(0, 1, "1 < 2")], "A & B")
