"""Captions as other hosts and recognisers write them, brought into an order that players read: sorted,
lengthened, shortened. No word of them is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from podhub.media.transcript import OVERLAP, TIMES, vtt_cue
from podhub.model.times import clock_ms, shares

LAST = 5.0
"""Seconds that a last caption lasts whose end nobody says."""
WORD = 20
"""Characters of a word; a longer text without spaces is a sentence."""
LONGEST = 200
"""Characters of words that are joined."""
PAUSE = 2.0
"""Seconds of silence that end a sentence."""

Part = tuple[str | None, str]
"""Who speaks, if known, and what is said"""
Faults = dict[tuple[str, str], list[str]]
"""What was found, by what was expected and what was done"""


@dataclass(frozen=True)
class Caption:
    """Words that are shown together."""

    start: float | None
    """Seconds; None where it cannot be read"""
    end: float | None
    """Seconds; None where nothing is said of it"""
    lines: tuple[str, ...]
    """What is shown, line by line"""
    speaker: str | None = None
    parts: tuple[Part, ...] = ()
    """What each speaker in it says; filled in by `speakers`"""

    @property
    def words(self) -> str:
        """All that is said in it."""
        return " ".join(words for _, words in self.parts)


def write_vtt(captions: Iterable[Caption]) -> str:
    """Captions in order as a WebVTT file; those who speak in one of them share its time by their
    letters."""
    cues = []
    for caption in captions:
        start, end = caption.start or 0.0, caption.end or 0.0
        for (speaker, words), (begins, ends) in zip(
            caption.parts, shares(start, end, [words for _, words in caption.parts]), strict=True
        ):
            cues.append(vtt_cue(begins, ends, [words], speaker))
    return "WEBVTT\n\n" + "\n".join(cues)


def in_time(captions: Sequence[Caption]) -> tuple[list[Caption], list[str]]:
    """Captions with times that players read, and what was fixed, a line for each kind of it.

    >>> cues = [Caption(2, 2, (), parts=((None, "b"),)), Caption(0, 2, (), parts=((None, "a"),)), Caption(2, 4, (), parts=((None, "c"),))]
    >>> fixed, told = in_time(cues)
    >>> [(cue.words, cue.start, cue.end) for cue in fixed]
    [('a', 0, 2), ('b', 2, 3.0), ('c', 3.0, 4)]
    >>> told
    ['expected a start after the cue before it, found 00:00:00.000 after 00:00:02.000 (sorted)', \
'expected an end after its start, found 00:00:02.000 --> 00:00:02.000 (lengthened)']
    """
    faults: Faults = {}
    timed = _placed(captions, faults)
    for one, other in pairwise(timed):
        if _start(other) < _start(one):
            found_at = f"{clock_ms(_start(other))} after {clock_ms(_start(one))}"
            faults.setdefault(("a start after the cue before it", "sorted"), []).append(found_at)
    timed.sort(key=_start)
    runs = [list(run) for _, run in groupby(timed, key=_start)]
    found: list[Caption] = []
    for index, run in enumerate(runs):
        following = _start(runs[index + 1][0]) if index + 1 < len(runs) else None
        found += _with_ends(run, following, faults)
    return _apart(found, faults), [
        f"expected {expected}, found {first} ({done})" + (f", and {len(more)} more" if more else "")
        for (expected, done), (first, *more) in faults.items()
    ]


def _start(caption: Caption) -> float:
    return caption.start or 0.0


def _placed(captions: Sequence[Caption], faults: Faults) -> list[Caption]:
    """Captions that all have a start: one that cannot be read is that of the caption before."""
    placed: list[Caption] = []
    for caption in captions:
        if caption.start is None:
            kind = TIMES, "its words stand with the cue before it"
            faults.setdefault(kind, []).append(f'"{caption.words[:40]}" without any')
            caption = replace(caption, start=placed[-1].start if placed else 0.0, end=None)
        placed.append(caption)
    return placed


def _with_ends(run: list[Caption], following: float | None, faults: Faults) -> list[Caption]:
    """Captions of one start, each with an end. `following` is the start of the next ones."""
    start = _start(run[0])
    for caption in run:
        if caption.end is not None and caption.end <= start:
            found = f"{clock_ms(start)} --> {clock_ms(caption.end)}"
            faults.setdefault(("an end after its start", "lengthened"), []).append(found)
    ends = [caption.end for caption in run if caption.end is not None and caption.end > start]
    if len(ends) == len(run):
        return run
    last = max(ends, default=following if following is not None else start + LAST)
    times = shares(start, last, [caption.words for caption in run])
    return [
        replace(caption, start=begins, end=ends)
        for caption, (begins, ends) in zip(run, times, strict=True)
    ]


def _apart(captions: list[Caption], faults: Faults) -> list[Caption]:
    """Captions of which one ends where the same voice goes on; two people may speak at once."""
    ended = list(captions)
    last: dict[str | None, int] = {}
    for index, caption in enumerate(captions):
        before = last.get(caption.parts[0][0])
        if before is not None:
            end, start = ended[before].end or 0.0, _start(caption)
            if _start(ended[before]) < start < end:
                if end - start > OVERLAP:
                    found = f"{clock_ms(start)} before {clock_ms(end)}"
                    expected = "a start after the same voice has ended its cue before"
                    faults.setdefault((expected, "that one shortened"), []).append(found)
                ended[before] = replace(ended[before], end=start)
        last[caption.parts[-1][0]] = index
    return ended


def unrolled(captions: Sequence[Caption]) -> tuple[list[Caption], int]:
    """Captions that roll, as recognisers write them for the eye, with each line once; and how many
    lines stood there again.

    Only where the file does so throughout: people say a thing twice as well.
    """
    lines = [[line for line in caption.lines if line.strip()] for caption in captions]
    again = sum(
        bool(
            one and other and _bare(other[0]) == _bare(one[-1]) and (len(one) > 1 or len(other) > 1)
        )
        for one, other in pairwise(lines)
    )
    if len(captions) < 3 or again * 3 < len(captions):
        return list(captions), 0
    found: list[Caption] = []
    shown: list[str] = []
    repeated = 0
    for caption, said in zip(captions, lines, strict=True):
        bare = list(map(_bare, said))
        known = next(n for n in range(len(bare), -1, -1) if n == 0 or shown[-n:] == bare[:n])
        repeated, shown = repeated + known, bare
        if said[known:]:
            found.append(replace(caption, lines=tuple(said[known:])))
        elif found:
            found[-1] = replace(found[-1], end=caption.end)
    return found, repeated


def _bare(line: str) -> str:
    return " ".join(re.sub(r"<[^<>]*>", "", line).split())


def joined(captions: Sequence[Caption]) -> list[Caption]:
    """Captions of single words joined into sentences; others as they are. Signs belong to the word
    before them, whoever is said to speak them.

    >>> words = [Caption(n, n + 1, (word,), speaker) for n, (word, speaker) in enumerate(
    ...     [("I", "Ann"), ("am", "Ann"), ("Ann", "Ann"), (".", "Ben"), ("And", "Ben"), ("you", "Ben"), ("?", "Ben")])]
    >>> [(cue.speaker, cue.lines, cue.start, cue.end) for cue in joined(words)]
    [('Ann', ('I am Ann.',), 0, 4), ('Ben', ('And you?',), 4, 7)]
    """
    if len(captions) < 4 or sum(map(_is_word, captions)) * 5 < len(captions) * 4:
        return list(captions)
    found: list[Caption] = []
    for caption in captions:
        word = caption.lines[0].strip() if caption.lines else ""
        before = found[-1] if found else None
        if before and (not re.search(r"\w", word) or not _ends(before, caption)):
            said = before.lines[0]
            glue = "" if _is_sign(word) or _is_wide(said[-1:] + word[:1]) else " "
            found[-1] = replace(before, lines=(said + glue + word,), end=caption.end)
        else:
            found.append(replace(caption, lines=(word,)))
    return found


def _is_word(caption: Caption) -> bool:
    text = " ".join(caption.lines).strip()
    return " " not in text and len(text) <= (4 if _is_wide(text) else WORD)


def _ends(before: Caption, caption: Caption) -> bool:
    """Whether a caption begins a sentence of its own."""
    said = before.lines[0]
    pause = (caption.start or 0.0) - (before.end or caption.start or 0.0)
    return (
        before.speaker != caption.speaker
        or said.endswith((".", "!", "?", "…", "。", "！", "？"))
        or pause > PAUSE
        or len(said) > LONGEST
    )


def _is_sign(word: str) -> bool:
    return bool(re.fullmatch(r"[^\w\s]+", word)) and word[0] not in "([{“„«¿¡-–—&"


def _is_wide(text: str) -> bool:
    """Whether a text is written without spaces between words."""
    return bool(re.search(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]", text))
