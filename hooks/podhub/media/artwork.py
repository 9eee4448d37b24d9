"""Artwork that directories accept: square, 1400 to 3000 px, RGB, JPEG or PNG by content and by name
(Apple, PSP-1)."""

from __future__ import annotations

import hashlib
import warnings
from pathlib import Path

from PIL import Image, UnidentifiedImageError

from podhub.model.media import Artwork, MomentPicture

EXPECTED = "a square JPEG or PNG picture of 1400 to 3000 px in RGB"
MOMENT_EXPECTED = "a JPEG, PNG, WebP or GIF picture"
MORE_EXTENSIONS = {"WEBP": (".webp",), "GIF": (".gif",)}
"""Beside those of artwork, what apps show with a chapter."""
EXTENSIONS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",)}


def examine_moment_picture(root: Path, source: str) -> MomentPicture | str:
    """Find where a moment's picture is on the site; or say what is wrong with it. Any size and
    shape will do."""
    file = root / source
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file) as picture:
                kind = picture.format or "unknown"
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError):
        return "a file that is not a picture"
    if file.suffix.lower() not in {**EXTENSIONS, **MORE_EXTENSIONS}.get(kind, ()):
        return f"a {kind} picture named {file.suffix}"
    if source.startswith("docs/"):
        return MomentPicture(source, source.removeprefix("docs/"))
    return MomentPicture(source, f"artwork/{file.stem}-{_digest(file)}{file.suffix.lower()}")


def examine(root: Path, source: str) -> Artwork | str:
    """Read a picture's facts; or say what is wrong with it."""
    file = root / source
    try:
        with warnings.catch_warnings():
            # Metadata that is out of order spoils no picture.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file) as picture:
                size, mode, kind = picture.size, picture.mode, picture.format or "unknown"
    except (
        UnidentifiedImageError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        OSError,
    ):
        return "a file that is not a picture"
    if kind not in EXTENSIONS:
        return f"a {kind} picture"
    if file.suffix.lower() not in EXTENSIONS[kind]:
        return f"a {kind} picture named {file.suffix}"
    if size[0] != size[1] or not 1400 <= size[0] <= 3000:
        return f"{size[0]} × {size[1]} px"
    if mode != "RGB":
        return f"a picture in {mode}" + (
            " (save it without transparency)" if mode in ("RGBA", "LA", "P", "PA") else ""
        )
    if not _is_whole(file):
        return "a picture that breaks off"
    return Artwork(source, f"artwork/{file.stem}-{_digest(file)}{EXTENSIONS[kind][0]}", size[0])


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10]


def _is_whole(file: Path) -> bool:
    """Whether all of a picture is there: half a download has a whole one's facts."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(file) as picture:
                picture.draft(
                    "RGB", (1, 1)
                )  # a JPEG is read at an eighth of its size, in a tenth of the time
                picture.load()
    except (OSError, SyntaxError, ValueError):
        return False
    return True
