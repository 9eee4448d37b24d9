"""What a hub's texts know that may be said in an episode: terms, names, and all their words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from podhub.model.entries import Catalog, EpisodeEntry
from podhub.read.text_files import read_text


@dataclass(frozen=True)
class Vocabulary:
    """What a hub's texts know: terms and names, which are hints, and all words."""

    terms: tuple[str, ...]
    names: tuple[str, ...]
    words: frozenset[str]

    @property
    def hints(self) -> tuple[str, ...]:
        """Names first: a recogniser takes only so many hints, and knows words better than names."""
        return tuple(dict.fromkeys((*self.names, *self.terms)))


def vocabulary(root: Path, catalog: Catalog, entry: EpisodeEntry) -> Vocabulary:
    """What the hub's texts know that may be said in an episode."""
    terms = [
        word
        for definition in catalog.definitions.values()
        for word in (definition.fields.term, *definition.fields.forms)
    ]
    show = [catalog.show.fields.title] if catalog.show else []
    people = (*(catalog.show.fields.people if catalog.show else ()), *entry.fields.people)
    names = [person.name for person in people] + [one.name for one in catalog.authors.values()]
    texts = [read_text(root, one.path)[0] for one in catalog.entries()]
    words = {word for text in texts for word in re.findall(r"[^\W_]+", text)}
    return Vocabulary(tuple(terms), tuple(dict.fromkeys(show + names)), frozenset(words))
