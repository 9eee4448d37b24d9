"""What the fields of other generators say, under whatever name they say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

TITLE = ("title", "name", "term")
DESCRIPTION = ("description", "summary", "excerpt", "subtitle", "abstract")
DATE = ("date", "publishdate", "published_at", "pubdate", "created", "date created")
UPDATED = ("lastmod", "updated", "modified", "last_modified_at", "date modified", "date updated")
TOPICS = ("topics", "tags", "categories", "category", "tag")
AUTHORS = ("author", "authors")
ADDRESSES = ("aliases", "alias", "redirect_from", "permalink", "url")
KNOWN = frozenset(
    (
        *(*TITLE, *DESCRIPTION, *DATE, *UPDATED, *TOPICS, *AUTHORS, *ADDRESSES),
        *("slug", "draft", "published", "status", "type", "layout", "kind", "forms"),
    )
)
"""All that has a place here, or says no more than where a file lay"""
_DATED = re.compile(r"(\d{4})-(\d{2})-(\d{2})[-_](.+)")


def first(data: dict[str, Any], names: tuple[str, ...]) -> Any:
    """The value of the first of several names that has one."""
    said = ((data.get(name), str(data.get(name, "")).strip()) for name in names)
    return next((value for value, text in said if text and value not in (None, [])), None)


def texts(value: Any) -> list[str]:
    """A list of texts on a line each, whichever way it is written: `a, b`, a list, tables with names.

    >>> texts("a, b"), texts(["a", ["b"]]), texts([{"name": "Ann"}]), texts(None), texts(7)
    (['a', 'b'], ['a', 'b'], ['Ann'], [], ['7'])
    """
    return [text for part in _parts(value) if (text := " ".join(part.split()))]


def _parts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield str(value.get("name") or value.get("title") or "")
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _parts(part)
    elif value is not None:
        yield from str(value).split(",")


def moment(value: Any) -> datetime | None:
    """A time, which is of UTC where no zone is said; None where it is none.

    >>> moment("2024-03-01"), moment("2024-03-01 09:30:00 +0100").isoformat(), moment("soon")
    (datetime.datetime(2024, 3, 1, 0, 0, tzinfo=datetime.timezone.utc), '2024-03-01T09:30:00+01:00', None)
    """
    if isinstance(value, dict):  # MkDocs' blog: {created: …, updated: …}
        return moment(value.get("created"))
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    text = re.sub(r"\s+([+-]\d{2}:?\d{2}|Z)$", r"\1", str(value or "").strip())
    try:
        return moment(datetime.fromisoformat(text))
    except ValueError:
        return None


def dated(stem: str) -> tuple[datetime | None, str]:
    """The date that Jekyll has in a file's name, and the rest of it.

    >>> dated("2024-03-01-hello"), dated("hello")
    ((datetime.datetime(2024, 3, 1, 0, 0, tzinfo=datetime.timezone.utc), 'hello'), (None, 'hello'))
    """
    found = _DATED.fullmatch(stem)
    if not found:
        return None, stem
    return moment("-".join(found.group(1, 2, 3))), found[4]


def is_draft(data: dict[str, Any]) -> bool:
    """Whether it was not public where it came from."""
    return bool(
        data.get("draft") is True
        or data.get("published") is False
        or str(data.get("status", "")).lower() == "draft"
    )
