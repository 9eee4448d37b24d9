"""Where sentences begin, in text that is read and in text that is spoken: one rule for both; and which of
them say something when they are quoted alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from unicodedata import east_asian_width

_END = re.compile(r"""[.!?…]+["'”’)\]]*\s+(?=["'“‘(\[]*[A-Z0-9À-ÖØ-Þ])""")
_LAST_WORD = re.compile(r"""\S+\s*\Z""")
_INITIALS = re.compile(r"(?:[A-Z]\.)+")
# Words that end in a full stop without ending a sentence.
_SHORT = "e.g. i.e. cf. vs. viz. mr. mrs. ms. dr. prof. st. jr. sr. approx. fig. ca."
_ABBREVIATIONS = frozenset(_SHORT.split())
_BEFORE_NUMBERS = frozenset(
    ["no.", "nos.", "p.", "pp.", "vol.", "ch.", "sec."]
)  # "No. 5", but also the answer "No."
QUOTABLE = 45
"""Letters of a sentence that says something without those around it; those of Chinese, Japanese and
Korean count twice."""


def sentence_starts(text: str) -> Iterator[int]:
    """Yield the place of each sentence's first character but the first's.

    >>> text = "See No. 5, e.g. at 4 p.m. today. “Yes.” Dr. J. B. Shaw left. Wait … then go."
    >>> [text[start:][:8] for start in sentence_starts(text)]
    ['“Yes.” D', 'Dr. J. B', 'Wait … t']
    """
    start = 0
    for end in _END.finditer(text):
        # A word is short: looking back a few letters is enough, however long the text.
        last = _LAST_WORD.search(text, max(start, end.end() - 24), end.end())
        word = last[0].strip().lstrip("\"'“‘([") if last else ""
        if word.lower() in _ABBREVIATIONS or (_INITIALS.fullmatch(word) and word != "I."):
            continue
        if word.lower() in _BEFORE_NUMBERS and text[end.end()].isdigit():
            continue
        start = end.end()
        yield start


def split_sentences(text: str) -> tuple[str, ...]:
    """Split a paragraph where its sentences end.

    >>> split_sentences("Ask first. Then listen! Did it help? “Yes.” Good.")
    ('Ask first.', 'Then listen!', 'Did it help?', '“Yes.”', 'Good.')
    >>> split_sentences("Some roles, e.g. SDRs, sell 3.5 days a week. Dr. J. B. Shaw does not.")
    ('Some roles, e.g. SDRs, sell 3.5 days a week.', 'Dr. J. B. Shaw does not.')
    >>> split_sentences("See No. 5 at 4 p.m. today. Ready? No. Nor am I. Wait … then go.")
    ('See No. 5 at 4 p.m. today.', 'Ready?', 'No.', 'Nor am I.', 'Wait … then go.')
    """
    text = " ".join(text.split())
    places = [0, *sentence_starts(text), len(text)]
    return tuple(text[start:end].rstrip() for start, end in pairwise(places) if start < end)


def sentence_at(text: str, offset: int) -> str:
    """The sentence of a paragraph that holds the character at `offset`; its white space becomes
    single spaces.

    >>> text = 'One. "Two?" Three, e.g. Ann\\n and so on! 4.5 is four'
    >>> [sentence_at(text, offset) for offset in (0, 6, 25, 44)]
    ['One.', '"Two?"', 'Three, e.g. Ann and so on!', '4.5 is four']
    """
    begin = 0
    for start in sentence_starts(text):
        if start > offset:
            return " ".join(text[begin:start].split())
        begin = start
    return " ".join(text[begin:].split())


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
