"""Obsidian's callouts as the notes that we write."""

from __future__ import annotations

import re

_CALLOUT = re.compile(r"> ?\[!([\w-]+)\][+-]?[ \t]*(.*)")
_QUOTED = re.compile(r"> ?")
ALERTS = frozenset(("note", "tip", "important", "warning", "caution"))
"""Those that GitHub has too"""
SAME = {
    "tldr": "abstract",
    "check": "success",
    "done": "success",
    "help": "question",
    "fail": "failure",
    "missing": "failure",
    "cite": "quote",
}
"""Obsidian's other names of kinds"""


def with_notes(lines: list[str]) -> list[str]:
    """Write callouts as notes: those with a title of their own, or of a kind that GitHub does not
    have, with `!!!`.

    >>> with_notes(["> [!tip]", "> Wait."])
    ['> [!TIP]', '> Wait.']
    >>> with_notes(["> [!tldr]- In short", "> - Wait.", ">", "> Then go.", "", "More."])
    ['!!! abstract "In short"', '    - Wait.', '', '    Then go.', '', 'More.']
    """
    done: list[str] = []
    inside = False
    for line in lines:
        if found := _CALLOUT.fullmatch(line):
            name = found[1].lower()
            kind, title = SAME.get(name, name), found[2].strip().replace('"', "’")
            inside = bool(title) or kind not in ALERTS
            words = f' "{title}"' if title else ""
            done.append(f"!!! {kind}{words}" if inside else f"> [!{kind.upper()}]")
        elif inside and (quote := _QUOTED.match(line)):
            done.append(f"    {line[quote.end() :]}".rstrip())
        else:
            inside = False
            done.append(line)
    return done
