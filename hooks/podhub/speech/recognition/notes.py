"""What was heard of a recording so far, a line a stretch: a stop may break off a line, and two commands
may write at once. So a line counts where it goes on from the one before."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from podhub.speech.recognition.words import Word


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
