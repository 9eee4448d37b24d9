"""JSON Schemas of all content files, made from the models, for editors that complete and check YAML while one writes."""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from podhub.content.model import Article, Author, Definition, Guide, Page, Topic
from podhub.content.podcast import Episode, Show

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
        schema = TypeAdapter[Any](model).json_schema()
        schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
        files[f"{name}.schema.json"] = json.dumps(schema, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    return files
