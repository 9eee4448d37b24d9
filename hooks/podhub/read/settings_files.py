"""What mkdocs.yml names on the disk: pictures, styles and scripts that pages load, and the code that
builds them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path

from podhub.model.document import Loc
from podhub.model.problems import Problem, quote
from podhub.model.site_path import SitePath
from podhub.read.builder_yaml import SettingsDocument
from podhub.read.files import CONTENT_FOLDERS, is_file
from podhub.read.settings_fields import SettingsFields

THEME = Path(__file__).parent.parent / "theme"
TEMPLATES = ("theme", "custom_dir")


def check_files(root: Path, document: SettingsDocument, said: SettingsFields) -> Iterator[Problem]:
    """Yield what pages would load in vain, or from somebody else."""
    named: list[tuple[Loc, str]] = [
        (("theme", "logo"), said.theme.logo),
        (("theme", "favicon"), said.theme.favicon),
        *([(("extra", "card_mark"), said.extra.card_mark)] if said.extra.card_mark else []),
        *((("extra_css", index), path) for index, path in enumerate(said.extra_css)),
        *(
            (("extra_javascript", index), script.path)
            for index, script in enumerate(said.extra_javascript)
        ),
    ]
    folders = [root / "docs", THEME]
    folders += [root / said.theme.custom_dir] if said.theme.custom_dir else []
    for loc, name in named:
        if "//" in name:
            expected = "a file below docs/ (pages load nothing from other sites)"
            yield document.problem(loc, expected, quote(name))
            continue
        try:
            path = SitePath(name)
        except ValueError as error:
            yield document.problem(loc, str(error).removeprefix("expected "), quote(name))
            continue
        if not any(is_file(folder / path) for folder in folders):
            yield document.problem(loc, "a file that is there, below docs/", quote(name))
    for index, name in enumerate(said.extra.card_fonts):
        if not is_file(root / name):
            loc = ("extra", "card_fonts", index)
            yield document.problem(loc, "a font file that is there, from mkdocs.yml", quote(name))


def check_code(root: Path, document: SettingsDocument, said: SettingsFields) -> Iterator[Problem]:
    """Yield code that lies where authors write, and the engine named twice.

    Templates, hooks and inherited settings run on whatever machine builds the site. Among the
    content, anybody who may push a text could change them."""
    named: list[tuple[Loc, str]] = [
        (TEMPLATES, said.theme.custom_dir),
        *((("hooks", index), str(hook)) for index, hook in enumerate(listed(document, "hooks"))),
        *((("INHERIT",), file) for file in document.files[1:]),
    ]
    for loc, name in named:
        if posixpath.normpath(name).split("/")[0] in CONTENT_FOLDERS:
            expected = "a place outside docs/ and episodes/, which hold what authors write"
            yield document.problem(loc, expected, quote(name))
        elif loc == TEMPLATES and name and not (root / name).is_dir():
            expected = "a folder that is there, from mkdocs.yml"
            yield document.problem(loc, expected, quote(name))
    yield from _named_twice(root, document)


def _named_twice(root: Path, document: SettingsDocument) -> Iterator[Problem]:
    """The engine as a plugin and as a hook: MkDocs would hand each of its events to both."""
    plugins = listed(document, "plugins")
    is_plugin = any(
        one == "podhub" or (isinstance(one, dict) and "podhub" in one) for one in plugins
    )
    files = (root / str(hook) for hook in listed(document, "hooks"))
    if is_plugin and any(hands_on(file) for file in files):
        yield document.problem(("hooks",), "no hook of podhub's beside plugins: [podhub]", "one")


def hands_on(hook: Path) -> bool:
    """Whether a hook hands MkDocs' events to the engine."""
    return hook.is_file() and b"podhub.adapters" in hook.read_bytes()


def is_ours(hook: Path) -> bool:
    """Whether a hook does nothing else."""
    return hands_on(hook) and b"def " not in hook.read_bytes()


def listed(document: SettingsDocument, name: str) -> list[object]:
    """What a list of the builder's own settings names; one that is no list is refused by the
    builder."""
    said = document.data.get(name)
    return list(said) if isinstance(said, list | dict) else []
