"""Each page once more as Markdown, at `/PAGE/index.md`, and `llms.txt`, which lists them
(llmstxt.org): for machines that read.

A twin says what its page says: the author's own Markdown, and around it what the page shows of key
points, definitions, moments and transcript. Its links are full addresses, so that they still work
where a twin is pasted."""

from __future__ import annotations

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
from podhub.links.views.parts import Card, Pair, SideView, TermNote
from podhub.links.views.player import MomentView, ParagraphView, SectionView
from podhub.model.locale import decimal, enumeration
from podhub.model.messages import N_
from podhub.model.times import clock
from podhub.outputs.machine.markdown_text import bullets, cell, escaped, joined, link
from podhub.outputs.site_view import SiteView

SECTIONS = {
    "article": N_("Articles"),
    "definition": N_("Definitions"),
    "comparison": N_("Comparisons"),
    "episode": N_("Podcast"),
    "guide": N_("Guides"),
    "home": N_("Start here"),
    "page": N_("Start here"),
}
"""Where each kind of page stands in the list of all"""


class MarkdownTwins:
    """Writes the twins of a site's pages."""

    def __init__(self, site: SiteView) -> None:
        self._site, self._said = site, site.messages

    def twin(self, view: PageView, text: str) -> str:
        """A page as Markdown; `text` is what its author wrote, with full addresses for its
        links."""
        text = text.strip("\n") if text.strip() else ""
        parts = [f"# {escaped(capitalise(view.title))}", *self._opening(view)]
        if isinstance(view, ArticlePage | DefinitionPage) and view.key_points:
            parts.append(self._section(N_("Key points"), bullets(map(escaped, view.key_points))))
        if isinstance(view, EpisodePage):
            parts += self._listen(view)
        is_notes = text and isinstance(view, EpisodePage)
        parts.append(self._section(N_("Show notes"), text) if is_notes else text)
        parts += self._of_kind(view)
        parts += self._more(view)
        return joined(parts) + "\n"

    def _of_kind(self, view: PageView) -> Iterator[str]:
        match view:
            case GuidePage():
                yield from self._guide(view)
            case DefinitionPage():
                yield from self._definition(view)
            case ComparisonPage(pair=pair) | HomePage(pair=Pair() as pair):
                yield from self._comparison(pair)
            case EpisodePage() if view.transcript:
                yield self._section(N_("Transcript"), "\n\n".join(_said(view.transcript.load())))
            case ListPage() | TopicPage():
                yield self._cards(view.listing.cards)
            case _:
                pass

    def index(self, views: Iterable[PageView]) -> str:
        """`llms.txt`: what the site is, and where the Markdown of these pages lies."""
        sections: dict[str, list[str]] = {}
        for view in views:
            if view.kind in SECTIONS and not view.held:
                line = self._entry(view.title, f"{view.url}index.md", view.description)
                sections.setdefault(SECTIONS[view.kind], []).append(f"- {line}")
        parts = [f"# {escaped(self._site.name)}", f"> {escaped(self._site.description)}"]
        parts += [self._section(name, "\n".join(lines)) for name, lines in sections.items()]
        return "\n\n".join(parts) + "\n"

    def _section(self, heading: str, text: str) -> str:
        """A part of a twin; `heading` is a text of the catalog."""
        return f"## {self._said.gettext(heading)}\n\n{text}"

    def _link(self, title: str, url: str) -> str:
        return link(capitalise(title), self._site.address(url))

    def _entry(self, title: str, url: str, words: str) -> str:
        """A line of a list: a link and what is said of it."""
        return f"{self._link(title, url)}: {escaped(words)}"

    def _opening(self, view: PageView) -> Iterator[str]:
        yield f"> {escaped(view.description)}"
        said = self._said
        facts = [said.gettext("Page: %(address)s", address=self._site.address(view.url))]
        if isinstance(view, ArticlePage) and view.author:
            facts.append(said.gettext("By %(name)s", name=escaped(view.author.name)))
        if isinstance(view, ArticlePage | EpisodePage):
            facts.append(said.gettext("Published %(date)s", date=view.date[:10]))
        if isinstance(view, ArticlePage) and view.updated:
            note = f" ({escaped(view.change_note)})" if view.change_note else ""
            facts.append(said.gettext("Updated %(date)s", date=view.updated[:10]) + note)
        if isinstance(view, ArticlePage | EpisodePage):
            titles = (escaped(topic.title) for topic in view.topics)
            facts += [said.gettext("Topic: %(title)s", title=title) for title in titles]
        yield bullets(facts)

    def _listen(self, view: EpisodePage) -> Iterator[str]:
        player = view.player
        if player.audio:
            size = decimal(round(player.bytes / 1_000_000, 1), self._said.language)
            yield self._said.gettext(
                "Listen: %(address)s (%(length)s, %(size)s MB)",
                address=self._site.address(player.audio),
                length=clock(player.seconds),
                size=size,
            )
        if view.people:
            said = self._said
            people = [
                f"{escaped(person.name)} ({escaped(said.gettext(person.role))})"
                for person in view.people
            ]
            yield said.gettext("Heard: %(people)s", people=enumeration(people, said.language))
        if player.moments:
            page = self._site.address(view.url)
            moments = (
                f"[{clock(moment.at)}]({page}#t={moment.at}) {escaped(moment.title)}{self._clip(moment)}"
                for moment in player.moments
            )
            yield self._section(N_("Moments"), bullets(moments))

    def _clip(self, moment: MomentView) -> str:
        """Where a moment can be heard by itself."""
        if not moment.clip:
            return ""
        return f" ([{self._said.gettext('Clip')}]({self._site.address(moment.clip.url)}))"

    def _guide(self, guide: GuidePage) -> Iterator[str]:
        titles = {outcome.slug: escaped(outcome.title) for outcome in guide.outcomes}
        said = self._said
        yield said.gettext(
            "Add up the points of the answers: the outcome with the most is the one to look at first."
        )
        for number, question in enumerate(guide.questions, 1):
            answers = (
                f"{escaped(answer.text)} ({', '.join(f'{titles[slug]}: {points}' for slug, points in answer.points) or said.gettext('nothing')})"
                for answer in question.answers
            )
            yield f"## {number}. {escaped(question.text)}\n\n" + bullets(answers)
        for outcome in guide.outcomes:
            step = outcome.action and said.gettext(
                "Next step: %(step)s", step=escaped(outcome.action)
            )
            next_ = f"\n\n{step}" if step else ""
            cards = self._cards((*outcome.read, *outcome.listen))
            yield f"## {titles[outcome.slug]}\n\n{escaped(outcome.text)}{next_}" + (
                f"\n\n{cards}" if cards else ""
            )

    def _definition(self, definition: DefinitionPage) -> Iterator[str]:
        if definition.forms:
            yield self._said.gettext(
                "Also: %(words)s", words=", ".join(map(escaped, definition.forms))
            )
        if definition.facets:
            facets = (f"**{escaped(name)}**: {escaped(text)}" for name, text in definition.facets)
            yield self._section(N_("At a glance"), bullets(facets))
        if definition.perspectives:
            others = (
                f"{escaped(other.text)} ({link(other.by, other.url)})"
                for other in definition.perspectives
            )
            yield self._section(N_("How others put it"), bullets(others))
        if definition.see_also:
            yield self._section(N_("See also"), self._notes(definition.see_also))

    def _comparison(self, pair: Pair) -> Iterator[str]:
        sides = (pair.left, pair.right)
        yield self._notes(sides)
        heads = ("", *(capitalise(side.term) for side in sides))
        rows = [heads, *((row.name, row.left, row.right) for row in pair.rows)]
        lines = ["| " + " | ".join(map(cell, row)) + " |" for row in rows]
        yield "\n".join((lines[0], "| --- | --- | --- |", *lines[1:]))

    def _more(self, view: PageView) -> Iterator[str]:
        if view.terms:
            yield self._section(N_("Words on this page"), self._notes(view.terms))
        if isinstance(view, TopicsPage):
            yield self._cards(view.topics)
        if isinstance(view, DefinitionPage) and view.heard:
            heard = (
                self._entry(f"{place.title}, {clock(place.at)}", place.url, place.sentence)
                for place in view.heard
            )
            yield self._section(N_("Heard at"), bullets(heard))
        for title, cards in _next(view):
            if cards:
                yield self._section(title, self._cards(cards))

    def _cards(self, cards: Iterable[Card]) -> str:
        return bullets(self._entry(card.title, card.url, card.summary) for card in cards)

    def _notes(self, notes: Iterable[TermNote | SideView]) -> str:
        return bullets(self._entry(note.term, note.url, note.definition) for note in notes)


def _next(view: PageView) -> Iterator[tuple[str, tuple[Card, ...]]]:
    """Where a page's readers go from it."""
    if isinstance(view, ArticlePage | ComparisonPage):
        yield N_("Listen"), view.episodes
    if isinstance(view, EpisodePage | ComparisonPage | HomePage):
        yield N_("Read"), view.articles
    if isinstance(view, ArticlePage | DefinitionPage | EpisodePage):
        yield N_("Related"), view.related


def _said(transcript: Iterable[SectionView]) -> Iterator[str]:
    """The transcript under its moments' titles: paragraphs with their times, and a name wherever
    another person speaks."""
    speaker = None
    for section in transcript:
        if section.moment:
            yield f"### {escaped(section.moment.title)}"
        for paragraph in section.paragraphs:
            yield _paragraph(paragraph, speaker)
            speaker = paragraph.speaker


def _paragraph(paragraph: ParagraphView, before: str | None) -> str:
    is_other = paragraph.speaker and paragraph.speaker != before
    name = f"**{escaped(paragraph.speaker or '')}:** " if is_other else ""
    words = escaped(" ".join(sentence.text for sentence in paragraph.sentences))
    return f"[{clock(paragraph.at)}] {name}{words}"
