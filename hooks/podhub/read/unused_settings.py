"""Settings that mean nothing here: those of Material and MkDocs that our pages do not have, and names
that are nearly ours. Nobody should wonder why nothing changes."""

from __future__ import annotations

from collections.abc import Iterator

from podhub.model.document import Loc
from podhub.model.problems import Remark, RemarkName, quote
from podhub.model.values import nearest
from podhub.read.builder_yaml import SettingsDocument
from podhub.read.settings_fields import ExtraFields

NAME: RemarkName = "unused-setting"
INSTEAD = {
    ("theme", "palette"): "extra.colours, which sets the colours here",
    ("theme", "features"): "no features of Material's: pages have what they need",
    ("theme", "icon"): "theme.logo and theme.favicon, which are the only icons to choose here",
    ("extra", "social"): "extra.footer.links, which lead to other places from here",
    ("extra", "analytics"): "no analytics: pages ask no other site for anything",
    ("extra", "consent"): "no consent: pages ask no other site for anything, and keep no cookies",
    ("extra", "generator"): "nothing: pages always say which program made them",
    (
        "markdown_extensions",
    ): "no extensions: Markdown is read as GitHub reads it (podhub help write)",
}
"""What other sites of MkDocs set, and what takes its place"""


def check_unused(document: SettingsDocument) -> Iterator[Remark]:
    """Yield the settings that have no effect."""
    for loc, instead in INSTEAD.items():
        if _is_said(document, loc):
            yield document.remark(NAME, loc, instead, "a setting that has no effect here")
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
    data = document.data
    for part in loc:
        if not isinstance(data, dict) or part not in data:
            return False
        data = data[part]
    return True
