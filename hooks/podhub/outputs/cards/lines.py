"""Breaks a text into lines that fit a picture."""

from __future__ import annotations

from collections.abc import Iterator

from podhub.outputs.cards.faces import Faces
from podhub.outputs.cards.letters import leading, measure

_NEVER_FIRST = "、。，．・：；？！」』）］｝〉》】〕ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
_NEVER_LAST = "「『（［｛〈《【〔"
"""What begins or ends no line of Japanese or Chinese (JIS X 4051)"""
_WORDLESS = ((0x2E80, 0x9FFF), (0xF900, 0xFAFF), (0xFF00, 0xFFEF), (0x20000, 0x3FFFF))
"""Characters that stand without spaces, and between which a line may end"""


def wrap(faces: Faces, text: str, size: int, width: int) -> list[str]:
    """Break a text into lines of a width; a word that is wider stands alone."""
    lines = [""]
    for space, word in _words(text):
        longer = f"{lines[-1]}{space}{word}" if lines[-1] else word
        if lines[-1] and measure(faces, "bold", size, longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Yield what may stand on a line of its own, each with what is between it and the one before.

    >>> [word for _, word in _words("A long 「日本語」 day")]
    ['A', 'long', '「日', '本', '語」', 'day']
    """
    for word in text.split():
        space, begin = " ", 0
        for end in range(1, len(word)):
            if _may_break(word[end - 1], word[end]):
                yield space, word[begin:end]
                space, begin = "", end
        yield space, word[begin:]


def _may_break(before: str, after: str) -> bool:
    if before < "\u2e80" and after < "\u2e80":
        return False
    if before in _NEVER_LAST or after in _NEVER_FIRST:
        return False
    return any(first <= ord(c) <= last for c in (before, after) for first, last in _WORDLESS)


def _balance(faces: Faces, text: str, size: int, width: int, lines: list[str]) -> list[str]:
    """Lines of about one length: the narrowest that are no more of them."""
    for share in (0.6, 0.7, 0.8, 0.9):
        narrower = wrap(faces, text, size, round(width * share))
        if len(narrower) == len(lines) and all(
            measure(faces, "bold", size, line) <= width for line in narrower
        ):
            return narrower
    return lines


def fit(
    faces: Faces, text: str, width: int, height: int, sizes: tuple[int, ...]
) -> tuple[int, list[str]]:
    """The largest size (they fall) at which a text has room, and its lines; what has no room even
    at the last is cut off.

    All is measured as if it were bold: the other weight is narrower.
    """
    for size in sizes:
        lines = wrap(faces, text, size, width)
        if len(lines) * leading(size) <= height and all(
            measure(faces, "bold", size, line) <= width for line in lines
        ):
            return size, _balance(faces, text, size, width, lines)
    size = sizes[-1]
    lines = wrap(faces, text, size, width)
    kept = lines[: max(1, height // leading(size))]
    if len(lines) > len(kept) or measure(faces, "bold", size, kept[-1]) > width:
        while kept[-1] and measure(faces, "bold", size, f"{kept[-1]} …") > width:
            kept[-1] = kept[-1].rpartition(" ")[0] or kept[-1][:-1]
        kept[-1] = f"{kept[-1].rstrip(' ,.;:')} …"
    return size, kept
