"""What a picture is and how large it is shown, so that a page keeps its place free while it
loads."""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from podhub.read.picture_parts import UPRIGHT, orientation, without_notes

_DRAWING = re.compile(r"<svg\b[^>]*+")
_LENGTH = r"(\d{1,9}(?:\.\d*)?|\.\d+)"
_VIEW_BOX = re.compile(
    rf"\bviewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+{_LENGTH}[\s,]+{_LENGTH}\s*[\"']"
)
NO_PICTURE = "a file that is not a picture"
SIDEWAYS = 5
"""Marks of a camera from here on lay a picture on its side (Exif 2.32, 4.6.4)."""


@dataclass(frozen=True)
class PictureFacts:
    """What a picture says of itself."""

    kind: str
    """As Pillow calls it: JPEG, PNG, WEBP, GIF, AVIF and others"""
    size: tuple[int, int]
    """Width and height as stored, in px"""
    mode: str
    """Its colours, as Pillow calls them: RGB, CMYK, L and others"""
    turned: int = UPRIGHT

    @property
    def shown(self) -> tuple[int, int]:
        """Width and height as shown, in px."""
        return self.size[::-1] if self.turned >= SIDEWAYS else self.size


def picture_facts(source: bytes) -> PictureFacts | str:
    """What a picture is; or what is wrong with it, in an author's words. No pixel is unpacked.

    What is not shown of it does not count: another picture behind it (phones write two into one
    JPEG, CIPA DC-007), and notes, however much they unpack to."""
    shown = without_notes(source)
    if _breaks_off(source, shown):
        return "a picture that breaks off"
    try:
        with warnings.catch_warnings():
            # Metadata that is out of order spoils no picture.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(shown)) as picture:
                turned = orientation(shown)
                return PictureFacts(picture.format or "unknown", picture.size, picture.mode, turned)
    except Image.DecompressionBombError:
        return "a picture of far more pixels than any screen has"
    except UnidentifiedImageError:
        return NO_PICTURE
    except ValueError:
        # Pillow's guard against what weighs little and unpacks to much.
        return "a picture whose colour profile is too much to read (save it without one)"
    except (OSError, SyntaxError, EOFError, LookupError, ArithmeticError, RuntimeError):
        return NO_PICTURE


def _breaks_off(source: bytes, shown: bytes) -> bool:
    """Whether the end of a picture is missing, as of half a download: browsers show what is there.
    `shown` is what is seen of it, without other pictures in its notes and behind it."""
    if source.startswith(b"\x89PNG"):
        return b"IEND" not in source
    if source[8:12] == b"WEBP":
        return int.from_bytes(source[4:8], "little") + 8 > len(source) + 1
    # ISO 10918-1, B.1.1: scans begin with FFDA and the picture ends with FFD9, which no scan holds.
    scan = shown.rfind(b"\xff\xda")
    return source.startswith(b"\xff\xd8") and scan > 0 and b"\xff\xd9" not in shown[scan:]


def picture_size(file: Path) -> tuple[int, int] | None:
    """Width and height as shown, in px; None where the file is no picture that says so. What is
    missing is told elsewhere."""
    try:
        source = file.read_bytes()
    except OSError:
        return None
    if file.suffix.lower() == ".svg":
        drawing = _DRAWING.search(source.decode("utf-8", errors="replace"))
        found = _VIEW_BOX.search(drawing[0]) if drawing else None
        return (round(float(found[1])), round(float(found[2]))) if found else None
    facts = picture_facts(source)
    return None if isinstance(facts, str) else facts.shown
