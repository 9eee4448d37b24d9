"""`scripts/hub schemas`: the editors' schemas and the manual's table of settings, written anew from the
models."""

from __future__ import annotations

import click
from podhub.cli.console import out
from podhub.model.schema import schema_files

from tools.checkout import ROOT
from tools.field_tables import PLACE, settings_page

FOLDER = "hooks/podhub/schemas"


@click.command()
def schemas() -> None:
    """Write the package's schemas/*.json and manual/settings.md from the models. Run it after a model
    changed."""
    folder = ROOT / FOLDER
    folder.mkdir(exist_ok=True)
    files = schema_files()
    for file in folder.glob("*.json"):
        if file.name not in files:
            file.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    (ROOT / PLACE).write_text(settings_page(), encoding="utf-8", newline="\n")
    out.print(f"Wrote {len(files)} schemas into {FOLDER}/, and {PLACE}")
