"""Artwork that directories accept: square, 1400 to 3000 px, JPEG or PNG by content and by name,
nothing shining through (Apple, PSP-1). What only its copy needs (upright, RGB) is done for it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from podhub.media.published_pictures import is_see_through, is_whole, must_be_redrawn
from podhub.model.media import Artwork, MomentPicture
from podhub.read.picture_parts import without_notes
from podhub.read.picture_size import picture_facts

EXPECTED = "a square JPEG or PNG picture of 1400 to 3000 px in RGB"
MOMENT_EXPECTED = "a JPEG, PNG, WebP or GIF picture"
MORE_EXTENSIONS = {"WEBP": (".webp",), "GIF": (".gif",)}
"""Beside those of artwork, what apps show with a chapter."""
EXTENSIONS = {"JPEG": (".jpg", ".jpeg"), "PNG": (".png",)}
REDRAWN = b"1"
"""Changes when pictures are redrawn in another way, and so gives their copies new addresses."""


def examine_moment_picture(root: Path, source: str) -> MomentPicture | str:
    """Find where a moment's picture is on the site; or say what is wrong with it. Any size and
    shape will do."""
    file = root / source
    data = file.read_bytes()
    facts = picture_facts(data)
    if isinstance(facts, str):
        return facts
    suffix = file.suffix.lower()
    if suffix not in (EXTENSIONS | MORE_EXTENSIONS).get(facts.kind, ()):
        return f"a {facts.kind} picture named {file.suffix}"
    if source.startswith("docs/"):
        return MomentPicture(source, source.removeprefix("docs/"))
    digest = _digest(without_notes(data))
    return MomentPicture(source, f"artwork/{file.stem}-{digest}{suffix}")


def examine(root: Path, source: str) -> Artwork | str:
    """Read a picture's facts; or say what is wrong with it."""
    file = root / source
    data = file.read_bytes()
    facts = picture_facts(data)
    if isinstance(facts, str):
        return facts
    if facts.kind not in EXTENSIONS:
        return f"a {facts.kind} picture"
    if file.suffix.lower() not in EXTENSIONS[facts.kind]:
        return f"a {facts.kind} picture named {file.suffix}"
    width, height = facts.shown
    if width != height or not 1400 <= width <= 3000:
        return f"{width} × {height} px"
    if not is_whole(data):
        return "a picture that breaks off"
    if is_see_through(data):
        return f"a picture in {facts.mode} (save it without transparency)"
    # What is redrawn is known by its source: drawing takes long.
    digest = _digest(REDRAWN + data if must_be_redrawn(data) else without_notes(data))
    return Artwork(source, f"artwork/{file.stem}-{digest}{EXTENSIONS[facts.kind][0]}", width)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]
