"""The search of a small hub, without a builder and without a memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial

from podhub.build.search_files import called
from podhub.links.pages import site_pages
from podhub.model.digest import digest_of
from podhub.model.entries import Catalog, EpisodeEntry
from podhub.model.memo import Memo
from podhub.model.messages import ENGLISH
from podhub.outputs.search.index import SearchFiles, Source
from podhub.outputs.search.texts import Choices, SearchText, choices, found_pages, search_text
from podhub.read.no_memo import NoMemo

from tests.build.corpus import NOW
from tests.links.small_site import build
from tests.search.reader import Index


def texts_of(
    catalog: Catalog, now: datetime = NOW, contact: str = "", about: str | None = None
) -> Iterator[SearchText]:
    """What the search finds of what is public."""
    graph, views = build(catalog, now)
    for page in found_pages(site_pages(catalog.public(now)), about):
        speech = graph.speech if isinstance(page.entry, EpisodeEntry) else {}
        said = speech.get(page.entry.slug) if page.entry else None
        asks = getattr(page.entry.fields, "asks", ()) if page.entry else ()
        sentences = said.sentences if said else None
        view = views[page.url]
        name = called(view, ENGLISH)
        yield search_text(view, asks, sentences, ENGLISH, contact, about, name)


def index_of(
    texts: Iterable[SearchText], found: Choices | None = None, memo: Memo | None = None
) -> Index:
    """The files that are made of texts, read."""
    sources = [
        Source(text.url, digest_of(text), "docs/a.md", partial(_same, text)) for text in texts
    ]
    files = SearchFiles(sources, found or Choices((), {}), "en", "mkdocs.yml", memo or NoMemo())
    return Index({artifact.path: artifact.make() for artifact in files.all()})


def _same(text: SearchText) -> SearchText:
    return text


def site_index(catalog: Catalog, now: datetime = NOW) -> Index:
    """The search of what is public."""
    return index_of(texts_of(catalog, now), choices(catalog.public(now), ENGLISH))
