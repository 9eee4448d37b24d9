"""The kinds of page, each with all that its template shows. A kind's template is `KIND.html`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from podhub.links.views.lists import IndexSection, Listing
from podhub.links.views.parts import (
    NO_TEXT,
    AuthorView,
    Backlink,
    Body,
    Card,
    Heard,
    Link,
    OutcomeView,
    Pair,
    PerspectiveView,
    QuestionView,
    TermNote,
)
from podhub.links.views.player import ClipView, ParagraphView, PersonView, Player, SectionView
from podhub.model.digest import Digested


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """What all kinds of page have."""

    kind: ClassVar[str]
    url: str
    title: str
    description: str
    breadcrumbs: tuple[Link, ...] = ()
    """The way down from the home page, without the page itself."""
    held: str | None = None
    """Why only a preview shows it: `draft`, or the date it waits for."""
    modified: str | None = None
    """The day for the sitemap: when the page last changed, as far as its content tells."""
    body: Body = NO_TEXT
    terms: tuple[TermNote, ...] = ()
    """The definitions that its text links to, where the site made the link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedPage(PageView):
    """A page that lists who points at it."""

    backlinks: tuple[Backlink, ...]
    backlinks_total: int
    """How many pages point here, whether or not they are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage(LinkedPage):
    """An article."""

    kind = "article"
    date: str
    pair: Pair | None = None
    """The two definitions whose differences it opens with, in place of its key points."""
    guide: Card | None = None
    """The site's first guide"""
    invitation: str | None = None
    """What it asks its readers at its end."""
    updated: str | None
    change_note: str | None
    minutes: int
    author: AuthorView | None
    topics: tuple[Link, ...]
    key_points: tuple[str, ...]
    player: Player | None
    """The first of its episodes, to be played here."""
    episodes: tuple[Card, ...]
    related: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DefinitionPage(LinkedPage):
    """A definition; its description is what defines it."""

    kind = "definition"
    forms: tuple[str, ...]
    facets: tuple[tuple[str, str], ...]
    perspectives: tuple[PerspectiveView, ...]
    key_points: tuple[str, ...]
    see_also: tuple[TermNote, ...]
    comparisons: tuple[Link, ...]
    tone: str | None
    """As in `SideView`; None where the definition is neither of the pair that the site is about."""
    pair: Pair | None = None
    """That pair, where it is one of them."""
    guide: Card | None = None
    """The site's first guide"""
    heard: tuple[Heard, ...]
    related: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodePage(LinkedPage):
    """An episode; its body are the show notes."""

    kind = "episode"
    date: str
    topics: tuple[Link, ...]
    player: Player
    people: tuple[PersonView, ...]
    transcript: Digested[tuple[SectionView, ...]] | None
    guide: Card | None = None
    """The site's first guide"""
    articles: tuple[Card, ...]
    related: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage(LinkedPage):
    """A guide's questions, and what follows from the answers."""

    kind = "guide"
    questions: tuple[QuestionView, ...]
    outcomes: tuple[OutcomeView, ...]
    """In the author's order: of two with the same points the first wins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonPage(PageView):
    """Two definitions side by side, and where to go from there."""

    kind = "comparison"
    pair: Pair
    guide: Card | None
    """The site's first guide, where the two are those that the site is about."""
    articles: tuple[Card, ...]
    player: Player | None
    """The first of its episodes, to be played here."""
    episodes: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage(PageView):
    """The home page."""

    kind = "home"
    pair: Pair | None
    guides: tuple[Card, ...]
    player: Player | None
    """The newest episode"""
    author: AuthorView | None
    """Who is behind the site: the first of its authors."""
    articles: tuple[Card, ...]
    """The newest"""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPage(PageView):
    """Any other page that somebody wrote, such as the one about us."""

    kind = "page"
    authors: tuple[AuthorView, ...] = ()
    """Those whose page it is."""
    guide: Card | None = None
    """The site's first guide, where it is somebody's page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(PageView):
    """All articles, definitions or episodes, or a part of them."""

    kind = "list"
    listing: Listing
    of_episodes: bool
    player: Player | None
    """What introduces the show, on the first page of its episodes."""
    pair: Pair | None
    """The two that the site is about, on the first page of its definitions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicPage(PageView):
    """What belongs to a topic, or a part of it."""

    kind = "topic"
    listing: Listing
    feed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicsPage(PageView):
    """All topics."""

    kind = "topics"
    topics: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(PageView):
    """The search; without JavaScript an index of everything."""

    kind = "search"
    index: tuple[IndexSection, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPage(PageView):
    """What a host answers for an address that it has no file for; it may stand at any depth."""

    kind = "404"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipPage(PageView):
    """A moment of an episode by itself, to be shared."""

    kind = "clip"
    player: Player
    at: int
    """Seconds"""
    clip: ClipView
    words: Digested[tuple[ParagraphView, ...]] | None
    """What is said in it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedPage(PageView):
    """An episode's player for other people's pages."""

    kind = "embed"
    player: Player
