"""What other plugins and hooks do in a build of MkDocs beside the engine: which of their events change
our pages, which have no effect here, and which mistakes are theirs.

The engine makes pages of its own plan. Of a page, others get its HTML; Markdown, fields and
navigation are read before they are asked."""

from __future__ import annotations

import errno
import inspect
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files

from podhub.build.hub import Hub
from podhub.model.document import Loc
from podhub.model.problems import Problem, Remark, quote
from podhub.model.settings import Settings
from podhub.read.builder_yaml import SettingsDocument
from podhub.read.inline_code import EXPECTED, inline_code
from podhub.read.inline_code import NAME as CODE
from podhub.read.unused_settings import NAME

PAGE_EVENTS = ("env", "page_content", "post_page")
"""Where another plugin may change our pages, so that none is kept from an earlier build"""
IDLE_EVENTS = (
    *("nav", "pre_page", "page_read_source", "page_markdown", "page_context"),
    *("pre_template", "template_context", "post_template"),
)
"""What has no effect: texts are read by the engine, and templates are given `page` and `site`"""
OF_THIS_MACHINE = (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EMFILE, errno.ENOMEM)
"""Trouble that is nobody's mistake"""


def page_plugins(config: MkDocsConfig, ours: object) -> Iterator[str]:
    """The plugins and hooks that work on pages, by the names that the settings have for them."""
    return (
        name for name, plugin in _others(config, ours) if any(_events(plugin, PAGE_EVENTS, ours))
    )


def idle_events(config: MkDocsConfig, ours: object, document: SettingsDocument) -> Iterator[Remark]:
    """Yield what other plugins would do in vain."""
    for name, plugin in _others(config, ours):
        if events := list(_events(plugin, IDLE_EVENTS, ours)):
            expected = f"events that reach pages here ({', '.join(f'on_{e}' for e in PAGE_EVENTS)})"
            found = f"{', '.join(events)} of {name}, without effect on texts of docs/ and episodes/"
            yield document.remark(NAME, _place(document, name), expected, found)


def their_mistake(
    error: BaseException, config: MkDocsConfig | None, root: Path, document: SettingsDocument
) -> Problem | None:
    """An error that came out of a hook or another plugin, with the line of the hook or the name of
    the plugin; None where it is none of theirs. Without `config`, that is while they are loaded,
    every error is theirs. Raises OSError where this machine is at fault."""
    if isinstance(error, OSError) and error.errno in OF_THIS_MACHINE:
        raise error
    hooks = {(root / str(hook)).resolve(): str(hook) for hook in _hooks(document)}
    said = f"{type(error).__name__}: {' '.join(str(error).split())}"
    frames = [(f.filename, f.lineno or 1) for f in traceback.extract_tb(error.__traceback__)]
    if isinstance(error, SyntaxError) and error.filename:
        frames.append((error.filename, error.lineno or 1))
        said = f"{type(error).__name__}: {error.msg}"
    plugins = {_folder(plugin): name for name, plugin in (config.plugins if config else {}).items()}
    for file, line in reversed(frames):
        path = Path(file).resolve()
        if hook := hooks.get(path):
            return Problem(hook, line, "hook", "code that MkDocs can run", said)
        for folder, name in plugins.items():
            if folder and path.is_relative_to(folder):
                expected = "plugins and hooks that run"
                return document.problem(_place(document, name), expected, f"{said} ({name})")
    return None if config else document.problem(("plugins",), "plugins and hooks that run", said)


def changed_settings(
    config: MkDocsConfig, settings: Settings, document: SettingsDocument
) -> Iterator[Remark]:
    """Yield what hooks and plugins have changed of the settings after they were read."""
    for name in ("site_name", "site_description", "copyright"):
        now = " ".join(str(config[name] or "").split())
        if now != " ".join(str(getattr(settings, name)).split()):
            expected = "a value in mkdocs.yml, which is read before plugins and hooks are asked"
            yield document.remark(NAME, (name,), expected, f"{quote(now)} from one of them")


def forbidden_code(
    pages: Mapping[str, Path], names: tuple[str, ...], document: SettingsDocument
) -> Iterator[Remark]:
    """Yield the first page into which one of the named plugins has written a script or a style."""
    for path, file in pages.items():
        if path.endswith(".html") and (found := inline_code(file.read_text(encoding="utf-8"))):
            told = f"{found[0][1]} in /{path.removesuffix('index.html')} ({', '.join(names)})"
            yield document.remark(CODE, _place(document, names[0]), EXPECTED, told)
            return


def taken_out(hub: Hub, files: Files, config: MkDocsConfig, ours: object) -> Iterator[Problem]:
    """Yield every public file that another plugin takes out of MkDocs' site, which does not keep it
    out of ours."""
    if not any(any(_events(plugin, ("files",), ours)) for _, plugin in _others(config, ours)):
        return
    left = {file.src_uri for file in files}
    public = {entry.path for entry in hub.shown.entries()} | {*hub.everything.files}
    for path in (f"docs/{file.src_uri}" for file in get_files(config) if file.src_uri not in left):
        if path in public:
            expected = "draft: true in it, or a place outside docs/ (that a plugin takes it out keeps it from nobody)"
            yield Problem(path, 1, "file", expected, "neither")


def written_below(folder: Path) -> dict[str, Path]:
    """Every file that MkDocs and its plugins have written, by its path on the site."""
    return {f.relative_to(folder).as_posix(): f for f in folder.rglob("*") if f.is_file()}


def _others(config: MkDocsConfig, ours: object) -> Iterator[tuple[str, Any]]:
    return ((name, plugin) for name, plugin in config.plugins.items() if plugin is not ours)


def _events(plugin: object, events: tuple[str, ...], ours: object) -> Iterator[str]:
    """The events of these that a plugin has, apart from those that it hands on to the engine."""
    for event in events:
        method = getattr(plugin, f"on_{event}", None)
        if method is not None and getattr(method, "__self__", None) is not ours:
            yield f"on_{event}"


def _hooks(document: SettingsDocument) -> list[object]:
    said = document.data.get("hooks")
    return said if isinstance(said, list) else []


def _place(document: SettingsDocument, name: str) -> Loc:
    """Where the settings name a plugin or a hook."""
    hooks = [str(hook) for hook in _hooks(document)]
    if name in hooks:
        return ("hooks", hooks.index(name))
    for index, one in enumerate(document.data.get("plugins") or ()):
        if name in (one if isinstance(one, dict) else (one,)):
            return ("plugins", index)
    return ("plugins",)


def _folder(plugin: object) -> Path | None:
    """The folder of a plugin's code; of a single module, its file; None for hooks and the engine."""
    if inspect.ismodule(plugin) or type(plugin).__module__.startswith("podhub."):
        return None
    file = Path(inspect.getfile(type(plugin))).resolve()
    return file if file.parent.name == "site-packages" else file.parent
