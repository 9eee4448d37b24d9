"""The pictures in documents, and whether they say where they were taken. A document is published as
its author made it, so that it is looked at before."""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from podhub.read.picture_parts import says_where

DOCUMENTS = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".zip")
MOST = 50_000_000
"""Bytes that one part of a document may unpack to; what is larger is no picture."""
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, RuntimeError, ValueError),
    *(EOFError, OSError),
)
"""What the reader of archives raises over one that is damaged, or locked by a password"""
HEAD = 200_000
"""Bytes of a picture within which its camera's notes stand."""
_JPEG = re.compile(rb"\xff\xd8\xff[\xe0\xe1\xdb\xee]")
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|tiff?|heic)$", re.IGNORECASE)


def shows_places(source: bytes) -> bool:
    """Whether a picture in a PDF or an office document says where it was taken."""
    if source.startswith(b"%PDF"):
        return b"GPSLatitude" in source or any(
            says_where(source[found.start() : found.start() + HEAD])
            for found in _JPEG.finditer(source)
        )
    return any(map(says_where, parts_of(source, lambda part: _PICTURE.search(part.filename), MOST)))


def parts_of(
    source: bytes, is_wanted: Callable[[zipfile.ZipInfo], object], most: int
) -> Iterator[bytes]:
    """Some files of a ZIP archive, which office documents are (ISO 29500-2, ISO 26300-3), each of `most`
    bytes. Nothing of what is damaged or locked by a password: nobody can look into it."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            for part in archive.infolist():
                if is_wanted(part) and part.file_size <= most:
                    yield archive.read(part)
    except DAMAGED:
        return
