"""Speech is cut into passages that can be found and played: of whole sentences, half a minute to a
minute long."""

from hypothesis import given
from hypothesis import strategies as st
from podhub.links.passages import LONGEST, SHORTEST, passages
from podhub.links.utterances import Utterance


@st.composite
def speech(draw: st.DrawFn) -> list[Utterance]:
    """Sentences one after the other, with pauses, by up to three people."""
    at, said = 0.0, []
    for length, pause, speaker in draw(
        st.lists(
            st.tuples(st.floats(0.5, 90), st.floats(0, 100), st.sampled_from(["Ann", "Ben", None])),
            max_size=40,
        )
    ):
        said.append(Utterance(at, at + length, f"Sentence {len(said)}.", speaker))
        at += length + pause
    return said


def seconds(passage: tuple[Utterance, ...]) -> float:
    """How long a passage is."""
    return passage[-1].end - passage[0].start


@given(speech())
def test_every_sentence_is_in_one_passage(said: list[Utterance]) -> None:
    """None is lost, said twice, cut or moved."""
    assert [sentence for passage in passages(said) for sentence in passage] == said


@given(speech())
def test_a_passage_is_half_a_minute_to_a_minute_long(said: list[Utterance]) -> None:
    """Longer is only a single sentence; shorter only what the next sentence would have made longer
    than a minute, or the end."""
    cut = list(passages(said))
    for place, passage in enumerate(cut):
        assert seconds(passage) <= LONGEST or len(passage) == 1
        if seconds(passage) < SHORTEST and place + 1 < len(cut):
            assert cut[place + 1][0].end - passage[0].start > LONGEST


def test_an_answer_begins_a_passage() -> None:
    """Where somebody else speaks, a passage that is long enough ends."""
    times = (("A.", 0, "Ann"), ("B?", 20, "Ann"), ("C.", 35, "Ben"), ("D.", 45, "Ann"))
    said = [Utterance(at, at + 10, text, speaker) for text, at, speaker in times]
    assert [[sentence.text for sentence in passage] for passage in passages(said)] == [
        ["A.", "B?"],
        ["C.", "D."],
    ]


def test_silence_makes_no_passage() -> None:
    """No speech, no passage."""
    assert list(passages([])) == []
