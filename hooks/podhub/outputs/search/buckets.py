"""The files of words: what the segments have of one bucket, merged and cut into files of a size to
be loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from podhub.model.digest import digest
from podhub.outputs.search.borders import WORDS, borders, key, word
from podhub.outputs.search.language import suffixes
from podhub.outputs.search.numbers import write_sorted
from podhub.outputs.search.segments import Digests, Lists, unpack

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
    forms: tuple[tuple[str, int], ...]
    """Words as they are written, and in how many texts"""
    suffixes: tuple[tuple[str, int], ...]
    """Endings that forms of one word have, and how many words have them"""


def bucket_digests(segments: Sequence[Digests]) -> dict[str, str]:
    """For each bucket a digest of all that its files are made of."""
    names = sorted(set().union(*segments))
    return {
        name: digest(b"".join(segment.get(name, b"-") for segment in segments)) for name in names
    }


def merge(bucket: str, parts: Iterable[bytes]) -> tuple[Bucket, tuple[bytes, ...]]:
    """Merge what the segments have of a bucket, in the order of the segments; the files' contents
    stand apart."""
    pages: Lists = {}
    speech: Lists = {}
    forms: dict[str, Counter[str]] = {}
    for data in parts:
        of_pages, of_speech, of_forms = unpack(data)
        for stem, places in of_pages.items():
            pages.setdefault(stem, []).extend(places)
        for stem, places in of_speech.items():
            speech.setdefault(stem, []).extend(places)
        for form, stems in of_forms.items():
            forms.setdefault(form, Counter()).update(stems)
    lines = [
        (stem, f"{stem}\t{write_sorted(pages.get(stem, []))}\t{write_sorted(speech.get(stem, []))}")
        for stem in pages.keys() | speech.keys()
    ]
    lines += [
        (form, f"{form}>{' '.join(sorted(stems))}")
        for form, stems in forms.items()
        if [*stems] != [form]
    ]
    firsts, contents = _cut(bucket, sorted(lines))
    paths = (f"search/words/{file_name(first)}.txt" for first in firsts)
    keys = ((form, stem) for form in forms for stem in forms[form])
    told = Bucket(
        files=tuple(zip(paths, map(digest, contents), strict=True)),
        borders=firsts,
        forms=tuple((form, sum(stems.values())) for form, stems in sorted(forms.items())),
        suffixes=tuple(sorted(suffixes(sorted(keys)).items())),
    )
    return told, contents


def _cut(bucket: str, lines: Sequence[Line]) -> tuple[tuple[str, ...], tuple[bytes, ...]]:
    """The first words of files, and their contents."""
    keyed = [(key(first), len(line)) for first, line in lines]
    firsts: list[str] = []
    contents: list[bytes] = []
    at = 0
    for low, high in pairwise([*borders(keyed, LARGEST, 0, WORDS), WORDS]):
        end = at
        while end < len(keyed) and keyed[end][0] < high:
            end += 1
        firsts.append(word(low) if firsts else bucket)
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
