"""The words of a site that no author wrote, in the site's language.

They are asked for by their English, as everybody does with gettext; what is not translated stays
English. Where they come from is told in `podhub.messages`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from gettext import c2py

from podhub.model.digest import digest_of

CONTEXT = "\4"
"""What stands between a context and a text in the key of both"""


@dataclass(frozen=True)
class Messages:
    """The words of a language."""

    language: str = "en"
    """A tag of BCP 47"""
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What is said instead of an English text, in each form of the plural; a context stands before
    it"""
    plural: str = "n != 1"
    """Which of the forms is for a number, as gettext writes it"""
    is_known: bool = True
    """Whether somebody has translated the words into this language"""

    @cached_property
    def key(self) -> str:
        """Stands for all of it."""
        return digest_of((self.language, dict(self.texts), self.plural))

    def gettext(self, text: str, /, **values: object) -> str:
        """A text in this language, with values in the place of `%(name)s`.

        >>> Messages("de", {"Hear it": ("Anhören",)}).gettext("Hear it"), Messages().gettext("by %(who)s", who="us")
        ('Anhören', 'by us')
        """
        return _filled(self.texts.get(text, (text,))[0], values)

    def pgettext(self, context: str, text: str, /, **values: object) -> str:
        """The same of a text that means several things in English; `context` says which."""
        return _filled(self.texts.get(f"{context}{CONTEXT}{text}", (text,))[0], values)

    def ngettext(self, one: str, many: str, number: int, /, **values: object) -> str:
        """A text in the form that a number wants.

        >>> polish = Messages("pl", {"one page": ("a", "b", "c")}, "n==1 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2")
        >>> [polish.ngettext("one page", "pages", number) for number in (1, 2, 5)]
        ['a', 'b', 'c']
        """
        forms = self.texts.get(one)
        text = forms[_rule(self.plural)(number)] if forms else one if number == 1 else many
        return _filled(text, values)


ENGLISH = Messages()


def N_(text: str) -> str:  # noqa: N802 (gettext's own name, by which the catalog is made)
    """Mark a text for the catalog that is translated where it is used."""
    return text


def _filled(text: str, values: Mapping[str, object]) -> str:
    return text % values if values else text


@cache
def _rule(plural: str) -> Callable[[int], int]:
    return c2py(plural)
