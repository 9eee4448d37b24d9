"""The PageView: everything that a page shows beyond its own Markdown, as one frozen value that JSON
can hold.

Addresses are paths on the site (`articles/ramp-time/`); templates make them relative. Times are ISO
8601 texts."""

from __future__ import annotations

from dataclasses import dataclass

from podhub.links.episode_view import EpisodeView


@dataclass(frozen=True, slots=True)
class Link:
    """A page by its name."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Card:
    """A page as it stands in a list."""

    kind: str
    title: str
    url: str
    summary: str
    date: str | None = None
    seconds: int | None = None
    """Length of the audio"""
    held: str | None = None
    reason: str | None = None
    """Why it is shown here, where that is worth saying"""
    type: str | None = None
    """An episode's: full, trailer or bonus"""
    number: int | None = None
    """A full episode's"""
    image: str | None = None
    """An episode's artwork, as a path on the site"""
    questions: int | None = None
    """How many a guide asks"""


@dataclass(frozen=True, slots=True)
class Backlink:
    """A page that points here, with its sentence."""

    kind: str
    title: str
    url: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Heard:
    """A second in an episode where a term is said."""

    title: str
    url: str
    """With `#t=`: the page starts there."""
    at: int
    sentence: str
    speaker: str | None


@dataclass(frozen=True, slots=True)
class TermNote:
    """A definition that this page's links explain."""

    slug: str
    term: str
    url: str
    definition: str
    heard: Heard | None = None
    """The first second of an episode where it is said."""


@dataclass(frozen=True, slots=True)
class FacetRow:
    """A row of a comparison: a name and what each side says, empty where a side says nothing."""

    name: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class SideView:
    """A definition in a comparison."""

    slug: str
    term: str
    url: str
    definition: str
    key_points: tuple[str, ...]
    tone: str
    """Its colour: `first` or `second` for the pair that the home page compares, wherever one of the
    two stands; `left` or `right` for every other definition."""


@dataclass(frozen=True, slots=True)
class ComparisonView:
    """Two definitions side by side."""

    left: SideView
    right: SideView
    rows: tuple[FacetRow, ...]
    url: str | None


@dataclass(frozen=True, slots=True)
class PerspectiveView:
    """How somebody else defines it."""

    by: str
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """What a definition's page shows of it."""

    definition: str
    forms: tuple[str, ...]
    facets: tuple[tuple[str, str], ...]
    perspectives: tuple[PerspectiveView, ...]
    see_also: tuple[TermNote, ...]
    comparisons: tuple[Link, ...]
    tone: str | None
    """As in `SideView`; None where the definition is neither of the pair."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer of a guide."""

    text: str
    points: tuple[tuple[str, int], ...]
    """What it speaks for: outcome and points, the most first."""
    why: str | None


@dataclass(frozen=True, slots=True)
class QuestionView:
    """A question of a guide."""

    text: str
    answers: tuple[AnswerView, ...]


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What a guide can come to."""

    slug: str
    title: str
    text: str
    read: tuple[Card, ...]
    listen: tuple[Card, ...]
    action: str | None
    tone: str | None
    """The colour of what it is: `first` or `second` as in `SideView`, `both`, or None where it is
    neither."""


@dataclass(frozen=True, slots=True)
class GuideView:
    """A guide's questions, and what follows from the answers."""

    questions: tuple[QuestionView, ...]
    outcomes: tuple[OutcomeView, ...]
    """In the author's order: of two with the same points the first wins."""


@dataclass(frozen=True, slots=True)
class AuthorView:
    """Who wrote an article."""

    name: str
    role: str | None
    url: str | None
    description: str | None


@dataclass(frozen=True, slots=True)
class ListView:
    """A page of a list."""

    cards: tuple[Card, ...]
    total: int
    number: int
    pages: int
    previous: str | None
    next: str | None


@dataclass(frozen=True, slots=True)
class IndexLine:
    """A page in the index of everything, with the other words for what it defines."""

    title: str
    url: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexView:
    """A part of the index of everything, A to Z."""

    kind: str
    lines: tuple[IndexLine, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """One page."""

    kind: str
    url: str
    title: str
    description: str
    breadcrumbs: tuple[Link, ...] = ()
    held: str | None = None
    date: str | None = None
    updated: str | None = None
    change_note: str | None = None
    modified: str | None = None
    """The day for the sitemap: when the page last changed, as far as its content tells."""
    minutes: int | None = None
    author: AuthorView | None = None
    topics: tuple[Link, ...] = ()
    key_points: tuple[str, ...] = ()
    terms: tuple[TermNote, ...] = ()
    backlinks: tuple[Backlink, ...] = ()
    backlinks_total: int = 0
    heard: tuple[Heard, ...] = ()
    heard_total: int = 0
    related: tuple[Card, ...] = ()
    episodes: tuple[EpisodeView, ...] = ()
    articles: tuple[Card, ...] = ()
    episode: EpisodeView | None = None
    definition: DefinitionView | None = None
    comparison: ComparisonView | None = None
    guide: GuideView | None = None
    guides: tuple[Card, ...] = ()
    listing: ListView | None = None
    feed: str | None = None
    """The feed of what this page lists, where it has one of its own."""
    topics_listing: tuple[Card, ...] = ()
    index: tuple[IndexView, ...] = ()
