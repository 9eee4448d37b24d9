"""What is heard in a whole recording, written down stretch by stretch: whoever stops on the way goes on
where they stopped, and `align` need not listen again to what `transcribe` has heard.

A stop may break off a line of these notes, and two commands may write at once: a line counts where it
goes on from the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from podhub.model.digest import digest_of
from podhub.speech.recognition.stretches import Stretch, stretches
from podhub.speech.recognition.whisper import Recognizer
from podhub.speech.recognition.words import Word

VERSION = 2
"""Another number where the same recording would be heard otherwise"""
FOLDER = ".cache/hub/heard"


@dataclass(frozen=True)
class Heard:
    """The words of a recording."""

    words: tuple[Word, ...]
    seconds: float
    """Length of the recording"""


@dataclass(frozen=True)
class Listener:
    """Listens to recordings in one language, with hints."""

    ffmpeg: Path
    recognizer: Recognizer
    language: str
    hints: Sequence[str]
    folder: Path
    """Where what was heard is kept"""

    def listen(self, audio: Path, tell: Callable[[float], None] = lambda _: None) -> Heard:
        """Hear a recording to its end; `tell` is told how many seconds are done. Raises EncoderError
        where it cannot be decoded."""
        notes = self.folder / f"{self._key(audio)}.jsonl"
        words, done, whole = read_notes(notes)
        if whole:
            return Heard(tuple(words), done)
        self.folder.mkdir(parents=True, exist_ok=True)
        begin_notes(notes, words, done)  # without what a stop may have left half written
        tell(done)
        for stretch in stretches(self.ffmpeg, audio, done):
            found = [
                _placed(word, stretch.start)
                for word in self.recognizer.words(stretch.clip, self.language, self.hints)
            ]
            words += found
            begun, done = done, stretch.start + stretch.clip.seconds
            add_note(notes, found, begun, done)
            tell(done)
        add_note(notes, [], done, done, whole=True)
        return Heard(tuple(words), done)

    def first_speech(self, audio: Path) -> Stretch | None:
        """The first stretch in which somebody speaks."""
        found = stretches(self.ffmpeg, audio)
        return next((one for one in found if self.recognizer.hears_speech(one.clip)), None)

    def _key(self, audio: Path) -> str:
        with audio.open("rb") as stream:
            sound = hashlib.file_digest(stream, "sha256").hexdigest()
        model = (self.recognizer.name, self.recognizer.size)
        return digest_of((VERSION, sound, model, self.language, tuple(self.hints)))


def _placed(word: Word, start: float) -> Word:
    """A word of a stretch in its recording, as it is written down."""
    begins, ends = round(start + word.start, 3), round(start + word.end, 3)
    return Word(begins, ends, word.text, round(word.probability, 3))


def read_notes(notes: Path) -> tuple[list[Word], float, bool]:
    """The words that were heard so far, until when (seconds), and whether that is all."""
    words: list[Word] = []
    done = 0.0
    try:
        lines = notes.read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return words, done, False
    for line in lines:
        try:
            part = json.loads(line)
            if float(part["from"]) != done:  # written by another command at the same time
                continue
            found, until = [Word(*word) for word in part["words"]], float(part["until"])
        except (ValueError, KeyError, TypeError):  # the line that a stop broke off
            continue
        words, done = [*words, *found], until
        if part.get("whole"):
            return words, done, True
    return words, done, False


def begin_notes(notes: Path, words: Sequence[Word], done: float) -> None:
    """Begin a file anew with what was heard so far, until when (seconds)."""
    notes.write_text("", encoding="utf-8")
    if done:
        add_note(notes, words, 0.0, done)


def add_note(
    notes: Path, words: Sequence[Word], start: float, until: float, *, whole: bool = False
) -> None:
    """Add the words of a stretch from one second to another; `whole` says that it was the last."""
    rows = [(word.start, word.end, word.text, word.probability) for word in words]
    with notes.open("a", encoding="utf-8") as stream:
        stream.write(
            json.dumps({"from": start, "until": until, "words": rows, "whole": whole}) + "\n"
        )
