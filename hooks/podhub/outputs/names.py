"""What kinds of things are called, in the site's language."""

from __future__ import annotations

from collections.abc import Iterable

from podhub.model.messages import N_, Messages
from podhub.outputs.search.words import Words, tokens

KINDS = {
    "article": N_("Article"),
    "definition": N_("Definition"),
    "episode": N_("Episode"),
    "topic": N_("Topic"),
    "comparison": N_("Comparison"),
    "guide": N_("Guide"),
    "page": N_("Page"),
    "home": N_("Page"),
}
"""One of each kind of page"""
SEVERAL = {
    "article": N_("Articles"),
    "definition": N_("Definitions"),
    "episode": N_("Episodes"),
    "topic": N_("Topics"),
    "comparison": N_("Comparisons"),
    "guide": N_("Guides"),
    "page": N_("Pages"),
}
"""Several of them"""
ROLES = (
    N_("host"),
    N_("co-host"),
    N_("guest"),
    N_("guest host"),
    N_("narrator"),
    N_("reporter"),
    N_("author"),
    N_("writer"),
    N_("editor"),
    N_("producer"),
    N_("audio editor"),
    N_("composer"),
    N_("voice actor"),
    N_("translator"),
)
"""What people most often do in an episode, of the roles of Podcasting 2.0"""
ENDING = 2
"""The most letters that make one form of a name another form of it."""


def kind_name(kind: str, said: Messages) -> str:
    """What a page of a kind is called.

    >>> from podhub.model.messages import ENGLISH
    >>> kind_name("guide", ENGLISH), kind_name("search", ENGLISH)
    ('Guide', '')
    """
    return said.gettext(KINDS[kind]) if kind in KINDS else ""


def episode_name(type_: str, number: float | None, said: Messages) -> str:
    """What an episode is called in a word, with its number where it has one.

    >>> from podhub.model.messages import ENGLISH
    >>> [episode_name("full", number, ENGLISH) for number in (4, 4.5, None)]
    ['Episode 4', 'Episode 4.5', 'Episode']
    """
    if type_ == "trailer":
        return said.gettext("Trailer")
    if type_ == "bonus":
        return said.gettext("Bonus")
    if number is None:
        return said.gettext("Episode")
    return said.gettext("Episode %(number)s", number=number)


def other_names(forms: Iterable[str], term: str, language: str) -> list[str]:
    """Of the forms of a term those that a reader would call another name: not the term itself, nor
    what has the whole of it or of a name before it in it, which only links and the search need to
    be told.

    >>> other_names(["planing", "planing sessions", "hand plane", "RoI", "RoIs"], "hand planing", "en")
    ['planing', 'RoI']
    >>> other_names(["take ownership", "took ownership", "sense of ownership"], "ownership", "en")
    []
    """
    words = Words(language)
    known = [_stems(term, words)]
    found: list[str] = []
    for form in forms:
        stems = _stems(form, words)
        is_known = any(_holds(stems, name) for name in known)
        if not is_known and not any(
            form.startswith(name) and len(form) - len(name) <= ENDING for name in found
        ):
            known.append(stems)
            found.append(form)
    return found


def _holds(stems: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether all words of a name come in this order."""
    rest = iter(stems)
    return bool(name) and all(stem in rest for stem in name)


def _stems(name: str, words: Words) -> tuple[str, ...]:
    return tuple(stem for token in tokens(name) for _, stem in words.keys(token))
