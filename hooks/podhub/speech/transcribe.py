"""Write down what is said in an episode's recording: `NNN-slug.vtt` beside it, for an author to
proof-read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from podhub.media.unsure import Unsure
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.problems import Problem
from podhub.model.times import clock
from podhub.read.files import write_whole
from podhub.read.text_files import read_text
from podhub.speech.captions import write_vtt
from podhub.speech.recognition.heard import Heard, Listener
from podhub.speech.recognition.hints import near_terms
from podhub.speech.recognition.phrases import Paragraph, cues, paragraphs, sentences
from podhub.speech.recognition.whisper import Recognizer

STRANGE = 0.3
"""The part of words that a recogniser may be unsure of in speech that it understands"""
SURE_LANGUAGE = 0.8
"""How likely another language must be to be believed"""


@dataclass(frozen=True)
class Transcribed:
    """What was written."""

    path: str
    words: int
    seconds: float
    """Length of the recording"""
    unsure: tuple[Unsure, ...]
    """Words to listen to"""


@dataclass(frozen=True)
class Vocabulary:
    """What a hub's texts know: terms and names, which are hints, and all words."""

    terms: tuple[str, ...]
    names: tuple[str, ...]
    words: frozenset[str]

    @property
    def hints(self) -> tuple[str, ...]:
        """Names first: a recogniser takes only so many hints, and knows words better than names."""
        return tuple(dict.fromkeys((*self.names, *self.terms)))


def vocabulary(root: Path, catalog: Catalog, entry: EpisodeEntry) -> Vocabulary:
    """What the hub's texts know that may be said in an episode."""
    terms = [
        word
        for definition in catalog.definitions.values()
        for word in (definition.fields.term, *definition.fields.forms)
    ]
    show = [catalog.show.fields.title] if catalog.show else []
    people = (*(catalog.show.fields.people if catalog.show else ()), *entry.fields.people)
    names = [person.name for person in people] + [one.name for one in catalog.authors.values()]
    texts = [read_text(root, one.path)[0] for one in catalog.entries()]
    words = {word for text in texts for word in re.findall(r"[^\W_]+", text)}
    return Vocabulary(tuple(terms), tuple(dict.fromkeys(show + names)), frozenset(words))


def transcript_path(entry: EpisodeEntry) -> str:
    """Where the transcript of an episode belongs, relative to the repository."""
    return PurePosixPath(entry.path).with_suffix(".vtt").as_posix()


def speaker_of(catalog: Catalog, entry: EpisodeEntry) -> str | None:
    """Who speaks, where only one person does."""
    people = entry.fields.people or (catalog.show.fields.people if catalog.show else ())
    return people[0].name if len(people) == 1 else None


def unfit_language(recognizer: Recognizer, language: str, path: str) -> Problem | None:
    """Why a model cannot write down a language at all."""
    if not recognizer.english_only or language.partition("-")[0].lower() == "en":
        return None
    expected = f"a model that knows {language}, such as --model small"
    return Problem(path, 1, "language", expected, recognizer.described)


def spoken_language(listener: Listener, audio: Path, path: str) -> Problem | None:
    """Where another language is spoken than is written in the show's file, as far as the model can
    tell."""
    if listener.recognizer.english_only:
        return None
    stretch = listener.first_speech(audio)
    if stretch is None:
        return None
    found, sure = listener.recognizer.language(stretch.clip)
    if found == listener.language or sure < SURE_LANGUAGE:
        return None
    expected = f"speech in {listener.language} (--language names another)"
    return Problem(path, 1, "audio", expected, f"{found} ({sure:.0%} sure)")


def doubts(heard: Heard, recognizer: Recognizer, path: str) -> Problem | None:
    """Why what was heard is no transcript: nobody speaks, or not so that the model understands."""
    said = [word for word in heard.words if word.text.strip()]
    if not said:
        expected = "a recording in which somebody speaks"
        found = f"{clock(heard.seconds)} without speech (silence, music, or a voice too soft)"
        return Problem(path, 1, "audio", expected, found)
    unsure = sum(word.is_unsure for word in said) / len(said)
    if unsure <= STRANGE:
        return None
    expected = f"speech that {recognizer.name} understands"
    found = (
        f"{unsure:.0%} of {len(said)} words unsure (another language, singing, or much noise? "
        "a larger model may do: --model small)"
    )
    return Problem(path, 1, "audio", expected, found)


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
