"""Which sentences say something when they are quoted alone."""

from __future__ import annotations

from unicodedata import east_asian_width

QUOTABLE = 45
"""Letters of a sentence that says something without those around it; those of Chinese, Japanese and
Korean count twice."""


def stands_alone(sentence: str) -> bool:
    """Whether a sentence is worth quoting without those around it: short ones mostly point at what
    was said before, and a colon at what comes after.

    >>> stands_alone("That is what we call coaching."), stands_alone("Three questions help you to tell one from the other:")
    (False, False)
    >>> stands_alone("Coaching lines up what a team already knows with its goals.")
    True
    >>> stands_alone("コーチングは、チームがすでに知っていることを目標に合わせます。")
    True
    """
    letters = sum(1 + (east_asian_width(letter) in "WF") for letter in sentence)
    return letters >= QUOTABLE and not sentence.rstrip().endswith(":")
