"""Fields that YAML reads otherwise than they look: cut at a #, with quotes that it does not know,
with signs that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from podhub.model.problems import quote

_UNSEEN = "[\xa0\u200b-\u200d\u2060\u202f\ufeff]"
_AROUND_A_NAME = re.compile(rf"^[ -]*(?:[\w ]*{_UNSEEN}+[\w ]*:|\w+:{_UNSEEN})")
_QUOTED = re.compile("[“”„‟«‹‘][^“”„‟«»‹›]*[”“‟»›’]")
TITLES = ("title", "term", "name", "description", "summary", "definition")
"""Fields that are no quotation, whatever signs stand around them."""


def invisible(line: str) -> str | None:
    """The sign that looks like a space, or like nothing, and keeps a line from being a field; None
    where there is none.

    >>> invisible("title:\\xa0Coaching"), invisible("title: Coaching"), invisible("title: so\\xa0on")
    ('the invisible sign U+00A0, at the · in "title:·Coaching"', None, None)
    """
    found = _AROUND_A_NAME.match(line)
    if not found:
        return None
    sign = next(sign for sign in found[0] if not sign.isprintable())
    return f"the invisible sign U+{ord(sign):04X}, at the · in {quote(line.replace(sign, '·').strip())}"


def misread(node: yaml.Node | None, source: str) -> Iterator[tuple[int, str, str, str]]:
    """Yield the line (from 0), the field, what is expected and what is found of each text that is
    not read as it looks."""
    if "#" not in source and not _QUOTED.search(source):
        return
    lines = source.split("\n")
    for name, value in _texts("front matter", node):
        rest = lines[value.end_mark.line][value.end_mark.column :]
        if (
            re.match(" #", rest)
            and value.value[:1].isalpha()
            and value.tag == "tag:yaml.org,2002:str"
        ):
            expected = "the value in quotes (behind a space, # begins a comment; for one, put two spaces before it)"
            yield value.end_mark.line, name, expected, quote(value.value + rest)
        elif name in TITLES and _QUOTED.fullmatch(value.value):
            yield (
                value.start_mark.line,
                name,
                f'straight quotes or none: "{value.value[1:-1]}"',
                value.value,
            )


def _texts(name: str, node: yaml.Node | None) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Every text without quotes, with the name of its field."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _texts(str(key.value), value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _texts(name, value)
    elif isinstance(node, yaml.ScalarNode) and not node.style:
        yield name, node
