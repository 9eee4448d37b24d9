"""The whole site's links, computed once from every page's rendered text.

Each page is read once (`text`), each transcript once (`speech`); what they say of each other is
gathered by target, and `assembly` then lays it out as one view for each page. Nothing here grows
faster than the number of pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from podhub.links.pages import SitePage, is_for_authors, newest_first
from podhub.links.related import Profile, Related, Relation
from podhub.links.speech import Speech
from podhub.links.terms import TermFinder
from podhub.links.text import PageText
from podhub.model.entries import Entry, Shown
from podhub.model.items import Definition

TERM_LINKS = 15
"""The most links to definitions that the hub adds to one page."""


@dataclass(frozen=True)
class Graph:
    """Who points at whom."""

    texts: Mapping[str, PageText]
    """By page: its linked HTML and what it refers to."""
    speech: Mapping[str, Speech]
    """By episode's slug."""
    backlinks: Mapping[str, list[tuple[str, str]]]
    """By target's address: (source's address, sentence)."""
    uses: Mapping[str, list[tuple[str, str]]]
    """By definition's address: the same for links that the hub made from its words."""
    heard: Mapping[str, list[str]]
    """By definition: the episodes that say it."""
    discussed: Mapping[str, list[str]]
    """By article: its episodes, and by episode: its articles (keys are addresses, values slugs)."""
    related: Mapping[str, list[Relation]]
    counts: Mapping[str, int] = field(default_factory=dict)


def term_words(catalog: Shown) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """What becomes a link to each definition: its name, its words, and where it stands."""
    entries = catalog.definitions.items()
    return tuple((slug, _words(entry.fields), entry.url) for slug, entry in entries)


def term_finder(catalog: Shown) -> TermFinder:
    """Finds the words of every definition."""
    return TermFinder((slug, words) for slug, words, _ in term_words(catalog))


def unlinked_terms(page: SitePage) -> frozenset[str]:
    """The definitions whose words are no links on a page: its own, and those its author named."""
    assert page.entry
    own = {page.entry.slug} if page.kind == "definition" else set()
    return frozenset(own | set(page.entry.fields.skip_terms))


def most_term_links(page: SitePage) -> int:
    """How many links to definitions the hub may add to a page."""
    is_read = page.kind in ("article", "definition", "episode", "page", "guide")
    return TERM_LINKS if is_read and not is_for_authors(page) else 0


def build_graph(
    catalog: Shown,
    pages: Iterable[SitePage],
    texts: Mapping[str, PageText],
    speech: Mapping[str, Speech],
) -> Graph:
    """Gather what texts, by their pages' addresses, and speech, by episodes' slugs, say of other
    pages."""
    backlinks: dict[str, list[tuple[str, str]]] = {}
    uses: dict[str, list[tuple[str, str]]] = {}
    for page in pages:
        if page.url not in texts or is_for_authors(page):
            continue
        for reference in texts[page.url].references:
            gathered = uses if reference.by_term else backlinks
            gathered.setdefault(reference.url, []).append((page.url, reference.sentence))
    for url, sentence, target in _recommended(catalog):
        backlinks.setdefault(target, []).append((url, sentence))
    heard: dict[str, list[str]] = {}
    for slug, said in speech.items():
        for term in said.said:
            heard.setdefault(term, []).append(slug)
    discussed = _discussed(catalog)
    counts = {
        "links": sum(len(found) for found in backlinks.values()),
        "terms": sum(len(text.linked) for text in texts.values()),
        "heard": sum(len(found) for found in heard.values()),
    }
    related = Related(_profiles(catalog, texts, speech, backlinks, discussed))
    return Graph(texts, speech, backlinks, uses, heard, discussed, related, counts)


def _words(definition: Definition) -> tuple[str, ...]:
    """What becomes a link to a definition wherever it is written or said."""
    return definition.forms if definition.everyday else (definition.term, *definition.forms)


def _discussed(catalog: Shown) -> dict[str, list[str]]:
    """Which articles and episodes belong together, said by either side."""
    by_articles = {slug: entry.fields.episodes for slug, entry in catalog.articles.items()}
    by_episodes = {slug: entry.fields.articles for slug, entry in catalog.episodes.items()}
    return {
        **_together(catalog.articles, by_articles, by_episodes),
        **_together(catalog.episodes, by_episodes, by_articles),
    }


def _together(
    entries: Mapping[str, Entry[Any]],
    named: Mapping[str, Sequence[str]],
    naming: Mapping[str, Sequence[str]],
) -> dict[str, list[str]]:
    """By address, what each entry names in its author's order, then what only names it, in the
    order of the site.

    `named` and `naming` say whom each entry of one kind and of the other names. A slug may be that
    of an article and of an episode, so the kinds stay apart."""
    named_by: dict[str, list[str]] = {}
    for other, names in naming.items():
        for name in names:
            named_by.setdefault(name, []).append(other)
    found = {
        entry.url: [
            other
            for other in dict.fromkeys((*named[slug], *named_by.get(slug, ())))
            if other in naming
        ]
        for slug, entry in entries.items()
    }
    return {url: others for url, others in found.items() if others}


def _profiles(
    catalog: Shown,
    texts: Mapping[str, PageText],
    speech: Mapping[str, Speech],
    backlinks: Mapping[str, list[tuple[str, str]]],
    discussed: Mapping[str, list[str]],
) -> list[Profile]:
    """What each article, episode and definition is about."""
    profiles = []
    entries: list[Entry[Any]] = [
        *newest_first([*catalog.articles.values(), *catalog.episodes.values()]),
        *catalog.definitions.values(),
    ]
    for entry in entries:
        text = texts[entry.url]
        terms: dict[str, int] = dict(text.terms)
        shown: set[str] = set()
        if entry.kind == "episode" and entry.slug in speech:
            terms.update(dict.fromkeys(speech[entry.slug].said, 1))
        if entry.kind == "definition":
            # Its own words come first: whoever uses them is related to it.
            terms = {entry.slug: 1, **terms}
            shown.update(f"definitions/{slug}/" for slug in entry.fields.see_also)
        shown.update(
            f"podcast/{slug}/" for slug in discussed.get(entry.url, ()) if entry.kind == "article"
        )
        shown.update(
            f"articles/{slug}/" for slug in discussed.get(entry.url, ()) if entry.kind == "episode"
        )
        shown.update(f"definitions/{slug}/" for slug in text.linked)
        links = {reference.url for reference in text.references if not reference.by_term}
        links.update(source for source, _ in backlinks.get(entry.url, ()))
        topics = [topic for topic in getattr(entry.fields, "topics", ()) if topic in catalog.topics]
        profiles.append(
            Profile(entry.url, entry.kind, terms, topics, frozenset(links), frozenset(shown))
        )
    return profiles


def _recommended(catalog: Shown) -> Iterator[tuple[str, str, str]]:
    """What guides send their readers to: a guide's address, its outcome in words, and the
    recommended page's address."""
    for guide in catalog.guides.values():
        for outcome in guide.fields.outcomes.values():
            named = [
                *map(catalog.articles.get, outcome.read),
                *map(catalog.episodes.get, outcome.listen),
            ]
            for entry in named:
                if entry:
                    yield guide.url, f"{outcome.title}. {outcome.text}", entry.url
