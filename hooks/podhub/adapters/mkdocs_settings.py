"""What MkDocs refuses of mkdocs.yml, told as all else is. `check` asks as well as a build does: what it
passes must not be stopped by the builder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from podhub.model.problems import Problem, quote
from podhub.model.values import nearest
from podhub.read.builder_yaml import SettingsDocument, read_builder_yaml
from podhub.read.settings import SETTINGS
from podhub.read.settings_fields import SettingsFields

OURS = frozenset([*SettingsFields.model_fields, "nav", "markdown_extensions"])
"""Settings that the engine has looked at itself"""
SEARCH = frozenset(["search", "material/search"])
"""Plugins in whose place stands the hub's own search"""


def refused_settings(root: Path) -> list[Problem]:
    """Every setting that MkDocs does not take. It is loaded only where the file says something that
    the engine has not looked at: plugins, hooks, and MkDocs' own settings."""
    document, problems = read_builder_yaml(root, SETTINGS, os.environ)
    if problems or not _is_beyond_ours(root, document):
        return []
    return sorted(_refused(root, document))


def needed_options(said: Mapping[str, Any]) -> dict[str, Any]:
    """What MkDocs must be told beside a file's settings, which may leave more out than it allows.

    >>> needed_options({"site_name": 2026, "theme": {"logo": "a.svg"}})
    {'site_name': '2026', 'theme': {'name': 'material', 'logo': 'a.svg'}, 'plugins': []}
    >>> needed_options({"site_name": "A", "theme": "material", "plugins": ["x", "search"]})
    {'site_name': 'A', 'plugins': ['x']}
    """
    options: dict[str, Any] = {"site_name": str(said.get("site_name") or "")}
    theme = said.get("theme") or {}
    if isinstance(theme, dict) and "name" not in theme:
        options["theme"] = {"name": "material", **theme}
    plugins = said.get("plugins") or []
    if not isinstance(plugins, list) or (plugins and SEARCH.isdisjoint(map(str, plugins))):
        return options
    # Whoever names no plugins gets MkDocs' search, which would send every reader the whole index.
    return options | {"plugins": [one for one in plugins if one not in SEARCH]}


def _is_beyond_ours(root: Path, document: SettingsDocument) -> bool:
    others = {name for name, value in document.data.items() if value is not None} - OURS
    hooks = document.data.get("hooks")
    if isinstance(hooks, list) and all((root / str(hook)).is_file() for hook in hooks):
        others.discard("hooks")
    plugins = needed_options(document.data).get("plugins", document.data.get("plugins"))
    if plugins in ([], ["podhub"]):
        others.discard("plugins")
    return bool(others)


def _refused(root: Path, document: SettingsDocument) -> Iterator[Problem]:
    # It takes as long to load as a check takes.
    from mkdocs.config.base import BaseConfigOption
    from mkdocs.config.defaults import MkDocsConfig

    config = MkDocsConfig(config_file_path=str(root / SETTINGS))
    with (root / SETTINGS).open("rb") as file:
        config.load_file(file)
    config.load_dict(needed_options(document.data))
    options = {name: getattr(MkDocsConfig, name, None) for name in dir(MkDocsConfig)}
    known = {name for name, option in options.items() if isinstance(option, BaseConfigOption)}
    errors, warnings = config.validate()
    for name, said in [*errors, *warnings]:
        if name in OURS:
            continue
        if name not in known:
            meant = nearest(name, OURS | known)
            expected = f"the setting {meant}" if meant else "a setting that MkDocs or podhub knows"
            yield document.problem((name,), expected, quote(name))
            continue
        why = " ".join(str(said).split())
        found = f"{quote(document.data.get(name))} ({why})"
        yield document.problem((name,), "a value that MkDocs takes", found)
