"""Lines that begin with bullets or dashes, as people type them where they have no list."""

from __future__ import annotations

import re

_BULLET = re.compile(r"((?:[ \t>]|- {3}|\d+\. {2})*)[•◦‣▪●·][ \t\xa0]+(?=\S)")
_DASH = re.compile(r"((?:[ \t>]|- {3}|\d+\. {2})*)([–—•◦‣▪●·])(?=[ \t\xa0])")


def as_listed(paragraph: str) -> str:
    """A paragraph of Markdown whose lines begin with bullets, as the list that it shows; where they
    begin with dashes, as the lines that they are.

    >>> as_listed("Listen for:  \\n• one\\n• two")
    'Listen for:  \\n-   one\\n-   two'
    """
    lines = paragraph.split("\n")
    if any(map(_BULLET.match, lines)):
        listed: list[str] = []
        for line in lines:
            found = _BULLET.match(line)
            if found:
                inside = found[1].rstrip().endswith(("-", "."))
                line = found[1] + ("" if inside else "-   ") + line[found.end() :].rstrip()
            elif listed and listed[-1] and not line.startswith((" ", ">")):
                listed.append("")
            listed.append(line)
        return "\n".join(listed)
    if sum(map(bool, map(_DASH.match, lines))) > 1 or re.search(r"(?m)^\W*[•◦‣▪●·]\s", paragraph):
        lines = [_DASH.sub(lambda sign: f"{sign[1]}&#{ord(sign[2])};", line) for line in lines]
    return "\n".join(lines)
