"""What a newer engine says to a hub that was made for an older one: what changed, what to edit, and
which settings are going away.

`extra.podhub` in mkdocs.yml names the release that a hub was last gone through for."""

from __future__ import annotations

from collections.abc import Iterator

from podhub import __version__
from podhub.model.problems import Finding, Remark
from podhub.read.builder_yaml import SettingsDocument

FIELD = ("extra", "podhub")
CHANGES = {"0.2": "`nav` may be left out; `plugins: [podhub]` takes the place of a hook"}
"""What hubs must know of a release, and what to edit"""
SCRIPT = "assets/hub.js"


def check_release(document: SettingsDocument) -> Iterator[Finding]:
    """Yield what changed since the release that a hub was gone through for; a mistake where that is
    newer than this engine."""
    said = str((document.data.get("extra") or {}).get("podhub", ""))
    if not said:
        return
    if _order(said) > _order(__version__):
        expected = f"podhub {said} (pip install --upgrade podhub)"
        yield document.problem(FIELD, expected, f"podhub {__version__}")
    for release, change in CHANGES.items():
        if _order(said) < _order(release) <= _order(__version__):
            expected = f"{release}, now that you have read what is new in it ({change})"
            yield document.remark("changed-settings", FIELD, expected, said)


def check_leaving(document: SettingsDocument) -> Iterator[Remark]:
    """Yield the settings that the next release no longer knows."""
    for index, script in enumerate(document.data.get("extra_javascript") or ()):
        path = script.get("path") if isinstance(script, dict) else script
        if path == SCRIPT:
            expected = "no line for the engine's own script, which pages have anyway (since 0.2)"
            loc = ("extra_javascript", index)
            yield document.remark("leaving-setting", loc, expected, SCRIPT)


def _order(release: str) -> tuple[int, ...]:
    """A release as numbers that can be compared: 0.2 is older than 0.10, and the same as 0.2.0."""
    parts = [int(part) for part in release.split(".") if part]
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)
