"""A transcript cut into the sentences that are spoken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from podhub.model.media import Cue

_LONGEST = 90
"""Words after which speech without a full stop is cut all the same."""


class Utterance(NamedTuple):
    """A sentence as it is heard."""

    start: float
    """Seconds"""
    end: float
    """Seconds"""
    text: str
    speaker: str | None = None
    opens: bool = False
    """Whether the transcript says that a paragraph begins here."""


def utterances(cues: Sequence[Cue]) -> list[Utterance]:
    """Join cues into sentences: cues are cut for a screen's width, not for sense.

    >>> [u.text for u in utterances([Cue(0, 1, "Hello"), Cue(1, 2, "there."), Cue(2, 3, "Bye.", "Ann")])]
    ['Hello there.', 'Bye.']
    """
    joined: list[Utterance] = []
    parts: list[Cue] = []

    def close() -> None:
        if parts:
            text = " ".join(cue.text for cue in parts)
            joined.append(
                Utterance(parts[0].start, parts[-1].end, text, parts[0].speaker, parts[0].opens)
            )
            parts.clear()

    words = 0
    for cue in cues:
        if parts and (cue.opens or cue.speaker != parts[0].speaker):
            close()
            words = 0
        parts.append(cue)
        words += len(cue.text.split())
        if cue.text.rstrip("\"'”’)").endswith((".", "!", "?", "…")) or words > _LONGEST:
            close()
            words = 0
    close()
    return joined
