"""How a hub's pictures look: their colours, each in shades, and the mark in their corner."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import cache

from PIL import Image
from PIL.Image import open as decoded

from podhub.model.brand import DEFAULT, Colours, rgb
from podhub.outputs.cards.faces import OURS, Faces

NAMES = ("ink", "quiet", "first", "second")
"""The colours that are drawn with, in the order of the palette"""
SHADES = 16
"""Steps from paper to a colour, for smooth edges"""
BARS = (
    (2, 14, 13, 28, "first"),
    (15, 5, 20, 37, "first"),
    (22, 0, 27, 42, "second"),
    (29, 12, 40, 30, "second"),
)
"""The mark of a hub that has none: the shapes of the theme's assets/mark.svg, in a square of 42"""


@dataclass(frozen=True)
class Look:
    """What all pictures of a hub have in common."""

    colours: Colours = DEFAULT
    mark: bytes = b""
    """A PNG picture; empty for the plain mark"""
    faces: Faces = OURS


@cache
def palette(colours: Colours) -> tuple[int, ...]:
    """Red, green and blue of every shade of every colour, in the light."""
    ground = rgb(colours.paper.light)
    return tuple(
        round(paper + (full - paper) * step / (SHADES - 1))
        for name in NAMES
        for step in range(SHADES)
        for paper, full in zip(ground, rgb(getattr(colours, name).light), strict=True)
    )


@cache
def mark(look: Look, side: int) -> Image.Image:
    """The mark as a square of shades."""
    shades = Image.new("P", (side, side), 0)
    shades.putpalette(palette(look.colours))
    if look.mark:
        with decoded(io.BytesIO(look.mark)) as opened:
            paper = Image.new("RGBA", opened.size, (*rgb(look.colours.paper.light), 255))
            own = Image.alpha_composite(paper, opened.convert("RGBA")).convert("RGB")
        small = own.resize((side, side), Image.Resampling.LANCZOS)
        return small.quantize(palette=shades, dither=Image.Dither.NONE)
    for *box, name in BARS:
        left, top, right, bottom = (round(part * side / 42) for part in box)
        shades.paste((NAMES.index(name) + 1) * SHADES - 1, (left, top, right, bottom))
    return shades
