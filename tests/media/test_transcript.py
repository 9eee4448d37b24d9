"""A transcript is published whole: no fault in a cue costs more than that cue, each is told with its
line, and nothing is dropped in silence."""

from functools import partial

import pytest
from podhub.media.transcript import parse_transcript
from podhub.model.media import Cue

from tests.steps import steps_of


def said(text: str, seconds: float | None = 60) -> list[str]:
    """What the author reads."""
    return [
        str(problem).removeprefix("a.vtt:")
        for problem in parse_transcript(text, "a.vtt", seconds)[1]
    ]


def words(text: str, seconds: float | None = 60) -> list[tuple[float, float, str]]:
    """What is published: start, end, words."""
    cues, _ = parse_transcript(text, "a.vtt", seconds)
    return [(round(cue.start, 3), round(cue.end, 3), cue.text) for cue in cues]


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
        '8: note: cue: expected an end after its start, found "00:06.000 --> 00:05.000" (lengthened) '
        "[cue-times]"
    ]


TIMES = "6: note: cue: expected times such as 00:01:23.000 --> 00:01:26.500, found"
BEFORE = "WEBVTT\n\n00:00.000 --> 00:00.500\nWell.\n\n"


@pytest.mark.parametrize(
    "timing",
    [
        "00:01.000 -> 00:02.000",
        "00:01,000 --> 00:02,000",
        "0:01.0 --> 0:02.0",
        "00:01.000-->00:02.000",
        "00:01 --> 00:02",
        "00:01.000 → 00:02.000 align:start",
    ],
)
def test_a_timing_that_no_player_reads_is_read_as_it_is_meant(timing: str) -> None:
    """And told; the words are published with it."""
    text = f"{BEFORE}{timing}\nHello.\n"
    assert said(text) == [f'{TIMES} "{timing}" (read as they are meant) [cue-times]']
    assert words(text) == [(0.0, 0.5, "Well."), (1.0, 2.0, "Hello.")]


@pytest.mark.parametrize("timing", ["00:75:02.000 --> 00:75:04.000", "20 --> 00:25.000"])
def test_words_whose_times_cannot_be_read_join_their_neighbour(timing: str) -> None:
    """They never vanish, and nobody else has said them."""
    text = f"{BEFORE}{timing}\n<v Ann>Hello.\n"
    told = f'{TIMES} "{timing}" (its words join the cue beside it) [cue-times]'
    assert said(text) == [told]
    cues, _ = parse_transcript(text, "a.vtt", 60)
    assert [(cue.text, cue.speaker) for cue in cues] == [("Well.", None), ("Hello.", "Ann")]
    assert (cues[0].start, cues[0].end, cues[1].end) == (0.0, cues[1].start, 0.5)
    first = f"WEBVTT\n\n{timing}\nHello.\n\n00:01.000 --> 00:03.000\nWell.\n"
    assert [text for _, _, text in words(first)] == ["Hello.", "Well."]


def test_an_end_that_cannot_be_read_is_found() -> None:
    """The start says where the words belong."""
    text = "WEBVTT\n\n00:01.000 --> soon\nOne.\n\n00:03.000 --> 00:04.000\nTwo.\n"
    assert words(text) == [(1.0, 3.0, "One."), (3.0, 4.0, "Two.")]
    assert said(text) == [
        '3: note: cue: expected an end after its start, found "00:01.000 --> soon" (lengthened) '
        "[cue-times]"
    ]


def test_words_without_times_are_told() -> None:
    """Players skip them; what a file says of itself is no speech."""
    text = (
        "WEBVTT\nKind: captions\n\nNOTE made by\na program\n\n00:01.000 --> 00:02.000\nOne.\n\n"
        "And more.\nOf it.\n\nid\n00:03.000 --> 00:04.000\nTwo.\n"
    )
    assert words(text) == [(1.0, 2.0, "One."), (3.0, 4.0, "Two.")]
    assert said(text) == [
        '10: note: cue: expected the times of a cue above its words, found "And more. Of it." '
        "(left out) [cue-times]"
    ]


def test_speech_about_numbers_is_speech() -> None:
    """A line of speech may begin with a number or hold an arrow."""
    cues, problems = parse_transcript(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n10-20 calls\n3 -> 4, says\n9:00 - 10:00 a -> b\nYes --> no",
        "a",
        None,
    )
    assert not problems
    assert cues[0].text == "10-20 calls 3 -> 4, says 9:00 - 10:00 a -> b Yes --> no"


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


def test_comments_among_the_words_are_refused() -> None:
    """Nobody said them; NOTE hides them. Square brackets are how some write down what they hear."""
    text = (
        "WEBVTT\n\nNOTE ask Ada\n\n00:01.000 --> 00:02.000\nA <!-- ask --> week.\n\n"
        "00:03.000 --> 00:04.000\n[[laughs]] It is 100%%, %% ask\nAda %% he\n\n"
        "00:05.000 --> 00:06.000\n&lt;!-- ask --&gt;\n\n00:07.000 --> 00:08.000\n5 %% and [x](a.md)\n"
    )
    expected = "cue: expected a block of its own that begins with NOTE for what nobody is to read"
    assert said(text) == [
        f'5: {expected}, found "<!-- ask --> week."',
        f'8: {expected}, found "%% ask Ada %%"',
        f'12: {expected}, found "<!-- ask -->"',
    ]


def test_a_last_cue_may_run_a_second_over() -> None:
    """Encoders cut and pad; what runs further is cut."""
    text = "WEBVTT\n\n00:01.000 --> 00:10.900\nA.\n"
    assert said(text, 10) == []
    assert said(text, 9.8) == [
        "3: note: cue: expected an end within the audio (9.8 s), found 10.900 s (cut) [cue-times]"
    ]
    assert words(text, 9.8) == [(1.0, 9.8, "A.")]


def test_a_transcript_of_other_audio_is_a_mistake() -> None:
    """Said once for all cues behind the end; one in many that lies there is a slip."""
    text = "WEBVTT\n\n00:01.000 --> 00:10.900\nA.\n\n00:12.000 --> 00:13.000\nB.\n"
    assert said(text, 9.8) == [
        "3: cue: expected an end within the audio (9.8 s), found 10.900 s, and 1 more behind it"
    ]
    cues = [f"00:{at:02}.000 --> 00:{at:02}.500\n{at}\n" for at in [*range(40), 59]]
    text = "\n".join(["WEBVTT\n", *cues])
    assert said(text, 45) == [
        "123: note: cue: expected an end within the audio (45.0 s), found 59.500 s (left out) "
        "[cue-times]"
    ]
    assert len(words(text, 45)) == 40


def test_cues_may_overlap_and_are_put_in_order() -> None:
    """Two people may speak at once; recognisers write the later one first."""
    cues = [
        "00:01.000 --> 00:05.000\n<v Ann>A.",
        "00:01.000 --> 00:03.000\n<v Ben>B.",
        "00:00.500 --> 00:03.000\n<v Cy>C.",
    ]
    text = "\n\n".join(["WEBVTT", *cues])
    assert said(text) == [
        "9: note: cue: expected a start after the cue before it, found 0.500 s after 1.000 s "
        "(put in its place) [cue-times]"
    ]
    assert words(text) == [(0.5, 3.0, "C."), (1.0, 5.0, "A."), (1.0, 3.0, "B.")]


def test_one_voice_twice_at_once_is_told_and_left() -> None:
    """WebVTT allows it, and players show both; the last hundredths are a program's rounding."""
    overlap = "WEBVTT\n\n00:01.000 --> 00:05.000\n<v Ann>A.\n\n00:04.500 --> 00:06.000\n<v Ann>B.\n"
    assert said(overlap) == [
        "6: note: cue: expected a start after the same voice has ended its cue before, found 4.500 s, "
        "before 5.000 s (left as it is) [cue-times]"
    ]
    assert words(overlap) == [(1.0, 5.0, "A."), (4.5, 6.0, "B.")]
    assert said(overlap.replace("00:04.500", "00:04.960")) == []


@pytest.mark.parametrize("voice", ["", "<v Ann>"])
def test_a_cue_without_length_is_lengthened_or_joins_the_next(voice: str) -> None:
    """As recognisers write them; no word is lost, and none has no time."""
    starts_and_ends = [(0, 2), (2, 2), (2, 4), (4, 4), (30, 30), (31, 31)]
    cues = [
        f"00:{start:02}.000 --> 00:{end:02}.000\n{voice}Cue{number}.\n"
        for number, (start, end) in enumerate(starts_and_ends)
    ]
    text = "\n".join(["WEBVTT\n", *cues])
    assert words(text, 33) == [
        (0.0, 2.0, "Cue0."),
        (2.0, 3.0, "Cue1."),
        (3.0, 4.0, "Cue2."),
        (4.0, 9.0, "Cue3."),
        (30.0, 31.0, "Cue4."),
        (31.0, 33.0, "Cue5."),
    ]
    assert said(text, 33) == [
        '6: note: cue: expected an end after its start, found "00:02.000 --> 00:02.000" '
        "(its words join the next cue) [cue-times]",
        '12: note: cue: expected an end after its start, found "00:04.000 --> 00:04.000" '
        "(lengthened), and 2 more like it [cue-times]",
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("<v Ann>Yes.</v> And then?", [("Ann", "Yes."), (None, "And then?")]),
        ("if a < b and c > d then stop", [(None, "if a < b and c > d then stop")]),
        ("<Ben> <3 <00:01.500><c.yellow>Hi</c>", [(None, "<Ben> <3 Hi")]),
        ("{\\an8}Tom<br>and <font color='red'>I</font>", [(None, "Tom and I")]),
        ("<v>Who?", [(None, "Who?")]),
        ("<v A &amp; B>Both <v Ann", [("A & B", "Both <v Ann")]),
    ],
)
def test_only_marks_are_taken_out_of_what_is_said(
    text: str, parts: list[tuple[str | None, str]]
) -> None:
    """Nothing that was spoken, and no word goes to another speaker."""
    cues, problems = parse_transcript(f"WEBVTT\n\n00:01.000 --> 00:05.000\n{text}\n", "a", None)
    assert not problems
    assert [(cue.speaker, cue.text) for cue in cues] == parts


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


PIECES = [
    "<",
    "<v ",
    "<v Ann>",
    "<v.a",
    "</v>",
    "<c.a.b ",
    "<1",
    "&",
    "&#",
    "{\\",
    ">",
    "-->",
    "00:01.000 ",
    "00:01.000 --> ",
    "0:",
    "1",
    " ",
    "\n",
    "a\n",
    "a\n\n",
    "NOTE\n\n",
    "00:01.000 --> 00:01.000\n<v A>a\n\n",
    "00:02.000 --> 00:01.000\na\n\n",
    "00:75:02.000 --> 00:75:03.000\na\n\n",
]


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("start", ["WEBVTT\n\n00:01.000 --> 00:02.000\n", "WEBVTT\n\n", ""])
def test_twice_the_text_takes_twice_the_steps(start: str, piece: str) -> None:
    """Whatever a file is full of; 2 MB of it are read."""
    once = start + piece * (1_000 // len(piece))
    short, long = (
        steps_of("podhub.media", partial(parse_transcript, text, "a.vtt", 60))
        for text in (once, once + once.removeprefix(start))
    )
    assert long < 2.3 * short + 500
