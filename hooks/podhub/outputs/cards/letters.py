"""Letters for social cards: how they look, how wide a line of them is, and how a text is broken
into lines that fit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_FOLDER = Path(__file__).parent / "fonts"
FONTS = {"bold": _FOLDER / "Vollkorn-Bold.ttf", "medium": _FOLDER / "Vollkorn-Medium.ttf"}


@cache
def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    # The basic layout is the same on every machine; the other depends on what is installed.
    return ImageFont.truetype(FONTS[weight], size, layout_engine=ImageFont.Layout.BASIC)


def set_lines(weight: str, size: int, lines: list[str]) -> Image.Image:
    """Lines of text as a mask, put together of letters: Pillow would draw each anew, which takes
    most of a card's time."""
    width = max(measure(weight, size, line) for line in lines) + size
    mask = Image.new("L", (width, (len(lines) - 1) * leading(size) + round(size * 1.5)), 0)
    for number, line in enumerate(lines):
        x, y = 0, number * leading(size)
        for character in line:
            letter = _letter(weight, size, character)
            if letter.shape:
                mask.paste(255, (x + letter.left, y + letter.top), letter.shape)
            x += letter.advance
    return mask


@dataclass(frozen=True, slots=True)
class _Letter:
    """How a letter looks, and how far behind it the next one stands, in px."""

    shape: Image.Image | None
    """A mask; None for a space."""
    left: int
    top: int
    advance: int


@cache
def _letter(weight: str, size: int, character: str) -> _Letter:
    font = _font(weight, size)
    mask = Image.new("L", (size * 4, round(size * 1.5)), 0)
    ImageDraw.Draw(mask).text((size, 0), character, font=font, fill=255)
    box = mask.getbbox()
    advance = round(font.getlength(character))
    return (
        _Letter(mask.crop(box), box[0] - size, box[1], advance)
        if box
        else _Letter(None, 0, 0, advance)
    )


def measure(weight: str, size: int, text: str) -> int:
    """How wide a line is, in px, letter by letter: to measure each line that is tried would take
    most of a card's time."""
    return round(sum(_advance(weight, letter) for letter in text) * size / 100)


@cache
def _advance(weight: str, letter: str) -> float:
    return _font(weight, 100).getlength(letter)


def leading(size: int) -> int:
    """How far below a line the next one stands, in px."""
    return round(size * 1.16)


def known(text: str) -> str:
    """Leave out characters that the font has not, such as emoji: an empty box says nothing."""
    return "".join(letter for letter in text if _has(letter)).strip()


@cache
def _has(letter: str) -> bool:
    font = _font("bold", 40)
    return letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask("\U0010ffff"))


def wrap(text: str, size: int, width: int) -> list[str]:
    """Break a text into lines of a width; a word that is wider stands alone."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and measure("bold", size, longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _balance(text: str, size: int, width: int, lines: list[str]) -> list[str]:
    """Lines of about one length: the narrowest that are no more of them."""
    for share in (0.6, 0.7, 0.8, 0.9):
        narrower = wrap(text, size, round(width * share))
        if len(narrower) == len(lines) and all(
            measure("bold", size, line) <= width for line in narrower
        ):
            return narrower
    return lines


def fit(text: str, width: int, height: int, sizes: tuple[int, ...]) -> tuple[int, list[str]]:
    """The largest size (they fall) at which a text has room, and its lines; what has no room even
    at the last is cut off.

    All is measured as if it were bold: the other weight is narrower.
    """
    for size in sizes:
        lines = wrap(text, size, width)
        if len(lines) * leading(size) <= height and all(
            measure("bold", size, line) <= width for line in lines
        ):
            return size, _balance(text, size, width, lines)
    size = sizes[-1]
    lines = wrap(text, size, width)
    kept = lines[: max(1, height // leading(size))]
    if len(lines) > len(kept) or measure("bold", size, kept[-1]) > width:
        while kept[-1] and measure("bold", size, f"{kept[-1]} …") > width:
            kept[-1] = kept[-1][:-1]
        kept[-1] = f"{kept[-1].rstrip(' ,.;:')} …"
    return size, kept
