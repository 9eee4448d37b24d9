"""The words of scripts: those that they ask for, in the forms by which browsers call them."""

from __future__ import annotations

import json
import re

from podhub.model.messages import ENGLISH, Messages
from podhub.outputs.pages.script_messages import script_messages

MODULE = "const TEXTS = {};\n"


def table(scripts: list[str], said: Messages) -> dict[str, object]:
    """The table that scripts find."""
    text = script_messages(MODULE, scripts, said)
    return dict(json.loads(re.findall(r"const TEXTS = (\{.*\});", text)[0]))


def test_only_what_scripts_ask_for_is_sent() -> None:
    """And in English nothing: the texts are their own words."""
    said = Messages("de", {"Close": ("Schließen",), "Read": ("Lesen",)})
    assert table(['gettext("Close")'], said) == {"Close": "Schließen"}
    assert script_messages(MODULE, ['gettext("Close")'], ENGLISH) == MODULE


def test_forms_stand_below_the_names_that_browsers_give_them() -> None:
    """gettext counts them, browsers name them; Arabic has six, Japanese one."""
    arabic = "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5"
    said = Messages("ar", {"%(number)d result": tuple("abcdef")}, arabic)
    asked = ['ngettext("%(number)d result", "%(number)d results", count)']
    assert table(asked, said) == {
        "%(number)d result": dict(
            zip(("zero", "one", "two", "few", "many", "other"), "abcdef", strict=True)
        )
    }
    japanese = Messages("ja", {"%(number)d result": ("x",)}, "0")
    assert table(asked, japanese) == {"%(number)d result": {"other": "x"}}
