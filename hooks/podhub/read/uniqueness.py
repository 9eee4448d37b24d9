"""What must lead to one thing alone: guids, numbers, the words of definitions, questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from podhub.model.document import Document, Loc
from podhub.model.entries import Catalog, Entry
from podhub.model.items import Item
from podhub.model.problems import Problem, quote
from podhub.model.words import sameness
from podhub.read.folders import TOPICS


def check_unique(catalog: Catalog) -> Iterator[Problem]:
    """Yield everything that stands twice."""
    seen: dict[tuple[str, object], str] = {}

    def claim(
        entry: Entry[Item], loc: Loc, kind: str, key: object, shown: object
    ) -> Iterator[Problem]:
        owner = seen.setdefault((kind, key), entry.path)
        if owner != entry.path:
            yield entry.document.problem(
                loc, f"{kind} of its own ({owner} has this one)", quote(shown)
            )

    for episode in sorted(catalog.episodes.values(), key=lambda entry: entry.path):
        yield from claim(episode, ("guid",), "a guid", episode.fields.guid, episode.fields.guid)
        if episode.audio.url:
            # Apple leaves out an episode whose file another one has
            # (podcasters.apple.com/support/823).
            yield from claim(episode, ("audio",), "a file", episode.audio.url, episode.audio.url)
        said = episode.fields.number
        number = said if isinstance(said, float) else episode.number
        if episode.fields.type == "full" and number:
            key = (episode.fields.season, number)
            yield from claim(episode, ("number",), "a number", key, number)
    words: list[tuple[Entry[Item], Loc, str]] = [
        (entry, ("term",), entry.title) for entry in catalog.definitions.values()
    ]
    # A term has more right to its word than another definition's form.
    words += [
        (entry, ("forms", i), f)
        for entry in catalog.definitions.values()
        for i, f in enumerate(entry.fields.forms)
    ]
    for definition, loc, word in words:
        # "Follow-up" and "follow up" are found in the same places of a text.
        yield from claim(definition, loc, "a word", sameness(word), word)
    for guide in catalog.guides.values():
        titles = {name: outcome.title for name, outcome in guide.fields.outcomes.items()}
        yield from _titles(guide.document, ("outcomes",), titles)
    if table := catalog.tables.get(TOPICS):
        topics = {name: topic.title for name, topic in catalog.topics.items()}
        yield from _titles(table, (), topics)
    for entry in catalog.entries():
        for index, ask in enumerate(getattr(entry.fields, "asks", ())):
            yield from claim(entry, ("asks", index), "a question", sameness(ask), ask)


def _titles(document: Document, above: Loc, titles: Mapping[str, str]) -> Iterator[Problem]:
    """Yield the second of two titles that readers could not tell apart."""
    owners: dict[str, str] = {}
    for name, title in titles.items():
        owner = owners.setdefault(title.casefold(), name)
        if owner != name:
            expected = f"a title of its own ({owner} has this one)"
            yield document.problem((*above, name, "title"), expected, quote(title))
