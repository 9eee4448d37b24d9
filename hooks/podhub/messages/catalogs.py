"""Reads the catalogs: the words of a language, with those that a hub says otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from podhub.model.messages import CONTEXT, Messages

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "podhub.pot"
SOURCE = "en"
"""The language that the texts are written in"""
LATER = {"pt": "pt_BR"}
"""Catalogs that serve a whole language, though they are named after one country's"""


def languages() -> list[str]:
    """The languages whose words are known, as tags of BCP 47."""
    return sorted([SOURCE, *(file.stem.replace("_", "-") for file in FOLDER.glob("*.po"))])


def messages(language: str, own: Mapping[str, tuple[str, ...]] | None = None) -> Messages:
    """The words of a language, such as `de-AT`, for whom those of its wider one (`de`) will do.
    Where nobody has translated them, they are English.

    `own` are a hub's: its translations by text, in each form of the plural."""
    found = _catalog(_file(language))
    texts = {**found.texts, **(own or {})}
    is_known = found.is_known or language.partition("-")[0].lower() == SOURCE
    return replace(found, language=language, texts=texts, is_known=is_known)


def forms(language: str) -> int:
    """How many forms of the plural a language has."""
    file = _file(language)
    return _read(file).num_plurals if file else 2


@cache
def texts() -> dict[str, bool]:
    """The keys of all texts that there are, and whether each has forms for a number."""
    return {key: len(forms) > 1 for key, forms in _entries(_read(TEMPLATE))}


def _file(language: str) -> Path | None:
    """The catalog that is nearest to a language; None for English, and where there is none."""
    tag = language.replace("-", "_")
    while tag:
        for name in (tag, LATER.get(tag, tag)):
            file = FOLDER / f"{name}.po"
            if file.is_file():
                return file
        tag = tag.rpartition("_")[0]
    return None


@cache
def _catalog(file: Path | None) -> Messages:
    if file is None:
        return Messages(is_known=False)
    read = _read(file)
    said = {key: forms for key, forms in _entries(read) if all(forms)}
    return Messages(file.stem, said, read.plural_expr)


def _read(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale=None if file == TEMPLATE else file.stem)


def _entries(catalog: Catalog) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for message in catalog:
        if message.id:
            text, *_ = _forms(message.id)
            key = f"{message.context}{CONTEXT}{text}" if message.context else text
            found.append((key, _forms(message.string)))
    return found


def _forms(said: object) -> tuple[str, ...]:
    """What stands in a catalog for a text: one form, or several."""
    return tuple(map(str, said)) if isinstance(said, list | tuple) else (str(said or ""),)
