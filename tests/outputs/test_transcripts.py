"""Transcripts in the forms that apps read beside WebVTT."""

import json

import webvtt
from hypothesis import given, settings
from hypothesis import strategies as st
from podhub.model.media import Cue
from podhub.outputs.feed.transcript_files import segments_json, srt

WORD = st.text("abcé😀.,", min_size=1, max_size=14)
CUE = st.tuples(
    st.floats(0.1, 20),
    st.lists(WORD, min_size=1, max_size=40).map(" ".join),
    st.sampled_from([None, "Ann", "Ben"]),
)


def blocks(text: str) -> list[tuple[int, float, float, list[str]]]:
    """SRT taken apart by hand."""
    found = []
    for block in text.strip().split("\n\n"):
        number, times, *lines = block.split("\n")
        start, end = (
            sum(
                float(part) * unit
                for part, unit in zip(time.replace(",", ".").split(":"), (3600, 60, 1), strict=True)
            )
            for time in times.split(" --> ")
        )
        found.append((int(number), start, end, lines))
    return found


def test_a_long_cue_is_shared_out() -> None:
    """Two lines of 32 characters at most, and each piece has its share of the time."""
    text = "When a new seller starts, nobody knows how long it will take until the first deal is signed."
    found = blocks(
        srt([Cue(10, 20, text, "Ann"), Cue(21, 22, "Yes.", "Ben"), Cue(22, 23, "No.", "Ben")])
    )
    assert " ".join(line for *_, lines in found for line in lines) == f"Ann: {text} Ben: Yes. No."
    assert found[0][1:3] == (10.0, found[1][1])
    assert found[-3][2] == 20.0
    assert [number for number, *_ in found] == list(range(1, len(found) + 1))


@settings(max_examples=100, derandomize=True)
@given(st.lists(CUE, min_size=1, max_size=8))
def test_srt_keeps_every_word_within_its_lines(drawn: list[tuple[float, str, str | None]]) -> None:
    """Any words; times never go back nor out of their cue."""
    cues, at = [], 0.0
    for length, text, speaker in drawn:
        cues.append(Cue(at, at + length, text, speaker))
        at += length
    found = blocks(srt(cues))
    for _, start, end, lines in found:
        assert len(lines) <= 2
        assert all(len(line) <= 32 for line in lines)
        assert start <= end
    assert [start for _, start, *_ in found] == sorted(start for _, start, *_ in found)
    assert abs(found[-1][2] - at) < 0.002
    said = " ".join(line for *_, lines in found for line in lines)
    for _, text, _ in drawn:
        assert text in said


def test_another_reader_reads_the_srt() -> None:
    """webvtt-py takes it for SRT and finds the same words."""
    text = srt([Cue(0, 1.5, "Hello there.", "Ann"), Cue(3661.25, 3662, "Bye.", None)])
    assert (
        text
        == "1\n00:00:00,000 --> 00:00:01,500\nAnn: Hello there.\n\n2\n01:01:01,250 --> 01:01:02,000\nBye.\n"
    )
    assert [
        caption.text
        for caption in webvtt.from_string(f"WEBVTT\n\n{text.replace(',', '.')}").captions
    ] == [
        "Ann: Hello there.",
        "Bye.",
    ]


def test_segments_are_those_of_the_namespace() -> None:
    """Speaker only where one is known; seconds as numbers."""
    document = json.loads(segments_json([Cue(0.1234567, 1, "“Hi” & bye", "Ann"), Cue(1, 2, "x")]))
    assert document == {
        "version": "1.0.0",
        "segments": [
            {"speaker": "Ann", "startTime": 0.123, "endTime": 1, "body": "“Hi” & bye"},
            {"startTime": 1, "endTime": 2, "body": "x"},
        ],
    }
