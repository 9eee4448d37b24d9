"""Which pages the site has: one per entry, and those that nobody writes: lists, topics,
comparisons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from podhub.links.pairs import comparison_url, partners, sides
from podhub.model.entries import Catalog, Entry
from podhub.model.items import Definition, Item, Page
from podhub.model.messages import N_, Messages

PER_PAGE = 24
PODCAST = "podcast/"


@dataclass(frozen=True)
class SitePage:
    """A page of the site before its text is read."""

    kind: str
    """article, definition, episode, guide, page, home, list, topic, topics, comparison or search;
    also its template's name."""
    url: str
    title: str
    description: str
    entry: Entry[Item] | None = None
    """The entry whose text stands on the page."""
    items: tuple[str, ...] = ()
    """For a list, the addresses on it; for a comparison, the two definitions; for a topic, also its
    items' addresses."""
    subject: str = ""
    """A topic's id, or the list's base address."""
    number: int = 1
    pages: int = 1
    total: int = 0

    @property
    def slug(self) -> str:
        """The name of the entry whose text stands on the page; empty where there is none."""
        return self.entry.slug if self.entry else ""

    @property
    def source(self) -> str:
        """Where its text would stand among the site's sources."""
        if self.entry and self.entry.path.startswith("docs/"):
            return self.entry.path.removeprefix("docs/")
        if self.entry:
            return f"{self.url.rstrip('/')}.md"
        return f"{self.url}index.md"


LISTS = {
    "articles/": (N_("Articles"), N_("Every article, newest first.")),
    "definitions/": (N_("Definitions"), N_("The words we use and what we mean by them, A to Z.")),
    PODCAST: (N_("Podcast"), N_("Every episode, newest first.")),
}
"""What a list is called, and what is said of it, where nobody wrote a page to open it with"""


def site_pages(catalog: Catalog) -> list[SitePage]:
    """Every page that the catalog makes, in a fixed order."""
    pages = [
        SitePage(_kind(entry), entry.url, entry.title, summary(entry), entry)
        for entry in catalog.entries()
        if entry.url not in LISTS and entry.url != "topics/"
    ]
    opening = {entry.url: entry for entry in catalog.pages.values()}
    said = catalog.messages
    search = said.gettext("Find a word in every article, definition and episode, to the second.")
    return [
        *pages,
        *_lists(catalog, opening),
        *_topics(catalog, opening),
        *_comparisons(catalog),
        SitePage("search", "search/", said.gettext("Search"), search),
    ]


def _lists(catalog: Catalog, opening: Mapping[str, Entry[Page]]) -> Iterator[SitePage]:
    """The pages of all articles, definitions and episodes. A hub may leave out any of these."""
    groups: dict[str, Sequence[Entry[Any]]] = {
        "articles/": list(catalog.articles.values()),
        "definitions/": list(catalog.definitions.values()),
        PODCAST: catalog.listed(),
    }
    for base, entries in groups.items():
        if entries or base in opening or (base == PODCAST and catalog.show):
            title, description = map(catalog.messages.gettext, LISTS[base])
            if base in opening:
                title, description = opening[base].title, opening[base].fields.description
            urls = [entry.url for entry in entries]
            list_page = SitePage("list", base, title, description, opening.get(base), subject=base)
            yield from _paginate(list_page, urls, catalog.messages)


def _topics(catalog: Catalog, opening: Mapping[str, Entry[Page]]) -> Iterator[SitePage]:
    """The page of all topics, and of each that has something."""
    said, page, base = catalog.messages, opening.get("topics/"), "topics/"
    title, description = said.gettext("Topics"), said.gettext("What we write and talk about.")
    if page:
        title, description = page.title, page.fields.description
    by_topic = {topic: found for topic, found in topic_entries(catalog).items() if found}
    if by_topic or page:
        yield SitePage("topics", base, title, description, page, tuple(map(topic_url, by_topic)))
    for topic, entries in by_topic.items():
        fields, urls = catalog.topics[topic], [entry.url for entry in entries]
        first = SitePage("topic", topic_url(topic), fields.title, fields.description, subject=topic)
        yield from _paginate(first, urls, said)


def is_for_authors(page: SitePage) -> bool:
    """Whether a page is a note for those who write here."""
    return bool(
        page.entry and isinstance(page.entry.fields, Page) and page.entry.fields.for_authors
    )


def topic_entries(catalog: Catalog) -> dict[str, list[Entry[Any]]]:
    """What belongs to each topic, newest first."""
    by_topic: dict[str, list[Entry[Any]]] = {topic: [] for topic in catalog.topics}
    for entry in newest_first([*catalog.articles.values(), *catalog.episodes.values()]):
        for topic in entry.fields.topics:
            if topic in by_topic:
                by_topic[topic].append(entry)
    return by_topic


def topic_url(topic: str) -> str:
    """Where a topic's page is.

    >>> topic_url("onboarding")
    'topics/onboarding/'
    """
    return f"topics/{topic}/"


def topic_feed_path(topic: str) -> str:
    """Where a topic's feed is.

    >>> topic_feed_path("onboarding")
    'topics/onboarding/feed.xml'
    """
    return f"{topic_url(topic)}feed.xml"


def newest_first(entries: list[Entry[Any]]) -> list[Entry[Any]]:
    """Entries by date, newest first; by address within one instant."""
    return sorted(
        sorted(entries, key=lambda entry: entry.url),
        key=lambda entry: entry.fields.date,
        reverse=True,
    )


def comparison_title(catalog: Catalog, one: str, other: str) -> str:
    """What the page of a comparison is called, such as "First seeds vs onboarding"."""
    left, right = (catalog.definitions[slug].title for slug in sides(catalog, one, other))
    return catalog.messages.gettext("%(one)s vs %(other)s", one=capitalise(left), other=right)


def capitalise(text: str) -> str:
    """Start a text with a capital, unless its first word has capitals of its own.

    >>> capitalise("first seeds"), capitalise("SDR"), capitalise("iPhone sales"), capitalise("")
    ('First seeds', 'SDR', 'iPhone sales', '')
    """
    return text[:1].upper() + text[1:] if text.partition(" ")[0].islower() else text


def _comparisons(catalog: Catalog) -> Iterator[SitePage]:
    for slug, others in sorted(partners(catalog).items()):
        for other in sorted(others):
            if slug < other:
                pair = sides(catalog, slug, other)
                yield SitePage(
                    "comparison",
                    comparison_url(slug, other),
                    comparison_title(catalog, slug, other),
                    " ".join(catalog.definitions[side].fields.definition for side in pair),
                    items=pair,
                )


def _paginate(first: SitePage, urls: list[str], said: Messages) -> Iterator[SitePage]:
    """A list on as many pages as it needs; `first` says what is the same on all."""
    count = max(1, -(-len(urls) // PER_PAGE))
    for number in range(1, count + 1):
        page = replace(
            first,
            items=tuple(urls[(number - 1) * PER_PAGE : number * PER_PAGE]),
            number=number,
            pages=count,
            total=len(urls),
        )
        if number > 1:
            values = {
                "title": first.title,
                "text": first.description,
                "number": number,
                "count": count,
            }
            page = replace(
                page,
                url=f"{first.url}page/{number}/",
                title=said.gettext("%(title)s, page %(number)d", **values),
                description=said.gettext("%(text)s Page %(number)d of %(count)d.", **values),
                entry=None,
            )
        yield page


def _kind(entry: Entry[Item]) -> str:
    return "home" if entry.kind == "page" and not entry.url else entry.kind


def summary(entry: Entry[Item]) -> str:
    """What an entry says of itself in a sentence or two; of a definition, what defines it."""
    fields: Any = entry.fields
    if isinstance(fields, Definition):
        return fields.definition
    return str(getattr(fields, "description", None) or getattr(fields, "summary", ""))
