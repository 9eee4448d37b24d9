"""What must lead to one thing alone: guids, numbers, the words of definitions, questions, old
addresses."""

from __future__ import annotations

from collections.abc import Iterator

from podhub.model.addresses import FEEDS, FILES, FOLDERS, LISTS
from podhub.model.document import Loc
from podhub.model.entries import Catalog, Entry
from podhub.model.items import Item
from podhub.model.problems import Problem, quote
from podhub.model.words import sameness


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
        if episode.fields.type == "full":
            key = (episode.fields.season, episode.number)
            yield from claim(episode, ("number",), "a number", key, episode.number)
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
    for entry in catalog.entries():
        for index, ask in enumerate(getattr(entry.fields, "asks", ())):
            yield from claim(entry, ("asks", index), "a question", sameness(ask), ask)
    addresses = _addresses(catalog)
    for article in catalog.articles.values():
        for index, alias in enumerate(article.fields.aliases):
            loc, address = ("aliases", index), alias.strip("/").removesuffix("/index.html")
            ours = address.split("/")[0] in FOLDERS or FEEDS.fullmatch(address)
            owner = "the site itself" if ours else addresses.get(address)
            if owner:
                expected = f"an old address, where nothing is now ({owner} has this one)"
                yield article.document.problem(loc, expected, quote(alias))
            else:
                yield from claim(article, loc, "an old address", address, alias)


def _addresses(catalog: Catalog) -> dict[str, str]:
    """Every address of the site that is known before it is built, and whose it is."""
    return {
        **dict.fromkeys((*LISTS, *FILES), "the site itself"),
        **{f"topics/{topic}": "docs/topics.yml" for topic in catalog.topics},
        **{entry.url.strip("/"): entry.path for entry in catalog.entries()},
        **{f"{episode.url}embed": episode.path for episode in catalog.episodes.values()},
    }
