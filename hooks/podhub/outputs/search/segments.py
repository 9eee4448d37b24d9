"""The index of some pages, to be merged with that of others.

A segment holds the words of a few neighbouring numbers by *bucket*: all words with the same first
letters. When a page changes, its segment is made anew; of the files of words only those of a bucket
in which a segment changed are."""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import blake2b
from itertools import accumulate, chain
from typing import NamedTuple

from podhub.model.digest import PLAIN_FORM
from podhub.outputs.search.postings import LEVEL_OF, Counts, weigh, words_of
from podhub.outputs.search.texts import SearchText

SEGMENTS = 64
PAGES, PASSAGES = 1 << 20, 1 << 12
"""More than a site has, and than an episode has"""
SPEECH = 1 << 40
"""Added to the places of speech, so that they stand behind those of pages in one list"""
NEIGHBOURS = 16
"""Of other letters than ASCII's so many share a bucket."""
_LAST = chr(0x10FFFF)

Lists = defaultdict[str, list[int]]
"""Places by stem"""
Digests = dict[str, bytes]
"""A segment by bucket: what stands for its part."""
Parts = dict[str, dict[str, bytes]]
"""The parts themselves, packed, by the first letter of their buckets and by bucket"""


class Part(NamedTuple):
    """What a segment has of a bucket."""

    stems: list[str]
    lengths: Sequence[int]
    """How many places each stem has"""
    places: array[int]
    """Those of all stems, one after the other"""
    forms: list[str]
    """The words as they are written, each with a space and its stem where that is another"""


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


def make_segment(texts: Iterable[tuple[int, SearchText]]) -> tuple[Digests, Parts]:
    """Index some texts by their numbers; the same texts make the same bytes."""
    written: defaultdict[str, set[str]] = defaultdict(set)
    places: Lists = defaultdict(list)
    for number, text in sorted(texts, key=lambda one: one[0]):
        postings = weigh(text, written[text.language])
        for stem, weight in postings.weighed.items():
            places[stem].append(weight * PAGES + number)
        _add(places, postings.body, PAGES, number)
        for at, passage in enumerate(postings.speech[:PASSAGES]):
            _add(places, passage, PAGES * PASSAGES, SPEECH + number * PASSAGES + at)
    forms = (map(words_of(language).forms.__getitem__, said) for language, said in written.items())
    packed = _pack(places, sorted({*chain.from_iterable(chain.from_iterable(forms))}))
    parts: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
    for name, data in packed.items():
        parts[name[0]][name] = data
    digests = {name: blake2b(data, digest_size=16).digest() for name, data in packed.items()}
    return digests, dict(parts)


def _add(places: Lists, counts: Counts, factor: int, place: int) -> None:
    """Add a place to the lists of its words, without a loop of our own. Places of one weight stand together, which is
    short to write."""
    weighed = {times: LEVEL_OF[times] * factor + place for times in {*counts.values()}}
    lists = map(places.__getitem__, counts)
    deque(map(list.append, lists, map(weighed.__getitem__, counts.values())), 0)


def _pack(places: Lists, forms: list[str]) -> dict[str, bytes]:
    stems = sorted(places)
    lists = [*map(places.__getitem__, stems)]
    lengths = array("I", map(len, lists))
    ends = [0, *accumulate(lengths)]
    flat = array("Q", chain.from_iterable(lists))
    packed = {}
    of_stems, of_forms = dict(_buckets(stems)), dict(_buckets(forms))
    for name in sorted(of_stems.keys() | of_forms.keys()):
        one, other = of_stems.get(name, slice(0)), of_forms.get(name, slice(0))
        packed[name] = marshal.dumps(
            (
                "\n".join(stems[one]),
                lengths[one].tobytes(),
                flat[ends[one.start or 0] : ends[one.stop]].tobytes(),
                "\n".join(forms[other]),
            ),
            PLAIN_FORM,
        )
    return packed


def _buckets(words: Sequence[str]) -> Iterator[tuple[str, slice]]:
    """The buckets of sorted words, and where each stands. A word may be followed by a space and more."""
    at = 0
    while at < len(words):
        name = bucket(words[at].partition(" ")[0])
        if not name.isascii():
            end = bisect_left(words, chr(ord(name[0]) + NEIGHBOURS), at)
        else:
            end = bisect_right(words, f"{name if len(name) > 1 else f'{name} '}{_LAST}", at)
        yield name, slice(at, end)
        at = end


def unpack(data: bytes) -> Part:
    """A part as it was packed."""
    stems, lengths, places, forms = marshal.loads(data)  # noqa: S302 (written here, and whole)
    return Part(stems.split(), array("I", lengths), array("Q", places), forms.splitlines())
