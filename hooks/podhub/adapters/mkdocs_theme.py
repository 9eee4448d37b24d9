"""What pages take from MkDocs, from Material, and from what a hub adds to them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import partial
from inspect import ismodule
from pathlib import Path
from typing import Any

import material
import mkdocs
from jinja2 import Environment, FileSystemLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from podhub.build.builder import Builder
from podhub.build.engine import folder_digest
from podhub.model.digest import digest
from podhub.outputs.pages.environment import THEME
from podhub.outputs.site_view import Script
from podhub.read.own_templates import OWN
from podhub.read.settings_files import is_ours

MKDOCS, MATERIAL = Path(mkdocs.__file__).parent, Path(material.__file__).parent / "templates"


class _Templates(FileSystemLoader):
    """Finds every template, and lists those of a hub's own folders alone.

    Behind `podhub/` stand the engine's own, so that a hub's `article.html` can extend
    `podhub/article.html` and say a block of it otherwise."""

    def get_source(self, environment: Environment, template: str) -> Any:
        """The text of a template, where it stands, and whether it is still as it was."""
        own = template.removeprefix(OWN)
        if own != template:
            return FileSystemLoader(THEME).get_source(environment, own)
        return super().get_source(environment, template)

    def list_templates(self) -> list[str]:
        """What MkDocs would copy: none of Material's thousands of icons."""
        return FileSystemLoader(_own_folders(self.searchpath)).list_templates()


def lead_to_templates(theme: Theme) -> None:
    """Let a theme find our templates before Material's, whatever theme it is. Whoever has templates
    of their own goes first."""
    own = list(map(str, _own_folders(theme.dirs)))
    others = [folder for folder in theme.dirs if folder not in (*own, str(MATERIAL))]
    theme.dirs[:] = [*own, str(THEME), str(MATERIAL), *others]
    theme.static_templates.clear()
    # MkDocs' own search, which is there where nobody names a plugin, would add a script to every page.
    theme["search_index_only"], theme["include_search_page"] = True, False
    theme.get_env = partial(_environment, theme)  # type: ignore[method-assign]


def name_known_language(theme: Theme) -> None:
    """Give a theme a language that Material has: its plugins look for a file of that name. Our pages
    take theirs from the settings as they stand."""
    code = str(theme.get("language", "en"))
    known = {file.stem for file in (MATERIAL / "partials" / "languages").glob("*.html")}
    theme["language"] = next((c for c in (code, code.partition("-")[0]) if c in known), "en")


def _environment(theme: Theme) -> Environment:
    environment = Theme.get_env(theme)
    environment.loader = _Templates(theme.dirs)
    return environment


def _own_folders(folders: Iterable[str]) -> list[Path]:
    """Folders with templates that are neither ours nor MkDocs' nor Material's."""
    places = map(Path, folders)
    return [p for p in places if p not in (THEME, MATERIAL) and not p.is_relative_to(MKDOCS)]


def read_builder(config: MkDocsConfig, environment: Environment) -> Builder:
    """The builder of MkDocs' settings; `environment` finds its templates."""
    named = {name: getattr(one, "config", None) for name, one in config.plugins.items()}
    plugins = json.dumps(named, default=lambda value: type(value).__name__, sort_keys=True)
    own = tuple(_own_folders(config.theme.dirs))
    [styles] = MATERIAL.glob("assets/stylesheets/main.*.min.css")
    return Builder(
        environment,
        styles.read_text(encoding="utf-8"),
        digest(plugins, *_hooks(config), *map(folder_digest, own)),
        tuple(map(str, config.extra_css)),
        tuple(map(_script, config.extra_javascript)),
        Path(config.config_file_path or "").parent,
        own,
    )


def _hooks(config: MkDocsConfig) -> list[bytes]:
    """The code of a hub's own hooks, which may bring filters to its templates."""
    files = (Path(str(one.__file__)) for one in config.plugins.values() if ismodule(one))
    return [file.read_bytes() for file in files if not is_ours(file)]


def _script(script: Any) -> Script:
    if isinstance(script, str):
        return Script(script, "module" if script.endswith(".mjs") else "")
    return Script(str(script.path), script.type, script.defer, script.async_)
