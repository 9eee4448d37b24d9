"""All files of the search: the files of words and texts, and what a browser reads first."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from itertools import chain
from typing import NamedTuple

from podhub.model.artifact import Artifact
from podhub.model.digest import digest
from podhub.model.memo import Memo
from podhub.outputs.search.buckets import Bucket, Contents, bucket_digests, merge
from podhub.outputs.search.language import common_words, little_words, suffixes
from podhub.outputs.search.numbers import numbers, write_sorted
from podhub.outputs.search.postings import words_of
from podhub.outputs.search.segments import Digests, Parts, make_segment, segment_of
from podhub.outputs.search.spelling import spelling_files, spelling_path
from podhub.outputs.search.text_files import group, speech_file, speech_path, text_file, text_path
from podhub.outputs.search.texts import Choices, SearchText

INDEX = "search/index.json"
EXAMPLES = 4
COMMON = 3
"""So many words must have an ending before it is taken for one."""


Spelling = Callable[[], tuple[dict[str, str], dict[str, bytes]]]
"""Makes files: their digests, and the files themselves, by letter."""


class Source(NamedTuple):
    """A text that can be made."""

    url: str
    key: str
    """Stands for all that it is made of"""
    owner: str
    """The file of the repository that it is made for"""
    make: Callable[[], SearchText]


class _Summary(NamedTuple):
    """What of a text the whole index tells."""

    size: int
    speech_files: int
    example: str


class SearchFiles:
    """The files of a site's search. What is made of one text, of neighbouring texts, or of one
    range of words is remembered, so that an edit makes anew what its words are in."""

    def __init__(
        self, sources: Sequence[Source], choices: Choices, language: str, owner: str, memo: Memo
    ) -> None:
        """`language` is the site's; `owner` the file that stands for what belongs to no text."""
        found, self._slots = numbers(source.url for source in sources)
        self._sources = {found[source.url]: source for source in sources}
        self._listed = sources
        self._choices, self._language, self._owner, self._memo = choices, language, owner, memo

    def all(self) -> Iterator[Artifact]:
        """Every one."""
        yield from self._word_files()
        yield from self._spelling_files()
        for first, members in self._groups:
            sources = {number: self._sources[number] for number in members}
            keys = " ".join(f"{number} {source.key}" for number, source in sources.items())
            key = digest("search texts", keys)
            make = partial(self._text_file, sources)
            yield Artifact(text_path(first), key, make, sources[members[0]].owner)
        for number, source in self._sources.items():
            for part in range(self._summaries[source.key].speech_files):
                key = digest("search speech", f"{source.key} {part}")
                make = partial(self._speech_file, source, part)
                yield Artifact(speech_path(number, part), key, make, source.owner)
        yield self._whole(INDEX, self._index())

    def _whole(self, path: str, content: bytes) -> Artifact:
        return Artifact(path, self._memo.key("search", path, content), lambda: content, self._owner)

    @cached_property
    def _summaries(self) -> Mapping[str, _Summary]:
        return self._memo.pieced(
            {source.key: partial(_read, source) for source in self._sources.values()}
        )

    def _texts(self, sources: Iterable[Source]) -> Iterable[SearchText]:
        makers = {source.key: partial(_read, source) for source in sources}
        return self._memo.piece(makers, "text").values()

    @cached_property
    def _groups(self) -> list[tuple[int, list[int]]]:
        sizes = {n: self._summaries[source.key].size for n, source in self._sources.items()}
        return list(group(sizes))

    def _text_file(self, sources: Mapping[int, Source]) -> bytes:
        return text_file(dict(zip(sources, self._texts(sources.values()), strict=True)))

    def _speech_file(self, source: Source, part: int) -> bytes:
        [text] = self._texts([source])
        return speech_file(text, part)

    @cached_property
    def _segments(self) -> dict[str, Callable[[], tuple[Digests, Parts]]]:
        """What makes the segments, by key, in the order of their numbers."""
        members: dict[int, list[int]] = {}
        for number in sorted(self._sources):
            members.setdefault(segment_of(number, self._slots), []).append(number)
        return {
            self._memo.key(
                "search segment",
                sys.byteorder,
                *(f"{number} {self._sources[number].key}" for number in listed),
            ): partial(self._segment, listed)
            for listed in members.values()
        }

    def _segment(self, listed: Sequence[int]) -> tuple[Digests, Parts]:
        texts = self._texts(self._sources[number] for number in listed)
        return make_segment(zip(listed, texts, strict=True))

    @cached_property
    def _digests(self) -> Mapping[str, Digests]:
        return self._memo.pieced(self._segments)

    @cache  # noqa: B019 (as long as this)
    def _parts(self, letter: str) -> Collection[Mapping[str, bytes]]:
        """What the segments have of the buckets with a first letter; only read where a file of words is made anew."""
        letters = {key: {name[0] for name in found} for key, found in self._digests.items()}
        having = {key: make for key, make in self._segments.items() if letter in letters[key]}
        return self._memo.piece(having, letter).values()

    @cached_property
    def _bucket_keys(self) -> dict[str, str]:
        """Names of buckets by their keys."""
        found = bucket_digests([self._digests[key] for key in self._segments])
        return {
            self._memo.key("search bucket", name, stands_for): name
            for name, stands_for in found.items()
        }

    def _bucket(self, name: str) -> tuple[Bucket, Contents]:
        return merge(name, (parts[name] for parts in self._parts(name[0]) if name in parts))

    @cached_property
    def _buckets(self) -> Mapping[str, Bucket]:
        return self._memo.parted(
            {key: partial(self._bucket, name) for key, name in self._bucket_keys.items()}
        )

    def _contents(self, key: str) -> Contents:
        return self._memo.large(key, partial(self._bucket, self._bucket_keys[key]))

    def _word_files(self) -> Iterator[Artifact]:
        for key, bucket in self._buckets.items():
            for at, (path, sha256) in enumerate(bucket.files):
                make = partial(self._word_file, key, at)
                yield Artifact(path, digest("search words", sha256), make, self._owner)

    def _word_file(self, key: str, at: int) -> bytes:
        return self._contents(key).files[at]

    @cached_property
    def _spellings(self) -> Mapping[str, Spelling]:
        """Those of one letter, or of few letters of another script, are made of the buckets that begin with it."""
        letters: dict[str, list[str]] = {}
        for key, name in self._bucket_keys.items():
            letters.setdefault(name[0], []).append(key)
        return {
            self._memo.key("search spelling", *(self._buckets[key].forms for key in keys)): partial(
                self._spelling, keys
            )
            for keys in letters.values()
        }

    @cached_property
    def _letters(self) -> Mapping[str, Mapping[str, str]]:
        return self._memo.parted(self._spellings)

    def _spelling_files(self) -> Iterator[Artifact]:
        for key, letters in self._letters.items():
            for letter, sha256 in letters.items():
                make = partial(self._spelling_file, key, letter)
                name = digest("search spelling", sha256)
                yield Artifact(spelling_path(letter), name, make, self._owner)

    def _spelling(self, keys: Sequence[str]) -> tuple[dict[str, str], dict[str, bytes]]:
        files = spelling_files(map(self._contents, keys))
        return {letter: digest(content) for letter, content in files.items()}, files

    def _spelling_file(self, key: str, letter: str) -> bytes:
        return self._memo.large(key, self._spellings[key])[letter]

    def _index(self) -> bytes:
        key = self._memo.key("search endings", self._language)
        endings = Counter(self._memo.value(key, partial(_endings, self._language)))
        for bucket in self._buckets.values():
            endings.update(dict(bucket.suffixes))
        examples = (self._summaries[source.key].example for source in self._listed)
        index = {
            "pages": len(self._sources),
            "words": sorted(border for one in self._buckets.values() for border in one.borders),
            "texts": write_sorted([first for first, _ in self._groups]),
            "letters": "".join(sorted(chain.from_iterable(self._letters.values()))),
            "little": " ".join(little_words(self._language)),
            "comparing": self._choices.comparing,
            "numerals": self._choices.numerals,
            "suffixes": sorted(suffix for suffix, times in endings.items() if times >= COMMON),
            "kinds": self._choices.kinds,
            "topics": self._choices.topics,
            "examples": [example for example in examples if example][:EXAMPLES],
        }
        return (json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _endings(language: str) -> dict[str, int]:
    """How many common words of a language have forms that end so."""
    keys = words_of(language).keys
    return dict(suffixes(key for word in common_words(language) for key in keys(word)))


def _read(source: Source) -> tuple[_Summary, Mapping[str, SearchText]]:
    text = source.make()
    return _Summary(text.size, text.speech_files, next(iter(text.asks), "")), {"text": text}
