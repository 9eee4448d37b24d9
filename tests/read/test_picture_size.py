"""What a picture says of itself, and whether it is whole."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from podhub.read.picture_size import PictureFacts, picture_facts

KINDS = ("PNG", "JPEG", "WEBP", "MPO")


def drawn(kind: str, **options: object) -> bytes:
    """A picture of many colours, with a small one of itself in its notes where that is a JPEG."""
    file, small = io.BytesIO(), io.BytesIO()
    picture = Image.radial_gradient("L").convert("RGB").resize((200, 100))
    picture.resize((20, 10)).save(small, "JPEG")
    notes = {"exif": b"Exif\0\0II*\0\x08\0\0\0\0\0" + small.getvalue()} if kind == "JPEG" else {}
    picture.save(file, kind, **notes, **options)
    return file.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_half_a_picture_is_told(kind: str) -> None:
    """A download that stopped anywhere in what is seen; what stands behind the end is nobody's."""
    whole = drawn(kind)
    assert isinstance(picture_facts(whole), PictureFacts)
    assert isinstance(picture_facts(whole + bytes(64)), PictureFacts)
    for part in (0.6, 0.9):
        assert picture_facts(whole[: int(len(whole) * part)]) == ("a picture that breaks off")


def test_a_picture_in_many_scans_is_whole() -> None:
    """Progressive JPEGs have several."""
    whole = drawn("JPEG", progressive=True)
    assert isinstance(picture_facts(whole), PictureFacts)
    assert isinstance(picture_facts(whole[:-20]), str)
