"""What is heard in a whole recording, written down stretch by stretch: whoever stops on the way goes on
where they stopped, and `align` need not listen again to what `transcribe` has heard."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from podhub.model.digest import digest_of
from podhub.speech.recognition.notes import add_note, begin_notes, read_notes
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
