"""A loaded model and what it hears of episodes: what the commands share that listen."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from podhub.cli.progress import Portion, say
from podhub.model.digest import digest
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.problems import Problem
from podhub.model.times import clock
from podhub.net.downloads import Downloads
from podhub.net.remote_audio import UnreadableError
from podhub.speech.doubts import spoken_language, unfit_language
from podhub.speech.ffmpeg import EncoderError, find_ffmpeg
from podhub.speech.recognition.heard import FOLDER, Heard, Listener
from podhub.speech.recognition.models import RecognizerMissingError, load_recognizer
from podhub.speech.recognition.whisper import Recognizer
from podhub.speech.vocabulary import vocabulary

WHISPERS = {"nb": "no", "fil": "tl", "cmn": "zh"}
"""Languages that Whisper knows by another code"""
MODELS = ".cache/hub/models"
"""Where models lie that were fetched by their names"""


@dataclass(frozen=True)
class Session:
    """A loaded model, and the hub whose recordings it listens to."""

    root: Path
    catalog: Catalog
    ffmpeg: Path
    recognizer: Recognizer
    language: str

    def hear(self, entry: EpisodeEntry) -> Heard | Problem:
        """Listen to an episode's recording, and show how far that is."""
        audio = self.recording(entry)
        if isinstance(audio, Problem):
            return audio
        path = entry.audio.source or entry.path
        listener = self.listener(entry)
        try:
            unfit = unfit_language(self.recognizer, self.language, path)
            unfit = unfit or spoken_language(listener, audio, path)
            if unfit:
                return unfit
            with Portion(Path(path).name, entry.audio.seconds, clock) as portion:
                return listener.listen(audio, portion.show)
        except KeyboardInterrupt:
            say("stopped; the same command goes on where it was")
            raise
        except EncoderError as error:
            return Problem(path, 1, "audio", "sound that ffmpeg can decode", str(error))

    def listener(self, entry: EpisodeEntry) -> Listener:
        """Who listens to an episode, with its hints."""
        hints = vocabulary(self.root, self.catalog, entry).hints
        return Listener(self.ffmpeg, self.recognizer, self.language, hints, self.root / FOLDER)

    def recording(self, entry: EpisodeEntry) -> Path | Problem:
        """An episode's recording on this machine. One at an address is brought here once."""
        if entry.audio.source and (self.root / entry.audio.source).is_file():
            return self.root / entry.audio.source
        if "://" not in entry.audio.url:
            expected = "a recording on this machine, or at an address"
            return entry.document.problem(("audio",), expected, "none")
        file = self.root / FOLDER / f"{digest(entry.audio.url)}.recording"
        try:
            if not file.is_file():
                _download(entry, file)
        except UnreadableError as error:
            expected = f"a recording at {entry.audio.url}"
            return entry.document.problem(("audio",), expected, str(error))
        return file


def _download(entry: EpisodeEntry, file: Path) -> None:
    """Bring a recording here, and show how much of it is."""
    with Portion(entry.slug, entry.audio.bytes, "{:,.0f} bytes".format) as portion:
        Downloads(file.parent).save(entry.audio.url, file, lambda done, size: portion.show(done))


def begin(
    root: Path, catalog: Catalog, model: str | None, language: str | None, ffmpeg: Path | None
) -> Session:
    """Load a model for a hub; ends the command where something is missing."""
    try:
        program = find_ffmpeg(ffmpeg)
        recognizer = load_recognizer(model, root / MODELS)
    except RecognizerMissingError as error:
        sys.exit(f"hub: expected {error}")
    except EncoderError as error:
        sys.exit(f"hub: expected ffmpeg, found {error}")
    say(f"listening with {recognizer.described}")
    spoken = language or (catalog.show.fields.language if catalog.show else "en")
    code = spoken.partition("-")[0].lower()
    return Session(root, catalog, program, recognizer, WHISPERS.get(code, code))
