"""Starts MkDocs for a site that is planned: in a command, without MkDocs' own."""

from __future__ import annotations

import io
import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from podhub.adapters.mkdocs import Adapter
from podhub.adapters.mkdocs_plugin import NAME, Plugin
from podhub.adapters.mkdocs_settings import needed_options, refused_settings
from podhub.build.layout import LaidOut
from podhub.build.plan import Plan
from podhub.outputs.pages.environment import THEME
from podhub.read.builder_yaml import read_builder_yaml
from podhub.read.settings import SETTINGS


def load(plan: Plan, **options: Any) -> tuple[Adapter, MkDocsConfig]:
    """MkDocs' settings for a planned site, and the adapter among its plugins: whoever starts MkDocs
    here wants it there, named in the settings or not."""
    document, _ = read_builder_yaml(plan.hub.view.root, SETTINGS, os.environ)
    options |= needed_options(document.data)
    config = load_config(str(plan.hub.view.root / SETTINGS), strict=True, **options)
    config.site_url = plan.hub.settings.site_url
    hooks = (getattr(one, "on_config", None) for one in config.plugins.values())
    named = (a for h in hooks if isinstance(a := getattr(h, "__self__", 0), Adapter))
    adapter = next(named, None)
    if adapter is None:
        adapter = config.plugins[NAME] = Plugin()
    adapter.given = plan
    return adapter, config


def load_without_settings(plan: Plan) -> tuple[Adapter, MkDocsConfig]:
    """The same where MkDocs does not take the settings, or there are no texts: Material as it is,
    and no plugins."""
    nothing = io.BytesIO(b"site_name: site")
    config = load_config(nothing, theme={"name": "material"}, docs_dir=str(THEME), plugins=[])
    adapter = Adapter()
    adapter.given = plan
    return adapter, config


def build_site(plan: Plan, folder: Path) -> tuple[LaidOut, tuple[str, ...]] | None:
    """Build a planned site into a folder. Returns what lies there, and which plugins have worked on
    pages; None after what was wrong has been printed. Raises OSError where this machine is at
    fault."""
    if refused := refused_settings(plan.hub.view.root):
        print(*refused, sep="\n", file=sys.stderr)
        return None
    said = _Lines()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    logger.propagate = False
    try:
        with tempfile.TemporaryDirectory(prefix="hub-", dir=folder.parent) as others:
            adapter, config = load(plan, site_dir=others)
            adapter.folder = folder
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as error:
        # MkDocs ends a build in its own words; what was the reason is the context of those.
        reason = (error.__context__ or error).__cause__
        if isinstance(reason, OSError):
            raise reason from None
        if not said.printed:
            print(error, file=sys.stderr)
        return None
    finally:
        logger.removeHandler(said)
    assert adapter.laid_out
    return adapter.laid_out, adapter.page_plugins


class _Lines(logging.Handler):
    """Prints warnings and errors as bare lines, which is what our problems are."""

    printed = 0

    def __init__(self) -> None:
        super().__init__(logging.WARNING)

    def emit(self, record: logging.LogRecord) -> None:
        if not isinstance(sys.exc_info()[1], OSError):  # whose place MkDocs does not know
            self.printed += 1
            print(record.getMessage(), file=sys.stderr)
