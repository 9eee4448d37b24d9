"""The files of texts, of which a result shows the sentence that answers."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise

from podhub.outputs.search.borders import borders
from podhub.outputs.search.numbers import base36
from podhub.outputs.search.texts import PASSAGES_TOGETHER, SearchText

LARGEST = 8_000
"""Characters in a file of several texts; an article has one of its own. A reader loads five of them for
five results: fewer files would be larger ones."""


def group(sizes: Mapping[int, int]) -> Iterator[tuple[int, list[int]]]:
    """The numbers of the texts in each file, by the first number that could be in it. `sizes` are
    the texts' by number.

    >>> list(group({3: 9_000, 5: 9_000, 200: 100}))
    [(0, [3]), (4, [5]), (128, [200])]
    """
    numbers = sorted(sizes)
    firsts = borders(numbers, [sizes[number] for number in numbers], LARGEST)
    places = [*(bisect_left(numbers, first) for first in firsts), len(numbers)]
    for first, (begin, end) in zip(firsts, pairwise(places), strict=True):
        yield first, numbers[begin:end]


def text_path(first: int) -> str:
    """Where a file of texts stands, by its first number."""
    return f"search/texts/{base36(first)}.json"


def text_file(texts: Mapping[int, SearchText]) -> bytes:
    """A file of texts by their numbers."""
    return _json({str(number): _page(text) for number, text in texts.items()})


def speech_path(number: int, part: int) -> str:
    """Where a part of an episode's speech stands, by its page's number."""
    return f"search/speech/{base36(number)}-{part}.json"


def speech_file(text: SearchText, part: int) -> bytes:
    """A part of an episode's speech."""
    passages = text.speech[part * PASSAGES_TOGETHER : (part + 1) * PASSAGES_TOGETHER]
    said = [[[one.at, one.speaker, one.text] for one in passage] for passage in passages]
    return _json([text.url, text.title, said])


def _page(text: SearchText) -> list[object]:
    sections = [[part.anchor, part.heading, part.text] for part in text.sections]
    lead = (text.names, text.description, text.asks, text.key_points, text.topics)
    return [text.url, text.kind, text.title, *lead, sections]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
