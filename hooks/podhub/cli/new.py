"""`podhub new`: start an article, a definition, an episode, a guide or a show with a correct file."""

from __future__ import annotations

import sys
import uuid
from datetime import datetime
from pathlib import Path

import click

from podhub.build.reading import read_catalog
from podhub.cli.console import out
from podhub.cli.place import root_option
from podhub.read.new_files import KINDS, start_file, start_show


@click.command()
@click.argument("kind", type=click.Choice((*KINDS, "show")))
@click.argument("title")
@click.option(
    "--name",
    metavar="NAME",
    default="",
    help="The name in its address, if it is not to be made from the title.",
)
@root_option
def new(kind: str, title: str, name: str, root: Path) -> None:
    """Start a new file, with every field it needs and a hint beside each.

    \b
    podhub new article "Why is training forgotten?"
    podhub new definition "First seeds"
    podhub new episode "The first ninety days"
    podhub new guide "Compost or manure?"
    podhub new show "Garden hours"
    podhub new article "Что такое компост?" --name what-compost-is
    """
    if kind == "show":
        started = start_show(title, str(uuid.uuid4()))
    else:
        catalog, _ = read_catalog(root)
        now, guid = datetime.now().astimezone(), str(uuid.uuid4())
        stems = [file.stem for file in (root / "episodes").glob("*.md")]
        started = start_file(kind, title, catalog, now, guid, name=name, episodes=stems)
    if isinstance(started, str):
        print(f"hub: {started}", file=sys.stderr)
        sys.exit(1)
    path, text, next_step = started
    file = root / path
    if file.exists():
        wanted = "no show yet" if kind == "show" else "a new name"
        print(f"hub: expected {wanted}, found a file at {path} already", file=sys.stderr)
        sys.exit(1)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
    out.print(f"Wrote [bold]{path}[/]", markup=True)
    out.print(next_step)
