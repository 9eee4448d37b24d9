"""The files of the search. A page's text is read again when the page changed, and of the index only
the parts that its words are in are made again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

from podhub.build.hub import Hub
from podhub.build.linking import Linked
from podhub.build.page_files import PlannedPage
from podhub.links.pages import is_for_authors
from podhub.model.artifact import Artifact
from podhub.model.digest import Digested, digest_of
from podhub.model.memo import Memo
from podhub.outputs.search.index import index_file, spelling_files
from podhub.outputs.search.numbers import numbers
from podhub.outputs.search.postings import tokenise
from podhub.outputs.search.segments import Segment, make_segment, segment_of
from podhub.outputs.search.text_files import (
    Measured,
    measured,
    speech_files,
    speech_paths,
    text_borders,
    text_file,
    text_groups,
    text_path,
)
from podhub.outputs.search.texts import KINDS, SearchText, choices, search_text
from podhub.outputs.search.word_files import Merged, bucket_digests, merge

OWNER = "docs"
Parts = Mapping[str, bytes]
"""Of a segment by bucket, or of a bucket by path"""
_Text = Digested[SearchText]


@dataclass(frozen=True)
class _Numbered:
    """The texts by their numbers."""

    texts: Mapping[int, _Text]
    measures: Mapping[int, Measured]
    slots: int


@dataclass(frozen=True)
class _Kept:
    """Something with a large part that is read when it is needed."""

    small: Parts
    load: Callable[[], Parts]


class SearchFiles:
    """Makes the files of the search for one site."""

    def __init__(self, hub: Hub, linked: Linked, memo: Memo) -> None:
        self._hub, self._linked, self._memo = hub, linked, memo

    def all(self, planned: Iterable[PlannedPage]) -> Iterator[Artifact]:
        """Every file."""
        numbered = self._numbered(planned)
        buckets = list(self._buckets(list(self._segments(numbered))))
        for _, files in buckets:
            for path, digest in files.small.items():
                make = partial(_one_of, files.load, path)
                yield Artifact(path, self._memo.key("search words", path, digest), make, OWNER)
        whole = [merged for merged, _ in buckets]
        for path, data in spelling_files(whole):
            yield self._file(path, data)
        yield from self._texts(numbered)
        language, measures = self._hub.settings.language, numbered.measures.values()
        borders = text_borders({n: m.size for n, m in numbered.measures.items()}, numbered.slots)
        asks = [measure.asks[0] for measure in measures if measure.asks]
        said = index_file(language, asks, choices(self._hub.shown), whole, borders, len(measures))
        yield self._file(*said)

    def _file(self, path: str, data: bytes) -> Artifact:
        return Artifact(path, self._memo.key("search", path, data), lambda: data, OWNER)

    def _numbered(self, planned: Iterable[PlannedPage]) -> _Numbered:
        listed = [one for one in planned if not is_for_authors(one.page)]
        # A new hub is its home page alone.
        chosen = [one for one in listed if one.page.kind in KINDS] or [
            one for one in listed if one.page.kind == "home"
        ]
        makers = dict(map(self._text, chosen))
        found = self._memo.parted(makers)
        keys = dict(zip((one.page.url for one in chosen), makers, strict=True))
        by_url, slots = numbers(keys)
        texts, measures = {}, {}
        for url, number in sorted(by_url.items(), key=lambda pair: pair[1]):
            key = keys[url]
            digest, measures[number] = found[key]
            texts[number] = Digested(digest, partial(self._memo.large, key, makers[key]))
        return _Numbered(texts, measures, slots)

    def _text(
        self, one: PlannedPage
    ) -> tuple[str, Callable[[], tuple[tuple[str, Measured], SearchText]]]:
        """The key of a page's text, and what reads it."""
        settings, entry = self._hub.settings, one.page.entry
        asks = tuple(getattr(entry.fields, "asks", ())) if entry else ()
        speech = (
            self._linked.graph.speech.get(one.page.slug) if one.page.kind == "episode" else None
        )
        said = speech.digest if speech else ""
        about = (one.digest, digest_of(asks), said, settings.language, settings.contact)
        sentences = speech.sentences if speech else ()
        read = partial(search_text, one.view, asks, sentences, settings.language, settings.contact)
        return self._memo.key("search text", *about), partial(_read, read)

    def _segments(self, numbered: _Numbered) -> Iterator[_Kept]:
        """The segments in their order: the digests of their parts, and the parts."""
        groups: dict[int, list[int]] = {}
        for number in numbered.texts:
            groups.setdefault(segment_of(number, numbered.slots), []).append(number)
        makers: dict[str, Callable[[], tuple[Parts, Parts]]] = {}
        for group in groups.values():
            texts = {number: numbered.texts[number] for number in group}
            said = digest_of(tuple((number, text.digest) for number, text in texts.items()))
            makers[self._memo.key("search segment", said)] = partial(_segment, texts)
        small = self._memo.parted(makers)
        for key, make in makers.items():
            yield _Kept(small[key], partial(self._memo.large, key, make))

    def _buckets(self, segments: list[_Kept]) -> Iterator[tuple[Merged, _Kept]]:
        """Each bucket without its files, and these: their digests, and their contents."""
        makers: dict[str, Callable[[], tuple[tuple[Merged, Parts], Parts]]] = {}
        for bucket, digest in bucket_digests(
            [Segment({}, dict(s.small)) for s in segments]
        ).items():
            parts = [segment for segment in segments if bucket in segment.small]
            key = self._memo.key("search bucket", bucket, digest)
            makers[key] = partial(_bucket, bucket, parts)
        small = self._memo.parted(makers)
        for key, make in makers.items():
            merged, digests = small[key]
            yield merged, _Kept(digests, partial(self._memo.large, key, make))

    def _texts(self, numbered: _Numbered) -> Iterator[Artifact]:
        """The files of texts, and those of speech."""
        sizes = {number: measure.size for number, measure in numbered.measures.items()}
        for first, group in text_groups(sizes, numbered.slots):
            texts = {number: numbered.texts[number] for number in group}
            said = digest_of(tuple((number, text.digest) for number, text in texts.items()))
            key = self._memo.key("search texts", str(first), said)
            yield Artifact(text_path(first), key, partial(_text_file, first, texts), OWNER)
        for number, text in numbered.texts.items():
            for path in speech_paths(number, numbered.measures[number].passages):
                key = self._memo.key("search speech", path, text.digest)
                yield Artifact(path, key, partial(_speech_file, number, path, text), OWNER)


def _read(read: Callable[[], SearchText]) -> tuple[tuple[str, Measured], SearchText]:
    text = read()
    return (digest_of(text), measured(text)), text


def _segment(texts: Mapping[int, _Text]) -> tuple[Parts, Parts]:
    made = make_segment((number, tokenise(text.load())) for number, text in texts.items())
    return made.digests, made.parts


def _bucket(bucket: str, segments: list[_Kept]) -> tuple[tuple[Merged, Parts], Parts]:
    merged = merge(bucket, (segment.load()[bucket] for segment in segments))
    files = dict(merged.files)
    digests = {path: digest_of(data).encode() for path, data in files.items()}
    return (replace(merged, files=()), digests), files


def _one_of(load: Callable[[], Parts], path: str) -> bytes:
    return load()[path]


def _text_file(first: int, texts: Mapping[int, _Text]) -> bytes:
    return text_file(first, {number: text.load() for number, text in texts.items()})[1]


def _speech_file(number: int, path: str, text: _Text) -> bytes:
    return dict(speech_files(number, text.load()))[path]
