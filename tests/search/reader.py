"""Reads the files of the search as `podhub/outputs/search/__init__.py` describes them, with nothing
of the code that writes them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
PAGES, PASSAGES, TOGETHER = 1 << 20, 1 << 12, 16


def numbers(text: str) -> list[int]:
    """Numbers in Base64 VLQ, each the difference to the one before."""
    found, value, shift, before = [], 0, 0, 0
    for letter in text:
        digit = DIGITS.index(letter)
        value += (digit & 31) << shift
        shift += 5
        if digit < 32:
            before += value
            found.append(before)
            value = shift = 0
    return found


def base36(number: int) -> str:
    """A number in base 36."""
    first, last = divmod(number, 36)
    return (base36(first) if first else "") + "0123456789abcdefghijklmnopqrstuvwxyz"[last]


def name(border: str) -> str:
    """A border as the name of a file."""
    plain = "0123456789abcdefghijklmnopqrstuvwxyz"
    return "".join(letter if letter in plain else f"_{ord(letter):x}" for letter in border)


def named_by_index(index: Mapping[str, Any]) -> Iterator[str]:
    """The files that the index names."""
    yield from (f"search/words/{name(border)}.txt" for border in index["words"])
    yield from (f"search/texts/{base36(first)}.json" for first in numbers(index["texts"]))


def named_by_words(text: str) -> Iterator[str]:
    """The files that a file of words leads to: of speech, and for whoever mistypes a word."""
    for line in text.splitlines():
        word, _, rest = line.partition("\t")
        if rest:
            for place in numbers(rest.split("\t")[1]):
                page, passage = divmod(place % (PAGES * PASSAGES), PASSAGES)
                yield f"search/speech/{base36(page)}-{passage // TOGETHER}.json"
        form = word.split(">")[0]
        if ">" in line and form.isalpha() and len(form) > 2:
            yield f"search/spelling/{name(form[0])}.txt"


@dataclass(frozen=True)
class Index:
    """All files of a site's search."""

    files: Mapping[str, bytes]

    def json(self, path: str) -> Any:
        """A file's value."""
        return json.loads(self.files[path])

    @property
    def pages(self) -> dict[int, list[Any]]:
        """What stands for each page, by its number."""
        texts = [self.json(path) for path in sorted(self.files) if "/texts/" in path]
        return {int(number): page for text in texts for number, page in text.items()}

    def url(self, number: int) -> str:
        """A page's address."""
        return str(self.pages[number][0])

    def lines(self) -> dict[str, list[str]]:
        """The words with what stands beside them."""
        read = (data.decode() for path, data in sorted(self.files.items()) if "/words/" in path)
        found: dict[str, list[str]] = {}
        for line in "".join(read).splitlines():
            word, _, rest = line.partition("\t")
            if rest:
                found[word] = rest.split("\t")
        return found

    def stems(self) -> dict[str, list[str]]:
        """The stems of the forms that have others."""
        read = (data.decode() for path, data in sorted(self.files.items()) if "/words/" in path)
        pairs = (line.split(">") for line in "".join(read).splitlines() if "\t" not in line)
        return {form: stems.split(" ") for form, stems in pairs}

    def find(self, stem: str) -> dict[str, int]:
        """The pages that have a word, and what it weighs there."""
        pages = numbers(self.lines().get(stem, [""])[0])
        return {self.url(place % PAGES): place // PAGES for place in pages}

    def said(self, stem: str) -> list[tuple[str, int]]:
        """The passages that say a word: the page, and which one it is."""
        found = numbers(self.lines().get(stem, ["", ""])[1])
        places = (divmod(place % (PAGES * PASSAGES), PASSAGES) for place in found)
        return [(self.url(page), passage) for page, passage in places]
