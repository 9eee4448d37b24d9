"""What the search must know of a language: its little words, and how its words end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from stop_words import StopWordError, get_stop_words

_ENGLISH = """
a about after again all also always am an and another any anybody anyone anything are as at away be because been before being
between both but by can cannot cant come comes could did didnt do does doesnt doing done dont down each else ever every everybody
everyone everything for from get gets getting give go goes going got had has hasnt have havent having he her here hers him his
how however i if im in into is isnt it its ive just keep keeps kind know let like lot made make makes making many may maybe me
mean might mine more most much must my myself need needs never no nobody none not nothing now of off often on once one only or
other others our ours out over own people person please put really s same say says shall she should shouldnt so some somebody
someone something sometimes still such sure take t tell than that thats the their theirs them themselves then there theres
these they theyre thing things think this those though through to too under until up upon us use used versus very vs want wants was
wasnt way ways we were what whats when whenever where whether which while who whom whose why will with within without wont
would wouldnt yes yet you your yours yourself
"""


def little_words(language: str) -> list[str]:
    """Words of a language that say nothing by themselves: those of grammar, and those that
    questions are made of."""
    return _ENGLISH.split() if language.split("-")[0] == "en" else common_words(language)


def common_words(language: str) -> list[str]:
    """Many common words of a language, some of them in several forms; none where nobody has listed
    them."""
    try:
        return sorted(get_stop_words(language.split("-")[0]))
    except StopWordError:
        return []


def suffixes(keys: Iterable[tuple[str, str]]) -> Counter[str]:
    """How many words have forms that end so, from (form, stem).

    >>> sorted(suffixes([("asking", "ask"), ("asks", "ask"), ("call", "call")]).items())
    [('ing', 1), ('s', 1)]
    """
    families: dict[str, list[str]] = {}
    for form, stem in keys:
        if form.isalpha():
            families.setdefault(stem, []).append(form)
    found: Counter[str] = Counter()
    for family in families.values():
        if len(family) > 1:
            least, most = min(family), max(family)
            same = next((n for n, letter in enumerate(least) if letter != most[n]), len(least))
            found.update(form[same:] for form in family)
    return found
