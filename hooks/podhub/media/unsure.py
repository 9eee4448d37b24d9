"""Words that a recogniser was unsure of, in a `NOTE` of a transcript, until somebody has listened to
them and takes the note away (W3C WebVTT §4.1: a note is for authors, and no player shows it)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from podhub.media.webvtt import time
from podhub.model.problems import Remark, quote
from podhub.model.times import clock, clock_ms

HEADING = "NOTE unsure: listen, fix the words below, then delete this note"
_HEADING = re.compile(r"NOTE[ \t]+unsure\b")
_WORD = re.compile(r"\s*([\d:.,]+)\s+(.+)")
_SUGGESTED = re.compile(r"(.+?)\s+\((.+)\?\)")


@dataclass(frozen=True, slots=True)
class Unsure:
    """A word to listen to."""

    at: float
    """Seconds"""
    text: str
    suggestion: str = ""
    """What it may be instead"""

    def __str__(self) -> str:
        return f"{self.text} ({self.suggestion}?)" if self.suggestion else self.text


def write_unsure(words: Iterable[Unsure]) -> str:
    """The note on the words of a paragraph.

    >>> print(write_unsure([Unsure(11.02, "Craining", "training")]), end="")
    NOTE unsure: listen, fix the words below, then delete this note
    00:00:11.020 Craining (training?)
    """
    # An arrow would make times of a cue of the line (W3C WebVTT §6.1).
    lines = [f"{clock_ms(word.at)} {str(word).replace('-->', '→')}" for word in words]
    return "\n".join([HEADING, *lines]) + "\n"


def read_unsure(text: str) -> Iterator[tuple[int, list[Unsure]]]:
    """Every such note of a transcript: its line, and its words. A line without a time is left out:
    it is the author's own.

    >>> list(read_unsure("WEBVTT\\n\\nNOTE unsure\\n1:02 ramp\\n0:01:05,5 Doe (dough?)\\n\\n00:01.000 --> 00:02.000\\nA"))
    [(3, [Unsure(at=62.0, text='ramp', suggestion=''), Unsure(at=65.5, text='Doe', suggestion='dough')])]
    """
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if _HEADING.match(line):
            words = []
            for below in lines[number:]:
                if not below.strip():
                    break
                found = _WORD.fullmatch(below)
                at = time(found[1]) if found else None
                if found and at is not None:
                    said = _SUGGESTED.fullmatch(found[2].strip())
                    words.append(Unsure(at, *(said.groups() if said else (found[2].strip(),))))
            yield number, words


def unsure_remarks(text: str, path: str) -> Iterator[Remark]:
    """A remark on each note, with the seconds at which to listen."""
    for line, words in read_unsure(text):
        said = ", ".join(f"{quote(str(word))} at {clock(word.at)}" for word in words)
        found = f"{said or 'a note on them'} (listen, fix, then delete the note)"
        expected = "words that somebody has listened to"
        yield Remark(path, line, "transcript", expected, found, "unsure-words")
