"""WebVTT transcripts read into cues. webvtt-py drops a cue that it cannot read; here that is a
problem with its line."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

import webvtt
from webvtt.errors import MalformedCaptionError, MalformedFileError
from webvtt.models import Timestamp

from podhub.model.media import Cue
from podhub.model.problems import Problem, quote
from podhub.model.values import clock_ms

_TIMING = re.compile(r"^\s*((?:\d+:)?\d\d:\d\d\.\d{3})\s+-->\s+((?:\d+:)?\d\d:\d\d\.\d{3})(?:\s|$)")
# A line that was meant to be one: 00:04,500 -> 00:09.000
_MEANT = re.compile(r"^\s*\d[\d:.,]*\s*(?:[-=–—]*>|→)\s*\d")
# WebVTT §6.4: `<v.loud Ann>` begins a voice, anything else in angle brackets marks words up.
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?[ \t\n]+([^>]*)>")
_MARK = re.compile(r"<[^>]*>")
OVERLAP = 0.05
"""Seconds that two cues may share: programs round."""
GRACE = 1.0
"""Seconds that a last cue may run past the audio: encoders cut and pad."""


def vtt_cue(
    start: float,
    end: float,
    lines: Sequence[str],
    speaker: str | None = None,
    number: int | None = None,
) -> str:
    """A cue of a WebVTT file; `start` and `end` in seconds, `number` begins a paragraph.

    >>> print(vtt_cue(0.15, 1.4, ["Ask,", "then listen."], "A & B", 1), end="")
    1
    00:00:00.150 --> 00:00:01.400
    <v A &amp; B>Ask,
    then listen.
    """
    opens = f"{number}\n" if number else ""
    voice = f"<v {html.escape(speaker, quote=False)}>" if speaker else ""
    said = "\n".join(html.escape(line, quote=False) for line in lines)
    return f"{opens}{clock_ms(start)} --> {clock_ms(end)}\n{voice}{said}\n"


def parse_transcript(
    text: str, path: str, audio_seconds: float | None
) -> tuple[tuple[Cue, ...], list[Problem]]:
    """Read a WebVTT file's text. `audio_seconds` is the length of the audio it belongs to, if
    known.

    WebVTT knows no paragraphs, but a cue may have an identifier. Where some cues have one and
    others have none, it opens a paragraph; where all have one, they are only counted, as in SRT.
    """
    try:
        captions = webvtt.from_string(text).captions
    except (MalformedFileError, MalformedCaptionError):
        found = quote(text.lstrip().split("\n", 1)[0])
        return (), [
            Problem(path, 1, "transcript", "a WebVTT file, whose first line is WEBVTT", found)
        ]
    problems, lines = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if "-->" in line or _MEANT.match(line):
            if _TIMING.match(line):
                lines.append(number)
            else:
                expected = "times such as 00:01:23.000 --> 00:01:26.500"
                problems.append(Problem(path, number, "cue", expected, quote(line.strip())))
    if not captions and not problems:
        problems.append(Problem(path, 1, "transcript", "at least one cue", "none"))
    counted = all(caption.identifier for caption in captions)
    if len(lines) < len(captions):  # there are problems
        lines = [0] * len(captions)
    cues = [
        Cue(
            seconds(caption.start_time),
            seconds(caption.end_time),
            caption.raw_text,
            opens=bool(caption.identifier) and not counted,
            line=line,
        )
        for caption, line in zip(captions, lines, strict=False)
    ]
    if not problems:
        problems = _timing_problems(cues, path, audio_seconds)
    return tuple(part for cue in cues for part in _voices(cue)), problems


def _voices(cue: Cue) -> list[Cue]:
    """A cue for each voice that speaks in it, with its share of the time; none where there are no
    words."""
    first, *rest = _VOICE.split(cue.text)
    parts = [(None, first), *zip(rest[::2], rest[1::2], strict=True)]
    spoken = [
        (_words(name or "") or None, words)
        for name, text in parts
        if (words := _words(_MARK.sub("", text)))
    ]
    total, start, found = sum(len(words) for _, words in spoken), cue.start, []
    for index, (speaker, words) in enumerate(spoken):
        end = (
            cue.end
            if index == len(spoken) - 1
            else start + (cue.end - cue.start) * len(words) / total
        )
        found.append(Cue(start, end, words, speaker, cue.opens and index == 0, cue.line))
        start = end
    return found


def _timing_problems(cues: list[Cue], path: str, audio_seconds: float | None) -> list[Problem]:
    problems, before = [], 0.0
    ended: dict[str, float] = {}
    late = []
    for cue in cues:
        line, voice = cue.line, " ".join(_VOICE.findall(cue.text))
        if cue.end <= cue.start:
            problems.append(
                Problem(
                    path,
                    line,
                    "cue",
                    "an end after its start",
                    f"{cue.start:.3f} --> {cue.end:.3f} s",
                )
            )
        if cue.start < before:
            found = f"{cue.start:.3f} s after {before:.3f} s"
            problems.append(Problem(path, line, "cue", "a start after the cue before it", found))
        elif cue.start < ended.get(voice, 0.0) - OVERLAP:
            # Two people may speak at once; one cannot.
            found = f"{cue.start:.3f} s, while the cue before it lasts until {ended[voice]:.3f} s"
            problems.append(
                Problem(
                    path,
                    line,
                    "cue",
                    "a start after the same voice has ended its cue before",
                    found,
                )
            )
        if audio_seconds is not None and cue.end > audio_seconds + GRACE:
            late.append((cue, line))
        before, ended[voice] = max(before, cue.start), cue.end
    if late:
        # One line for all of them: the transcript belongs to other audio, or the audio is cut
        # short.
        (cue, line), more = late[0], len(late) - 1
        found = f"{cue.end:.3f} s" + (f", and {more} more behind it" if more else "")
        problems.append(
            Problem(path, line, "cue", f"an end within the audio ({audio_seconds:.1f} s)", found)
        )
    return problems


def seconds(stamp: Timestamp) -> float:
    """The time that webvtt-py has read, in seconds; its own number has no fraction."""
    hours, minutes, seconds, milliseconds = stamp.to_tuple()
    return hours * 3600 + minutes * 60 + seconds + milliseconds / 1000


def _words(text: str) -> str:
    return " ".join(html.unescape(text).split())
