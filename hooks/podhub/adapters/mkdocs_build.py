"""Starts MkDocs for a site that is planned: in a command, without MkDocs' own."""

from __future__ import annotations

import io
import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException

from podhub.adapters.mkdocs import Adapter
from podhub.adapters.mkdocs_others import (
    changed_settings,
    forbidden_code,
    idle_events,
    their_mistake,
    written_below,
)
from podhub.adapters.mkdocs_plugin import NAME, Plugin
from podhub.adapters.mkdocs_settings import needed_options, refused_settings
from podhub.build.layout import LaidOut
from podhub.build.plan import Plan
from podhub.build.processes import own_folder
from podhub.model.problems import Problem, Remark, quote
from podhub.outputs.pages.environment import THEME
from podhub.read.builder_yaml import SettingsDocument, read_builder_yaml
from podhub.read.files import SETTINGS

SAID = 300
"""Letters of what a plugin says that are told"""


@dataclass(frozen=True)
class Site:
    """A site in a folder, or one that was tried out."""

    laid_out: LaidOut | None
    """None where it was tried out"""
    page_plugins: tuple[str, ...]
    """MkDocs' plugins for whose sake all pages were made anew"""
    remarks: tuple[Remark, ...]
    """What plugins and hooks did in vain"""


def load(plan: Plan, **options: Any) -> tuple[Adapter, MkDocsConfig]:
    """MkDocs' settings for a planned site, and the adapter among its plugins: whoever starts MkDocs
    here wants it there, named in the settings or not."""
    options |= needed_options(_document(plan).data)
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


def build_site(plan: Plan, folder: Path | None) -> tuple[Site | None, list[Problem]]:
    """Build a planned site into a folder, or with None only try whether it can be built. Returns
    None with all that is wrong. Raises OSError where this machine is at fault."""
    if refused := refused_settings(plan.hub.view.root):
        return None, refused
    with own_folder(plan.store.folder, "mkdocs") as made:
        adapter, config, problems = _run_mkdocs(plan, made)
        if problems or not config:
            return None, problems
        others, framed = written_below(made), bool(adapter.page_plugins)
        laid_out = None
        if folder:
            laid_out, problems = plan.lay_out(folder, adapter.builder, others, framed=framed)
        else:
            problems = plan.try_out(adapter.builder, others, framed=framed)
        if problems:
            return None, problems
        settings, document = plan.hub.settings, _document(plan)
        remarks = [*idle_events(config, adapter, document)]
        remarks += changed_settings(config, settings, document)
        remarks += forbidden_code(others, adapter.page_plugins, document) if framed else ()
    heeded = (one for one in remarks if one.name not in settings.ignore)
    return Site(laid_out, adapter.page_plugins, tuple(sorted(heeded))), []


def _document(plan: Plan) -> SettingsDocument:
    return read_builder_yaml(plan.hub.view.root, SETTINGS, os.environ)[0]


def _run_mkdocs(plan: Plan, folder: Path) -> tuple[Adapter, MkDocsConfig | None, list[Problem]]:
    """Let MkDocs and its plugins write into a folder. The adapter knows the builder then."""
    said = _Said()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(said)
    logger.propagate = False
    adapter, config = Adapter(), None
    try:
        adapter, config = load(plan, site_dir=str(folder))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (Exception, SystemExit) as error:
        problems = adapter.problems or _mistakes(error, config, plan, said.lines)
        if not problems:
            raise
        return adapter, None, problems
    finally:
        logger.removeHandler(said)
    return adapter, config, []


def _mistakes(
    error: BaseException, config: MkDocsConfig | None, plan: Plan, lines: list[str]
) -> list[Problem]:
    """What ended MkDocs, as mistakes; none where it is nobody's but ours. Raises OSError where this
    machine is at fault."""
    document, reason = _document(plan), error
    if is_told := isinstance(error, MkDocsException | SystemExit):
        # MkDocs ends a build in its own words; what was the reason is the context of those.
        reason = error.__context__ or error
        if isinstance(reason.__cause__, OSError):
            raise reason.__cause__ from None
    if problem := their_mistake(reason, config, plan.hub.view.root, document):
        return [problem]
    if not is_told:
        return []
    loc = next((name,) for name in ("plugins", "hooks", "") if name in document.data or not name)
    expected = "plugins and hooks that warn of nothing"
    said = (quote(line, SAID) for line in lines or [str(error)])
    return [document.problem(loc, expected, line) for line in said]


class _Said(logging.Handler):
    """Keeps warnings and errors."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if not isinstance(sys.exc_info()[1], OSError):  # whose place MkDocs does not know
            self.lines.append(record.getMessage())
