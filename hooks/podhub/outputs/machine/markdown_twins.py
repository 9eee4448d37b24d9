"""Each page once more as Markdown, at `/PAGE/index.md`, and `llms.txt`, which lists them
(llmstxt.org): for machines that read.

A twin says what its page says: the author's own Markdown, and around it what the page shows of key
points, definitions, moments and transcript. Its links are full addresses, so that they still work
where a twin is pasted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from podhub.links.pages import capitalise
from podhub.links.views.kinds import (
    ArticlePage,
    ComparisonPage,
    DefinitionPage,
    EpisodePage,
    GuidePage,
    HomePage,
    ListPage,
    PageView,
    TopicPage,
    TopicsPage,
)
from podhub.links.views.parts import Card, Pair
from podhub.links.views.player import MomentView, ParagraphView, SectionView
from podhub.model.times import clock
from podhub.outputs.site_view import SiteView


class MarkdownTwins:
    """Writes the twins of a site's pages."""

    def __init__(self, site: SiteView) -> None:
        self._site = site

    def twin(self, view: PageView, text: str) -> str:
        """A page as Markdown; `text` is what its author wrote, with full addresses for its
        links."""
        text = text.strip()
        parts = [f"# {capitalise(view.title)}", *self._opening(view)]
        if isinstance(view, ArticlePage | DefinitionPage) and view.key_points:
            parts.append("## Key points\n\n" + _bullets(view.key_points))
        if isinstance(view, EpisodePage):
            parts += self._listen(view)
        is_notes = text and isinstance(view, EpisodePage)
        parts.append(f"## Show notes\n\n{text}" if is_notes else text)
        parts += self._of_kind(view)
        parts += self._more(view)
        return "\n\n".join(part for part in parts if part) + "\n"

    def _of_kind(self, view: PageView) -> Iterator[str]:
        match view:
            case GuidePage():
                yield from self._guide(view)
            case DefinitionPage():
                yield from self._definition(view)
            case ComparisonPage(pair=pair) | HomePage(pair=Pair() as pair):
                yield from self._comparison(pair)
            case EpisodePage() if view.transcript:
                yield "## Transcript\n\n" + "\n\n".join(_said(view.transcript.load()))
            case ListPage() | TopicPage():
                yield self._cards(view.listing.cards)
            case _:
                pass

    def index(self, views: Iterable[PageView]) -> str:
        """`llms.txt`: what the site is, and where the Markdown of these pages lies."""
        sections: dict[str, list[str]] = {}
        names = {
            "article": "Articles",
            "definition": "Definitions",
            "comparison": "Comparisons",
            "episode": "Podcast",
            "guide": "Guides",
            "home": "Start here",
            "page": "Start here",
        }
        for view in views:
            if view.kind in names and not view.held:
                line = f"- {self._link(view.title, f'{view.url}index.md')}: {view.description}"
                sections.setdefault(names[view.kind], []).append(line)
        parts = [f"# {self._site.name}", f"> {self._site.description}"]
        parts += [f"## {name}\n\n" + "\n".join(lines) for name, lines in sections.items()]
        return "\n\n".join(parts) + "\n"

    def _link(self, title: str, url: str) -> str:
        words = re.sub(r"([\[\]])", r"\\\1", capitalise(title))
        return f"[{words}]({self._site.address(url)})"

    def _opening(self, view: PageView) -> Iterator[str]:
        yield f"> {view.description}"
        facts = [f"Page: {self._site.address(view.url)}"]
        if isinstance(view, ArticlePage) and view.author:
            facts.append(f"By {view.author.name}")
        if isinstance(view, ArticlePage | EpisodePage):
            facts.append(f"Published {view.date[:10]}")
        if isinstance(view, ArticlePage) and view.updated:
            note = f" ({view.change_note})" if view.change_note else ""
            facts.append(f"Updated {view.updated[:10]}{note}")
        if isinstance(view, ArticlePage | EpisodePage):
            facts += [f"Topic: {topic.title}" for topic in view.topics]
        yield _bullets(facts)

    def _listen(self, view: EpisodePage) -> Iterator[str]:
        player = view.player
        if player.audio:
            size = f"{clock(player.seconds)}, {player.bytes / 1_000_000:.1f} MB"
            yield f"Listen: {self._site.address(player.audio)} ({size})"
        if view.people:
            people = (f"{person.name} ({person.role})" for person in view.people)
            yield "Heard: " + ", ".join(people)
        if player.moments:
            page = self._site.address(view.url)
            yield "## Moments\n\n" + _bullets(
                f"[{clock(moment.at)}]({page}#t={moment.at}) {moment.title}{self._clip(moment)}"
                for moment in player.moments
            )

    def _clip(self, moment: MomentView) -> str:
        """Where a moment can be heard by itself."""
        return f" ([clip]({self._site.address(moment.clip.url)}))" if moment.clip else ""

    def _guide(self, guide: GuidePage) -> Iterator[str]:
        titles = {outcome.slug: outcome.title for outcome in guide.outcomes}
        yield "Add up the points of the answers: the outcome with the most is the one to look at first."
        for number, question in enumerate(guide.questions, 1):
            answers = (
                f"{answer.text} ({', '.join(f'{titles[slug]}: {points}' for slug, points in answer.points) or 'nothing'})"
                for answer in question.answers
            )
            yield f"## {number}. {question.text}\n\n" + _bullets(answers)
        for outcome in guide.outcomes:
            next_ = f"\n\nNext step: {outcome.action}" if outcome.action else ""
            cards = self._cards((*outcome.read, *outcome.listen))
            yield f"## {outcome.title}\n\n{outcome.text}{next_}" + (f"\n\n{cards}" if cards else "")

    def _definition(self, definition: DefinitionPage) -> Iterator[str]:
        if definition.forms:
            yield f"Also: {', '.join(definition.forms)}"
        if definition.facets:
            yield "## At a glance\n\n" + _bullets(
                f"**{name}**: {text}" for name, text in definition.facets
            )
        if definition.perspectives:
            others = (
                f"{other.text} ({f'[{other.by}]({other.url})' if other.url else other.by})"
                for other in definition.perspectives
            )
            yield "## How others put it\n\n" + _bullets(others)
        if definition.see_also:
            notes = (
                f"{self._link(note.term, note.url)}: {note.definition}"
                for note in definition.see_also
            )
            yield "## See also\n\n" + _bullets(notes)

    def _comparison(self, pair: Pair) -> Iterator[str]:
        sides = (pair.left, pair.right)
        yield _bullets(f"{self._link(side.term, side.url)}: {side.definition}" for side in sides)
        rows = [("", *(capitalise(side.term) for side in sides)), ("---", "---", "---")]
        rows += [(row.name, row.left, row.right) for row in pair.rows]
        yield "\n".join("| " + " | ".join(_cell(text) for text in row) + " |" for row in rows)

    def _more(self, view: PageView) -> Iterator[str]:
        if view.terms:
            notes = (f"{self._link(note.term, note.url)}: {note.definition}" for note in view.terms)
            yield "## Words on this page\n\n" + _bullets(notes)
        if isinstance(view, TopicsPage):
            yield self._cards(view.topics)
        if isinstance(view, DefinitionPage) and view.heard:
            heard = (
                f"{self._link(f'{place.title}, {clock(place.at)}', place.url)}: {place.sentence}"
                for place in view.heard
            )
            yield "## Heard at\n\n" + _bullets(heard)
        for title, cards in _next(view):
            if cards:
                yield f"## {title}\n\n{self._cards(cards)}"

    def _cards(self, cards: Iterable[Card]) -> str:
        return _bullets(self._card(card) for card in cards)

    def _card(self, card: Card) -> str:
        return f"{self._link(card.title, card.url)}: {card.summary}"


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _next(view: PageView) -> Iterator[tuple[str, tuple[Card, ...]]]:
    """Where a page's readers go from it."""
    if isinstance(view, ArticlePage | ComparisonPage):
        yield "Listen", view.episodes
    if isinstance(view, EpisodePage | ComparisonPage | HomePage):
        yield "Read", view.articles
    if isinstance(view, ArticlePage | DefinitionPage | EpisodePage):
        yield "Related", view.related


def _said(transcript: Iterable[SectionView]) -> Iterator[str]:
    """The transcript under its moments' titles: paragraphs with their times, and a name wherever
    another person speaks."""
    speaker = None
    for section in transcript:
        if section.moment:
            yield f"### {section.moment.title}"
        for paragraph in section.paragraphs:
            yield _paragraph(paragraph, speaker)
            speaker = paragraph.speaker


def _paragraph(paragraph: ParagraphView, before: str | None) -> str:
    is_other = paragraph.speaker and paragraph.speaker != before
    name = f"**{paragraph.speaker}:** " if is_other else ""
    words = " ".join(sentence.text for sentence in paragraph.sentences)
    return f"[{clock(paragraph.at)}] {name}{words}"
