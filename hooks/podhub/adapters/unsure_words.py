"""The preview marks the words of a transcript that somebody has to listen to, and plays each on a
click. No page that is published knows of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from podhub.media.unsure import Unsure

ROUNDED = 0.1
"""Seconds by which a page's times are rounded"""
STYLE = "background:#ffe56b;color:#1a1a1a"
"""By day and by night; a preview has no policy that forbids it."""
_SENTENCE = re.compile(
    r'(<span[^>]*\bdata-start="([\d.]+)"[^>]*>)([^<]*(?:<a[^>]*>[^<]*</a>[^<]*)*)(</span>)'
)


def with_marks(page: str, words: Iterable[Unsure]) -> str:
    """An episode's page with its unsure words marked. A word that does not stand in its sentence any
    more has been mended.

    >>> print(with_marks('<span data-start="2.5">Tom &amp; Doe spoke.</span>', [Unsure(3.2, "Doe", "dough")]))
    <span data-start="2.5">Tom &amp; <a href="#t=3" title="listen: dough?"><mark style="background:#ffe56b;color:#1a1a1a">Doe</mark></a> spoke.</span>
    """
    sentences = list(_SENTENCE.finditer(page))
    starts = [float(sentence[2]) for sentence in sentences]
    by_sentence: dict[int, list[Unsure]] = {}
    for word in words:
        before = [at for at, start in enumerate(starts) if start <= word.at + ROUNDED]
        if before:
            by_sentence.setdefault(before[-1], []).append(word)
    parts, end = [], 0
    for at, sentence in enumerate(sentences):
        text = sentence[3]
        for word in by_sentence.get(at, []):
            text = _marked(text, word)
        parts += [page[end : sentence.start()], sentence[1], text, sentence[4]]
        end = sentence.end()
    return "".join([*parts, page[end:]])


def _marked(text: str, word: Unsure) -> str:
    """A sentence's HTML in which the first such word is marked that is not marked yet."""
    said = re.escape(escape(word.text, quote=False))
    found = re.search(rf"(?<![\w>]){said}(?![\w<])", text)
    if not found:
        return text
    advice = escape(f"listen: {word.suggestion}?" if word.suggestion else "listen")
    link = (
        f'<a href="#t={int(word.at)}" title="{advice}"><mark style="{STYLE}">{found[0]}</mark></a>'
    )
    return text[: found.start()] + link + text[found.end() :]
