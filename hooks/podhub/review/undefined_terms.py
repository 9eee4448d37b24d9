"""Words that many pages use and no definition explains: short forms in capitals, and phrases of two
or three words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from lxml import html
from stop_words import StopWordError, get_stop_words

from podhub.links.terms import TermFinder
from podhub.model.entries import Catalog

PAGES_OF_A_SHORT_FORM = 3
PAGES_OF_A_PHRASE = 5
LONGEST = 3
"""Words in a phrase."""
_SHORT_FORM = re.compile(r"\b[A-Z][A-Za-z]?[A-Z]{1,4}s?\b")
_CLAUSE = re.compile(r"[^\w\s'’-]+|\n")


def undefined_terms(
    catalog: Catalog, texts: Mapping[str, Callable[[], str]], language: str
) -> dict[str, int]:
    """Undefined words by the number of pages that use them, the most used first. `texts` give the
    HTML of each page's text."""
    terms = TermFinder(
        (slug, (entry.title, *entry.fields.forms)) for slug, entry in catalog.definitions.items()
    )
    stop = _stop_words(language)
    pages: dict[str, set[str]] = {}
    for url, text in texts.items():
        plain = _plain(text())
        for word in _SHORT_FORM.findall(plain):
            pages.setdefault(word.removesuffix("s"), set()).add(url)
        for phrase in _phrases(plain, stop) if stop else ():
            pages.setdefault(phrase, set()).add(url)
    common = {
        word: len(found)
        for word, found in pages.items()
        if len(found) >= (PAGES_OF_A_SHORT_FORM if word.isupper() else PAGES_OF_A_PHRASE)
        and not any(terms.find(word))
    }
    # "sales manager" says nothing beside "regional sales manager" on the same pages.
    parts = {
        part
        for longer, count in common.items()
        for part in map(" ".join, pairwise(longer.split()))
        if part != longer and common.get(part) == count
    }
    left = ((word, count) for word, count in common.items() if word not in parts)
    return dict(sorted(left, key=lambda pair: (-pair[1], pair[0])))


def _plain(source: str) -> str:
    """A page's words; what stands in different blocks is kept apart."""
    if not source.strip():
        return ""
    root = html.fragment_fromstring(source, create_parent="div")
    return "\n".join(
        str(block.text_content()) for block in root.iter("p", "li", "td", "dd", "blockquote")
    )


def _phrases(text: str, stop: frozenset[str]) -> Iterator[str]:
    """Runs of two or three words that neither begin nor end with a word of grammar, nor cross a
    comma."""
    for clause in _CLAUSE.split(text):
        words = clause.lower().split()
        for length in range(2, LONGEST + 1):
            for start in range(len(words) - length + 1):
                run = words[start : start + length]
                if not any(word in stop or len(word) < 3 or not word.isalpha() for word in run):
                    yield " ".join(run)


def _stop_words(language: str) -> frozenset[str]:
    """A language's words of grammar; none for a language that nobody has listed, in which only
    short forms are looked for."""
    try:
        return frozenset(get_stop_words(language.split("-")[0]))
    except StopWordError:
        return frozenset()
