"""What scripts say, in the site's language: the module that every page loads, with a table of the
words that it and the others ask for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from gettext import c2py

from podhub.model.locale import locale_of
from podhub.model.messages import Messages
from podhub.outputs.pages.slim import slim_script

PATH = "assets/hub.js"
_EMPTY = "const TEXTS = {};"
_ASKED = re.compile(r'\b(n?)(?:gettext|inPieces)\(\s*("(?:[^"\\\n]|\\.)*")')
_SAMPLES = (*range(200), 1_000, 10_000, 100_000, 1_000_000)
"""Among these numbers each of a language's forms is found"""


def script_messages(module: str, scripts: Iterable[str], said: Messages) -> str:
    """The text of `assets/hub.js`, filled with the translations of what scripts ask for."""
    table: dict[str, str | dict[str, str]] = {}
    for script in scripts:
        for several, quoted in _ASKED.findall(script):
            text = json.loads(quoted)
            if text in said.texts:
                forms = said.texts[text]
                table[text] = _by_category(forms, said) if several else forms[0]
    module = slim_script(module)
    if not table:
        return module
    words = json.dumps(table, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return module.replace(_EMPTY, f"const TEXTS = {words};")


def _by_category(forms: tuple[str, ...], said: Messages) -> dict[str, str]:
    """The forms of a text by what browsers call them (CLDR): one, few, many, other.

    >>> polish = Messages("pl", {}, "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2")
    >>> sorted(_by_category(("strona", "strony", "stron"), polish).items())
    [('few', 'strony'), ('many', 'stron'), ('one', 'strona'), ('other', 'stron')]
    """
    category, index = locale_of(said.language).plural_form, c2py(said.plural)
    found: dict[str, str] = {}
    for number in _SAMPLES:
        found.setdefault(category(number), forms[min(index(number), len(forms) - 1)])
    return {**found, "other": found.get("other", forms[-1])}
