"""What a builder brings: templates that frame pages, the theme's style sheet, what its other plugins
add to every page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment

from podhub.outputs.site_view import Script


@dataclass(frozen=True)
class Builder:
    """A builder, as far as pages depend on it."""

    environment: Environment
    """Where templates are found: the engine's, the theme's icons, a hub's own"""
    stylesheet: str
    """The theme's main style sheet"""
    key: str
    """A digest of all templates that are not the engine's or the theme's, and of what else may
    change a page"""
    styles: tuple[str, ...] = ()
    """Further style sheets of every page, as paths on the site"""
    scripts: tuple[Script, ...] = ()
    """The same of scripts"""
    root: Path = Path()
    """The hub's folder"""
    own_templates: tuple[Path, ...] = ()
    """The folders with templates that are neither the engine's nor the theme's"""
    problems: tuple[str, ...] = ()
    """What a preview asks its author to fix in the builder's settings"""
