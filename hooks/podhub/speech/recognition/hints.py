"""What the recogniser may be told before: a hub's own terms, and the names of people.

Told beforehand, a small model hears them everywhere. So it listens without them, then once more with
them where it was unsure, and what it hears then counts only where it is one of these words and sounds
like what it heard before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from podhub.speech.recognition.words import Word, bare, written

ALIKE = 0.6
"""How much of their letters two words must share to sound alike (0 to 1)"""
MOST = 3
"""Words that may take the place of others at once"""


def may_be_hinted(words: Iterable[Word], hints: Iterable[str]) -> bool:
    """Whether a word that the recogniser doubts sounds like one of the hints.

    >>> may_be_hinted([Word(0, 1, " Crain", 0.4)], ["grain drill"])
    True
    """
    known = {bare(word) for hint in hints for word in hint.split()}
    doubted = (bare(word.text) for word in words if word.is_unsure)
    return any(alike(word, hint) >= ALIKE for word in doubted for hint in known)


def with_hints(plain: Sequence[Word], hinted: Sequence[Word], hints: Iterable[str]) -> list[Word]:
    """What was heard, with those words that only came with the hints and are hinted.

    >>> plain = [Word(0, 1, " Crain"), Word(1, 2, " can"), Word(2, 3, " mend.")]
    >>> hinted = [Word(0, 1, " Grain"), Word(1, 2, " can"), Word(2, 3, " meant.")]
    >>> written(with_hints(plain, hinted, ["grain drill"]))
    'Grain can mend.'
    """
    known = {bare(word) for hint in hints for word in hint.split()}
    left, right = [bare(word.text) for word in plain], [bare(word.text) for word in hinted]
    words: list[Word] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        old, new = plain[a:b], hinted[c:d]
        brings = known.intersection(right[c:d]).difference(left[a:b])
        is_close = max(len(old), len(new)) <= MOST and alike(written(old), written(new)) >= ALIKE
        words += _as(old, new) if kind == "replace" and brings and is_close else old
    return words


def _as(old: Sequence[Word], new: Sequence[Word]) -> list[Word]:
    """New words in the place of others: they begin a sentence and end one as those did."""
    first, last = new[0], new[-1]
    if old[0].text.strip()[:1].isupper():
        at = len(first.text) - len(first.text.lstrip())
        first = replace(
            first, text=first.text[:at] + first.text[at:][:1].upper() + first.text[at + 1 :]
        )
    words = [first, *new[1:]]
    mark = old[-1].text[-1:]
    if not mark.isalnum() and last.text[-1:].isalnum():
        words[-1] = replace(words[-1], text=words[-1].text + mark)
    return words


def alike(one: str, other: str) -> float:
    """How much of their letters two texts share, from 0 to 1.

    >>> alike("Craining", "training") > 0.8 > alike("Monday", "training")
    True
    """
    return float(SequenceMatcher(None, one.casefold(), other.casefold(), autojunk=False).ratio())
