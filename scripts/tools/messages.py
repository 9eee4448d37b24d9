"""`scripts/hub messages`: the list of all texts that readers and apps see, and the catalogs with
what is new in it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from podhub.cli.console import out
from podhub.messages.catalogs import FOLDER, TEMPLATE

from tools.checkout import ROOT

PACKAGE = ROOT / "hooks" / "podhub"
METHODS = [
    ("theme/**.html", "jinja2"),
    ("theme/**.js", "javascript"),
    ("**.py", "python"),
]
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "gettext": None,
    "_": None,
    "inPieces": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
OPTIONS = {"theme/**.html": {"trimmed": "true", "encoding": "utf-8"}}
SINCE = datetime(2026, 11, 27, tzinfo=UTC)
"""What stands in the list as its date: it changes with the texts alone"""


@click.command()
def messages() -> None:
    """Write podhub.pot from the engine's code and theme, and bring the catalogs up to it."""
    template = extracted()
    _write(TEMPLATE, template)
    for file in sorted(FOLDER.glob("*.po")):
        with file.open("rb") as opened:
            catalog = read_po(opened, locale=file.stem)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        _write(file, catalog)
        open_ = [one for one in catalog if one.id and not _is_translated(one.string)]
        out.print(f"{file.name}: {len(catalog) - len(open_)} of {len(catalog)} texts")
    out.print(f"{TEMPLATE.name}: {len(template)} texts")


def extracted() -> Catalog:
    """Every text that the engine says, in the order of its files."""
    template = Catalog(
        project="podhub",
        header_comment="# The texts of podhub, for those who translate them.",
        charset="utf-8",
        creation_date=SINCE,
        fuzzy=False,
    )
    found = extract_from_dir(PACKAGE, METHODS, OPTIONS, KEYWORDS, comment_tags=("i18n:",))
    for path, _line, text, comments, context in sorted(found, key=lambda one: one[:2]):
        place = [(Path(path).as_posix(), None)]
        template.add(text, None, place, auto_comments=comments, context=context)  # type: ignore[arg-type]
    return template


def _is_translated(said: object) -> bool:
    return all(said) if isinstance(said, list | tuple) else bool(said)


def _write(file: Path, catalog: Catalog) -> None:
    with file.open("wb") as opened:
        write_po(opened, catalog, width=100, include_lineno=False, omit_header=False)
