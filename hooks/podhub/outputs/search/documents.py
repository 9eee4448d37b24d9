"""What the search finds, as small HTML documents that an indexer reads: a page each, and a passage
of speech each.

A document holds what a page says and nothing of its frame. It is never shown: what a result shows
is taken from its words. An address on the site follows from a document's path; a passage lies
beside its episode's page, as `podcast/SLUG/83.html`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import urlencode

from podhub.links.graph import Graph
from podhub.links.pages import SitePage, capitalise, is_for_authors
from podhub.links.pairs import partners
from podhub.links.passages import passages
from podhub.links.utterances import Utterance
from podhub.links.views.kinds import (
    ArticlePage,
    ComparisonPage,
    DefinitionPage,
    EpisodePage,
    GuidePage,
    PageView,
)
from podhub.links.views.parts import Link
from podhub.model.entries import Catalog, EpisodeEntry

KINDS = ("article", "definition", "episode", "moment", "comparison", "guide", "page")
"""What a result can be, in the order of the filters. Lists only repeat what these say."""


@dataclass(frozen=True, slots=True)
class SearchDocument:
    """One thing to be found."""

    path: str
    html: str


def search_documents(
    catalog: Catalog,
    pages: Iterable[SitePage],
    views: Mapping[str, PageView],
    graph: Graph,
    language: str,
) -> Iterator[SearchDocument]:
    """Every document, page by page; an episode's passages follow it."""
    episodes = {entry.url: entry for entry in catalog.episodes.values()}
    listed = list(pages)
    found = [page for page in listed if page.kind in KINDS and not is_for_authors(page)]
    # A new hub is its home page alone, and Pagefind makes no index of nothing.
    for page in found or [page for page in listed if page.kind == "home"]:
        view = views[page.url]
        text = graph.texts.get(view.url)
        topics = [link.url.split("/")[1] for link in _topics(view)]
        title = f"<h1>{_text(capitalise(view.title))}</h1>"
        body = "".join(
            (title, *_beside(view), view.body.html.load() if text else "", *_moments(view))
        )
        yield SearchDocument(
            f"{view.url}index.html",
            _document(language, view.kind if found else "page", topics, body),
        )
        episode = episodes.get(view.url)
        speech = graph.speech.get(episode.slug) if episode else None
        if episode and speech:
            for passage in passages(speech.sentences):
                body = "".join(_spoken(episode, passage))
                yield SearchDocument(
                    f"{view.url}{int(passage[0].start)}.html",
                    _document(language, "moment", topics, body),
                )


def _document(language: str, kind: str, topics: Iterable[str], body: str) -> str:
    # One filter for each value: a person asks for one kind and one topic, and the browser then
    # loads these two lists alone.
    names = [f"kind={kind}", *(f"topic={topic}" for topic in topics)]
    filters = "".join(
        f'<meta data-pagefind-filter="{_text(name)}[content]" content="1">' for name in names
    )
    return f'<!doctype html><html lang="{_text(language)}"><head>{filters}</head><body>{body}</body></html>'


def _beside(view: PageView) -> Iterator[str]:
    """What a page says beside its Markdown."""
    if isinstance(view, DefinitionPage) and view.forms:
        yield f'<p id="forms" data-pagefind-weight="8">{_text(", ".join(view.forms))}</p>'
    yield _weighted(2, view.description)
    for point in view.key_points if isinstance(view, ArticlePage | DefinitionPage) else ():
        yield _weighted(2, point)
    if topics := _topics(view):
        yield f"<p>Topics: {_text(', '.join(topic.title for topic in topics))}</p>"
    match view:
        case DefinitionPage():
            for name, says in view.facets:
                yield f"<p>{_text(name)}: {_text(says)}</p>"
            for other in view.perspectives:
                yield f"<p>{_text(other.by)}: {_text(other.text)}</p>"
        case ComparisonPage():
            for row in view.pair.rows:
                yield f"<p>{_text(row.name)}: {_text(row.left)} {_text(row.right)}</p>"
        case GuidePage():
            yield "<p>A guide.</p>"
            for question in view.questions:
                yield f"<p>{_text(question.text)} {_text('; '.join(answer.text for answer in question.answers))}.</p>"
            for outcome in view.outcomes:
                yield f"<p>{_text(outcome.title)}: {_text(outcome.text)}</p>"
        case EpisodePage():
            for person in view.people:
                yield f"<p>{_text(person.name)}</p>"


def _topics(view: PageView) -> tuple[Link, ...]:
    return view.topics if isinstance(view, ArticlePage | EpisodePage) else ()


def _moments(view: PageView) -> Iterator[str]:
    """An episode's moments, as headings with nothing below them; so they come last, or the text
    would seem to be."""
    for moment in view.player.moments if isinstance(view, EpisodePage) else ():
        yield f'<h2 id="t={moment.at}">{_text(moment.title)}</h2>'


def _weighted(weight: int, text: str) -> str:
    return f'<p data-pagefind-weight="{weight}">{_text(text)}</p>' if text else ""


def _spoken(episode: EpisodeEntry, passage: Iterable[Utterance]) -> Iterator[str]:
    """A passage's sentences. The indexer keeps an element's id together with its place among the
    words, and searches no id: so each sentence's says its second and its speaker, and the first
    one's also whose words these are."""
    names = {"in": episode.title}
    for sentence in passage:
        facts = {
            "t": str(int(sentence.start)),
            **({"by": sentence.speaker} if sentence.speaker else {}),
            **names,
        }
        yield f'<span id="{_text(urlencode(facts))}"></span> {_text(sentence.text)} '
        names = {}


def search_lists(catalog: Catalog) -> dict[str, str]:
    """What a browser reads beside the index, as JSON by its path: the kinds and topics to choose
    from, and the hub's own words, of which a misspelt one is corrected."""
    kinds = {
        "article": catalog.articles,
        "definition": catalog.definitions,
        "comparison": partners(catalog),
        "episode": catalog.episodes,
        "moment": [episode for episode in catalog.episodes.values() if episode.cues],
        "guide": catalog.guides,
    }
    used = {topic for article in catalog.articles.values() for topic in article.fields.topics}
    used |= {topic for episode in catalog.episodes.values() for topic in episode.fields.topics}
    topics = {topic: fields.title for topic, fields in catalog.topics.items() if topic in used}
    filters = {
        "kinds": [kind for kind, entries in kinds.items() if entries],
        "topics": topics,
    }
    words = (
        word
        for entry in catalog.definitions.values()
        for word in (entry.title, *entry.fields.forms)
    )
    terms = [*dict.fromkeys((*words, *topics.values()))]
    return {"search/filters.json": _json(filters), "search/terms.json": _json(terms)}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _text(text: str) -> str:
    return escape(text)
