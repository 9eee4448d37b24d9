"""Write measured times into an episode's front matter, as `moments:`, and leave every other byte
alone."""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Any

from podhub.model.times import clock
from podhub.read.frontmatter import parse_yaml
from podhub.read.script import split_front_matter

_KEPT = ("url", "image", "clip", "aliases")
"""What an author adds to a moment and new times must not lose"""


def write_moments(text: str, moments: Sequence[tuple[int, str]]) -> str:
    """Put `moments`, each a second and a title, into the front matter of `text`.

    A moment that was there under the same title keeps its address, picture and clip; so does one that
    alone has another title between the same two neighbours.

    >>> before = "---\\ntitle: A\\nmoments:\\n  - {at: '0:09', title: Why, clip: 30}\\n# end\\n---\\nNotes\\n"
    >>> print(write_moments(before, [(0, "Start"), (83, "Why")]), end="")
    ---
    title: A
    moments:
      - at: "0:00"
        title: "Start"
      - at: "1:23"
        title: "Why"
        clip: 30
    # end
    ---
    Notes
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    head, _, _ = split_front_matter(text)
    opening = text[: text.index(head)] if head else ""
    kept = _kept(_moments_in(head), [title for _, title in moments])
    block = "".join(line + newline for line in moments_block(moments, kept))
    return opening + _replace_block(head, block) + text[len(opening) + len(head) :]


def _kept(before: Sequence[dict[str, Any]], titles: Sequence[str]) -> dict[str, dict[str, Any]]:
    """The moments that were there, by their titles of now.

    >>> _kept([{"title": "A"}, {"title": "B", "clip": 30}, {"title": "C"}], ["A", "D", "C"])["D"]
    {'title': 'B', 'clip': 30}
    """
    old = [str(moment.get("title")) for moment in before]
    matcher = SequenceMatcher(None, old, titles, autojunk=False)
    renamed = {
        titles[c]: before[a]
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind == "replace" and b - a == d - c == 1 < len(titles)
    }
    return renamed | dict(zip(old, before, strict=True))


def moments_block(
    moments: Sequence[tuple[int, str]], kept: Mapping[str, Mapping[str, Any]] = MappingProxyType({})
) -> list[str]:
    """The lines of moments in front matter; `kept` is what was there before, by title.

    >>> print(*moments_block([(83, "Why")]), sep="\\n")
    moments:
      - at: "1:23"
        title: "Why"
    """
    lines = ["moments:"]
    for second, title in moments:
        lines += [f'  - at: "{clock(second)}"', f"    title: {_quoted(title)}"]
        old = kept.get(title, {})
        lines += [f"    {key}: {_quoted(old[key])}" for key in _KEPT if key in old]
    return lines


def write_field(text: str, name: str, value: str) -> str:
    """Put a field on one line into the front matter of `text`.

    >>> write_field("---\\ntitle: A\\n---\\nNotes\\n", "synthetic_voice", "true")
    '---\\ntitle: A\\nsynthetic_voice: true\\n---\\nNotes\\n'
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    head, _, _ = split_front_matter(text)
    return text.replace(head, _replace_block(head, f"{name}: {value}{newline}", name), 1)


def _replace_block(head: str, block: str, name: str = "moments") -> str:
    # The block is its key's line and what is indented below, or a list that starts in the first
    # column.
    found = re.search(
        rf"^{name}:.*\n(?:(?:[ \t]*\r?\n)*(?:[ \t]+\S|-[ \t]).*\n)*", head, re.MULTILINE
    )
    return head[: found.start()] + block + head[found.end() :] if found else head + block


def _moments_in(head: str) -> list[dict[str, Any]]:
    data, _, _ = parse_yaml(head, "", first_line=2)
    moments = data.get("moments")
    return (
        [moment for moment in moments if isinstance(moment, dict)]
        if isinstance(moments, list)
        else []
    )


def _quoted(value: object) -> str:
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return f"[{', '.join(map(_quoted, value))}]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
