"""The files of words: each bucket's segments merged, and cut into files of a size to be loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise

from podhub.outputs.search.borders import WORDS, borders, key, word
from podhub.outputs.search.language import suffixes
from podhub.outputs.search.numbers import write_sorted
from podhub.outputs.search.segments import Lists, Segment, unpack

LARGEST = 12_000
"""Characters in a file of words, if more than one word stands in it; packed, a third in bytes."""


@dataclass(frozen=True, slots=True)
class Merged:
    """The files of a bucket, and what of it the whole index tells."""

    files: tuple[tuple[str, bytes], ...]
    """Paths and contents"""
    borders: tuple[str, ...]
    forms: tuple[tuple[str, int], ...]
    """Words as they are written, and in how many texts"""
    suffixes: tuple[tuple[str, int], ...]
    """Endings that forms of one word have, and how many words have them"""


def bucket_digests(segments: Sequence[Segment]) -> dict[str, str]:
    """For each bucket a digest of all that its files are made of."""
    names = sorted(set().union(*(segment.digests for segment in segments)))
    return {
        name: blake2b(
            b"".join(segment.digests.get(name, b"-") for segment in segments), digest_size=16
        ).hexdigest()
        for name in names
    }


def merge(bucket: str, parts: Iterable[bytes]) -> Merged:
    """Merge the parts that the segments have of one bucket, in the order of the segments."""
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
        for stem in sorted(pages.keys() | speech.keys())
    ]
    lines += [
        (form, f"{form}>{' '.join(sorted(stems))}")
        for form, stems in sorted(forms.items())
        if [*stems] != [form]
    ]
    lines.sort()
    files, firsts = _cut(bucket, lines)
    return Merged(
        files,
        firsts,
        tuple((form, sum(stems.values())) for form, stems in sorted(forms.items())),
        tuple(
            sorted(suffixes((form, stem) for form in forms for stem in sorted(forms[form])).items())
        ),
    )


def _cut(
    bucket: str, lines: list[tuple[str, str]]
) -> tuple[tuple[tuple[str, bytes], ...], tuple[str, ...]]:
    keyed = [(key(first), len(line)) for first, line in lines]
    cuts = [*borders(keyed, LARGEST, 0, WORDS), WORDS]
    files: list[tuple[str, bytes]] = []
    firsts: list[str] = []
    at = 0
    for low, high in pairwise(cuts):
        end = at
        while end < len(keyed) and keyed[end][0] < high:
            end += 1
        first = word(low) if files else bucket
        text = "".join(f"{line}\n" for _, line in lines[at:end])
        files.append((f"search/words/{file_name(first)}.txt", text.encode()))
        firsts.append(first)
        at = end
    return tuple(files), tuple(firsts)


def file_name(border: str) -> str:
    """A border as a name that any disk and address takes.

    >>> file_name("coa"), file_name("=a"), file_name("営")
    ('coa', '_3da', '_55b6')
    """
    return "".join(
        letter if letter.isascii() and letter.isalnum() else f"_{ord(letter):x}"
        for letter in border
    )
