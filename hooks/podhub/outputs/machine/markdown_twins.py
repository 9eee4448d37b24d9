"""Each page once more as Markdown, at `/PAGE/index.md`, and `llms.txt`, which lists them
(llmstxt.org): for machines that read.

A twin says what its page says: the author's own Markdown, and around it what the page shows of key
points, definitions, moments and transcript. Its links are full addresses, so that they still work
where a twin is pasted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from podhub.links.destinations import Destinations
from podhub.links.episode_view import EpisodeView
from podhub.links.pages import SitePage, capitalise
from podhub.links.view import Card, ComparisonView, DefinitionView, GuideView, PageView
from podhub.model.body import Body
from podhub.model.values import clock
from podhub.outputs.site import Site


class MarkdownTwins:
    """Writes the twins of a site's pages, from texts as they were read by file."""

    def __init__(self, site: Site, bodies: Mapping[str, Body], destinations: Destinations) -> None:
        self._site, self._bodies, self._destinations = site, bodies, destinations

    def twin(self, page: SitePage, view: PageView) -> str:
        """A page as Markdown."""
        parts = [f"# {capitalise(view.title)}", *self._opening(view)]
        if view.key_points:
            parts.append("## Key points\n\n" + _bullets(view.key_points))
        if view.episode and view.kind == "episode":
            parts += self._listen(view.episode)
        body = self.text(page.entry.path, view.url).strip() if page.entry else ""
        parts.append(f"## Show notes\n\n{body}" if body and view.kind == "episode" else body)
        if view.guide:
            parts += self._guide(view.guide)
        if view.definition:
            parts += self._definition(view.definition)
        if view.comparison:
            parts += self._comparison(view.comparison)
        if view.episode and view.kind == "episode" and view.episode.transcript:
            parts.append("## Transcript\n\n" + "\n\n".join(_said(view.episode)))
        if view.listing:
            parts.append(self._cards(view.listing.cards))
        parts += self._more(view)
        return "\n\n".join(part for part in parts if part) + "\n"

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

    def text(self, path: str, url: str) -> str:
        """A file's Markdown with full addresses for its links. A link to what is not public becomes
        its words."""
        return self._bodies[path].markdown(self._destinations.in_full(path, url, self._site.url))

    def _link(self, title: str, url: str) -> str:
        words = re.sub(r"([\[\]])", r"\\\1", capitalise(title))
        return f"[{words}]({self._site.address(url)})"

    def _opening(self, view: PageView) -> Iterator[str]:
        yield f"> {view.definition.definition if view.definition else view.description}"
        facts = [f"Page: {self._site.address(view.url)}"]
        if view.author:
            facts.append(f"By {view.author.name}")
        if view.date:
            facts.append(f"Published {view.date[:10]}")
        if view.updated:
            facts.append(
                f"Updated {view.updated[:10]}"
                + (f" ({view.change_note})" if view.change_note else "")
            )
        facts += [f"Topic: {topic.title}" for topic in view.topics]
        yield _bullets(facts)

    def _listen(self, episode: EpisodeView) -> Iterator[str]:
        if episode.audio:
            size = f"{clock(episode.seconds)}, {episode.bytes / 1_000_000:.1f} MB"
            yield f"Listen: {self._site.address(episode.audio)} ({size})"
        if episode.people:
            yield "Heard: " + ", ".join(
                f"{person.name} ({person.role})" for person in episode.people
            )
        if episode.moments:
            page = self._site.address(episode.url)
            yield "## Moments\n\n" + _bullets(
                f"[{clock(moment.at)}]({page}#t={moment.at}) {moment.title}"
                for moment in episode.moments
            )

    def _guide(self, guide: GuideView) -> Iterator[str]:
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

    def _definition(self, definition: DefinitionView) -> Iterator[str]:
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

    def _comparison(self, pair: ComparisonView) -> Iterator[str]:
        sides = (pair.left, pair.right)
        yield _bullets(f"{self._link(side.term, side.url)}: {side.definition}" for side in sides)
        rows = [("", *(capitalise(side.term) for side in sides)), ("---", "---", "---")]
        rows += [(row.name, row.left, row.right) for row in pair.rows]
        yield "\n".join("| " + " | ".join(_cell(text) for text in row) + " |" for row in rows)

    def _more(self, view: PageView) -> Iterator[str]:
        if view.terms:
            notes = (f"{self._link(note.term, note.url)}: {note.definition}" for note in view.terms)
            yield "## Words on this page\n\n" + _bullets(notes)
        if view.topics_listing:
            yield self._cards(view.topics_listing)
        heard = [
            f"{self._link(f'{place.title}, {clock(place.at)}', place.url)}: {place.sentence}"
            for place in view.heard
        ]
        for title, lines in (
            ("Heard at", heard),
            ("Listen", view.episodes),
            ("Read", view.articles),
            ("Related", view.related),
        ):
            if lines:
                cards = [line if isinstance(line, str) else self._card(line) for line in lines]
                yield f"## {title}\n\n" + _bullets(cards)

    def _cards(self, cards: Iterable[Card]) -> str:
        return _bullets(self._card(card) for card in cards)

    def _card(self, card: Card | EpisodeView) -> str:
        return f"{self._link(card.title, card.url)}: {card.summary}"


def _bullets(lines: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "\\|").split())


def _said(episode: EpisodeView) -> Iterator[str]:
    """The transcript's paragraphs with their times, and a name wherever another person speaks."""
    speaker = None
    for paragraph in episode.transcript:
        name = (
            f"**{paragraph.speaker}:** "
            if paragraph.speaker and paragraph.speaker != speaker
            else ""
        )
        speaker = paragraph.speaker
        yield f"[{clock(paragraph.at)}] {name}" + " ".join(
            sentence.text for sentence in paragraph.sentences
        )
