"""Write down what is said in an episode's recording: `NNN-slug.vtt` beside it, for an author to
proof-read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from podhub.media.unsure import Unsure
from podhub.model.entries import Catalog, EpisodeEntry, ShowEntry
from podhub.read.files import write_whole
from podhub.speech.captions import write_vtt
from podhub.speech.recognition.heard import Heard
from podhub.speech.recognition.near_terms import near_terms
from podhub.speech.recognition.phrases import Paragraph, cues, paragraphs, sentences
from podhub.speech.vocabulary import Vocabulary


@dataclass(frozen=True)
class Transcribed:
    """What was written."""

    path: str
    words: int
    seconds: float
    """Length of the recording"""
    unsure: tuple[Unsure, ...]
    """Words to listen to"""


def transcript_path(entry: EpisodeEntry) -> str:
    """Where the transcript of an episode belongs, relative to the repository."""
    return PurePosixPath(entry.path).with_suffix(".vtt").as_posix()


def speaker_of(catalog: Catalog, entry: EpisodeEntry) -> str | None:
    """Who speaks, where only one person does. The voice of a show that is read by a machine speaks in
    no recording of somebody."""
    people = entry.fields.people
    if not people and catalog.show and not _is_said_by_show(catalog.show, entry):
        people = catalog.show.fields.people
    return people[0].name if len(people) == 1 else None


def doubtful_voice(catalog: Catalog, entry: EpisodeEntry) -> str | None:
    """What to write where an episode counts as read by a machine only because all of its show do."""
    if not catalog.show or not _is_said_by_show(catalog.show, entry):
        return None
    wanted = "synthetic_voice: false, and people: with a name"
    return (
        f"{catalog.show.document.path} says that a synthetic voice is heard in all episodes: where somebody "
        f"speaks, write into {entry.path}  {wanted}"
    )


def _is_said_by_show(show: ShowEntry, entry: EpisodeEntry) -> bool:
    return entry.fields.synthetic_voice is None and bool(show.fields.synthetic_voice)


def write_transcript(
    root: Path, entry: EpisodeEntry, heard: Heard, speaker: str | None, known: Vocabulary
) -> Transcribed:
    """Write the transcript of what was heard, with notes on words to listen to."""
    parts = paragraphs(sentences([word for word in heard.words if word.text.strip()]))
    path = transcript_path(entry)
    notes = {number: tuple(_unsure(part, known)) for number, part in enumerate(parts, 1)}
    write_whole(root / path, write_vtt(cues(parts), speaker, notes))
    unsure = tuple(word for number in sorted(notes) for word in notes[number])
    return Transcribed(path, len(heard.words), heard.seconds, unsure)


def _unsure(paragraph: Paragraph, known: Vocabulary) -> Iterator[Unsure]:
    """The words of a paragraph to listen to: unsure, or close to a term."""
    words = paragraph.words
    near = dict(near_terms(words, known.terms, known.words))
    for word in words:
        if word.is_unsure or word in near:
            yield Unsure(word.start, word.text.strip(), near.get(word, ""))
