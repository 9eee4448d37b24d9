"""Small WebP copies of artwork, for pages: nobody loads 3,000 px on a phone. Kept in a cache by
what the picture holds."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from podhub.model.media import Artwork
from podhub.read.files import write_whole

SIDES = (160, 480)
"""px; shown at half of that on sharp screens."""


def small_url(artwork_url: str, side: int) -> str:
    """The address of a small copy.

    >>> small_url("artwork/show-0123456789.jpg", 480)
    'artwork/show-0123456789-480.webp'
    """
    return f"{artwork_url.rpartition('.')[0]}-{side}.webp"


def small_copies(root: Path, artwork: Artwork, cache: Path) -> dict[str, Path]:
    """Make the small copies that the cache lacks; returns their files by address."""
    copies = {
        small_url(artwork.url, side): cache / Path(small_url(artwork.url, side)).name
        for side in SIDES
    }
    missing = {url: file for url, file in copies.items() if not file.exists()}
    if missing:
        cache.mkdir(parents=True, exist_ok=True)
        with Image.open(root / artwork.source) as picture:
            # A JPEG can be read at a fraction of its size, for a fraction of the memory.
            picture.draft("RGB", (2 * max(SIDES), 2 * max(SIDES)))
            for side in SIDES:
                small = picture.resize((side, side), Image.Resampling.LANCZOS, reducing_gap=3.0)
                buffer = io.BytesIO()
                small.save(buffer, "WEBP", quality=82, method=6)
                file = copies[small_url(artwork.url, side)]
                # A build that is stopped must not leave half a picture in the cache.
                write_whole(file, buffer.getvalue())
    return copies
