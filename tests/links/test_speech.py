"""Speech in sentences: where a word is heard, and how a transcript stands on a page."""

from dataclasses import replace
from pathlib import Path

import pytest
from podhub.links.assembly.heard import heard
from podhub.links.assembly.transcript_view import sections
from podhub.links.moment_views import moment_views
from podhub.links.speech import listen
from podhub.links.terms import TermFinder
from podhub.links.utterances import utterances
from podhub.model.entries import EpisodeEntry
from podhub.model.media import Cue
from podhub.model.sentences import sentence_at

from tests.build.corpus import catalog_of


@pytest.fixture
def episode(tmp_path: Path) -> EpisodeEntry:
    """The episode of the small hub: moments at 0:05 and 0:20."""
    return catalog_of(tmp_path).episodes["ramp-time"]


def test_a_term_is_heard_across_cues(episode: EpisodeEntry) -> None:
    """At the second where its sentence starts, said by whom."""
    speech = listen(
        episode, TermFinder([("coaching", ["sales coaching"]), ("longer", ["takes longer"])])
    )
    assert [sentence.text for sentence in speech.sentences.load()] == [
        "Sales coaching takes longer than a week.",
        "My first deal took ten.",
    ]
    (said,) = speech.said["coaching"].quoted
    place = heard(episode, said)
    assert (place.url, place.at, place.speaker) == ("podcast/ramp-time/#t=1", 1, "Ann")
    assert "longer" in speech.said, "words of two cues are one text"


def test_few_places_of_one_episode_are_listed(episode: EpisodeEntry) -> None:
    """Apart from each other, three at most, none while the episode greets its listeners."""
    words = "Coaching lines up what a team already knows with its goals."
    cues = tuple(Cue(second, second + 5, words) for second in range(0, 400, 10))
    speech = listen(replace(episode, cues=cues), TermFinder([("coaching", ["coaching"])]))
    said = speech.said["coaching"]
    assert (said.count, said.first.start, [one.start for one in said.quoted]) == (
        40,
        0,
        [30, 60, 90],
    )


def test_a_place_is_quoted_with_what_it_points_at_and_not_from_the_farewell(
    episode: EpisodeEntry,
) -> None:
    """A short sentence comes with the one before it, of the same voice; where to read more is said
    of the episode, not of the word."""
    said = (
        (40, "Ann", "They say what they will do, and they are asked about it."),
        (45, "Ann", "That is ownership."),
        (90, "Ben", "Is there anything else that we should talk about today?"),
        (95, "Ann", "Ownership, yes."),
        (110, "Ann", "On this page, you will find what we mean by ownership."),
    )
    cues = tuple(Cue(at, at + 5, text, speaker) for at, speaker, text in said)
    speech = listen(replace(episode, cues=cues), TermFinder([("ownership", ["ownership"])]))
    assert [(one.start, one.text) for one in speech.said["ownership"].quoted] == [
        (40, "They say what they will do, and they are asked about it. That is ownership."),
    ]
    assert speech.said["ownership"].count == 3


def test_sentences_end_at_stops_and_speakers() -> None:
    """Cues are cut for a screen; speech is not."""
    cues = [
        Cue(0, 1, "One"),
        Cue(1, 2, "two.", None),
        Cue(2, 3, "Three", "A"),
        Cue(3, 4, "four", "B"),
        Cue(4, 5, "five?”", "B"),
    ]
    assert [(said.start, said.end, said.text, said.speaker) for said in utterances(cues)] == [
        (0, 2, "One two.", None),
        (2, 3, "Three", "A"),
        (3, 5, "four five?”", "B"),
    ]
    endless = [Cue(number, number + 1, "word " * 10) for number in range(100)]
    assert max(len(said.text.split()) for said in utterances(endless)) <= 110


@pytest.mark.parametrize(
    ("text", "word", "sentence"),
    [
        ("One. Two three! Four", "three", "Two three!"),
        ("He asked e.g. Ann. She said no.", "Ann", "He asked e.g. Ann."),
        ("About 4.5 days. Then", "days", "About 4.5 days."),
        ("Only this", "this", "Only this"),
        ("One.\n  Two\nlines. Three", "lines", "Two lines."),
    ],
)
def test_a_sentence_is_found_by_a_word_in_it(text: str, word: str, sentence: str) -> None:
    """From its capital to its stop."""
    assert sentence_at(text, text.index(word)) == sentence


def test_a_moment_leads_to_a_path_on_the_site(episode: EpisodeEntry) -> None:
    """An address that begins with a slash would leave a site that stands below another one."""
    first, second = episode.fields.moments
    moments = (
        first.model_copy(update={"url": "/about/"}),
        second.model_copy(update={"url": "https://example.com/"}),
    )
    views = moment_views(
        replace(episode, fields=episode.fields.model_copy(update={"moments": moments})), ()
    )
    assert [view.url for view in views] == ["about/", "https://example.com/"]


def test_a_transcript_has_the_paragraphs_that_its_file_names() -> None:
    """However short they are, and however long the pauses inside them."""
    cues = (
        Cue(0, 1, "One.", opens=True),
        Cue(3, 4, "Two, and no full stop"),
        Cue(4.2, 5, "Three.", opens=True),
        *(
            Cue(6 + at, 6.9 + at, "A good many words in one paragraph of speech.")
            for at in range(20)
        ),
    )
    (section,) = sections(utterances(cues), ())
    paragraphs = section.paragraphs
    assert [(p.at, len(p.sentences)) for p in paragraphs] == [(0, 2), (4, 21)]


def test_a_transcript_is_cut_at_speakers_and_moments(episode: EpisodeEntry) -> None:
    """And stands under their titles. Each second has one anchor, whether a sentence or a moment
    carries it."""
    cues = (
        Cue(1, 2, "One.", "Ann"),
        Cue(2.2, 2.5, "Two.", "Ann"),
        Cue(2.6, 3, "Three.", "Ann"),
        Cue(6, 7, "Four.", "Ann"),
        Cue(20, 21, "Five.", "Ben"),
    )
    speech = listen(replace(episode, cues=cues), TermFinder([]))
    said = sections(speech.sentences.load(), speech.moments)
    assert [
        (section.moment and section.moment.title, p.speaker, p.at, [s.text for s in p.sentences])
        for section in said
        for p in section.paragraphs
    ] == [
        (None, "Ann", 1, ["One.", "Two.", "Three."]),
        ("The first week", "Ann", 6, ["Four."]),
        ("The first deal", "Ben", 20, ["Five."]),
    ]
    paragraphs = [paragraph for section in said for paragraph in section.paragraphs]
    anchors = [s.at for p in paragraphs for s in p.sentences if s.anchor]
    anchors += [moment.at for moment in speech.moments if moment.anchor]
    assert sorted(anchors) == [1, 2, 5, 6, 20]
