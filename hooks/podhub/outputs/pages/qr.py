"""The code on a printed page that leads a telephone to the episode."""

from __future__ import annotations

from functools import cache

import segno

MASK = 2
"""Any of the eight masks can be read. To let segno choose takes six times as long: it draws all."""


@cache  # an episode's code stands on each page about it
def qr_svg(address: str) -> str:
    """A QR code of a full address as an SVG element without size or style, to be sized by the style
    sheet.

    Error correction M (15 %): a photocopy of a print is still read.

    >>> qr_svg("https://hub.example/podcast/first-seeds/").startswith('<svg viewBox="0 0 ')
    True
    """
    code = segno.make(address, error="m", micro=False, mask=MASK)
    return str(code.svg_inline(omitsize=True, svgclass=None, lineclass=None))
