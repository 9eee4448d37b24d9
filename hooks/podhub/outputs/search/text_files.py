"""The files of texts, of which a result shows the sentence that answers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from podhub.outputs.search.borders import borders
from podhub.outputs.search.numbers import base36
from podhub.outputs.search.texts import SearchText

LARGEST = 16_000
"""Characters in a file of several texts; an article often has a file of its own."""
TOGETHER = 16
"""Passages in a file of speech: about twelve minutes."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What can be known of a text without reading it."""

    size: int
    """Characters, about"""
    passages: int
    """Of speech"""
    asks: tuple[str, ...]


def measured(text: SearchText) -> Measured:
    """What can be known of a text without reading it."""
    size = sum(len(part.heading) + len(part.text) + 16 for part in text.sections) + 200
    return Measured(size, len(text.speech), text.asks)


def text_borders(sizes: Mapping[int, int], slots: int) -> list[int]:
    """The first number of each file of texts."""
    return list(borders(sorted(sizes.items()), LARGEST, 0, slots))


def text_groups(sizes: Mapping[int, int], slots: int) -> Iterator[tuple[int, list[int]]]:
    """The numbers of the texts in each file, by the file's first number."""
    numbers = sorted(sizes)
    for low, high in pairwise([*text_borders(sizes, slots), slots]):
        yield low, [number for number in numbers if low <= number < high]


def text_path(first: int) -> str:
    """Where a file of texts is."""
    return f"search/texts/{base36(first)}.json"


def text_file(first: int, texts: Mapping[int, SearchText]) -> tuple[str, bytes]:
    """A file of texts: its path and content."""
    return text_path(first), _json({str(n): _page(texts[n]) for n in texts})


def speech_paths(number: int, passages: int) -> list[str]:
    """Where the files of an episode's speech are."""
    files = range(-(-passages // TOGETHER))
    return [f"search/speech/{base36(number)}-{at}.json" for at in files]


def speech_files(number: int, text: SearchText) -> Iterator[tuple[str, bytes]]:
    """The files of an episode's speech."""
    for at, path in enumerate(speech_paths(number, len(text.speech))):
        passages = [
            [[said.at, said.speaker, said.text] for said in passage]
            for passage in text.speech[at * TOGETHER : (at + 1) * TOGETHER]
        ]
        yield path, _json([text.url, text.title, passages])


def _page(text: SearchText) -> list[object]:
    sections = [[part.anchor, part.heading, part.text] for part in text.sections]
    lead = (text.names, text.description, text.asks, text.key_points, text.topics)
    return [text.url, text.kind, text.title, *lead, sections]


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
