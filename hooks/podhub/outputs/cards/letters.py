"""Letters for social cards: how they look, how wide a line of them is, and how lines are set."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from PIL import Image, ImageDraw

from podhub.outputs.cards.faces import Faces, is_shaped


def set_lines(
    faces: Faces, weight: str, size: int, lines: list[str], above: int = 0
) -> Image.Image:
    """Lines of text as a mask, put together of letters: Pillow would draw each anew, which takes
    most of a card's time. Where lines begin at the right, so does the mask.

    `above` is the room above the first line in px, into which marks of some scripts reach."""
    width = max(measure(faces, weight, size, line) for line in lines) + size
    height = above + (len(lines) - 1) * leading(size) + round(size * 1.5)
    mask = Image.new("L", (width, height), 0)
    for number, line in enumerate(lines):
        y = above + number * leading(size)
        x = width - measure(faces, weight, size, line) if faces.is_rtl else 0
        if any(map(is_shaped, line)):
            _set_shaped(mask, faces, weight, size, line, (x, y))
            continue
        for character in line:
            letter = _letter(faces, weight, size, character)
            if letter.shape:
                mask.paste(255, (x + letter.left, y + letter.top), letter.shape)
            x += letter.advance
    return mask


def _set_shaped(
    mask: Image.Image, faces: Faces, weight: str, size: int, line: str, at: tuple[int, int]
) -> None:
    """Set a line whose letters join or run to the left: a piece for each font, the pieces in the
    order of the line's direction."""
    pen, x = ImageDraw.Draw(mask), at[0]
    runs = _runs(faces, line)
    for number, text in reversed(runs) if faces.is_rtl else runs:
        font = faces.sized(number, weight, size, shaped=True)
        direction = "rtl" if faces.is_rtl else "ltr"
        place = (x, at[1] + _ascent(faces, weight, size))
        pen.text(place, text, font=font, fill=255, anchor="ls", direction=direction)
        x += round(font.getlength(text, direction=direction))


@lru_cache(maxsize=1024)
def _runs(faces: Faces, line: str) -> tuple[tuple[int, str], ...]:
    """A line in pieces, each with the number of its font. A font goes on for as long as it has the
    letters, so that a number or a sign parts no words."""
    runs: list[tuple[int, str]] = []
    for character in line:
        last = runs[-1][0] if runs else None
        goes_on = last is not None and faces.has(last, character)
        number = last if goes_on else faces.of(character)
        if number is None:
            continue
        if number == last:
            runs[-1] = (number, runs[-1][1] + character)
        else:
            runs.append((number, character))
    return tuple(runs)


@dataclass(frozen=True, slots=True)
class _Letter:
    """How a letter looks, and how far behind it the next one stands, in px."""

    shape: Image.Image | None
    """A mask; None for a space."""
    left: int
    top: int
    advance: int


@cache
def _letter(faces: Faces, weight: str, size: int, character: str) -> _Letter:
    font = faces.sized(faces.of(character) or 0, weight, size, shaped=False)
    mask = Image.new("L", (size * 4, round(size * 2.5)), 0)
    place = (size, size + _ascent(faces, weight, size))
    ImageDraw.Draw(mask).text(place, character, font=font, fill=255, anchor="ls")
    box = mask.getbbox()
    advance = round(font.getlength(character))
    return (
        _Letter(mask.crop(box), box[0] - size, box[1] - size, advance)
        if box
        else _Letter(None, 0, 0, advance)
    )


@cache
def _ascent(faces: Faces, weight: str, size: int) -> int:
    """How far below a line's top its letters stand, in px: of our own font, so that all agree."""
    return faces.sized(0, weight, size, shaped=False).getmetrics()[0]


def measure(faces: Faces, weight: str, size: int, text: str) -> int:
    """How wide a line is, in px, letter by letter: to measure each line that is tried would take
    most of a card's time."""
    if any(map(is_shaped, text)):
        return round(_shaped_width(faces, weight, text) * size / 100)
    return round(sum(_advance(faces, weight, letter) for letter in text) * size / 100)


@cache
def _advance(faces: Faces, weight: str, letter: str) -> float:
    return faces.sized(faces.of(letter) or 0, weight, 100, shaped=False).getlength(letter)


@lru_cache(maxsize=1024)
def _shaped_width(faces: Faces, weight: str, text: str) -> float:
    direction = "rtl" if faces.is_rtl else "ltr"
    return sum(
        faces.sized(number, weight, 100, shaped=True).getlength(run, direction=direction)
        for number, run in _runs(faces, text)
    )


def leading(size: int) -> int:
    """How far below a line the next one stands, in px."""
    return round(size * 1.16)


def known(faces: Faces, text: str) -> str:
    """Leave out characters that no font has, such as emoji: an empty box says nothing."""
    return "".join(letter for letter in text if faces.of(letter) is not None).strip()


def unknown(faces: Faces, text: str) -> Iterator[str]:
    """Yield each character that no font has."""
    yield from (letter for letter in dict.fromkeys(text) if faces.of(letter) is None)
