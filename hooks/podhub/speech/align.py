"""Give an author's own text the times of its recording: the transcript is the text word for word, its
headings become moments, and where speaker and text differ is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from podhub.model.entries import EpisodeEntry
from podhub.model.problems import Problem
from podhub.read.files import write_whole
from podhub.read.script import Script
from podhub.speech.captions import write_vtt
from podhub.speech.moment_times import write_moments
from podhub.speech.recognition.heard import Heard
from podhub.speech.recognition.matching import Difference, match, share_heard
from podhub.speech.recognition.phrases import Paragraph, cues
from podhub.speech.recognition.words import Word
from podhub.speech.transcribe import transcript_path

ENOUGH = 0.5
"""The part of a text's words that a recording must hold to be of that text"""


@dataclass(frozen=True)
class Aligned:
    """A text with the times of its recording."""

    paragraphs: tuple[Paragraph, ...]
    moments: tuple[tuple[int, str], ...]
    """Seconds and titles, from the headings; none where there are none"""
    words: tuple[str, ...]
    """The text's"""
    differences: tuple[Difference, ...]


def align(
    script: Script, titled: bool, heard: Heard, path: str
) -> tuple[Aligned | None, list[Problem]]:
    """Place the words of a text that has some in time. A problem where the recording is of another
    text."""
    text = script.text.split()
    words, differences = match(text, heard.words)
    apart = sum(one.text.stop - one.text.start for one in differences)
    if apart > (1 - ENOUGH) * len(text):
        expected = "the text of this recording"
        found = f"one of whose {len(text)} words only {len(text) - apart} are heard there in order"
        if share_heard(text, heard.words) > ENOUGH:
            found += "; its parts stand in another order"
        return None, [Problem(path, 1, "text", expected, found)]
    parts = tuple(_paragraphs(script, words))
    moments = tuple(_moments(script, parts)) if titled else ()
    return Aligned(parts, moments, tuple(text), tuple(differences)), []


def _paragraphs(script: Script, words: Sequence[Word]) -> Iterator[Paragraph]:
    """The script's paragraphs, of words with times."""
    at = 0
    for part in script.parts:
        for paragraph in part.paragraphs:
            sentences = []
            for sentence in paragraph:
                count = len(sentence.split())
                sentences.append(tuple(_spaced(words[at : at + count])))
                at += count
            yield Paragraph(tuple(sentences))


def _spaced(words: Sequence[Word]) -> Iterator[Word]:
    for word in words:
        yield Word(word.start, word.end, f" {word.text}", word.probability)


def _moments(script: Script, parts: Sequence[Paragraph]) -> Iterator[tuple[int, str]]:
    """The second in which the first word below each heading is said, and the heading; the first opens
    the episode. One below which nothing was said, so that the next begins in its second, is no
    moment."""
    at, opens = 0, True
    for part in script.parts:
        start = int(parts[at].words[0].start)
        at += len(part.paragraphs)
        if at == len(parts) or int(parts[at].words[0].start) > start:
            yield 0 if opens else start, part.title
            opens = False


def write_aligned(
    root: Path, entry: EpisodeEntry, made: Aligned, speaker: str | None, moments: bool
) -> list[str]:
    """Write the transcript, and the moments if they are wanted. Returns the files' paths."""
    path = transcript_path(entry)
    write_whole(root / path, write_vtt(cues(made.paragraphs), speaker))
    if not (moments and made.moments):
        return [path]
    source = (root / entry.path).read_bytes().decode("utf-8")
    write_whole(root / entry.path, write_moments(source, made.moments))
    return [path, entry.path]
