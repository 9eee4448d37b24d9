"""Front matter as other generators write it: YAML between `---`, TOML between `+++`, JSON in
braces."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import yaml

from podhub.model.values import printable

_FENCED = re.compile(
    r"(---(?:yaml|toml|json)?|\+\+\+|;;;)[ \t]*\n(.*?)^(?:---|\+\+\+|;;;)[ \t]*(?:\n|\Z)",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True)
class Note:
    """A file as its author left it."""

    path: PurePosixPath
    """In the folder that it came in"""
    data: dict[str, Any] = field(default_factory=dict)
    """Its fields, their names in small letters"""
    body: str = ""
    line: int = 1
    """The line that the body begins in"""


def read_note(path: PurePosixPath, text: str) -> Note:
    """Split a file into its fields and its text. Raises ValueError, in an author's words.

    >>> read_note(PurePosixPath("a.md"), '+++\\ntitle = "A"\\n+++\\nText')
    Note(path=PurePosixPath('a.md'), data={'title': 'A'}, body='Text', line=4)
    >>> read_note(PurePosixPath("a.md"), '{"Title": "A"}\\nText').data, read_note(PurePosixPath("a.md"), "Text").data
    ({'title': 'A'}, {})
    """
    text = printable(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if found := _FENCED.match(text):
        data, end = _parsed(found[1], found[2]), found.end()
    elif text.startswith("{"):
        try:
            data, end = json.JSONDecoder().raw_decode(text)
        except ValueError:
            return Note(path, {}, text)
    else:
        return Note(path, {}, text)
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise ValueError("expected fields such as title, found a list or a text")
    fields = {str(name).lower(): value for name, value in data.items()}
    return Note(path, fields, text[end:].lstrip("\n"), _line(text, end))


def _parsed(fence: str, source: str) -> Any:
    try:
        if fence == "+++" or fence.endswith("toml"):
            return tomllib.loads(source)
        if fence == ";;;" or fence.endswith("json"):
            return json.loads(source if source.lstrip().startswith("{") else f"{{{source}}}")
        return yaml.safe_load(source)
    except (yaml.YAMLError, ValueError) as error:
        said = " ".join(str(error).split())
        raise ValueError(f"expected front matter that can be read, found: {said}") from None


def _line(text: str, end: int) -> int:
    blank = len(text[end:]) - len(text[end:].lstrip("\n"))
    return text.count("\n", 0, end + blank) + 1
