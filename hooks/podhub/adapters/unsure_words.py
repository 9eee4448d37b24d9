"""The preview marks the words of a transcript that somebody has to listen to, and plays each on a
click. No page that is published knows of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from podhub.media.unsure import Unsure

BEFORE, BEHIND = 1.0, 2.0
"""Seconds that are played before a word begins, and from there on: enough to understand it"""
ROUNDED = 0.1
"""Seconds by which a page's times are rounded"""
STYLE = "background:#ffe56b;color:#1a1a1a"
"""By day and by night; a preview has no policy that forbids it."""
_SENTENCE = re.compile(
    r'(<span[^>]*\bdata-start="([\d.]+)"[^>]*>)([^<]*(?:<a[^>]*>[^<]*</a>[^<]*)*)(</span>)'
)
_PIECE = re.compile(r"(<a[^>]*>)?([^<]+)(?:</a>)?")


def with_marks(page: str, words: Iterable[Unsure]) -> str:
    """An episode's page with its unsure words marked. A word that does not stand in its sentence any
    more has been fixed.

    >>> print(with_marks('<span data-start="2.5">Tom &amp; Doe spoke.</span>', [Unsure(3.2, "Doe", "dough")]))
    <span data-start="2.5">Tom &amp; <a href="#t=2.2,5.2" title="listen: dough?"><mark style="background:#ffe56b;color:#1a1a1a">Doe</mark></a> spoke.</span>
    """
    sentences = list(_SENTENCE.finditer(page))
    starts = [float(sentence[2]) for sentence in sentences]
    by_sentence: dict[int, list[Unsure]] = {}
    for word in words:
        before = [at for at, start in enumerate(starts) if start <= word.at + ROUNDED]
        if before:
            by_sentence.setdefault(before[-1], []).append(word)
    parts, done = [], 0
    for at, inside in by_sentence.items():
        sentence = sentences[at]
        end = starts[at + 1] if at + 1 < len(starts) else inside[-1].at + BEHIND
        text = _marked(sentence[3], inside, starts[at], end)
        parts += [page[done : sentence.start()], sentence[1], text, sentence[4]]
        done = sentence.end()
    return "".join([*parts, page[done:]])


def _marked(sentence: str, words: Iterable[Unsure], start: float, end: float) -> str:
    """A sentence's HTML, spoken from `start` to `end`, in which words are marked. One in a link takes the
    link's place meanwhile; of several that are alike, the one that is said about then is meant.

    >>> said = 'planing, <a href="x">hand planing</a>, <a href="y">sawing</a>'
    >>> print(_marked(said, [Unsure(4, "planing")], 0, 6).replace(f' style="{STYLE}"', ""))
    planing, hand <a href="#t=3.0,6.0" title="listen"><mark>planing</mark></a>, <a href="y">sawing</a>
    """
    pieces = [(found[1], found[2]) for found in _PIECE.finditer(sentence)]
    text = "".join(piece for _, piece in pieces)
    wraps: dict[range, tuple[str, str]] = {}
    for word in words:
        place = len(text) * (word.at - start) / max(end - start, ROUNDED)
        free = [spot for spot in _spots(text, word.text) if not _is_taken(spot, wraps)]
        if free:
            wraps[min(free, key=lambda spot: abs(spot.start - place))] = _mark(word)
    at = 0
    for link, piece in pieces:
        here = range(at, at := at + len(piece))
        if link and not _is_taken(here, wraps):
            wraps[here] = (link, "</a>")
    made, at = [], 0
    for spot, (opening, closing) in sorted(wraps.items(), key=lambda wrap: wrap[0].start):
        made += [text[at : spot.start], opening, text[spot.start : spot.stop], closing]
        at = spot.stop
    return "".join([*made, text[at:]])


def _spots(text: str, word: str) -> list[range]:
    """Where a word stands in a text, which is HTML without tags."""
    said = re.escape(escape(word, quote=False))
    return [range(*found.span()) for found in re.finditer(rf"(?<!\w){said}(?!\w)", text)]


def _is_taken(spot: range, others: Iterable[range]) -> bool:
    return any(spot.start < other.stop and other.start < spot.stop for other in others)


def _mark(word: Unsure) -> tuple[str, str]:
    """The tags before and behind a word that is to be listened to."""
    advice = escape(f"listen: {word.suggestion}?" if word.suggestion else "listen")
    part = f"{max(0.0, word.at - BEFORE):.1f},{word.at + BEHIND:.1f}"
    return f'<a href="#t={part}" title="{advice}"><mark style="{STYLE}">', "</mark></a>"
