"""What authors do to a hub, each as an edit that dice decide about."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from podhub.model.entries import slug_of

from tools.edits.small_hub import (
    DATE,
    FOLDERS,
    SHOW,
    NothingThereError,
    SmallHub,
    Text,
    date,
    dumped,
)
from tools.edits.writing import write_article, write_definition, write_episode

Edit = Callable[[SmallHub], None]
"""Changes something. Raises NothingThereError where there is nothing to change."""
EDITS: dict[str, Edit] = {}
"""By name"""


def edit(function: Edit) -> Edit:
    """Enter an edit under its name."""
    EDITS[function.__name__.replace("_", " ")] = function
    return function


def change(hub: SmallHub, path: str, **fields: Any) -> None:
    """Set fields of a file; None takes one away."""
    text = hub.read(path)
    for name, value in fields.items():
        text.fields[name] = value
        if value is None:
            del text.fields[name]
    hub.write(path, text)


@edit
def create(hub: SmallHub) -> None:
    """Write a new item."""
    hub.dice.choice((write_article, write_definition, write_episode))(hub)


@edit
def rewrite(hub: SmallHub) -> None:
    """Change an item's text."""
    path = hub.one()
    text = hub.read(path)
    text.body += f"\n{hub.sentence()}\n"
    hub.write(path, text)


@edit
def rewrite_headings(hub: SmallHub) -> None:
    """Give a text other headings, to which others may lead."""
    path = hub.one("article", "definition")
    text = hub.read(path)
    text.body = re.sub(r"(?m)^## .*", f"## {hub.sentence()[:-1]}", text.body)
    hub.write(path, text)


@edit
def delete(hub: SmallHub) -> None:
    """Delete an item and its files, and all that refers to it."""
    path = hub.one()
    for file in hub.root.glob(f"{path.removesuffix('.md')}.*"):
        file.unlink()
    _forget(hub, slug_of(path), path)


def _forget(hub: SmallHub, slug: str, path: str) -> None:
    link = re.compile(rf"\[([^\]]*)\]\([^)]*\b{re.escape(path.rpartition('/')[2])}[^)]*\)")
    for file in _markdown(hub):
        text = hub.read(file)
        body, fields = link.sub(r"\1", text.body), _without(text.fields, slug)
        if (body, fields) != (text.body, text.fields):
            hub.write(file, Text(fields, body))
    show = hub.read_yaml(SHOW)
    if show.get("trailer") == slug:
        hub.write_text(
            SHOW, dumped({key: value for key, value in show.items() if key != "trailer"})
        )


def _markdown(hub: SmallHub) -> list[str]:
    files = [*(hub.root / "docs").rglob("*.md"), *(hub.root / "episodes").glob("*.md")]
    return sorted(file.relative_to(hub.root).as_posix() for file in files)


def _without(data: Any, slug: str) -> Any:
    """Front matter whose lists do not name an item any more."""
    if isinstance(data, dict):
        return {key: _without(value, slug) for key, value in data.items()}
    if isinstance(data, list):
        return [_without(value, slug) for value in data if value != slug]
    return data


@edit
def rename(hub: SmallHub) -> None:
    """Give an item another address, and the old one to it, to nobody, or to a new item."""
    kind = hub.dice.choice(list(FOLDERS))
    path = hub.one(kind)
    old, new = slug_of(path), hub.new_name(kind)
    stem = path.removesuffix(".md")
    for file in hub.root.glob(f"{stem}.*"):
        file.rename(file.with_name(file.name.replace(old, new)))
    for page in _markdown(hub):
        source = (hub.root / page).read_text(encoding="utf-8")
        renamed = re.sub(rf"\b{re.escape(old)}\b(?!\.mp3)", new, source)
        if renamed != source:
            hub.write_text(page, renamed)
    then = hub.dice.random()
    if kind == "article" and then < 0.6:
        change(hub, path.replace(old, new), aliases=[f"/articles/{old}/"])
    elif kind == "article":
        write_article(hub, old)
    elif kind == "definition" and then < 0.5:
        write_definition(hub, old)


@edit
def exchange_addresses(hub: SmallHub) -> None:
    """Put two items of a kind each in the place of the other."""
    kind = hub.dice.choice(("article", "definition"))
    paths = hub.paths(kind)
    if len(paths) < 2:
        raise NothingThereError
    one, other = hub.dice.sample(paths, 2)
    first, second = hub.read(one), hub.read(other)
    hub.write(one, second)
    hub.write(other, first)


@edit
def draft(hub: SmallHub) -> None:
    """Hold an item back, or let it go."""
    path = hub.one()
    held = hub.read(path).fields.get("draft")
    change(hub, path, draft=None if held else True)


@edit
def redate(hub: SmallHub) -> None:
    """Move an item in time, some of them into the future."""
    path = hub.one("article", "episode")
    change(hub, path, date=date(hub.dice.randint(-40, 5), hub.dice.randint(0, 23)))


@edit
def note_a_change(hub: SmallHub) -> None:
    """Say when an article last changed, and what."""
    path = hub.one("article")
    updated = f"{hub.now - timedelta(hours=1):{DATE}}"
    change(hub, path, updated=updated, change_note=hub.sentence())


@edit
def retitle(hub: SmallHub) -> None:
    """Give an item another title and description."""
    path = hub.one("article", "episode")
    said = "summary" if path.startswith("episodes/") else "description"
    change(
        hub, path, title=f"{hub.sentence()[:-1]} {hub.new_name('title')}", **{said: hub.sentence()}
    )
