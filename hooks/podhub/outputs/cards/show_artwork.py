"""Draws plain artwork for a show that has none yet: its title on its colour."""

from __future__ import annotations

import io

from PIL import Image

from podhub.model.brand import DEFAULT, Colours, rgb
from podhub.outputs.cards.faces import OURS, Faces
from podhub.outputs.cards.letters import known, leading, set_lines
from podhub.outputs.cards.lines import fit

SIDE = 1500
"""px; directories take 1400 to 3000"""
MARGIN = 150
SIZES = (300, 260, 220, 190, 160, 130, 110, 90)


def show_artwork(title: str, faces: Faces = OURS, colours: Colours = DEFAULT) -> bytes:
    """A square PNG in RGB. Letters that no font has are left out; without any, it is a shape in the
    site's two colours."""
    ground, shape, paper = (rgb(c.light) for c in (colours.first, colours.second, colours.paper))
    picture = Image.new("RGB", (SIDE, SIDE), ground)
    picture.paste(shape, (0, SIDE - 120, SIDE, SIDE))
    text = known(faces, title)
    if text:
        room = SIDE - 2 * MARGIN - 120
        size, lines = fit(faces, text, SIDE - 2 * MARGIN, room, SIZES)
        mask = set_lines(faces, "bold", size, lines, above=size // 2)
        top = MARGIN - size // 2 + (room - len(lines) * leading(size)) // 2
        left = SIDE - MARGIN - mask.width if faces.is_rtl else MARGIN
        picture.paste(Image.new("RGB", mask.size, paper), (left, top), mask)
    else:
        third = SIDE // 3
        picture.paste(paper, (third, third - 120, 2 * third, 2 * third - 120))
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    return out.getvalue()
