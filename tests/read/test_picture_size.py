"""What a picture says of itself, and whether it is whole."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image
from podhub.read.picture_size import PictureFacts, picture_facts, picture_size

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


@pytest.mark.parametrize(
    ("box", "size"),
    [
        ("0 0 10 20.4", (10, 20)),
        ("-1,-1,.6,5", (1, 5)),
        ("0 0 . 5", None),
        ("0 0 1.2.3 4", None),
        (f"0 0 1{'0' * 400} 5", None),
    ],
)
def test_a_drawing_is_as_large_as_its_view(
    tmp_path: Path, box: str, size: tuple[int, int] | None
) -> None:
    """One whose numbers are none says nothing."""
    file = tmp_path / "a.svg"
    file.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"/>')
    assert picture_size(file) == size
