"""How large a picture is, so that a page keeps its place free while it loads."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

from PIL import Image, UnidentifiedImageError

_VIEW_BOX = re.compile(
    r"<svg\b[^>]*\bviewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)"
)


def picture_size(file: Path) -> tuple[int, int] | None:
    """Width and height in px; None where the file is no picture that says so. What is missing is
    told elsewhere."""
    try:
        if file.suffix.lower() == ".svg":
            found = _VIEW_BOX.search(file.read_text(encoding="utf-8", errors="replace"))
            return (round(float(found[1])), round(float(found[2]))) if found else None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file) as picture:
                return picture.size
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError):
        return None
