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
_FIELD = re.compile(r"\w+:(?:\s|$)")
_SWALLOWED = re.compile(r"""["'][^"'\n]*\n\w+:""")
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


def misinterpreted_values(
    node: yaml.Node | None, source: str
) -> Iterator[tuple[int, str, str, str]]:
    """Yield the line (from 0), the field, what is expected and what is found of each text that is
    not read as it looks."""
    lines = source.split("\n")
    if _SWALLOWED.search(source):
        yield from _swallowed(node, lines)
    if "#" not in source and not _QUOTED.search(source):
        return
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


def _swallowed(node: yaml.Node | None, lines: list[str]) -> Iterator[tuple[int, str, str, str]]:
    """Yield every text in quotes that goes on over the next field, up to a quote further below."""
    for name, value in _texts("front matter", node, quoted=True):
        rest = lines[value.start_mark.line + 1 : value.end_mark.line + 1]
        if any(_FIELD.match(line) for line in rest):
            start = value.start_mark.line
            shown = quote(lines[start].strip())
            yield start, name, "a quote that is closed before the next field", shown


def _texts(
    name: str, node: yaml.Node | None, *, quoted: bool = False
) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Every text without quotes, or in them, with the name of its field."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _texts(str(key.value), value, quoted=quoted)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _texts(name, value, quoted=quoted)
    elif isinstance(node, yaml.ScalarNode) and (node.style in ("'", '"')) == quoted:
        yield name, node
