"""The words of templates: their functions and filters for the language of one site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from jinja2 import Environment

from podhub.model.locale import ENGLISH_NUMBERS, decimal, long_date
from podhub.model.messages import Messages
from podhub.outputs.names import SEVERAL, episode_name, kind_name, other_names

_SPELLED = ("no", *ENGLISH_NUMBERS[1:13])


def speak(environment: Environment, said: Messages) -> None:
    """Let templates ask for words: `_()`, `ngettext()`, `{% trans %}`, and filters that name kinds of
    things and write dates and numbers."""
    environment.policies["ext.i18n.trimmed"] = True
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(  # type: ignore[attr-defined] # the extension's
        said.gettext, said.ngettext, newstyle=True, pgettext=said.pgettext
    )
    environment.filters.update(_filters(said))


def _filters(said: Messages) -> dict[str, Callable[..., Any]]:
    language = said.language
    return {
        "day": lambda text: long_date(datetime.fromisoformat(text), language),
        "decimal": lambda number, digits=1: decimal(round(number, digits), language),
        "episode_name": lambda item: episode_name(item.type, item.number, said),
        "in_words": lambda number: in_words(number, language),
        "kind": lambda kind: kind_name(kind, said),
        "other_names": lambda forms, term: other_names(forms, term, language),
        # Not `_()`, whose result is markup: an author may have written it.
        "role": said.gettext,
        "several": lambda kind: said.gettext(SEVERAL[kind]),
    }


def in_words(number: int, language: str) -> str:
    """A small number as English spells it; in other languages, whose words for it change with what is
    counted, in digits.

    >>> in_words(7, "en-GB"), in_words(7, "de"), in_words(1234, "de")
    ('seven', '7', '1.234')
    """
    is_spelled = language.partition("-")[0] == "en" and number < len(_SPELLED)
    return _SPELLED[number] if is_spelled else decimal(number, language)
