"""Small WebP copies of artwork, for pages: nobody loads 3,000 px on a phone. Kept in a cache by
what the picture holds."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from podhub.media.published_pictures import published_artwork

SIDES = (160, 480)
"""px; shown at half of that on sharp screens."""


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
