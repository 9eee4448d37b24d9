"""The manual's tables of settings and fields, made from the models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from podhub.model.descriptions import descriptions
from podhub.model.items import Article, Author, Definition, Guide, Model, Page, Topic
from podhub.model.podcast import Episode, Show
from podhub.model.schema import unwrapped
from podhub.read.settings_fields import (
    ColourFields,
    ExtraFields,
    FooterFields,
    SettingsFields,
    ThemeFields,
)

PLACE = "hooks/podhub/manual/settings.md"
HEAD = """\
# All settings

This page is made from the models that read the files; `podhub check` holds every file to the same models.
JSON Schemas of all fields, for editors that complete YAML as you type, are in the package's folder `schemas`.

## `mkdocs.yml`

podhub reads these. MkDocs reads [more](https://www.mkdocs.org/user-guide/configuration/), such as `plugins: [podhub]`; `podhub check` tells
which of them have no effect on a hub, and what takes their place. `exclude_docs` and `draft_docs` are refused, since they would keep nothing
back: a file with `draft: true` is not public, nor is what lies outside `docs/` and `episodes/`.

"""
OTHERS = (
    ("nav", "The links in the header. Without it they are the parts that the hub has"),
    ("hooks", "Programs of your own that MkDocs runs: files outside docs/ and episodes/"),
    ("INHERIT", "Another file of settings, whose settings hold where this one has none"),
)
GROUPS: dict[str, type[Model]] = {
    "theme": ThemeFields,
    "extra": ExtraFields,
    "extra.colours": ColourFields,
    "extra.footer": FooterFields,
}
FILES: tuple[tuple[str, type[Model]], ...] = (
    ("`docs/articles/NAME.md`", Article),
    ("`docs/definitions/NAME.md`", Definition),
    ("`docs/guides/NAME.md`", Guide),
    ("`docs/index.md` and every other page", Page),
    ("`docs/topics.yml`, each topic", Topic),
    ("`docs/authors.yml`, each author", Author),
    ("`episodes/show.yml`", Show),
    ("`episodes/NNN-NAME.md`", Episode),
)


def settings_page() -> str:
    """The text of the manual's page of settings."""
    parts = [HEAD, _table("setting", (*OTHERS, *_settings(SettingsFields)))]
    for title, model in FILES:
        names = sorted(
            model.model_fields, key=lambda name: not model.model_fields[name].is_required()
        )
        rows = [(name, _text(model, name)) for name in names]
        parts.append(f"\n## {title}\n\n{_table('field', rows)}")
    return "".join(parts)


def _settings(model: type[Model], within: str = "") -> Iterator[tuple[str, str]]:
    for name in model.model_fields:
        here = f"{within}{name}"
        if here in GROUPS:
            yield from _settings(GROUPS[here], f"{here}.")
        else:
            yield here, _text(model, name)


def _text(model: type[Model], name: str) -> str:
    needed = "**Needed.** " if model.model_fields[name].is_required() else ""
    return needed + unwrapped(descriptions(model).get(name, ""))


def _table(what: str, rows: Iterable[tuple[str, str]]) -> str:
    lines = [f"| {what} | what it means |", "|---|---|"]
    lines += [f"| `{name}` | {text} |" for name, text in rows]
    return "\n".join(lines) + "\n"
