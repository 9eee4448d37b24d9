"""The files of words: what the segments have of one bucket, merged and cut into files of a size to
be loaded."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from podhub.model.digest import digest
from podhub.outputs.search.borders import borders, key, word
from podhub.outputs.search.language import suffixes
from podhub.outputs.search.numbers import write_sorted
from podhub.outputs.search.segments import SPEECH, Digests, unpack

LARGEST = 12_000
"""Characters in a file of words, if more than one word stands in it; packed, a third in bytes."""

Line = tuple[str, str]
"""A word, and its line"""


@dataclass(frozen=True, slots=True)
class Bucket:
    """What of a bucket the whole index tells."""

    files: tuple[tuple[str, str], ...]
    """Paths, and digests of what the files hold"""
    borders: tuple[str, ...]
    """The first words of the files"""
    forms: str
    """A digest of the words as they are written"""
    suffixes: tuple[tuple[str, int], ...]
    """Endings that forms of one word have, and how many words have them"""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a bucket holds."""

    files: tuple[bytes, ...]
    forms: tuple[tuple[str, int], ...]
    """Words as they are written, and in how many segments, as a power of two"""


def bucket_digests(segments: Sequence[Digests]) -> dict[str, str]:
    """For each bucket a digest of all that its files are made of."""
    names = sorted(set().union(*segments))
    return {
        name: digest(b"".join(segment.get(name, b"-") for segment in segments)) for name in names
    }


def merge(name: str, parts: Iterable[bytes]) -> tuple[Bucket, Contents]:
    """Merge what the segments have of a bucket."""
    places: defaultdict[str, array[int]] = defaultdict(partial(array, "Q"))
    written: Counter[str] = Counter()
    for part in map(unpack, parts):
        at = 0
        for stem, length in zip(part.stems, part.lengths, strict=True):
            places[stem].extend(part.places[at : at + length])
            at += length
        written.update(part.forms)
    forms = _forms(written)
    lines = [_line(stem, sorted(found)) for stem, found in places.items()]
    lines += [
        (form, f"{form}>{' '.join(sorted(stems))}")
        for form, stems in forms.items()
        if [*stems] != [form]
    ]
    firsts, contents = _cut(name, sorted(lines))
    paths = (f"search/words/{file_name(first)}.txt" for first in firsts)
    keys = ((form, stem) for form in forms for stem in forms[form])
    ranked = tuple((form, sum(forms[form].values()).bit_length() - 1) for form in sorted(forms))
    told = Bucket(
        files=tuple(zip(paths, map(digest, contents), strict=True)),
        borders=firsts,
        forms=digest(*(f"{form} {power}" for form, power in ranked)),
        suffixes=tuple(sorted(suffixes(sorted(keys)).items())),
    )
    return told, Contents(contents, ranked)


def _forms(written: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Words as they are written, each with its stems, and in how many segments."""
    forms: dict[str, dict[str, int]] = {}
    for told, times in written.items():
        form, _, stem = told.partition(" ")
        forms.setdefault(form, {})[stem or form] = times
    return forms


def _line(stem: str, places: Sequence[int]) -> Line:
    speech = bisect_left(places, SPEECH)
    pages, said = write_sorted(places[:speech]), write_sorted(places[speech:], SPEECH)
    return stem, f"{stem}\t{pages}\t{said}"


def _cut(name: str, lines: Sequence[Line]) -> tuple[tuple[str, ...], tuple[bytes, ...]]:
    """The first words of files, and their contents."""
    keys = [key(first) for first, _ in lines]
    lows = borders(keys, [len(line) for _, line in lines], LARGEST)
    places = [*(bisect_left(keys, low) for low in lows), len(lines)]
    contents = (
        "".join(f"{line}\n" for _, line in lines[begin:end]).encode()
        for begin, end in pairwise(places)
    )
    return (name, *map(word, lows[1:])), tuple(contents)


def file_name(border: str) -> str:
    """A border as a name that any disk and address takes.

    >>> file_name("coa"), file_name("=a"), file_name("営")
    ('coa', '_3da', '_55b6')
    """
    return "".join(
        letter if letter.isascii() and letter.isalnum() else f"_{ord(letter):x}"
        for letter in border
    )
