"""What a defined word consists of, whatever stands between its parts in a text."""

from __future__ import annotations

import re
from unicodedata import normalize

WORD = re.compile(r"\w+")
JOINT = re.compile(r"(?:\s+|[-‐‑'’])")
"""What may stand between two words of one term: "follow up", "follow-up", "coach’s eye"."""
_BEFORE = re.compile(r"(?:\.|[+#*%°$€&£@~=]+)\Z")
_BEHIND = re.compile(r"[+#*%°$€&£@~=]+")
"""Signs that make another word of it: C++, .NET."""


def anatomy(term: str) -> tuple[str, ...]:
    """The signs and the words of a term in turn; signs are empty where any space or dash may stand.

    >>> anatomy("follow-up"), anatomy("C++"), anatomy(".NET"), anatomy("R & D"), anatomy("(a) B?")
    (('', 'follow', '', 'up', ''), ('', 'C', '++'), ('.', 'NET', ''), ('', 'R', '&', 'D', ''), ('', 'a', ')', 'B', ''))
    """
    term = normalize("NFC", term)
    parts: list[str] = []
    end = 0
    for word in WORD.finditer(term):
        gap = term[end : word.start()]
        if parts:
            parts.append("" if JOINT.fullmatch(gap) else gap.strip())
        else:
            before = _BEFORE.search(gap)
            parts.append(before[0] if before else "")
        parts.append(word[0])
        end = word.end()
    behind = _BEHIND.match(term, end)
    return (*parts, behind[0] if behind else "") if parts else ()


def sameness(term: str) -> tuple[str, ...]:
    """What two terms have in common that are found in the same places of a text.

    >>> sameness("Follow-up") == sameness("follow up"), sameness("C++") == sameness("C#")
    (True, False)
    """
    return tuple(part.casefold() for part in anatomy(term)) or (normalize("NFC", term),)
