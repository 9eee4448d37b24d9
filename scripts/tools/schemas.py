"""`scripts/hub schemas`: the editors' schemas, written anew from the content model."""

from __future__ import annotations

import click
from podhub.cli.console import out
from podhub.model.schema import schema_files

from tools.checkout import ROOT

FOLDER = "hooks/podhub/schemas"


@click.command()
def schemas() -> None:
    """Write the package's schemas/*.json from the content model. Run it after the model changed."""
    folder = ROOT / FOLDER
    folder.mkdir(exist_ok=True)
    files = schema_files()
    for file in folder.glob("*.json"):
        if file.name not in files:
            file.unlink()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    out.print(f"Wrote {len(files)} schemas into {FOLDER}/")
