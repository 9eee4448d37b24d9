"""JSON Schemas of all content files, made from the models, for editors that complete and check YAML
while one writes."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from podhub.model.items import Article, Author, Definition, Guide, Page, Topic
from podhub.model.podcast import Episode, Show

SCHEMAS: dict[str, Any] = {
    "article": Article,
    "definition": Definition,
    "guide": Guide,
    "page": Page,
    "episode": Episode,
    "show": Show,
    "topics": dict[str, Topic],
    "authors": dict[str, Author],
}


def schema_files() -> dict[str, str]:
    """Each schema's file name and text."""
    files = {}
    for name, model in SCHEMAS.items():
        schema = _in_one_line(TypeAdapter[Any](model).json_schema())
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        files[f"{name}.schema.json"] = (
            json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
        )
    return files


def _in_one_line(schema: Any) -> Any:
    """A schema whose descriptions are unwrapped: editors break lines themselves.

    >>> _in_one_line({"a": {"description": "One\\nline", "enum": ["b\\nc"]}})
    {'a': {'description': 'One line', 'enum': ['b\\nc']}}
    """
    if isinstance(schema, list):
        return [_in_one_line(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: unwrapped(value)
        if name == "description" and isinstance(value, str)
        else _in_one_line(value)
        for name, value in schema.items()
    }


def unwrapped(text: str) -> str:
    """A description as one line; a new paragraph stays one."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))
