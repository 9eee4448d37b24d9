"""Passages of speech: a few sentences that are long enough to be about something, and short enough
to be played."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from podhub.links.utterances import Utterance

SHORTEST, LONGEST = 30.0, 60.0
"""Seconds"""


def passages(sentences: Sequence[Utterance]) -> Iterator[tuple[Utterance, ...]]:
    """Merge sentences into passages of 30 to 60 seconds, each of whole sentences.

    A passage takes sentences while they fit into 60 seconds, and ends early, but not before 30,
    where somebody else begins to speak. Shorter than 30 seconds is only what speech leaves over:
    its end, or what stands before a long silence or a sentence that would not fit. A sentence
    longer than 60 seconds is a passage of its own.

    >>> said = [Utterance(at, at + 20, f"Sentence {at}.") for at in range(0, 100, 20)]
    >>> [[sentence.start for sentence in passage] for passage in passages(said)]
    [[0, 20, 40], [60, 80]]
    """
    open_: list[Utterance] = []
    for sentence in sentences:
        if open_:
            is_full = sentence.end - open_[0].start > LONGEST
            is_answer = (
                sentence.speaker != open_[-1].speaker and open_[-1].end - open_[0].start >= SHORTEST
            )
            if is_full or is_answer:
                yield tuple(open_)
                open_ = []
        open_.append(sentence)
    if open_:
        yield tuple(open_)
