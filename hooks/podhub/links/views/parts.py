"""The parts that several kinds of page are made of."""

from __future__ import annotations

from dataclasses import dataclass

from podhub.model.digest import Digested, digested

DIFFERENCES = 3
"""How many rows of a comparison stand for the rest: as many as are remembered."""


@dataclass(frozen=True, slots=True)
class Link:
    """A page by its name."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in a table of contents, with those below it."""

    title: str
    anchor: str
    children: tuple[Heading, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A page's own text, and its table of contents."""

    html: Digested[str]
    """With the defined words linked"""
    contents: tuple[Heading, ...] = ()


NO_TEXT = Body(digested(""))
"""The body of a page that nobody wrote."""


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
    type: str | None = None
    """An episode's: full, trailer or bonus"""
    number: int | float | None = None
    """A full episode's"""
    image: str | None = None
    """An episode's artwork, as a path on the site"""
    audio: str | None = None
    """An episode's recording, as a path on the site or a full address; None where there is none, or
    a film"""
    questions: int | None = None
    """How many a guide asks"""
    topic: str | None = None
    """The title of an article's first topic"""
    minutes: int | None = None
    """How long an article takes to read"""
    reason: str | None = None
    """Why it is shown here, where that is worth saying"""

    def because(self, reason: str) -> Card:
        """The card with a reason; written out, since `replace` takes three times as long, and every
        page has some."""
        return Card(
            self.kind,
            self.title,
            self.url,
            self.summary,
            self.date,
            self.seconds,
            self.held,
            self.type,
            self.number,
            self.image,
            self.audio,
            self.questions,
            self.topic,
            self.minutes,
            reason,
        )


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
    """The episode's"""
    url: str
    """With the second: `podcast/first-seeds/#t=83`."""
    at: int
    """Seconds"""
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
class Pair:
    """Two definitions side by side."""

    left: SideView
    right: SideView
    rows: tuple[FacetRow, ...]
    url: str | None
    """The page that compares them."""

    @property
    def differences(self) -> tuple[FacetRow, ...]:
        """The first rows in which both sides say something: what tells the two apart."""
        return tuple(row for row in self.rows if row.left and row.right)[:DIFFERENCES]


@dataclass(frozen=True, slots=True)
class PerspectiveView:
    """How somebody else defines it."""

    by: str
    text: str
    url: str | None


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
class AuthorView:
    """Who wrote an article, or stands behind the site."""

    name: str
    role: str | None
    url: str | None
    description: str | None
    image: str | None = None
    """Their picture, as a path on the site."""
    credentials: tuple[str, ...] = ()
    link: str | None = None
    """Where else they can be met."""
