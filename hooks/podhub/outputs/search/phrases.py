"""What people ask with, in the words of each language: its lists stand in the message catalogs."""

from __future__ import annotations

from podhub.model.messages import N_, Messages
from podhub.outputs.search.words import fold

CONTACT = N_("contact, email, e-mail address, get in touch, write to us, reach us, phone")
"""Words for whoever looks for the way to reach the authors; they name the page that says it."""
ABOUT = N_("about us, who are you, who are we, who is behind this")
"""Words for whoever wants to know who they are; they name the page about them."""
COMPARING = N_("vs, versus, compare, compared, comparison, differ, difference, differences")
"""Words that ask how two things differ."""
NUMERALS = N_(
    "one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen, sixteen, "
    "seventeen, eighteen, nineteen, twenty"
)
"""The words for 1, 2, 3 and so on, as far as they are one word each."""


def phrases(text: str, said: Messages) -> tuple[str, ...]:
    """The words of one of these lists, in the site's language."""
    return tuple(said.gettext(text).split(", "))


def forms(text: str, said: Messages) -> tuple[str, ...]:
    """The same as a question's words are read, without accents."""
    return tuple(map(fold, phrases(text, said)))
