"""What pages take from MkDocs, from Material, and from what a hub adds to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import material
import mkdocs
from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig

from podhub.build.builder import Builder
from podhub.build.engine import folder_digest
from podhub.model.digest import digest
from podhub.outputs.pages.environment import THEME
from podhub.outputs.site_view import Script

MKDOCS, MATERIAL = Path(mkdocs.__file__).parent, Path(material.__file__).parent / "templates"


def read_builder(config: MkDocsConfig, environment: Environment) -> Builder:
    """The builder of MkDocs' settings; `environment` finds its templates."""
    named = {name: getattr(one, "config", None) for name, one in config.plugins.items()}
    plugins = json.dumps(named, default=lambda value: type(value).__name__, sort_keys=True)
    folders = [Path(place) for place in config.theme.dirs]
    own = [f for f in folders if f not in (THEME, MATERIAL) and not f.is_relative_to(MKDOCS)]
    [styles] = MATERIAL.glob("assets/stylesheets/main.*.min.css")
    return Builder(
        environment,
        styles.read_text(encoding="utf-8"),
        digest(plugins, *map(folder_digest, own)),
        tuple(map(str, config.extra_css)),
        tuple(map(_script, config.extra_javascript)),
    )


def _script(script: Any) -> Script:
    if isinstance(script, str):
        return Script(script, "module" if script.endswith(".mjs") else "")
    return Script(str(script.path), script.type, script.defer, script.async_)
