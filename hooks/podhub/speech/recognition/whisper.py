"""The recogniser: a Whisper model run by faster-whisper, on this computer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from podhub.speech.recognition.hints import may_be_hinted, with_hints
from podhub.speech.recognition.pauses import pauses
from podhub.speech.recognition.word_times import held
from podhub.speech.recognition.words import Word, without_echo
from podhub.speech.timeline import Clip

BEAM = 5
"""Ways to go on that are weighed at once"""
LEAST = 1e-4
"""Probability of a word, at least"""
SPOKEN = 0.25
"""Seconds of speech without which a stretch is not listened to: music, or nobody there"""


@dataclass(frozen=True)
class Recognizer:
    """A loaded model."""

    name: str
    size: int
    """Bytes of the model, which tell models of one name apart"""
    languages: frozenset[str]
    """Codes such as `en`"""
    _model: Any

    @property
    def described(self) -> str:
        """What it is and what it is good for."""
        count = len(self.languages)
        return f"{self.name}, which knows {f'{count} languages' if count > 1 else 'English alone'}"

    def words(self, clip: Clip, language: str, hints: Sequence[str] = ()) -> list[Word]:
        """What is said in a clip of less than thirty seconds; nothing where nobody speaks."""
        spans = _spoken(clip)
        if not spans:
            return []
        words = self._said(clip, language, beam_size=BEAM)
        if may_be_hinted(words, hints):
            told = {"hotwords": ", ".join(hints), "temperature": 0.0, "beam_size": 1}
            words = with_hints(words, self._said(clip, language, **told), hints)
        # What is made up of music: unsure, and where nobody speaks.
        words = [word for word in words if not word.is_unsure or _touches(word, spans)]
        return held(words, pauses(clip))

    def _said(self, clip: Clip, language: str, **how: Any) -> list[Word]:
        """What is said in a clip, with the recogniser's own times."""
        segments, _ = self._model.transcribe(
            _floats(clip),
            language=language,
            condition_on_previous_text=False,
            without_timestamps=True,
            word_timestamps=True,
            **how,
        )
        found = (word for segment in segments for word in segment.words or [])
        return without_echo(
            [Word(float(w.start), float(w.end), w.word, float(w.probability)) for w in found]
        )

    def hears_speech(self, clip: Clip) -> bool:
        """Whether somebody speaks in a clip."""
        return bool(_spoken(clip))

    def language(self, clip: Clip) -> tuple[str, float]:
        """The language of a clip and how likely it is."""
        language, probability, _ = self._model.detect_language(_floats(clip))
        return str(language), float(probability)

    def fits(self, clip: Clip, texts: Sequence[str], language: str) -> list[float]:
        """How well each text fits what is said in a clip: the likelihood of its words."""
        import numpy
        from faster_whisper.tokenizer import Tokenizer  # type: ignore[import-not-found, import-untyped, unused-ignore]
        from faster_whisper.transcribe import pad_or_trim  # type: ignore[import-not-found, import-untyped, unused-ignore]

        model = self._model
        features = model.feature_extractor(_floats(clip))
        frames = min(features.shape[-1] - 1, model.feature_extractor.nb_max_frames)
        encoded = model.encode(pad_or_trim(numpy.ascontiguousarray(features[:, :frames])))
        tokenizer = Tokenizer(
            model.hf_tokenizer, model.model.is_multilingual, task="transcribe", language=language
        )
        found = [
            model.find_alignment(tokenizer, [tokenizer.encode(f" {text}")], encoded, frames)[0]
            for text in texts
        ]
        return [sum(_log(word["probability"]) for word in words) for words in found]


def _spoken(clip: Clip) -> list[tuple[float, float]]:
    """From where to where somebody speaks in a clip (seconds); nothing where that is too little to be
    speech."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps  # type: ignore[import-not-found, import-untyped, unused-ignore]

    found = get_speech_timestamps(_floats(clip), VadOptions())
    spans = [(span["start"] / clip.rate, span["end"] / clip.rate) for span in found]
    return spans if sum(end - start for start, end in spans) >= SPOKEN else []


def _touches(word: Word, spans: Sequence[tuple[float, float]]) -> bool:
    return any(word.start < end and word.end > start for start, end in spans)


def _floats(clip: Clip) -> Any:
    import numpy

    return numpy.frombuffer(clip.samples, numpy.int16).astype(numpy.float32) / 32768


def _log(probability: float) -> float:
    """The logarithm of a word's probability; one word that is out of place does not outweigh all."""
    return math.log(max(probability, LEAST))
