"""All files of the search: the files of words and texts, and what a browser reads first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from podhub.outputs.search.language import common_words, little_words, suffixes
from podhub.outputs.search.numbers import numbers, write_sorted
from podhub.outputs.search.postings import tokenise, words_of
from podhub.outputs.search.segments import Segment, make_segment, segment_of
from podhub.outputs.search.text_files import (
    measured,
    speech_files,
    text_borders,
    text_file,
    text_groups,
)
from podhub.outputs.search.texts import Choices, SearchText
from podhub.outputs.search.word_files import Merged, bucket_digests, file_name, merge

INDEX = "search/index.json"
EXAMPLES = 4
COMMON = 3
"""So many words must have an ending before it is taken for one."""


def search_files(texts: Sequence[SearchText], choices: Choices) -> Iterator[tuple[str, bytes]]:
    """Every file, by its path: what a build from nothing writes."""
    numbered, slots = number_texts(texts)
    merged = list(merge_all(segments(numbered, slots)))
    for bucket in merged:
        yield from bucket.files
    yield from spelling_files(merged)
    sizes = {number: measured(text).size for number, text in numbered.items()}
    for first, group in text_groups(sizes, slots):
        yield text_file(first, {number: numbered[number] for number in group})
    for number, text in numbered.items():
        yield from speech_files(number, text)
    language = texts[0].language if texts else ""
    asks = [text.asks[0] for _, text in sorted(numbered.items()) if text.asks]
    yield index_file(language, asks, choices, merged, text_borders(sizes, slots), len(numbered))


def number_texts(texts: Iterable[SearchText]) -> tuple[dict[int, SearchText], int]:
    """Texts by their numbers, and how many numbers there are."""
    by_url = {text.url: text for text in texts}
    found, slots = numbers(by_url)
    return {number: by_url[url] for url, number in found.items()}, slots


def segments(numbered: dict[int, SearchText], slots: int) -> Iterator[Segment]:
    """The segments of the whole index, in the order of their numbers."""
    groups: dict[int, list[int]] = {}
    for number in numbered:
        groups.setdefault(segment_of(number, slots), []).append(number)
    for group in sorted(groups):
        yield make_segment((number, tokenise(numbered[number])) for number in groups[group])


def merge_all(made: Iterable[Segment]) -> Iterator[Merged]:
    """Every bucket of the index."""
    listed = list(made)
    for bucket in bucket_digests(listed):
        yield merge(
            bucket, (segment.parts[bucket] for segment in listed if bucket in segment.parts)
        )


def spelling_files(merged: Iterable[Merged]) -> Iterator[tuple[str, bytes]]:
    """The words by their first letters, those in about as many texts on one line."""
    letters: dict[str, dict[int, list[str]]] = {}
    for bucket in merged:
        for form, texts in bucket.forms:
            if form.isalpha() and len(form) > 2:
                lines = letters.setdefault(form[0], {})
                lines.setdefault(texts.bit_length() - 1, []).append(form)
    for letter, lines in letters.items():
        text = "".join(f"{' '.join(sorted(lines.get(n, [])))}\n" for n in range(max(lines) + 1))
        yield f"search/spelling/{file_name(letter)}.txt", text.encode()


def index_file(
    language: str,
    asks: Sequence[str],
    choices: Choices,
    merged: Sequence[Merged],
    first_numbers: list[int],
    pages: int,
) -> tuple[str, bytes]:
    """What a browser reads first: its path and content. `asks` are questions to try, of which a few
    are taken."""
    endings = suffixes(
        key for word in common_words(language) for key in words_of(language).keys(word)
    )
    for bucket in merged:
        endings.update(dict(bucket.suffixes))
    index = {
        "pages": pages,
        "words": sorted(first for bucket in merged for first in bucket.borders),
        "texts": write_sorted(first_numbers),
        "little": " ".join(little_words(language)),
        "suffixes": sorted(suffix for suffix, times in endings.items() if times >= COMMON),
        "kinds": choices.kinds,
        "topics": choices.topics,
        "examples": asks[:EXAMPLES],
    }
    return INDEX, (json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
