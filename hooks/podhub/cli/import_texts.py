"""What `podhub import FOLDER` says of a folder of Markdown files that came from another generator."""

from __future__ import annotations

import sys
from pathlib import Path

from podhub.build.reading import read_catalog
from podhub.cli.console import number, out
from podhub.cli.next_steps import print_next
from podhub.importing.markdown.folder import import_folder


def import_texts(folder: Path, root: Path) -> None:
    """Bring a folder's texts here, and tell what could not be carried over."""
    done, wrong = import_folder(folder, root)
    if wrong:
        print(*wrong, sep="\n", file=sys.stderr)
        sys.exit(1)
    print(*done.told, sep="\n" if done.told else "", end="\n" if done.told else "", file=sys.stderr)
    counts = ", ".join(
        number(count, thing)
        for count, thing in (
            (done.articles, "article"),
            (done.definitions, "definition"),
            (done.pictures, "file"),
        )
    )
    known = f"; {number(done.known, 'text')} here already" if done.known else ""
    out.print(f"\nWrote {counts}{known}.")
    if done.articles:
        out.print("Each article has its description as its one key point: write better ones.")
    _, problems = read_catalog(root)
    left = f"{number(len(problems), 'mistake')} to fix first" if problems else "nothing is wrong"
    print_next({"check": left, "serve": "look at it"}, root)
