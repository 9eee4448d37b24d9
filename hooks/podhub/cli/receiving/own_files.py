"""What a hub holds beside its content: its settings, and the code that they name. What is pushed
brings content alone; all else is the server's."""

from __future__ import annotations

import posixpath
from pathlib import Path

from podhub.read.builder_yaml import read_builder_yaml
from podhub.read.files import CONTENT_FOLDERS, SETTINGS


def link_own_files(hub: Path, root: Path) -> None:
    """Let a folder that holds content alone find all that this hub has beside it: settings that
    others inherit from, templates, hooks, data of plugins. Built sites and hidden files stay
    away."""
    for place in hub.iterdir():
        is_site = place.name == "site" or place.name.startswith("site.")
        if place.name not in CONTENT_FOLDERS and place.name[0] != "." and not is_site:
            (root / place.name).symlink_to(place, target_is_directory=place.is_dir())


def named_files(hub: Path) -> list[str]:
    """The settings, and the files and folders of code that they name: what they inherit from,
    templates, hooks."""
    document, _ = read_builder_yaml(hub, SETTINGS, {})
    theme = document.data.get("theme")
    templates = theme.get("custom_dir") if isinstance(theme, dict) else None
    hooks = document.data.get("hooks") or ()
    named = {SETTINGS, *document.files, *([templates] if templates else ()), *map(str, hooks)}
    return sorted({posixpath.normpath(name) for name in named})
