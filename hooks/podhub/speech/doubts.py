"""What makes a recording, or a model, unfit for a transcript: told before anything is written."""

from __future__ import annotations

from pathlib import Path

from podhub.model.problems import Problem
from podhub.model.times import clock
from podhub.speech.recognition.heard import Heard, Listener
from podhub.speech.recognition.whisper import Recognizer

GUESSED = 0.5
"""Probability below which a word was guessed"""
STRANGE = 0.3
"""The part of words that a recogniser may guess in speech that it understands"""
SURE_LANGUAGE = 0.8
"""How likely another language must be to be believed"""


def unfit_language(recognizer: Recognizer, language: str, path: str) -> Problem | None:
    """Why a model cannot write down a language at all."""
    if language in recognizer.languages:
        return None
    expected = f"a model that knows {language}, such as --model small"
    return Problem(path, 1, "language", expected, recognizer.described)


def spoken_language(listener: Listener, audio: Path, path: str) -> Problem | None:
    """Where another language is spoken than is written in the show's file, as far as the model can
    tell."""
    if len(listener.recognizer.languages) == 1:
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
        found = f"{clock(heard.seconds)} without speech (silence, music, a voice too soft, or two channels that cancel each other out)"
        return Problem(path, 1, "audio", expected, found)
    guessed = sum(word.probability < GUESSED for word in said) / len(said)
    if guessed <= STRANGE:
        return None
    expected = f"speech that {recognizer.name} understands"
    found = (
        f"{guessed:.0%} of {len(said)} words guessed (another language, singing, or much noise? "
        "a larger model may do: --model small)"
    )
    return Problem(path, 1, "audio", expected, found)
