"""Letters on cards that our typeface has not: a font of the hub's own, one of this machine, or a word
about it. Never a box, and never nothing in silence."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont
from podhub.build import card_fonts as finding
from podhub.build.card_fonts import card_fonts, read_font, with_machine_fonts
from podhub.model.settings import Settings
from podhub.outputs.cards import faces as card_faces
from podhub.outputs.cards.faces import FONTS, Faces
from podhub.outputs.cards.letters import known, measure, set_lines
from podhub.outputs.cards.show_artwork import show_artwork

ARABIC = "حديقة البيت"
SETTINGS = Settings(card_fonts_at=("mkdocs.yml", 7))


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """What is known of fonts is forgotten: a test takes them away."""

    def forget() -> None:
        for known_of in (finding._machine_font, card_faces._first, card_faces.can_shape):
            getattr(known_of, "cache_clear", lambda: None)()

    forget()
    yield
    forget()


def names(found: finding.CardFonts) -> list[str]:
    """The remarks by their names."""
    return [remark.name for remark in found.remarks]


def test_a_font_of_this_machine_is_found_and_told() -> None:
    """Another machine may have another one, and draw the cards otherwise."""
    found = card_fonts(Path(), SETTINGS, ["Garden", ARABIC])
    assert len(found.fonts) == 1
    assert names(found) == ["card-fonts"]
    assert str(found.remarks[0]).startswith("mkdocs.yml:7: note: extra.card_fonts: expected a font")
    assert known(Faces(found.fonts, is_rtl=True), ARABIC) == ARABIC
    quiet = Settings(ignore=frozenset({"card-fonts"}))
    assert names(card_fonts(Path(), quiet, [ARABIC])) == []


def test_a_font_of_the_hubs_own_is_the_same_everywhere(tmp_path: Path) -> None:
    """Its digest is that of its file, and nobody asks the machine."""
    path, number = card_fonts(Path(), SETTINGS, [ARABIC]).fonts[0].load()
    assert number == 0
    shutil.copy(path, tmp_path / "own.ttf")
    found = card_fonts(tmp_path, Settings(card_fonts=("own.ttf",)), [ARABIC])
    assert (names(found), found.fonts[0].digest) == ([], read_font(Path(path)).digest)
    (tmp_path / "none.ttf").write_text("no font", encoding="utf-8")
    found = card_fonts(tmp_path, Settings(card_fonts=("none.ttf",)), [ARABIC])
    assert [str(problem) for problem in found.problems] == [
        "mkdocs.yml:1: extra.card_fonts: expected a font that can be read (.ttf, .otf or .ttc),"
        ' found "none.ttf"'
    ]


def test_letters_without_a_font_are_left_out_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A box says nothing. Emoji and signs are left out without a word."""
    monkeypatch.setattr(finding, "_machine_font", lambda letters: None)
    found = card_fonts(Path(), SETTINGS, [f"Garden 🎧 {ARABIC}"])
    assert names(found) == ["missing-letters"]
    assert "found none for ح د ي ق ة and 4 more, which cards leave out" in str(found.remarks[0])
    assert known(Faces(found.fonts), f"Garden {ARABIC}") == "Garden"
    assert names(card_fonts(Path(), SETTINGS, ["Garden 🎧 ☃ Καλημέρα, привет, naïve"])) == []


def test_letters_that_join_need_raqm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unjoined they cannot be read, so they are left out, and what is missing is told."""
    monkeypatch.setattr(card_faces, "can_shape", lambda: False)
    monkeypatch.setattr(finding, "can_shape", lambda: False)
    found = card_fonts(Path(), SETTINGS, [ARABIC])
    assert names(found) == ["missing-letters"]
    assert "expected FriBiDi on this machine" in str(found.remarks[0])


def test_letters_join_as_raqm_joins_them() -> None:
    """A line looks as if Pillow drew it at once, and begins at the right."""
    faces = with_machine_fonts(Faces(is_rtl=True), ARABIC).faces
    line = set_lines(faces, "bold", 60, [ARABIC])
    font = faces.sized(1, "bold", 60, shaped=True)
    below = ImageFont.truetype(FONTS["bold"], 60).getmetrics()[0]
    whole = Image.new("L", line.size, 0)
    left = line.width - measure(faces, "bold", 60, ARABIC)
    pen = ImageDraw.Draw(whole)
    pen.text((left, below), ARABIC, font=font, fill=255, anchor="ls", direction="rtl")
    assert line.tobytes() == whole.tobytes()
    assert line.getbbox()[0] >= 55


def test_numbers_and_other_letters_part_no_words() -> None:
    """What the font of a line has is set with it, so that a number stands where it is read."""
    faces = with_machine_fonts(Faces(is_rtl=True), ARABIC).faces
    alone = measure(faces, "bold", 100, "صيف")
    assert measure(faces, "bold", 100, "صيف 2026") > alone
    assert set_lines(faces, "bold", 60, ["صيف 2026"]).tobytes() != (
        set_lines(faces, "bold", 60, ["2026 صيف"]).tobytes()
    )


def test_artwork_is_drawn_with_them_too() -> None:
    """The title, not the shape that stands for no letters at all."""
    faces = with_machine_fonts(Faces(is_rtl=True), ARABIC).faces
    with Image.open(io.BytesIO(show_artwork(ARABIC, faces))) as picture:
        assert picture.size == (1500, 1500)
    assert show_artwork(ARABIC, faces) != show_artwork(ARABIC)
