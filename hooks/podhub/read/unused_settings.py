"""Settings that mean nothing here: those of Material and MkDocs that our pages do not have, and names
that are nearly ours. Nobody should wonder why nothing changes, and nothing become public that somebody
meant to keep back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from podhub.model.document import Loc
from podhub.model.problems import Problem, Remark, RemarkName, quote
from podhub.model.settings import Settings
from podhub.model.values import nearest
from podhub.read.builder_yaml import SettingsDocument
from podhub.read.settings_fields import ExtraFields

NAME: RemarkName = "unused-setting"
INSTEAD: dict[Loc, str] = {
    ("theme", "palette"): "extra.colours, which sets the colours here",
    ("theme", "features"): "no features of Material's: pages have what they need",
    ("theme", "icon"): "theme.logo and theme.favicon, which are the only icons to choose here",
    ("theme", "font"): "no font: pages bring their own",
    ("theme", "locale"): "theme.language, which says the language here",
    ("theme", "direction"): "theme.language, which says the direction here",
    ("theme", "static_templates"): "files below docs/, which are published as they are",
    ("not_in_nav",): "nothing: pages that nav does not name are pages as well",
    ("site_author",): "docs/authors.yml, and author in each article",
    **dict.fromkeys(
        [("repo_url",), ("repo_name",), ("edit_uri",), ("edit_uri_template",)],
        "extra.footer.links, which lead to other places from here",
    ),
    ("validation",): "nothing: every link is checked, and a wrong one is a mistake",
    ("dev_addr",): "podhub serve --port (mkdocs serve alone reads it)",
    ("extra", "social"): "extra.footer.links, which lead to other places from here",
    ("extra", "analytics"): "no analytics: pages ask no other site for anything",
    ("extra", "consent"): "no consent: pages ask no other site for anything, and keep no cookies",
    ("extra", "generator"): "nothing: pages always say which program made them",
    (
        "markdown_extensions",
    ): "no extensions: Markdown is read as GitHub reads it (podhub help write)",
}
"""What other sites of MkDocs set, and what takes its place"""
REFUSED = {
    **dict.fromkeys(
        ("exclude_docs", "draft_docs"),
        "draft: true in each file that is not public, or a place outside docs/ for it",
    ),
    "extra_templates": "files that are published as they are (docs/ holds no templates)",
}
"""Settings of MkDocs that say what is public, which podhub reads elsewhere, and the way to write it"""
BUILDERS = frozenset(["hooks", "plugins", "remote_branch", "remote_name"])
"""Settings that MkDocs itself follows"""


def check_refused(document: SettingsDocument) -> Iterator[Problem]:
    """Yield the settings that would have no effect where somebody trusts in it."""
    for name, instead in REFUSED.items():
        if name in document.data:
            yield document.problem((name,), instead, quote(document.data[name]))


def check_unused(document: SettingsDocument) -> Iterator[Remark]:
    """Yield the settings that have no effect."""
    for loc, instead in INSTEAD.items():
        if _is_said(document, loc):
            yield document.remark(NAME, loc, instead, "a setting that has no effect here")
    if document.data.get("strict") is False:
        expected = "true, as it is here always: a build stops at every warning"
        yield document.remark(NAME, ("strict",), expected, "false")
    if document.data.get("site_dir", Settings.site_dir) != Settings.site_dir:
        expected = "podhub site --output (mkdocs build alone reads it)"
        yield document.remark(NAME, ("site_dir",), expected, quote(document.data["site_dir"]))
    plugins = document.data.get("plugins")
    if isinstance(plugins, list) and "search" in plugins:
        expected = "no search: the hub makes one of its own"
        yield document.remark(NAME, ("plugins",), expected, "search")
    extra = document.data.get("extra")
    for name in extra if isinstance(extra, dict) else ():
        known = name in ExtraFields.model_fields or ("extra", name) in INSTEAD
        if not known and (meant := nearest(str(name), ExtraFields.model_fields)):
            yield document.remark(NAME, ("extra", name), f"extra.{meant}", quote(name))


def _is_said(document: SettingsDocument, loc: Loc) -> bool:
    data: Any = document.data
    for part in loc:
        if not isinstance(data, dict) or part not in data:
            return False
        data = data[part]
    return data is not False
