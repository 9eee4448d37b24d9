"""Draws the pictures of a clip's film: square, for a mail or a social network, with what is being said
large in the middle."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from podhub.outputs.cards.drawing import MARGIN, PLAIN, Canvas
from podhub.outputs.cards.letters import known, leading, measure
from podhub.outputs.cards.lines import fit
from podhub.outputs.cards.look import Look, mark, palette

SIDE = 1080
"""px"""
BAND = 24
"""px: the two colours at the foot."""
_TOP, _ROOM = 190, 590
"""px: where the words may begin, and how high they may be."""
_SIZES = (84, 76, 68, 60, 54, 48, 42, 36)
_NAMES, _TITLE = 38, 40
"""px: letters of the names at the top, and of the title at the foot."""


@dataclass(frozen=True)
class Square:
    """All that is to be seen in one picture."""

    site: str
    label: str
    """Which episode it is from"""
    title: str
    """What the clip is called"""
    address: str
    """Where to hear more, as people type it"""
    words: str = ""
    """What is being said"""
    speaker: str = ""
    """Who says it, of several who speak"""
    voice: str = ""
    """Who speaks all the while"""
    look: Look = PLAIN


def draw_square(square: Square) -> bytes:
    """The picture as PNG. The same words give the same bytes."""
    canvas = Canvas(Image.new("P", (SIDE, SIDE), 0), square.look.faces)
    canvas.picture.putpalette(palette(square.look.colours))
    canvas.put(mark(square.look, 58), (MARGIN, MARGIN))
    width, label = SIDE - 2 * MARGIN, known(canvas.faces, square.label)
    canvas.write([known(canvas.faces, square.site)], (MARGIN + 80, MARGIN), _NAMES, "ink")
    right = SIDE - MARGIN - measure(canvas.faces, "medium", _NAMES, label)
    canvas.write([label], (right, MARGIN), _NAMES, "quiet", "medium")
    _say(canvas, square, width)
    _foot(canvas, square, width)
    return canvas.png()


def _say(canvas: Canvas, square: Square, width: int) -> None:
    """The words, which begin where those of their language do, and above them who speaks."""
    if not (words := known(canvas.faces, square.words)):
        return
    canvas = Canvas(canvas.picture, canvas.faces.along(words))
    speaker = [known(canvas.faces, square.speaker)] if square.speaker else []
    size, lines = fit(canvas.faces, words, width, _ROOM - len(speaker) * 2 * _NAMES, _SIZES)
    height = len(lines) * leading(size) + len(speaker) * leading(_NAMES)
    at = _TOP + (_ROOM - height) // 2
    below = canvas.write(speaker, (MARGIN, at), _NAMES, "second", "medium")
    canvas.write(lines, (MARGIN, below), size, "ink")


def _foot(canvas: Canvas, square: Square, width: int) -> None:
    """What it is and where to hear more, above the two colours."""
    half, foot = SIDE // 2, SIDE - BAND
    canvas.fill((0, foot, half, SIDE), "first")
    canvas.fill((half, foot, SIDE, SIDE), "second")
    title = known(canvas.faces, square.title)
    _, lines = fit(canvas.faces, title, width, 2 * leading(_TITLE), (_TITLE,))
    more = [known(canvas.faces, line) for line in (square.voice, square.address) if line]
    rows = leading(_TITLE) * len(lines) + leading(_NAMES) * len(more)
    below = canvas.write(lines, (MARGIN, foot - 40 - rows), _TITLE, "ink")
    canvas.write(more, (MARGIN, below), _NAMES, "quiet", "medium")
