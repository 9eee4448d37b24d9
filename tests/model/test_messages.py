"""The catalogs: complete, true to their texts, and in step with what the engine says."""

from __future__ import annotations

import re
import string
from collections import Counter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from podhub.messages.catalogs import FOLDER, TEMPLATE, languages, messages
from podhub.model.messages import ENGLISH
from tools.messages import extracted

FILES = sorted(FOLDER.glob("*.po"))
VALUE = re.compile(r"%\((\w+)\)[sd]")
LATIN = frozenset(string.ascii_letters)


def read(name: str) -> Catalog:
    """A catalog by its language, or the list of all texts."""
    with (FOLDER / name).open("rb") as file:
        return read_po(file, locale=None if name.endswith(".pot") else name.removesuffix(".po"))


def texts(catalog: Catalog) -> dict[tuple[str, str], tuple[str, ...]]:
    """Every text with what is said instead."""
    found = {}
    for message in catalog:
        if message.id:
            one = message.id[0] if isinstance(message.id, tuple) else str(message.id)
            said = message.string
            forms = tuple(said) if isinstance(said, list | tuple) else (str(said),)
            found[message.context or "", one] = forms
    return found


def test_the_list_of_texts_is_what_the_engine_says() -> None:
    """Whoever changes a text runs `scripts/hub messages`."""
    assert texts(read(TEMPLATE.name)).keys() == texts(extracted()).keys()


def test_there_are_ten_languages() -> None:
    """English is the texts themselves."""
    assert languages() == ["ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt-BR"]


@pytest.mark.parametrize("name", [file.name for file in FILES])
def test_a_catalog_is_complete(name: str) -> None:
    """Every text in every form, with the values that the English has, and no text that is gone."""
    template, catalog = texts(read(TEMPLATE.name)), texts(read(name))
    assert catalog.keys() == template.keys()
    for key, forms in catalog.items():
        wanted = Counter(VALUE.findall(key[1]))
        for form in forms:
            assert form.strip(), key
            found = Counter(VALUE.findall(form))
            # A form for one may leave the number out.
            assert found == wanted or (len(forms) > 1 and not found - wanted), (key, form)
            assert "%" not in VALUE.sub("", form), form


@pytest.mark.parametrize("name", ["ar.po", "ja.po"])
def test_no_english_is_left_where_letters_are_others(name: str) -> None:
    """But for names that stay as they are."""
    names = {
        "Markdown",
        "MB",
        "OPML",
        "RSS",
        "WebVTT",
        "SRT",
        "JSON",
        "HTML",
        "Esc",
        "QR",
        "Enter",
        "E",
        "vs",  # what people type to compare
    }
    for key, forms in texts(read(name)).items():
        for form in forms:
            words = set(re.findall(r"[A-Za-z]{2,}", re.sub(r"<[^>]*>", "", VALUE.sub("", form))))
            assert words <= names, (key, form)


def test_a_wider_language_serves_a_narrower_one() -> None:
    """Austria reads German, Portugal what Brazil says; nobody has translated Swahili."""
    assert messages("de-AT").gettext("Search") == "Suche"
    assert messages("pt").gettext("Search") == "Busca"
    assert messages("pt-PT").gettext("Search") == "Busca"
    assert messages("en-GB").is_known
    assert messages("en-GB").gettext("Search") == "Search"
    assert not messages("sw").is_known
    assert messages("sw").gettext("Search") == "Search"


def test_forms_are_chosen_by_the_number() -> None:
    """Polish has three, Arabic six, Japanese one."""
    said = [messages("pl").ngettext("%(number)d result", "", n, number=n) for n in (1, 3, 5, 22)]
    assert said == ["1 wynik", "3 wyniki", "5 wyników", "22 wyniki"]
    said = [messages("ar").ngettext("%(number)d result", "", n, number=n) for n in (0, 1, 2, 3, 11)]
    assert said == ["لا نتائج", "نتيجة واحدة", "نتيجتان", "3 نتائج", "11 نتيجة"]
    assert messages("ja").ngettext("%(number)d result", "", 1, number=1) == "検索結果1件"


def test_a_hub_says_what_it_wants() -> None:
    """Its own words come before the catalog's."""
    assert messages("de", {"Search": ("Finden",)}).gettext("Search") == "Finden"
    assert messages("en", {"Search": ("Find",)}).gettext("Search") == "Find"
    assert ENGLISH.gettext("Search") == "Search"
