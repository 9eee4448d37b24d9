"""The index of some pages, to be merged with that of others.

A segment holds the words of a few neighbouring numbers by *bucket*: all words with the same first
letters. When a page changes, its segment is made anew; of the files of words only those of a bucket
in which a segment changed are."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b

from podhub.outputs.search.postings import LEVELS, Postings

SEGMENTS = 128
PASSAGES = 4096
"""More than an episode has."""
NEIGHBOURS = 16
"""Of other letters than ASCII's so many share a bucket."""

Lists = dict[str, list[int]]
Part = tuple[Lists, Lists, dict[str, dict[str, int]]]
"""Pages and passages by stem, and how many texts have a form, by its stems."""


Digests = dict[str, bytes]
"""A segment by bucket: what stands for its part."""
Parts = dict[str, bytes]
"""The parts themselves, packed."""


def segment_of(number: int, slots: int) -> int:
    """The segment that a page belongs to.

    >>> segment_of(0, 256), segment_of(1023, 1024)
    (0, 127)
    """
    return number * SEGMENTS // slots


@cache
def bucket(word: str) -> str:
    """The bucket that a word belongs to, named by the first word that could.

    >>> bucket("coaching"), bucket("a"), bucket("éa"), bucket("営業")
    ('co', 'a', 'à', '喰')
    """
    return word[:2] if word[0].isascii() else chr(ord(word[0]) // NEIGHBOURS * NEIGHBOURS)


def make_segment(texts: Iterable[tuple[int, Postings]]) -> tuple[Digests, Parts]:
    """Index some texts, each with its number; the same texts make the same bytes."""
    pages: defaultdict[str, list[int]] = defaultdict(list)
    speech: defaultdict[str, list[int]] = defaultdict(list)
    forms: Counter[tuple[str, str]] = Counter()
    for number, postings in sorted(texts, key=lambda text: text[0]):
        for stem, weight in postings.page:
            pages[stem].append(number * LEVELS + weight)
        for at, passage in enumerate(postings.speech[:PASSAGES]):
            place = (number * PASSAGES + at) * LEVELS
            for stem, weight in passage:
                speech[stem].append(place + weight)
        forms.update(postings.forms)
    parts: defaultdict[str, Part] = defaultdict(lambda: ({}, {}, {}))
    for stem, places in pages.items():
        parts[bucket(stem)][0][stem] = places
    for stem, places in speech.items():
        parts[bucket(stem)][1][stem] = places
    for (form, stem), times in forms.items():
        parts[bucket(form)][2].setdefault(form, {})[stem] = times
    packed = {name: _pack(parts[name]) for name in sorted(parts)}
    digests = {name: blake2b(data, digest_size=16).digest() for name, data in packed.items()}
    return digests, packed


def _pack(part: Part) -> bytes:
    return json.dumps(part, separators=(",", ":"), sort_keys=True).encode()


def unpack(data: bytes) -> Part:
    """A part as it was packed."""
    pages, speech, forms = json.loads(data)
    return pages, speech, forms
