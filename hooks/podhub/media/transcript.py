"""WebVTT transcripts read into cues that can be published. Nobody's file is refused for a cue: one
without length is lengthened, one out of order is put in its place, words whose times cannot be read
join their neighbour; and each kind of it is told."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from podhub.media.unsure import unsure_remarks
from podhub.media.webvtt import blocks, is_exact, is_webvtt, spoken, times
from podhub.model.foreign_signs import sign_in_words
from podhub.model.media import Cue
from podhub.model.problems import Finding, Problem, Remark, quote
from podhub.model.times import clock_ms, shares

OVERLAP = 0.05
"""Seconds that two cues may share: programs round."""
GRACE = 1.0
"""Seconds that a cue may run past the audio: encoders cut and pad."""
LONGEST = 5.0
"""Seconds that a cue without length is given at most."""
TIMES = "times such as 00:01:23.000 --> 00:01:26.500"
STRAY = 0.05
"""The part of all cues that may begin behind the audio's end. More of them belong to other audio."""


@dataclass
class _Spoken:
    """What is said between two times (seconds)."""

    start: float
    end: float
    parts: list[Cue]
    """Its words by their speakers; the times in them mean nothing yet."""
    timing: str
    """As written"""


@dataclass
class _Told:
    """Remarks by what was expected and what was done: one line each, however often."""

    path: str
    by_kind: dict[tuple[str, str], list[Remark]] = field(default_factory=dict)

    def add(self, line: int, expected: str, found: str, done: str) -> None:
        """Tell of one cue."""
        remark = Remark(self.path, line, "cue", expected, f"{found} ({done})", "cue-times")
        self.by_kind.setdefault((expected, done), []).append(remark)

    def remarks(self) -> list[Finding]:
        """The first of each kind, with how many there are."""
        told: list[Finding] = []
        for first, *more in self.by_kind.values():
            count = f", and {len(more)} more like it" if more else ""
            told.append(replace(first, found=f"{first.found}{count}"))
        return told


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
) -> tuple[tuple[Cue, ...], list[Finding]]:
    """Read a WebVTT file's text. `audio_seconds` is the length of the audio it belongs to, if
    known.

    WebVTT knows no paragraphs, but a cue may have an identifier. Where some cues have one and
    others have none, it opens a paragraph; where all have one, they are only counted, as in SRT.
    """
    if not is_webvtt(text):
        found = quote(text.lstrip().split("\n", 1)[0])
        expected = "a WebVTT file, whose first line is WEBVTT"
        return (), [Problem(path, 1, "transcript", expected, found)]
    told, unsure = _Told(path), unsure_remarks(text, path)
    read = _in_order(_read(text, told), told)
    if not read:
        problem = Problem(path, 1, "transcript", "at least one cue", "none")
        return (), [problem, *told.remarks()]
    _tell_overlaps(read, told)
    read, problems = _within(read, audio_seconds, told)
    cues = tuple(cue for one in _with_length(read, audio_seconds, told) for cue in _shared(one))
    return cues, [*problems, *_private_words(cues, path), *told.remarks(), *unsure]


def _private_words(cues: Iterable[Cue], path: str) -> Iterable[Problem]:
    """Comments of other tools: nobody said them, and everybody would read them."""
    for cue in cues:
        if stray := sign_in_words(cue.text, private=True):
            expected = "a block of its own that begins with NOTE for what nobody is to read"
            yield Problem(path, cue.line, "cue", expected, quote(stray.written))


def _read(text: str, told: _Told) -> list[_Spoken]:
    """Every cue as it stands. Words whose times cannot be read join the cue before."""
    found = list(blocks(text))
    timed = [block for block in found if block.timing]
    counted = all(block.named for block in timed)
    read: list[_Spoken] = []
    waiting: list[Cue] = []
    for block in found:
        opens = block.named and not counted
        parts = [
            Cue(0.0, 0.0, words, speaker, opens and not index, block.line)
            for index, (speaker, words) in enumerate(spoken("\n".join(block.lines)))
        ]
        start, end = times(block.timing) or (None, None)
        if not block.timing:
            what = quote(" ".join(block.lines))
            told.add(block.line, "the times of a cue above its words", what, "left out")
        elif start is None:
            told.add(block.line, TIMES, quote(block.timing), "its words join the cue beside it")
            (read[-1].parts if read else waiting).extend(parts)
        else:
            if end is not None and not is_exact(block.timing):
                told.add(block.line, TIMES, quote(block.timing), "read as they are meant")
            # An end that cannot be read is told as none.
            read.append(
                _Spoken(start, start if end is None else end, waiting + parts, block.timing)
            )
            waiting = []
    return [one for one in read if one.parts]


def _in_order(read: list[_Spoken], told: _Told) -> list[_Spoken]:
    latest = 0.0
    for one in read:
        if one.start < latest:
            found = f"{one.start:.3f} s after {latest:.3f} s"
            told.add(_line(one), "a start after the cue before it", found, "put in its place")
        latest = max(latest, one.start)
    return sorted(read, key=lambda one: one.start)


def _tell_overlaps(read: Iterable[_Spoken], told: _Told) -> None:
    """Two people may speak at once; one cannot. Players show both, and so both are published."""
    ended: dict[str | None, float] = {}
    for one in read:
        speaker = one.parts[0].speaker
        if one.start < ended.get(speaker, 0.0) - OVERLAP:
            expected = "a start after the same voice has ended its cue before"
            found = f"{one.start:.3f} s, before {ended[speaker]:.3f} s"
            told.add(_line(one), expected, found, "left as it is")
        for speaker in {part.speaker for part in one.parts}:
            ended[speaker] = max(ended.get(speaker, 0.0), one.end)


def _within(
    read: list[_Spoken], audio_seconds: float | None, told: _Told
) -> tuple[list[_Spoken], list[Finding]]:
    """The cues that can be heard. Where many cannot, the transcript belongs to other audio, or the
    audio is cut short: one line for all of them."""
    if audio_seconds is None:
        return read, []
    last, expected = audio_seconds + GRACE, f"an end within the audio ({audio_seconds:.1f} s)"
    stray = [one for one in read if one.start > last]
    late = [one for one in read if one.end > last]
    if len(stray) > STRAY * len(read):
        more = f", and {len(late) - 1} more behind it" if len(late) > 1 else ""
        found = f"{late[0].end:.3f} s{more}"
        return read, [Problem(told.path, _line(late[0]), "cue", expected, found)]
    for one in late:
        is_stray = one.start > last
        told.add(_line(one), expected, f"{one.end:.3f} s", "left out" if is_stray else "cut")
        one.end = audio_seconds
    return [one for one in read if one.start <= last], []


def _with_length(
    read: Sequence[_Spoken], audio_seconds: float | None, told: _Told
) -> Iterable[_Spoken]:
    """Lengthen what ends as it starts, or before: up to the next cue, whose words it joins where
    that begins at the same time."""
    waiting: list[Cue] = []
    for index, one in enumerate(read):
        waiting.extend(one.parts)
        one.parts, waiting = waiting, []
        if one.end <= one.start:
            following = read[index + 1].start if index + 1 < len(read) else audio_seconds
            room = LONGEST if following is None else min(following - one.start, LONGEST)
            joins = room <= 0 and index + 1 < len(read)
            done = "its words join the next cue" if joins else "lengthened"
            told.add(_line(one), "an end after its start", quote(one.timing), done)
            if joins:
                waiting = one.parts
                continue
            one.end = one.start + (room if room > 0 else GRACE)
        yield one


def _shared(one: _Spoken) -> Iterable[Cue]:
    """A cue for each voice, with its share of the time by its letters."""
    times = shares(one.start, one.end, [part.text for part in one.parts])
    for part, (start, end) in zip(one.parts, times, strict=True):
        yield replace(part, start=start, end=end)


def _line(one: _Spoken) -> int:
    return one.parts[0].line
