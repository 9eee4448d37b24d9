"""A transcript in the forms that apps read beside WebVTT: SRT and the namespace's JSON (transcripts.md)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from podhub.content.transcript import Cue
from podhub.outputs.chapters import clock_ms

SRT_LINE = 32
"""Characters in a line of SRT; two lines a cue."""


def srt(cues: Sequence[Cue]) -> str:
    """SRT with at most two lines of 32 characters; a cue that is longer is split, its time shared by its characters."""
    blocks: list[tuple[float, float, str]] = []
    before: str | None = None
    for cue in cues:
        # The name stands where the speaker changes; `before` is None only at the start.
        named = f"{cue.speaker}: {cue.text}" if cue.speaker and cue.speaker != before else cue.text
        before = cue.speaker or before
        lines = _wrap(named.split())
        pieces = ["\n".join(lines[index : index + 2]) for index in range(0, len(lines), 2)]
        total, start = sum(map(len, pieces)), cue.start
        for piece in pieces:
            end = start + (cue.end - cue.start) * len(piece) / total
            blocks.append((start, end, piece))
            start = end
    return "\n".join(
        f"{number}\n{_srt_time(start)} --> {_srt_time(end)}\n{text}\n"
        for number, (start, end, text) in enumerate(blocks, start=1)
    )


def _wrap(words: list[str]) -> list[str]:
    """Fill lines with words; a word longer than a line has one of its own.

    >>> _wrap("As many words as fit, and then another line of them".split())
    ['As many words as fit, and then', 'another line of them']
    """
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= SRT_LINE:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def segments_json(cues: Sequence[Cue]) -> str:
    """The namespace's JSON transcript, version 1.0.0."""
    segments = [
        {
            **({"speaker": cue.speaker} if cue.speaker else {}),
            "startTime": round(cue.start, 3),
            "endTime": round(cue.end, 3),
            "body": cue.text,
        }
        for cue in cues
    ]
    return json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False) + "\n"


def _srt_time(seconds: float) -> str:
    return clock_ms(seconds).replace(".", ",")
