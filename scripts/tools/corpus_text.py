"""The words of a corpus: as often used as words are, in sentences that name its terms and lead to
its pages."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

SYLLABLES = [consonant + vowel for consonant in "bcdfgklmnprst" for vowel in "aeo"]
COMMON = "the of and to in a is that it for on as with they at be this from have or by one had not"
VOCABULARY = 8_000


@dataclass(frozen=True)
class Names:
    """What the items of a corpus are called in their addresses."""

    articles: Sequence[str]
    definitions: Sequence[str]
    episodes: Sequence[str]
    topics: Sequence[str]


def episode_stem(slug: str) -> str:
    """The file name of an episode without its ending.

    >>> episode_stem("episode-00004")
    '005-episode-00004'
    """
    return f"{int(slug.rpartition('-')[2]) + 1:03}-{slug}"


class CorpusText:
    """Sentences of the corpus's words and terms, and links to its pages."""

    def __init__(self, dice: random.Random, names: Names) -> None:
        self.dice, self._names = dice, names
        made = ("".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in range(VOCABULARY))
        self._words = [*COMMON.split(), *dict.fromkeys(made)]
        # Zipf's law: the n-th most common word is used 1/n as often as the most common.
        self._weights = list(accumulate(1 / (n + 2.7) for n in range(len(self._words))))
        rare = self._words[len(self._words) // 10 :]
        self.terms = [
            f"{first} {second}"
            for first, second in zip(rare, rare[len(names.definitions) :], strict=False)
        ][: len(names.definitions)]

    def words(self, count: int) -> list[str]:
        """Words as they are in use."""
        return self.dice.choices(self._words, cum_weights=self._weights, k=count)

    def title(self, number: int) -> str:
        """A title that no other item has."""
        return f"{' '.join(self.words(self.dice.randint(3, 6)))} {number}".capitalize()

    def sentence(self) -> str:
        """Eight to twenty words; in one sentence of ten, one of them is a term."""
        words = self.words(self.dice.randint(8, 20))
        if self.dice.random() < 0.1:
            words[self.dice.randrange(len(words))] = self.dice.choice(self.terms)
        return " ".join(words).capitalize() + "."

    def body(self, length: int, docs: str, episodes: str) -> str:
        """Sections of paragraphs, lists and tables of `length` words, one part in three with a link.
        `docs` and `episodes` are the ways from the page to those folders."""
        parts: list[str] = []
        words = 0
        while words < length:
            if len(parts) % 5 == 1:
                parts.append(f"## {' '.join(self.words(5)).capitalize()}")
            part = self._part()
            if self.dice.random() < 0.3:
                part += f"\n\nMore: {self._link(docs, episodes)}."
            parts.append(part)
            words += len(part.split())
        return "\n\n".join(parts) + "\n"

    def _part(self) -> str:
        sentences = [self.sentence() for _ in range(5)]
        kind = self.dice.random()
        if kind < 0.1:
            return "\n".join(f"- {sentence}" for sentence in sentences)
        if kind < 0.13:
            return "> " + " ".join(sentences)
        if kind < 0.15:
            rows = [f"| {sentence[:-1]} | {self.words(1)[0]} |" for sentence in sentences]
            return "\n".join(["| What | How |", "|---|---|", *rows])
        sentences[1] = f"**{sentences[1][:-1]}**."
        return " ".join(sentences)

    def _link(self, docs: str, episodes: str) -> str:
        kind = self.dice.choice(("articles", "definitions", "episodes"))
        slug = self.dice.choice(getattr(self._names, kind))
        path = f"{episodes}{episode_stem(slug)}" if kind == "episodes" else f"{docs}{kind}/{slug}"
        return f"[{' '.join(self.words(3))}]({path}.md)"
