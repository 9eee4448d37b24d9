"""The files of words: what the segments have of one bucket, merged and cut into files of a size to
be loaded."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from podhub.model.digest import digest
from podhub.outputs.search.borders import WORDS, borders, key, word
from podhub.outputs.search.language import suffixes
from podhub.outputs.search.numbers import write_sorted
from podhub.outputs.search.postings import words_of
from podhub.outputs.search.segments import Digests, Lists, bucket, unpack

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
    """Merge what the segments have of a bucket, in the order of the segments."""
    pages: Lists = defaultdict(list)
    speech: Lists = defaultdict(list)
    chunks: dict[str, Counter[str]] = defaultdict(Counter)
    for data in parts:
        of_pages, of_speech, written = unpack(data)
        for stem, places in of_pages.items():
            pages[stem] += places
        for stem, places in of_speech.items():
            speech[stem] += places
        for language, said in written.items():
            chunks[language].update(said)
    forms = _forms(name, chunks)
    lines = [
        (stem, f"{stem}\t{_places(pages, stem)}\t{_places(speech, stem)}")
        for stem in pages.keys() | speech.keys()
    ]
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


def _forms(name: str, chunks: Mapping[str, Counter[str]]) -> dict[str, Counter[str]]:
    """The words of a bucket as they are written, each with its stems, and in how many segments."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for language, written in chunks.items():
        keys = words_of(language).chunk_keys
        for chunk, times in written.items():
            for form, stem in keys[chunk]:
                if bucket(form) == name:
                    forms[form][stem] += times
    return forms


def _places(lists: Lists, stem: str) -> str:
    return write_sorted(sorted(lists[stem])) if stem in lists else ""


def _cut(name: str, lines: Sequence[Line]) -> tuple[tuple[str, ...], tuple[bytes, ...]]:
    """The first words of files, and their contents."""
    keyed = [(key(first), len(line)) for first, line in lines]
    firsts: list[str] = []
    contents: list[bytes] = []
    at = 0
    for low, high in pairwise([*borders(keyed, LARGEST, 0, WORDS), WORDS]):
        end = at
        while end < len(keyed) and keyed[end][0] < high:
            end += 1
        firsts.append(word(low) if firsts else name)
        contents.append("".join(f"{line}\n" for _, line in lines[at:end]).encode())
        at = end
    return tuple(firsts), tuple(contents)


def file_name(border: str) -> str:
    """A border as a name that any disk and address takes.

    >>> file_name("coa"), file_name("=a"), file_name("営")
    ('coa', '_3da', '_55b6')
    """
    return "".join(
        letter if letter.isascii() and letter.isalnum() else f"_{ord(letter):x}"
        for letter in border
    )
