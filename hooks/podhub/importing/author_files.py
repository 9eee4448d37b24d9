"""Writes what was understood of a feed as the files that authors edit."""

from __future__ import annotations

import re
from typing import Any

import yaml

from podhub.model.items import Model
from podhub.model.podcast import Episode

WIDTH = 120


class _Writer(yaml.SafeDumper):
    """YAML as a person would write it: paragraphs as blocks, lists below their name."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(writer: _Writer, value: str) -> yaml.ScalarNode:
    # Times in quotes, as everywhere in our files: some programs take 1:23 for a number.
    style = "|" if "\n" in value else '"' if re.fullmatch(r"[\d:.]+", value) else None
    return writer.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Writer.add_representer(str, _text)


def as_yaml(model: type[Model], fields: dict[str, Any]) -> str:
    """The fields as YAML, in the model's order.

    >>> print(as_yaml(Episode, {"guid": "1:2", "title": "No: really", "people": [{"name": "Ann"}]}), end="")
    title: 'No: really'
    guid: "1:2"
    people:
      - name: Ann
    """
    ordered = {name: fields[name] for name in model.model_fields if name in fields}
    return str(
        yaml.dump(
            ordered,
            Dumper=_Writer,
            sort_keys=False,
            allow_unicode=True,
            width=WIDTH,
            default_flow_style=False,
        )
    )


def episode_text(fields: dict[str, Any], notes: str) -> str:
    """An episode's file: its fields, and its show notes below them.

    >>> print(episode_text({"title": "A"}, "Words."), end="")
    ---
    title: A
    ---
    <BLANKLINE>
    Words.
    """
    return f"---\n{as_yaml(Episode, fields)}---\n" + (f"\n{notes}\n" if notes else "")
