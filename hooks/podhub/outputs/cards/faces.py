"""The fonts of a hub's pictures, and which of them has a letter.

Ours has the Latin, Greek and Cyrillic letters. For all others a hub names a font file of its own, or
the machine has one (`build/card_fonts.py`); nothing is downloaded."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from PIL import ImageFont, features

from podhub.model.brand import Font

_FOLDER = Path(__file__).parent / "fonts"
FONTS = {"bold": _FOLDER / "Vollkorn-Bold.ttf", "medium": _FOLDER / "Vollkorn-Medium.ttf"}
WEIGHTS = {"bold": 700, "medium": 500}
_SHAPED = (
    (0x0590, 0x109F),  # Hebrew, Arabic and the scripts of India, Tibet and South-East Asia
    (0x1780, 0x18AF),
    (0x1900, 0x1C8F),
    (0x1CC0, 0x1CFF),
    (0x200C, 0x200F),  # joiners and marks of direction
    (0xA800, 0xA95F),
    (0xA980, 0xABFF),
    (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFE),
    (0x10800, 0x11FFF),
    (0x1E800, 0x1EEFF),
)
"""Letters that join, change their shape or run to the left: Raqm sets them"""
_NONE = "\U0010ffff"
"""A character that no font has"""


@dataclass(frozen=True, slots=True)
class Faces:
    """The fonts of a picture, in the order in which a letter is looked for."""

    more: tuple[Font, ...] = ()
    """Behind ours"""
    is_rtl: bool = False
    """Whether lines begin at the right"""

    def of(self, letter: str) -> int | None:
        """The number of the first font that has a letter, ours being 0; None where none has it."""
        return _first(self.more, letter)

    def has(self, number: int, letter: str) -> bool:
        """Whether a font has a letter."""
        return _has(self.more[number - 1] if number else None, letter)

    def sized(self, number: int, weight: str, size: int, *, shaped: bool) -> ImageFont.FreeTypeFont:
        """A font at a size in px; `shaped` for letters that join."""
        return _sized(self.more[number - 1] if number else None, weight, size, shaped)

    def along(self, text: str) -> Faces:
        """The same, with lines that begin where those of a text do: by its first letter that says so
        (Unicode Standard Annex 9, P2).

        >>> [Faces().along(text).is_rtl for text in ("مرحبا Ann", "1. Ann", "٣ —")]
        [True, False, False]
        """
        strong = (unicodedata.bidirectional(letter) for letter in text)
        first = next((kind for kind in strong if kind in ("L", "R", "AL")), None)
        return replace(self, is_rtl=first != "L") if first else self


OURS = Faces()


def is_shaped(letter: str) -> bool:
    """Whether a letter cannot be set by itself.

    >>> is_shaped("ع"), is_shaped("é"), is_shaped("語")
    (True, False, False)
    """
    code = ord(letter)
    return code >= _SHAPED[0][0] and any(first <= code <= last for first, last in _SHAPED)


@cache
def can_shape() -> bool:
    """Whether this machine can set letters that join: Pillow brings Raqm along, and looks for
    FriBiDi on the machine."""
    return bool(features.check("raqm"))


def is_letter(character: str) -> bool:
    """Whether a text without it says something else: no space, sign or emoji.

    >>> is_letter("ا"), is_letter("5"), is_letter("☃"), is_letter(" ")
    (True, True, False, False)
    """
    return unicodedata.category(character)[0] in "LMN"


@cache
def _first(fonts: tuple[Font, ...], letter: str) -> int | None:
    if is_shaped(letter) and not can_shape():
        return None
    return next((n for n, font in enumerate((None, *fonts)) if _has(font, letter)), None)


@cache
def _has(font: Font | None, letter: str) -> bool:
    if letter.isspace():
        return True
    face = _sized(font, "bold", 40, False)
    return bytes(face.getmask(letter)) != bytes(face.getmask(_NONE))


@cache
def _sized(font: Font | None, weight: str, size: int, shaped: bool) -> ImageFont.FreeTypeFont:
    # The basic layout is the same on every machine; the other depends on what is installed.
    layout = ImageFont.Layout.RAQM if shaped else ImageFont.Layout.BASIC
    if font is None:
        return ImageFont.truetype(FONTS[weight], size, layout_engine=layout)
    path, number = font.load()
    face = ImageFont.truetype(path, size, index=number, layout_engine=layout)
    _embolden(face, WEIGHTS[weight])
    return face


def _embolden(face: ImageFont.FreeTypeFont, weight: int) -> None:
    """Choose a weight where a font has several in one file (OpenType variations)."""
    try:
        axes = face.get_variation_axes()
    except OSError:
        return
    face.set_variation_by_axes(
        [
            min(max(weight, axis["minimum"] or 0), axis["maximum"] or weight)
            if axis["name"] in (b"Weight", "Weight")
            else axis["default"] or 0
            for axis in axes
        ]
    )
