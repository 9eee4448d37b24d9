"""The colours and fonts of a site: which there are, and whether colours can be read (WCAG 2.2)."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TypeAlias

from podhub.model.digest import Digested

Font: TypeAlias = "Digested[tuple[str, int]]"
"""A font file, and the number of the face in it; its digest is that of the file"""
READABLE = 4.5
"""The contrast that text needs (WCAG 2.2, 1.4.3)"""
GROUNDS = ("first", "second")
"""The colours that light letters stand on, too"""
ON_GROUND = "#fdfbf7"
"""These letters"""
_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


@dataclass(frozen=True)
class Colour:
    """A colour on paper, and the same by lamplight."""

    light: str
    """As in `#1d4f91`"""
    dark: str


@dataclass(frozen=True)
class Colours:
    """Every colour that a hub can choose."""

    first: Colour = Colour("#1d4f91", "#9cc2f5")
    """Links, and the first of the two things that are compared"""
    second: Colour = Colour("#b04a14", "#f2a27a")
    """What is playing or chosen, and the second of the two"""
    paper: Colour = Colour("#fdfbf7", "#181715")
    """What everything stands on"""
    tint: Colour = Colour("#f4efe6", "#23211e")
    """What boxes stand on"""
    line: Colour = Colour("#ddd5c7", "#3b3733")
    """Lines between things"""
    ink: Colour = Colour("#1c1b19", "#f1ede6")
    """Text"""
    quiet: Colour = Colour("#5c574f", "#b8b1a6")
    """Text of less weight"""

    def unreadable(self) -> dict[str, str]:
        """The colours of text that are too near to what they stand on, and how near they come.

        >>> Colours().unreadable(), Colours(quiet=Colour("#999", "#b8b1a6")).unreadable()
        ({}, {'quiet': '2.4 to 1 on tint in the light'})
        """
        found: dict[str, str] = {}
        for name in ("first", "second", "ink", "quiet"):
            for ground in ("tint", "paper"):
                for scheme, said in (("light", "in the light"), ("dark", "in the dark")):
                    text, below = (getattr(getattr(self, one), scheme) for one in (name, ground))
                    reached = contrast(text, below)
                    if reached < READABLE:
                        found.setdefault(name, f"{int(reached * 10) / 10} to 1 on {ground} {said}")
        for name in GROUNDS:
            reached = contrast(ON_GROUND, getattr(self, name).light)
            if reached < READABLE:
                found.setdefault(
                    name, f"{int(reached * 10) / 10} to 1 as a ground for light letters"
                )
        return found

    def style(self) -> str:
        """The colours that are other than the theme's own, as a rule of a style sheet; empty where
        all are."""
        said = ""
        for one in fields(self):
            colour: Colour = getattr(self, one.name)
            if colour != getattr(DEFAULT, one.name):
                said += f"--hub-{one.name}:light-dark({colour.light},{colour.dark});"
                if one.name in GROUNDS:
                    below = _mixed(colour.light, 0, 15)
                    said += f"--hub-{one.name}-ground:light-dark({colour.light},{below});"
        return f":root{{{said}}}\n" if said else ""


DEFAULT = Colours()


def parse_colour(text: object) -> Colour:
    """Read a colour: one, whose counterpart for the dark is found, or two with a slash between.
    Raises ValueError.

    >>> parse_colour("#1d4f91 / #9cc2f5"), parse_colour("#2E7D32")
    (Colour(light='#1d4f91', dark='#9cc2f5'), Colour(light='#2e7d32', dark='#629e65'))
    """
    parts = [part.strip().lower() for part in str(text).split("/")]
    if len(parts) > 2 or not all(_HEX.fullmatch(part) for part in parts):
        raise ValueError(
            "expected a colour such as #1d4f91, or two, the second for the dark: #1d4f91 / #9cc2f5"
        )
    return (
        Colour(parts[0], parts[1]) if len(parts) == 2 else Colour(parts[0], _for_the_dark(parts[0]))
    )


def contrast(one: str, other: str) -> float:
    """How much two colours differ in lightness, from 1 (not at all) to 21.

    >>> round(contrast("#000", "#ffffff"), 1), round(contrast("#777", "#fff"), 2)
    (21.0, 4.48)
    """
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rgb(colour: str) -> tuple[int, int, int]:
    """The parts of a colour, from 0 to 255.

    >>> rgb("#1d4f91"), rgb("#fff")
    ((29, 79, 145), (255, 255, 255))
    """
    digits = colour.lstrip("#")
    digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 255 / 12.92 if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4
        for part in rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _mixed(colour: str, other: int, share: int) -> str:
    """A colour with a share (in hundredths) of white (255) or black (0) in it."""
    return "#" + "".join(
        f"{round(part + (other - part) * share / 100):02x}" for part in rgb(colour)
    )


def _for_the_dark(colour: str) -> str:
    """The colour mixed with as much white as it needs to be read in the dark."""
    ground = DEFAULT.tint.dark
    for share in range(0, 101, 5):
        mixed = _mixed(colour, 255, share)
        if contrast(mixed, ground) >= READABLE + 0.5:
            return mixed
    return "#ffffff"
