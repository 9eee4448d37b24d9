"""A recording becomes words with their times: cut at pauses, held to them, and put into sentences."""

from __future__ import annotations

import math
import random
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from podhub.speech.ffmpeg import EncoderError, decoded, find_ffmpeg
from podhub.speech.recognition.heard import Listener, add_note, begin_notes, read_notes
from podhub.speech.recognition.hints import with_hints
from podhub.speech.recognition.matching import match
from podhub.speech.recognition.near_terms import near_terms
from podhub.speech.recognition.pauses import pauses
from podhub.speech.recognition.phrases import cues, paragraphs, sentences
from podhub.speech.recognition.slips_of_the_tongue import slips
from podhub.speech.recognition.stretches import LONGEST, RATE, Stretch, cut
from podhub.speech.recognition.word_times import held
from podhub.speech.recognition.words import Word, bare, without_echo, written
from podhub.speech.timeline import Clip

from tests.speech.voices import Parrot, said, tone


def noisy(clip: Clip, level: float) -> Clip:
    """The clip in a room that hisses."""
    chance = random.Random(1)
    return Clip(clip.rate, array("h", [s + round(chance.gauss(0, level)) for s in clip.samples]))


def test_pauses_are_found_in_a_hissing_room_too() -> None:
    clip = Clip(RATE, array("h", [*tone(0.5), *tone(0.4, 0), *tone(0.6)]))
    for heard in (clip, noisy(clip, 600)):
        (pause,) = pauses(heard)
        assert (pause.start, pause.end) == pytest.approx((0.5, 0.9), abs=0.02)


def test_a_recording_is_cut_in_its_pauses_and_nothing_of_it_is_lost() -> None:
    """However it arrives."""
    sound = b"".join((tone(4) + tone(0.4, 0)).tobytes() for _ in range(16))
    blocks = [sound[at : at + 9999] for at in range(0, len(sound), 9999)]
    found = list(cut(blocks))
    assert b"".join(stretch.clip.samples.tobytes() for stretch in found) == sound
    assert all(stretch.clip.seconds <= LONGEST for stretch in found)
    for stretch in found[1:]:
        assert stretch.start % 4.4 == pytest.approx(4.2, abs=0.05)


def test_a_word_behind_a_pause_starts_where_it_ends() -> None:
    """The recogniser put “Perhaps” half a second late, and “it.” into the pause."""
    words = [Word(3.3, 3.7, " show"), Word(3.7, 4.22, " it."), Word(4.66, 4.67, " Perhaps")]
    heard = pauses(Clip(RATE, array("h", [*tone(3.75), *tone(0.38, 0), *tone(1)])))
    show, it, perhaps = held(words, heard)
    assert (it.end, perhaps.start) == pytest.approx((3.75, 4.13), abs=0.02)
    assert show.end <= it.start < it.end < perhaps.start < perhaps.end


@settings(max_examples=50)
@given(st.lists(st.tuples(st.floats(0, 20), st.floats(0, 3)), max_size=12), st.randoms())
def test_words_stay_in_order_whatever_is_heard(
    times: list[tuple[float, float]], chance: random.Random
) -> None:
    words = [Word(start, start + length, " a") for start, length in sorted(times)]
    levels = [chance.choice((0, 9000)) for _ in range(40)]
    samples = array("h", [level for level in levels for _ in range(50)])
    ordered = held(words, pauses(Clip(100, samples)))
    assert len(ordered) == len(words)
    edges = [edge for word in ordered for edge in (word.start, word.end)]
    assert edges == sorted(edges)


def test_thanks_that_nobody_said_are_left_out() -> None:
    heard = [Word(26.2, 26.7, " spectator."), Word(26.7, 26.9, " Peter.", 0.16)]
    heard += [Word(26.9, 27.4, " Thank", 0.01), Word(27.4, 27.4, " you", 0.98)]
    assert written(without_echo(heard)) == "spectator."
    assert without_echo(heard[:2]) == heard[:2]
    # Of a room that hisses: the first word takes no time, and the next all that is left.
    hiss = [Word(2.04, 2.34, " listening."), Word(2.34, 2.34, " Thank", 0.04)]
    thanks = [*hiss, Word(2.34, 2.88, " you.", 0.97)]
    assert written(without_echo(thanks)) == "listening."
    meant = [hiss[0], Word(2.8, 3.1, " Thank", 0.9), Word(3.1, 3.4, " you.", 0.97)]
    assert without_echo(meant) == meant


def test_two_who_listen_at_once_neither_lose_a_word_nor_write_it_twice(tmp_path: Path) -> None:
    notes, (a, b, c) = tmp_path / "notes", said("One two three")
    begin_notes(notes, [a], 1.0)
    add_note(notes, [c], 2.0, 3.0)  # whoever wrote from 1.0 on was overwritten
    assert read_notes(notes) == ([a], 1.0, False)
    for _ in range(2):
        add_note(notes, [b], 1.0, 2.0)
        with notes.open("a") as stream:
            stream.write('{"from": 2.0, "until": 3.0, "wor\n')  # and a stop
    add_note(notes, [c], 2.0, 3.0)
    add_note(notes, [], 3.0, 3.0, whole=True)
    assert read_notes(notes) == ([a, b, c], 3.0, True)


def test_hints_bring_in_hinted_words_alone() -> None:
    plain = said("it. Craining can mend. We rest.")
    hinted = said("it training can bend. We rest, leader.")
    assert written(with_hints(plain, hinted, ["training"])) == "it. Training can mend. We rest."


def test_words_close_to_a_term_are_suggested_and_the_hubs_own_words_are_not() -> None:
    words = said("Sails coaching, sales coach and the sale of training")
    known = ["sales", "sale", "coach", "coaching", "training", "and", "the", "of"]
    found = [
        (word.text.strip(), term) for word, term in near_terms(words, ["sales coaching"], known)
    ]
    assert found == [("Sails", "sales coaching")]


def test_sentences_and_paragraphs_are_those_of_the_speaker() -> None:
    words = said(" ".join(f"We met Dr. Shaw on day {day} and asked for more." for day in range(9)))
    moved = [
        Word(w.start + 3 * (at // 44), w.end + 3 * (at // 44), w.text) for at, w in enumerate(words)
    ]
    found = paragraphs(sentences(moved))
    assert [len(part.sentences) for part in found] == [4, 4, 1]
    made = cues(found)
    assert " ".join(cue.text for cue in made) == written(words)
    assert [cue.paragraph for cue in made] == [1, None, None, None, 2, None, None, None, 3]


def test_speech_without_full_stops_is_cut_to_what_a_screen_holds() -> None:
    words = said(" ".join("and so on it goes" for _ in range(60)))
    made = cues(paragraphs(sentences(words)))
    assert " ".join(cue.text for cue in made) == written(words)
    assert max(len(cue.text) for cue in made) <= 130


WORDS = st.lists(st.sampled_from(["a", "b", "c", "d", "e", "f", "g", "h", "—"]), max_size=30)


@settings(max_examples=50)
@given(WORDS, WORDS)
def test_a_text_keeps_every_word_and_its_order_whatever_was_heard(
    text: list[str], heard: list[str]
) -> None:
    words, differences = match(text, said(" ".join(heard)))
    assert [word.text for word in words] == text
    starts = [word.start for word in words]
    assert starts == sorted(starts)
    same = [bare(word) for word in heard]
    for one in reversed(differences):
        same[one.heard] = map(bare, text[one.text])
    assert [word for word in same if word] == [bare(word) for word in text if bare(word)]


def test_two_hours_of_words_are_matched_between_anchors() -> None:
    """In a moment, where comparing all with all takes minutes."""
    chance = random.Random(3)
    text = [f"w{min(int(chance.expovariate(0.005)), 3000)}" for _ in range(18_000)]
    heard = [word if chance.random() > 0.04 else "wrong" for word in text]
    words, differences = match(text, said(" ".join(heard)))
    assert len(words) == len(text)
    assert sum(one.text.stop - one.text.start for one in differences) == heard.count("wrong")


def test_a_slip_is_told_where_the_recording_bears_it_out() -> None:
    """“mends” was read, and the recogniser wrote “men's”; “gladly” was said, and stands nowhere."""
    text = ["Coaching", "mends", "the", "second.", "Ask", "first.", "Stay", "here."]
    heard = said("Coaching men's the second. Ask gladly first.")
    parrot = Parrot({"mends the second": 0.0, "Ask first": -9.0, "Stay here": -30.0})
    sound = [Stretch(0.0, Clip(RATE, tone(10)))]
    found = list(slips(parrot, "en", sound, text, heard, match(text, heard)[1]))
    assert [(slip.text, slip.said) for slip in found] == [("", "gladly"), ("Stay here.", "")]


def test_a_sentence_that_the_text_leaves_out_is_told() -> None:
    """The rest of the text fits as well without it. Thanks that nobody said are no such sentence."""
    text = ["Ask", "first.", "Then", "listen."]
    heard = said("Ask first. What did they do? Then listen.")
    heard += [Word(8.1, 8.2, " Thank", 0.01), Word(8.2, 8.2, " you.", 0.99)]
    sound = [Stretch(0.0, Clip(RATE, tone(10)))]
    found = list(slips(Parrot(), "en", sound, text, heard, match(text, heard)[1]))
    assert [(slip.text, slip.said) for slip in found] == [("", "What did they do?")]


@pytest.fixture
def listener(tmp_path: Path) -> Listener:
    return Listener(find_ffmpeg(), Parrot(), "en", ("training",), tmp_path / "heard")


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    """A minute that is cut three times."""
    file = tmp_path / "sound.wav"
    sound = b"".join((tone(4) + tone(0.4, 0)).tobytes() for _ in range(14))
    size = (36 + len(sound)).to_bytes(4, "little"), len(sound).to_bytes(4, "little")
    form = b"WAVEfmt \x10\0\0\0\x01\0\x01\0" + RATE.to_bytes(4, "little")
    form += (2 * RATE).to_bytes(4, "little") + b"\x02\0\x10\0"
    file.write_bytes(b"RIFF" + size[0] + form + b"data" + size[1] + sound)
    return file


def test_who_is_stopped_goes_on_where_that_was(listener: Listener, recording: Path) -> None:
    """Also where the stop broke off a line."""
    parrot = listener.recognizer
    parrot.stops_after = 2
    with pytest.raises(KeyboardInterrupt):
        listener.listen(recording)
    (notes,) = listener.folder.iterdir()
    with notes.open("a") as stream:
        stream.write('{"until": 99, "wor')
    parrot.stops_after = None
    told: list[float] = []
    whole = listener.listen(recording, told.append)
    assert parrot.heard == sorted(parrot.heard)  # nothing twice
    assert told[0] > 0
    assert [word.start for word in whole.words] == sorted(word.start for word in whole.words)
    assert whole.seconds == pytest.approx(14 * 4.4, abs=0.01)
    before = list(parrot.heard)
    assert listener.listen(recording) == whole
    assert parrot.heard == before


def test_another_recording_is_heard_anew(listener: Listener, recording: Path) -> None:
    listener.listen(recording)
    recording.write_bytes(recording.read_bytes()[:-RATE])
    assert listener.listen(recording).seconds == pytest.approx(14 * 4.4 - 0.5, abs=0.01)


def test_what_holds_no_sound_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.mp3").write_text("words")
    with pytest.raises(EncoderError):
        list(decoded(find_ffmpeg(), tmp_path / "a.mp3", RATE))


def test_decoding_may_be_left_at_any_time(recording: Path) -> None:
    blocks: Iterator[bytes] = decoded(find_ffmpeg(), recording, RATE)
    assert next(blocks)
    blocks.close()


def test_the_tone_is_a_tone() -> None:
    """What these tests listen to is neither silence nor full scale."""
    assert 1000 < max(tone(0.1)) < 20_000
    assert math.isclose(len(tone(0.5)), RATE / 2)


def test_a_program_that_fails_at_its_end_is_waited_for(tmp_path: Path) -> None:
    """It has closed its output, and has not yet said that something was wrong; or it was killed."""
    program = tmp_path / "ffmpeg"
    for end, found in (("echo broken >&2; exit 1", "broken"), ("kill -9 $$", "exit code -9")):
        program.write_text(f"#!/bin/sh\nprintf abcd\nexec >&-\nsleep 0.2\n{end}\n")
        program.chmod(0o755)
        with pytest.raises(EncoderError, match=found):
            list(decoded(program, tmp_path / "a.mp3", RATE))
