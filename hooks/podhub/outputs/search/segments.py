"""The index of some pages, to be merged with that of others.

A segment holds the words of a few neighbouring numbers by *bucket*: all words with the same first
letters. When a page changes, its segment is made anew; of the files of words only those of a bucket
in which a segment changed are."""

from __future__ import annotations

import marshal
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b

from podhub.outputs.search.postings import LEVEL_OF, LEVELS, Counts, Postings, words_of
from podhub.outputs.search.words import Remembered, is_run

SEGMENTS = 64
PAGES, PASSAGES = 1 << 20, 1 << 12
"""More than a site has, and than an episode has"""
NEIGHBOURS = 16
"""Of other letters than ASCII's so many share a bucket."""

Lists = dict[str, list[int]]
Part = tuple[Lists, Lists, dict[str, list[str]]]
"""Pages and passages by stem, and what is written from one space to the next, by language"""


Digests = dict[str, bytes]
"""A segment by bucket: what stands for its part."""
Parts = dict[str, bytes]
"""The parts themselves, packed."""


def segment_of(number: int, slots: int) -> int:
    """The segment that a page belongs to.

    >>> segment_of(0, 256), segment_of(1023, 1024)
    (0, 63)
    """
    return number * SEGMENTS // slots


@cache
def bucket(word: str) -> str:
    """The bucket that a word belongs to, named by the first word that could.

    >>> bucket("coaching"), bucket("a"), bucket("éa"), bucket("営業")
    ('co', 'a', 'à', '喰')
    """
    return word[:2] if word[0].isascii() else chr(ord(word[0]) // NEIGHBOURS * NEIGHBOURS)


def make_segment(texts: Iterable[tuple[int, str, Postings]]) -> tuple[Digests, Parts]:
    """Index some texts, each with its number and language; the same texts make the same bytes."""
    pages: defaultdict[str, list[int]] = defaultdict(list)
    speech: defaultdict[str, list[int]] = defaultdict(list)
    written: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for number, language, postings in sorted(texts, key=lambda text: text[0]):
        by_weight = [weight * PAGES + number for weight in range(LEVELS)]
        for stem, weight in postings.weighed.items():
            pages[stem].append(by_weight[weight])
        _add(pages, postings.body, by_weight)
        for at, passage in enumerate(postings.speech[:PASSAGES]):
            place = number * PASSAGES + at
            _add(speech, passage, [w * PAGES * PASSAGES + place for w in range(LEVELS)])
        written[language].update(postings.chunks)
    parts: defaultdict[str, Part] = defaultdict(lambda: ({}, {}, {}))
    for stem, places in pages.items():
        parts[bucket(stem)][0][stem] = places
    for stem, places in speech.items():
        parts[bucket(stem)][1][stem] = places
    for language, chunks in written.items():
        named = _buckets_of(language)
        for chunk in chunks:
            for name in named[chunk]:
                parts[name][2].setdefault(language, []).append(chunk)
    # Without references to what it has written before (2), the same values make the same bytes.
    packed = {name: marshal.dumps(parts[name], 2) for name in sorted(parts)}
    digests = {name: blake2b(data, digest_size=16).digest() for name, data in packed.items()}
    return digests, packed


def _add(places: defaultdict[str, list[int]], counts: Counts, by_weight: list[int]) -> None:
    """Add a place to the lists of its words. Those of one weight stand together, which is short to write."""
    for stem, times in counts.items():
        places[stem].append(by_weight[LEVEL_OF[times]])


@cache
def _buckets_of(language: str) -> Remembered[tuple[str, ...]]:
    """The buckets that the forms of what is written belong to. Pairs of characters have one form alone, which need not be
    told: a whole sentence may stand between two spaces."""
    keys = words_of(language).chunk_keys

    def buckets(chunk: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(bucket(form) for form, _ in keys[chunk] if not is_run(form)))

    return Remembered(buckets)


def unpack(data: bytes) -> Part:
    """A part as it was packed."""
    pages, speech, chunks = marshal.loads(data)  # noqa: S302 (written here, and whole)
    return pages, speech, chunks
