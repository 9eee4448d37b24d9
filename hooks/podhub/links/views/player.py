"""What a page shows of an episode: its player, its moments, its transcript."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClipView:
    """A moment that works by itself, and has a page that plays only that."""

    url: str
    end: int
    """Seconds; it starts with its moment."""
    quote: str
    """Its first sentence or two; empty where nobody wrote down what is said."""


@dataclass(frozen=True, slots=True)
class MomentView:
    """A moment of an episode."""

    at: int
    """Seconds"""
    title: str
    url: str | None
    anchor: bool
    """Whether the moment must carry the anchor `t=…` itself, since no sentence starts in that
    second."""
    clip: ClipView | None = None


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence of a transcript; `start` in seconds, to the tenth, is where the player seeks to
    and marks it as spoken."""

    at: int
    start: float
    text: str
    anchor: bool
    """Whether it carries the anchor `t=…`: the first sentence of each second does."""


@dataclass(frozen=True, slots=True)
class ParagraphView:
    """Sentences of one speaker, up to the next pause or moment."""

    speaker: str | None
    at: int
    sentences: tuple[SentenceView, ...]


@dataclass(frozen=True, slots=True)
class SectionView:
    """What is said from one moment to the next; the moment is None for what comes before the
    first."""

    moment: MomentView | None
    paragraphs: tuple[ParagraphView, ...]


@dataclass(frozen=True, slots=True)
class PersonView:
    """Somebody who is heard or helped."""

    name: str
    role: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Player:
    """An episode that can be played, on its own page and on others."""

    title: str
    url: str
    summary: str
    number: int
    season: int | None
    type: str
    """full, trailer or bonus"""
    audio: str
    """A path on the site, or a full address elsewhere; empty while there is no recording."""
    bytes: int
    seconds: int
    media_type: str
    """Such as `audio/mpeg`."""
    image: str | None
    """Its artwork, as a path on the site."""
    moments: tuple[MomentView, ...] = ()
