"""What the search finds, read from the site's views: a text for each page with words of its own."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
from podhub.model.digest import Digested
from podhub.model.entries import Shown
from podhub.model.messages import Messages
from podhub.outputs.search.phrases import ABOUT, COMPARING, CONTACT, NUMERALS, forms, phrases
from podhub.outputs.search.sections import Section, sections

KINDS = ("article", "definition", "episode", "comparison", "guide", "page")
"""What a page that is found can be. Lists only repeat what these say."""
LEAD_SIZE = 300
"""Characters of a title, a description and key points"""
PASSAGES_TOGETHER = 16
"""Passages in a file: about twelve minutes."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of speech."""

    at: int
    """Seconds"""
    speaker: str | None
    text: str


@dataclass(frozen=True, slots=True)
class SearchText:
    """A page as the search reads it: what it says, and nothing of its frame."""

    url: str
    kind: str
    title: str
    language: str
    topics: tuple[str, ...] = ()
    """By their ids"""
    names: tuple[str, ...] = ()
    """Other words for what the page is about"""
    asks: tuple[str, ...] = ()
    """Questions that it answers"""
    description: str = ""
    key_points: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()
    speech: tuple[tuple[Said, ...], ...] = ()
    """An episode's sentences, by passage"""

    @property
    def size(self) -> int:
        """About how many characters its page says."""
        return LEAD_SIZE + sum(len(part.heading) + len(part.text) for part in self.sections)

    @property
    def speech_files(self) -> int:
        """How many files hold its speech."""
        return math.ceil(len(self.speech) / PASSAGES_TOGETHER)


def found_pages(pages: Iterable[SitePage], about: str | None = None) -> list[SitePage]:
    """The pages that the search finds; `about` is the address of the page about those behind the site, whatever page
    that is. A new hub is its home page alone."""
    listed = list(pages)
    found = [
        page
        for page in listed
        if page.url == about or (page.kind in KINDS and not is_for_authors(page))
    ]
    return found or [page for page in listed if page.kind == "home"]


def search_text(
    view: PageView,
    asks: tuple[str, ...],
    sentences: Digested[tuple[Utterance, ...]] | None,
    said: Messages,
    contact: str = "",
    about: str | None = None,
    called: str = "",
) -> SearchText:
    """The text of a page: its view, the questions that it answers, what is said in it.

    `said` are the words of the site, in its language. `contact` is the address that readers reach the authors at, and
    `about` the page about them: a page that says the one or is the other is found by words for it. `called` is what the
    page is called beside its title, such as `Episode 3`."""
    html = view.body.html.load()
    read = (*sections(html), *_beside(view), *_moments(view))
    address = contact if "/" in contact else f"mailto:{contact}"
    reached = contact and (f'"{address}"' in html or view.url == about)
    return SearchText(
        url=view.url,
        kind=view.kind if view.kind in KINDS else "page",
        title=capitalise(view.title),
        language=said.language,
        topics=tuple(link.url.split("/")[1] for link in _topics(view)),
        names=(
            *(view.forms if isinstance(view, DefinitionPage) else ()),
            *((called,) if called else ()),
            *(phrases(CONTACT, said) if reached else ()),
            *(phrases(ABOUT, said) if view.url == about else ()),
        ),
        asks=asks,
        description=view.description,
        key_points=view.key_points if isinstance(view, ArticlePage | DefinitionPage) else (),
        sections=(*read, *_contact(read, contact, said)) if reached else read,
        speech=tuple(
            tuple(Said(int(one.start), one.speaker, one.text) for one in passage)
            for passage in passages(sentences.load() if sentences else ())
        ),
    )


def _beside(view: PageView) -> Iterator[Section]:
    """What a page says beside its Markdown."""
    lines = [topic.title for topic in _topics(view)]
    match view:
        case DefinitionPage():
            lines += [f"{name}: {says}" for name, says in view.facets]
            lines += [f"{other.by}: {other.text}" for other in view.perspectives]
        case ComparisonPage():
            lines += [f"{row.name}: {row.left}; {row.right}" for row in view.pair.rows]
        case GuidePage():
            for question in view.questions:
                lines += [question.text, *(answer.text for answer in question.answers)]
            lines += [f"{outcome.title}: {outcome.text}" for outcome in view.outcomes]
        case EpisodePage():
            lines += [person.name for person in view.people]
    if lines:
        yield Section("", "", "\n".join(lines))


def _contact(read: Iterable[Section], contact: str, said: Messages) -> Iterator[Section]:
    """The address once more, with the word that most people look for it by: where a page says it, or else at its end, as
    every page does."""
    is_form = "/" in contact
    name = said.gettext("Contact") if is_form else said.gettext("Contact, e-mail address")
    places = [(part.anchor, part.heading) for part in read if contact in part.text]
    for anchor, heading in places or [("talk", said.gettext("Talk to us"))]:
        yield Section(anchor, heading, f"{name}: {contact}")


def _topics(view: PageView) -> tuple[Link, ...]:
    return view.topics if isinstance(view, ArticlePage | EpisodePage) else ()


def _moments(view: PageView) -> Iterator[Section]:
    """An episode's moments, as headings of nothing: what is found there leads to its second."""
    for moment in view.player.moments if isinstance(view, EpisodePage) else ():
        yield Section(f"t={moment.at}", moment.title, "")


@dataclass(frozen=True, slots=True)
class Choices:
    """What somebody who searches can choose from."""

    kinds: tuple[str, ...]
    topics: dict[str, str]
    """Titles by id"""
    comparing: tuple[str, ...] = ()
    """Words that ask how two things differ"""
    numerals: tuple[str, ...] = ()
    """The words for 1, 2, 3 and so on"""


def choices(catalog: Shown, said: Messages) -> Choices:
    """The kinds and topics that there are, and what a question of the site's language is made of."""
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
    return Choices(
        tuple(kind for kind, entries in kinds.items() if entries),
        {topic: fields.title for topic, fields in catalog.topics.items() if topic in used},
        forms(COMPARING, said),
        forms(NUMERALS, said),
    )
