"""The engine as an installed plugin of MkDocs: `plugins: [podhub]`."""

from __future__ import annotations

from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin

from podhub.adapters.mkdocs import Adapter

NAME = "podhub"


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """A hub's settings stand in mkdocs.yml itself, so that the plugin has none."""


class Plugin(Adapter, BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """The adapter, as MkDocs finds it among installed packages."""
