"""Draws social cards with Pillow: paper, ink and the site's two colours, in 64 shades; so a card is
small and quick to write."""

from __future__ import annotations

import io
from functools import cache, lru_cache

from PIL import Image, ImageDraw

from podhub.outputs.cards.faces import Faces
from podhub.outputs.cards.letters import known, leading, measure, set_lines
from podhub.outputs.cards.lines import fit, wrap
from podhub.outputs.cards.look import NAMES, SHADES, Look, mark, palette

SIZE = (1200, 630)
"""px; what Open Graph readers ask for (1.91 : 1)."""
MARGIN = 72
PLAIN = Look()
TOP, ROOM, GAP = 140, 440, 22
"""px: where the words begin, how high they may be, and what is between a title and its sentence."""
TITLE_SIZES = (112, 100, 90, 80, 70, 62, 54)
TEXT_SIZES = (50, 46, 42, 38)
_STEPS = [round(value / 255 * (SHADES - 1)) for value in range(256)]
_SHOWN = [255 if step else 0 for step in _STEPS]


class Canvas:
    """A picture whose pixels are numbers of shades: shade 0 of every colour is paper, the last is
    the colour itself. Where lines begin at the right, each place is counted from there."""

    def __init__(self, picture: Image.Image, faces: Faces) -> None:
        self.picture, self.faces = picture, faces

    def paint(
        self, mask: Image.Image, at: tuple[int, int], colour: str, *, on_colour: bool = False
    ) -> None:
        """Put a shape down in a colour on paper or, with `on_colour`, in paper on that colour."""
        first = NAMES.index(colour) * SHADES
        shades = mask.point([first + (SHADES - 1 - step if on_colour else step) for step in _STEPS])
        self.picture.paste(shades, self._place(at, mask.width), mask.point(_SHOWN))

    def put(self, picture: Image.Image, at: tuple[int, int]) -> None:
        """Put a picture of shades down."""
        self.picture.paste(picture, self._place(at, picture.width))

    def _place(self, at: tuple[int, int], width: int) -> tuple[int, int]:
        return (self.picture.width - at[0] - width, at[1]) if self.faces.is_rtl else at

    def fill(self, box: tuple[int, int, int, int], colour: str) -> None:
        """Fill a rectangle: left, top, right, bottom."""
        left, top, right, bottom = box
        left, _ = self._place((left, top), right - left)
        shade = (NAMES.index(colour) + 1) * SHADES - 1
        self.picture.paste(shade, (left, top, left + right - box[0], bottom))

    def write(
        self,
        lines: list[str],
        at: tuple[int, int],
        size: int,
        colour: str,
        weight: str = "bold",
        *,
        on_colour: bool = False,
    ) -> int:
        """Write lines below each other, the first one's letters with their tops at `at`; returns
        where the next would stand."""
        if lines:
            above = size // 2
            mask = set_lines(self.faces, weight, size, lines, above)
            self.paint(mask, (at[0], at[1] - above), colour, on_colour=on_colour)
        return at[1] + len(lines) * leading(size)

    def png(self) -> bytes:
        """The finished picture. PNG: every network takes it, and letters stay sharp."""
        out = io.BytesIO()
        # Most of a card is paper: to look for more than runs of one shade takes twice the time, and
        # saves 2 kB of 15.
        self.picture.save(out, "PNG", compress_type=Image.RLE, bits=8)
        return out.getvalue()


def draw(
    site: str,
    label: str,
    title: str,
    text: str,
    sides: tuple[str, ...],
    tones: tuple[str, ...],
    rows: tuple[tuple[str, str], ...] = (),
    joint: str = "or",
    *,
    plays: bool,
    look: Look = PLAIN,
) -> bytes:
    """A card as PNG, from its words and colours. The same words give the same bytes."""
    faces = look.faces
    card = Canvas(_head(known(faces, site), known(faces, label), look).copy(), faces)
    if rows:
        _draw_rows(card, sides, tones, rows)
    elif len(sides) == 2:
        _draw_pair(card, sides, tones, joint)
    else:
        _draw_page(card, title, text, tones, plays=plays)
    return card.png()


@lru_cache(maxsize=32)
def _head(site: str, label: str, look: Look) -> Image.Image:
    """The mark and the names, at the top: the same on all cards of a kind."""
    card = Canvas(Image.new("P", SIZE, 0), look.faces)
    card.picture.putpalette(palette(look.colours))
    card.put(mark(look, 58), (MARGIN, 60))
    card.write([site], (MARGIN + 80, 60), 38, "ink")
    width = measure(look.faces, "medium", 38, label)
    card.write([label], (SIZE[0] - MARGIN - width, 60), 38, "quiet", "medium")
    return card.picture


def _draw_page(card: Canvas, title: str, text: str, tones: tuple[str, ...], *, plays: bool) -> None:
    """A title, with a sentence below or a sign that there is something to hear."""
    part = SIZE[0] // len(tones)
    for place, tone in enumerate(tones):
        card.fill((place * part, SIZE[1] - 22, (place + 1) * part, SIZE[1]), tone)
    width = SIZE[0] - 2 * MARGIN - (210 if plays else 0)
    size, lines = fit(
        card.faces, known(card.faces, title), width, 200 if text else ROOM, TITLE_SIZES
    )
    height = len(lines) * leading(size)
    small, more = (
        fit(card.faces, known(card.faces, text), width, ROOM - height - GAP, TEXT_SIZES)
        if text
        else (0, [])
    )
    height += GAP + len(more) * leading(small) if more else 0
    below = card.write(lines, (MARGIN, TOP + (ROOM - height) // 2), size, "ink")
    card.write(more, (MARGIN, below + GAP), small, "quiet", "medium")
    if plays:
        card.paint(_play_sign(170), (SIZE[0] - MARGIN - 170, 270), "second")


@cache
def _play_sign(side: int) -> Image.Image:
    scale = 4  # drawn larger, then made smaller, for smooth edges
    disc = Image.new("L", (side * scale, side * scale), 0)
    pen = ImageDraw.Draw(disc)
    pen.ellipse((0, 0, side * scale - 1, side * scale - 1), fill=255)
    unit = side * scale / 100
    pen.polygon([(38 * unit, 28 * unit), (38 * unit, 72 * unit), (75 * unit, 50 * unit)], fill=0)
    return disc.resize((side, side), Image.Resampling.LANCZOS)


def _draw_pair(card: Canvas, sides: tuple[str, ...], tones: tuple[str, ...], joint: str) -> None:
    """Two terms, each on its colour, with a word between them."""
    half, top = SIZE[0] // 2, 160
    sizes = [
        fit(
            card.faces,
            known(card.faces, side),
            half - 2 * MARGIN - 24,
            330,
            (88, 78, 68, 60, 52, 44),
        )
        for side in sides
    ]
    size = min(size for size, _ in sizes)
    for side, colour, x in zip(sides, tones, (0, half), strict=True):
        # The gap tells the sides apart where both are ink.
        card.fill((x + (3 if x else 0), top, x + half - (0 if x else 3), SIZE[1]), colour)
        lines = wrap(card.faces, known(card.faces, side), size, half - 2 * MARGIN - 24)
        y = top + (SIZE[1] - top - len(lines) * leading(size)) // 2
        card.write(lines, (x + MARGIN + (24 if x else 0), y), size, colour, on_colour=True)
    disc = Image.new("L", (440, 440), 0)
    ImageDraw.Draw(disc).ellipse((0, 0, 439, 439), fill=255)
    small = disc.resize((110, 110), Image.Resampling.LANCZOS)
    middle = (top + SIZE[1]) // 2
    card.picture.paste(
        0, (half - 55, middle - 55), small.point(lambda value: 255 if value > 127 else 0)
    )
    word = known(card.faces, joint)
    size, lines = fit(card.faces, word, 96, 70, (52, 44, 36, 28, 22)) if word else (52, [])
    width = measure(card.faces, "bold", size, word)
    card.write(lines[:1], (half - width // 2, middle - round(size * 0.77)), size, "ink")


def _draw_rows(
    card: Canvas, sides: tuple[str, ...], tones: tuple[str, ...], rows: tuple[tuple[str, str], ...]
) -> None:
    """Two terms, each on its colour, and below them what tells them apart, row by row."""
    half, top, height = SIZE[0] // 2, 150, 110
    first = top + height
    step = (SIZE[1] - first) // len(rows)
    width = half - 2 * MARGIN + 16
    for place, (side, colour) in enumerate(zip(sides, tones, strict=True)):
        x = place * half
        card.fill((x, top, x + half, SIZE[1]), colour)
        size, lines = fit(card.faces, known(card.faces, side), width, height, (56, 50, 44, 38))
        y = top + (height - len(lines) * leading(size)) // 2 + 8
        card.write(lines, (x + MARGIN - 8, y), size, colour, on_colour=True)
        for number, row in enumerate(rows):
            size, lines = fit(
                card.faces, known(card.faces, row[place]), width, step - 20, (44, 40, 36, 32, 28)
            )
            y = first + number * step + (step - len(lines) * leading(size)) // 2
            card.write(lines, (x + MARGIN - 8, y), size, colour, on_colour=True)
    for number in range(len(rows)):
        line = first + number * step
        card.picture.paste(0, (MARGIN - 8, line, SIZE[0] - MARGIN + 8, line + 2))
