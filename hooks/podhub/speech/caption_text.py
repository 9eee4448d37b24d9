"""Cut spoken text: sentences into captions and their lines, written words into spoken ones.

Everything here is text in, text out, and loses no word: joining what comes back with spaces gives
the text again."""

import re
import textwrap
from collections.abc import Mapping

LINE = 65  # characters: Apple's advice for one line of a transcript
CUE_LINES = 2  # lines on screen at once

_CLAUSE = re.compile(r"(?<=[,;:–—])\s+")


def split_cues(sentence: str, limit: int = LINE * CUE_LINES - 10) -> tuple[str, ...]:
    """Split a sentence that does not fit on screen at its commas, into pieces as equal as they
    allow.

    >>> split_cues("Training comes first.")
    ('Training comes first.',)
    >>> split_cues("You show them the new product, you show them the brand, and then you ask.", limit=45)
    ('You show them the new product,', 'you show them the brand, and then you ask.')
    """
    clauses = _CLAUSE.split(sentence)
    if len(sentence) <= limit or len(clauses) == 1:
        return (sentence,)
    halves = ((" ".join(clauses[:at]), " ".join(clauses[at:])) for at in range(1, len(clauses)))
    left, right = min(halves, key=lambda pair: abs(len(pair[0]) - len(pair[1])))
    return (*split_cues(left, limit), *split_cues(right, limit))


def wrap(text: str, width: int = LINE) -> tuple[str, ...]:
    """Break text into lines of `width` characters at most, as even in length as they come.

    >>> wrap("one two three four five six", width=20)
    ('one two three', 'four five six')
    """
    fewest = len(_fill(text, width))
    return next(
        lines
        for at in range(1, width + 1)
        if len(lines := _fill(text, at)) <= fewest and _fits(lines, width)
    )


def _fill(text: str, width: int) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, width, break_on_hyphens=False, break_long_words=False))


def _fits(lines: tuple[str, ...], width: int) -> bool:
    return all(len(line) <= width or " " not in line for line in lines)  # no word is ever cut


def spoken(text: str, say: Mapping[str, str]) -> str:
    """Replace written words by the way they are said: whole words, longest first, case as written.

    >>> spoken("SaaS teams and SaaSy names", {"SaaS": "sass"})
    'sass teams and SaaSy names'
    """
    if not say:
        return text
    words = "|".join(re.escape(word) for word in sorted(say, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{words})(?!\w)", lambda found: say[found[0]], text)
