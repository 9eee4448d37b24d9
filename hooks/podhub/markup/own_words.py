"""The few words in a text's HTML that its author did not write, in the site's language."""

from __future__ import annotations

import re
from html import escape

from podhub.model.messages import N_, Messages

PERMALINK = N_("Link to this section")
TITLES = {
    "abstract": N_("Abstract"),
    "attention": N_("Attention"),
    "bug": N_("Bug"),
    "caution": N_("Caution"),
    "danger": N_("Danger"),
    "error": N_("Error"),
    "example": N_("Example"),
    "failure": N_("Failure"),
    "faq": N_("FAQ"),
    "hint": N_("Hint"),
    "important": N_("Important"),
    "info": N_("Info"),
    "note": N_("Note"),
    "question": N_("Question"),
    "quote": N_("Quote"),
    "success": N_("Success"),
    "summary": N_("Summary"),
    "tip": N_("Tip"),
    "todo": N_("To do"),
    "warning": N_("Warning"),
}
"""What notes are titled with that their author gave no title, by their kind"""
_OURS = re.compile(rf'(title=")({PERMALINK})(?=")|(<p class="admonition-title">)(\w+)(?=</p>)')


def in_language(html: str, said: Messages) -> str:
    """A text's HTML with these words of ours translated.

    >>> german = Messages("de", {"Note": ("Hinweis",)})
    >>> in_language('<p class="admonition-title">Note</p><p>Note</p>', german)
    '<p class="admonition-title">Hinweis</p><p>Note</p>'
    """
    if not said.texts or ("admonition-title" not in html and PERMALINK not in html):
        return html

    def translated(found: re.Match[str]) -> str:
        before, word = (found[1], found[2]) if found[1] else (found[3], found[4])
        known = found[1] or word.lower() in TITLES
        text = TITLES.get(word.lower(), word)
        return before + (escape(said.gettext(text)) if known else word)

    return _OURS.sub(translated, html)
