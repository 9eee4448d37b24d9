"""The page of a clip: a moment of an episode by itself, with its words, to be shared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from podhub.links.views.kinds import ClipPage, EpisodePage
from podhub.links.views.parts import Link
from podhub.links.views.player import ParagraphView, SectionView
from podhub.model.digest import Digested, digest_of


def clip_pages(view: EpisodePage) -> Iterator[ClipPage]:
    """A page for each clip of an episode. Like the player for other sites, it is in no navigation,
    search or sitemap: its words stand on the episode's page."""
    for moment in view.player.moments:
        if moment.clip:
            yield ClipPage(
                url=moment.clip.url,
                title=moment.title,
                description=moment.clip.quote or view.description,
                breadcrumbs=(*view.breadcrumbs, Link(view.title, view.url)),
                held=view.held,
                player=view.player,
                at=moment.at,
                clip=moment.clip,
                words=_words(view.transcript, moment.at, moment.clip.end),
            )


def _words(
    transcript: Digested[tuple[SectionView, ...]] | None, at: int, end: int
) -> Digested[tuple[ParagraphView, ...]] | None:
    if transcript is None:
        return None
    load = transcript.load
    key = digest_of((transcript.digest, at, end))
    return Digested(key, lambda: tuple(said_between(load(), at, end)))


def said_between(transcript: Iterable[SectionView], at: int, end: int) -> Iterator[ParagraphView]:
    """The sentences that begin between two seconds, in their paragraphs."""
    for section in transcript:
        for paragraph in section.paragraphs:
            inside = tuple(said for said in paragraph.sentences if at <= said.start < end)
            if inside:
                yield replace(paragraph, at=inside[0].at, sentences=inside)
