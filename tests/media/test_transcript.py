"""A transcript is read whole or its faults are named with their lines; nothing is dropped in
silence."""

import pytest
from podhub.media.transcript import parse_transcript
from podhub.model.media import Cue


def said(text: str, seconds: float | None = 60) -> list[str]:
    """What the author reads."""
    return [
        str(problem).removeprefix("a.vtt:")
        for problem in parse_transcript(text, "a.vtt", seconds)[1]
    ]


def test_cues_are_read_with_speakers_and_marks_resolved() -> None:
    """Names of voices, entities, lines, identifiers, notes and settings are what WebVTT says they
    are."""
    text = (
        "WEBVTT - A title\n\nNOTE\nNot said.\n\nSTYLE\n::cue {}\n\n"
        "one\n00:01.000 --> 00:02.000 align:start\n<v Ann>Tom &amp; <b>Ann</b>\nask.</v>\n\n"
        "1:00:03.500 --> 1:00:04.000\nYes &lt;3\n"
    )
    cues, problems = parse_transcript(text, "a.vtt", None)
    assert not problems
    assert cues == (
        Cue(1.0, 2.0, "Tom & Ann ask.", "Ann", opens=True),
        Cue(3603.5, 3604.0, "Yes <3", None),
    )


def test_identifiers_that_every_cue_has_open_no_paragraphs() -> None:
    """Files that were SRT once count all their cues."""
    numbered = "WEBVTT\n\n1\n00:01.000 --> 00:02.000\nOne.\n\n2\n00:02.000 --> 00:03.000\nTwo.\n"
    assert [cue.opens for cue in parse_transcript(numbered, "a.vtt", None)[0]] == [False, False]
    some = numbered.replace("\n2\n", "\n")
    assert [cue.opens for cue in parse_transcript(some, "a.vtt", None)[0]] == [True, False]


def test_a_cue_without_words_is_left_out() -> None:
    """Apps would show an empty line; the cues behind it keep their own lines in errors."""
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\nHello.\n"
    cues, problems = parse_transcript(text, "a.vtt", None)
    assert not problems
    assert [cue.text for cue in cues] == ["Hello."]
    assert said(f"{text}\n00:06.000 --> 00:05.000\nBye.\n") == [
        "8: cue: expected an end after its start, found 6.000 --> 5.000 s"
    ]


@pytest.mark.parametrize(
    "timing",
    [
        "00:01.000 -> 00:02.000",
        "00:01,000 --> 00:02,000",
        "0:01.0 --> 0:02.0",
        "00:01.000 --> soon",
        "00:01.000-->00:02.000",
        "00:01 --> 00:02",
        "1 → 2",
    ],
)
def test_a_timing_that_no_player_reads_is_named(timing: str) -> None:
    """What was meant to be a timing is never taken for speech."""
    text = f"WEBVTT\n\n00:00.000 --> 00:00.500\nWell.\n\n{timing}\nHello.\n"
    assert said(text) == [
        f'6: cue: expected times such as 00:01:23.000 --> 00:01:26.500, found "{timing}"'
    ]


def test_speech_about_numbers_is_speech() -> None:
    """A line of speech may begin with a number or hold an arrow."""
    cues, problems = parse_transcript(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n10-20 calls\n9:00 - 10:00 a -> b\n", "a", None
    )
    assert not problems
    assert cues[0].text == "10-20 calls 9:00 - 10:00 a -> b"


@pytest.mark.parametrize(
    "text", ["", "Hello", "1\n00:00:01,000 --> 00:00:02,000\nSRT\n", "webvtt\n"]
)
def test_other_formats_are_told_apart(text: str) -> None:
    """The first line decides, as it does in players."""
    (problem,) = said(text)
    assert problem.startswith(
        "1: transcript: expected a WebVTT file, whose first line is WEBVTT, found "
    )


def test_a_transcript_without_speech_is_a_mistake() -> None:
    """An empty transcript would be announced to apps as one."""
    assert said("WEBVTT\n\nNOTE nothing\n") == [
        "1: transcript: expected at least one cue, found none"
    ]


def test_a_last_cue_may_run_a_second_over() -> None:
    """Encoders cut and pad; more than a second means other audio, said once for all cues behind
    it."""
    text = "WEBVTT\n\n00:01.000 --> 00:10.900\nA.\n"
    assert said(text, 10) == []
    assert said(text, 9.8) == ["3: cue: expected an end within the audio (9.8 s), found 10.900 s"]
    assert said(f"{text}\n00:12.000 --> 00:13.000\nB.\n", 9.8) == [
        "3: cue: expected an end within the audio (9.8 s), found 10.900 s, and 1 more behind it"
    ]


def test_cues_may_overlap_but_not_go_back() -> None:
    """Two people may speak at once."""
    cues = [
        "00:01.000 --> 00:05.000\n<v Ann>A.",
        "00:01.000 --> 00:03.000\n<v Ben>B.",
        "00:00.500 --> 00:03.000\n<v Cy>C.",
    ]
    assert said("\n\n".join(["WEBVTT", *cues])) == [
        "9: cue: expected a start after the cue before it, found 0.500 s after 1.000 s"
    ]


def test_one_voice_cannot_speak_twice_at_once() -> None:
    """Such a transcript shows two lines where one is said; the last hundredths are a program's
    rounding."""
    overlap = "WEBVTT\n\n00:01.000 --> 00:05.000\n<v Ann>A.\n\n00:04.500 --> 00:06.000\n<v Ann>B.\n"
    assert said(overlap) == [
        "6: cue: expected a start after the same voice has ended its cue before, found 4.500 s, "
        "while the cue before it lasts until 5.000 s"
    ]
    assert said(overlap.replace("00:04.500", "00:04.960")) == []


def test_each_voice_of_a_cue_is_a_cue() -> None:
    """Nobody's words are put into another's mouth; the time is shared by the letters."""
    text = (
        "WEBVTT\n\n00:01.000 --> 00:05.000\n<v Ann>Six letters</v> <v.loud Ben>No <i>way</i></v>\n"
    )
    cues, problems = parse_transcript(text, "a.vtt", None)
    assert not problems
    assert [(cue.text, cue.speaker, cue.line) for cue in cues] == [
        ("Six letters", "Ann", 3),
        ("No way", "Ben", 3),
    ]
    assert (cues[0].start, cues[0].end, cues[1].end) == (1.0, cues[1].start, 5.0)
