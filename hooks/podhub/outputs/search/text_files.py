"""The files of texts, of which a result shows the sentence that answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import pairwise

from podhub.outputs.search.borders import borders
from podhub.outputs.search.numbers import base36
from podhub.outputs.search.texts import SearchText

LARGEST = 16_000
"""Characters in a file of several texts; an article often has a file of its own."""
TOGETHER = 16
"""Passages in a file of speech: about twelve minutes."""


def text_borders(texts: Mapping[int, SearchText], slots: int) -> list[int]:
    """The first number of each file of texts."""
    return list(borders([(n, _size(texts[n])) for n in sorted(texts)], LARGEST, 0, slots))


def text_groups(
    texts: Mapping[int, SearchText], slots: int
) -> Iterator[tuple[int, dict[int, SearchText]]]:
    """The texts of each file, by the file's first number."""
    numbers = sorted(texts)
    for low, high in pairwise([*text_borders(texts, slots), slots]):
        yield low, {number: texts[number] for number in numbers if low <= number < high}


def text_file(first: int, texts: Mapping[int, SearchText]) -> tuple[str, bytes]:
    """A file of texts: its path and content."""
    return f"search/texts/{base36(first)}.json", _json({str(n): _page(texts[n]) for n in texts})


def speech_files(number: int, text: SearchText) -> Iterator[tuple[str, bytes]]:
    """The files of an episode's speech."""
    for at in range(0, len(text.speech), TOGETHER):
        passages = [
            [[said.at, said.speaker, said.text] for said in passage]
            for passage in text.speech[at : at + TOGETHER]
        ]
        path = f"search/speech/{base36(number)}-{at // TOGETHER}.json"
        yield path, _json([text.url, text.title, passages])


def _page(text: SearchText) -> list[object]:
    sections = [[part.anchor, part.heading, part.text] for part in text.sections]
    lead = (text.names, text.description, text.asks, text.key_points, text.topics)
    return [text.url, text.kind, text.title, *lead, sections]


def _size(text: SearchText) -> int:
    return sum(len(part.heading) + len(part.text) + 16 for part in text.sections) + 200


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
