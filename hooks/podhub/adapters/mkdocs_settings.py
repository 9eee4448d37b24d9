"""What MkDocs refuses of mkdocs.yml, told as all else is. `check` asks as well as a build does: what it
passes must not be stopped by the builder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from yaml import MarkedYAMLError

from podhub.model.problems import Problem, quote
from podhub.model.values import nearest
from podhub.read.builder_yaml import SettingsDocument, read_builder_yaml
from podhub.read.files import SETTINGS
from podhub.read.settings_fields import SettingsFields
from podhub.read.settings_files import is_ours

OURS = frozenset([*SettingsFields.model_fields, "nav"])
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


def is_more_than_ours(root: Path) -> bool:
    """Whether a hub has templates, hooks or plugins beside the engine's: then only a build tells
    whether they work."""
    document, _ = read_builder_yaml(root, SETTINGS, os.environ)
    theme = document.data.get("theme")
    has_templates = isinstance(theme, dict) and bool(theme.get("custom_dir"))
    return has_templates or _has_other_plugins(document) or _has_other_hooks(root, document)


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
    if not _has_other_hooks(root, document):
        others.discard("hooks")
    if not _has_other_plugins(document):
        others.discard("plugins")
    return bool(others)


def _has_other_hooks(root: Path, document: SettingsDocument) -> bool:
    hooks = document.data.get("hooks") or []
    return not isinstance(hooks, list) or not all(is_ours(root / str(hook)) for hook in hooks)


def _has_other_plugins(document: SettingsDocument) -> bool:
    plugins = needed_options(document.data).get("plugins", document.data.get("plugins"))
    return plugins not in ([], ["podhub"])


def _unread(error: BaseException, document: SettingsDocument) -> Problem | None:
    """What MkDocs cannot read of the file; None where it could read all."""
    if isinstance(cause := error.__context__, MarkedYAMLError) and cause.problem_mark:
        found = cause.problem or str(cause)
        line = cause.problem_mark.line + 1
        return Problem(document.path, line, "settings", "values that MkDocs can read", found)
    name = "config_file_path"
    is_named = name in document.data
    return document.problem((name,), "no such setting", "one") if is_named else None


def _refused(root: Path, document: SettingsDocument) -> Iterator[Problem]:
    # It takes as long to load as a check takes.
    from mkdocs.config.base import BaseConfigOption
    from mkdocs.config.config_options import Hooks
    from mkdocs.config.defaults import MkDocsConfig

    from podhub.adapters.mkdocs_others import their_mistake

    options = {name: getattr(MkDocsConfig, name, None) for name in dir(MkDocsConfig)}
    known = {name for name, option in options.items() if isinstance(option, BaseConfigOption)}
    known -= {"config_file_path"}
    config = MkDocsConfig(config_file_path=str(root / SETTINGS))
    Hooks._load_hook.cache_clear()  # a preview asks again when one was edited
    try:
        with (root / SETTINGS).open("rb") as file:
            config.load_file(file)
        config.load_dict(needed_options(document.data))
        errors, warnings = config.validate()
    except (Exception, SystemExit) as error:
        if problem := _unread(error, document) or their_mistake(error, None, root, document):
            yield problem
        return
    for name, said in [*errors, *warnings]:
        if name in OURS:
            continue
        if name not in known:
            meant = nearest(name, OURS | known)
            expected = f"the setting {meant}" if meant else "a setting that MkDocs or podhub knows"
            yield document.problem((name,), expected, quote(name))
            continue
        lines = str(said).splitlines() or [""]
        # Between the first and the last stands where in MkDocs it came to light.
        why = " ".join(" ".join(dict.fromkeys((lines[0], lines[-1]))).split())
        found = f"{quote(document.data.get(name))} ({why})"
        yield document.problem((name,), "a value that MkDocs takes", found)
