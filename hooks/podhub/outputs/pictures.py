"""Copies of artwork: small ones in WebP for pages, since nobody loads 3,000 px on a phone, and a wide
one for apps that show episodes as videos."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image, ImageFilter

from podhub.media.published_pictures import published_artwork

SIDES = (160, 480)
"""px; shown at half of that on sharp screens."""

WIDE = (1280, 720)
"""px of a copy in 16:9, as YouTube wants it"""


def small_url(artwork_url: str, side: int) -> str:
    """The address of a small copy.

    >>> small_url("artwork/show-0123456789.jpg", 480)
    'artwork/show-0123456789-480.webp'
    """
    return f"{artwork_url.rpartition('.')[0]}-{side}.webp"


def small_copy(source: Path, side: int) -> bytes:
    """A small copy of artwork as WebP, `side` px wide and high."""
    with Image.open(io.BytesIO(published_artwork(source.read_bytes()))) as picture:
        # A JPEG can be read at a fraction of its size, for a fraction of the memory.
        picture.draft("RGB", (2 * side, 2 * side))
        small = picture.resize((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
        buffer = io.BytesIO()
        small.save(buffer, "WEBP", quality=82, method=6)
        return buffer.getvalue()


def wide_url(artwork_url: str) -> str:
    """The address of the wide copy.

    >>> wide_url("artwork/show-0123456789.png")
    'artwork/show-0123456789-wide.jpg'
    """
    return f"{artwork_url.rpartition('.')[0]}-wide.jpg"


def wide_copy(source: Path) -> bytes:
    """Artwork in 16:9 as JPEG: the whole of it, before a blurred one that fills the sides."""
    width, height = WIDE
    with Image.open(io.BytesIO(published_artwork(source.read_bytes()))) as picture:
        picture.draft("RGB", (2 * height, 2 * height))
        square = picture.convert("RGB").resize((height, height), Image.Resampling.LANCZOS)
    # Blurred while it is small, which costs little and shows the same.
    behind = square.resize((width // 8, width // 8)).filter(ImageFilter.GaussianBlur(6))
    top = (width - height) // 16
    wide = behind.crop((0, top, width // 8, top + height // 8)).resize(
        WIDE, Image.Resampling.BICUBIC
    )
    wide.paste(square, ((width - height) // 2, 0))
    buffer = io.BytesIO()
    wide.save(buffer, "JPEG", quality=85)
    return buffer.getvalue()
