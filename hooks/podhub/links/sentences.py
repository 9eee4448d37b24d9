"""Sentences of running text and of speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from podhub.content.transcript import Cue

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|etc|vs|Mr|Mrs|Ms|Dr|St|No|cf|[A-Z])\.$")
_LONGEST = 90
"""Words after which speech without a full stop is cut all the same."""


@dataclass(frozen=True)
class Utterance:
    """A sentence as it is heard."""

    start: float
    """Seconds"""
    end: float
    """Seconds"""
    text: str
    speaker: str | None = None


def split_sentences(text: str) -> list[str]:
    """Cut a paragraph into sentences; white space becomes single spaces.

    >>> split_sentences('One. "Two?" Three, e.g. Ann\\n and so on! 4.5 is four')
    ['One.', '"Two?"', 'Three, e.g. Ann and so on!', '4.5 is four']
    """
    text = " ".join(text.split())
    sentences, begin = [], 0
    for found in _END.finditer(text):
        sentence = text[begin : found.end()].strip()
        if not _ABBREVIATION.search(text[begin : found.start()]):
            sentences.append(sentence)
            begin = found.end()
    return [*sentences, text[begin:].strip()] if text[begin:].strip() else sentences


def sentence_at(text: str, offset: int) -> str:
    """The sentence of a paragraph that holds the character at `offset` (counted in the text as given).

    >>> sentence_at("One  two. Three four.", 12)
    'Three four.'
    """
    # White space folds in `split_sentences`; counting only what is not white space survives that.
    wanted = len("".join(text[:offset].split()))
    seen = 0
    sentences = split_sentences(text)
    for sentence in sentences:
        seen += len("".join(sentence.split()))
        if seen > wanted:
            return sentence
    return sentences[-1] if sentences else ""


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
            joined.append(Utterance(parts[0].start, parts[-1].end, text, parts[0].speaker))
            parts.clear()

    words = 0
    for cue in cues:
        if parts and cue.speaker != parts[0].speaker:
            close()
            words = 0
        parts.append(cue)
        words += len(cue.text.split())
        if cue.text.rstrip("\"'”’)").endswith((".", "!", "?", "…")) or words > _LONGEST:
            close()
            words = 0
    close()
    return joined
