"""Pictures are what they really are, whatever they are called; files lie inside the content
folders."""

import io
from pathlib import Path

import pytest
from PIL import Image
from podhub.media.artwork import examine
from podhub.model.media import Artwork
from podhub.read.files import is_file, within

from tests.build.corpus import picture


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("a.jpg", picture(1399, 1399), "1399 × 1399 px"),
        ("a.jpg", picture(3001, 3001), "3001 × 3001 px"),
        ("a.jpg", picture(1500, 1400), "1500 × 1400 px"),
        (
            "a.png",
            picture(mode="RGBA", kind="PNG"),
            "a picture in RGBA (save it without transparency)",
        ),
        ("a.jpg", picture(kind="PNG"), "a PNG picture named .jpg"),
        ("a.png", picture(), "a JPEG picture named .png"),
        ("a.gif", picture(kind="GIF"), "a GIF picture"),
        ("a.jpg", picture()[:-200], "a picture that breaks off"),
        ("a.png", picture(kind="PNG")[:-3000], "a picture that breaks off"),
        ("a.jpg", b"words", "a file that is not a picture"),
        ("a.jpg", b"", "a file that is not a picture"),
    ],
)
def test_artwork_that_directories_refuse_is_told(
    tmp_path: Path, name: str, content: bytes, found: str
) -> None:
    """Side, shape, colour and format are those that Apple asks for, and all of it is there."""
    (tmp_path / name).write_bytes(content)
    assert examine(tmp_path, name) == found


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "JPEG"), ("a.JPEG", "JPEG"), ("a.png", "PNG")]
)
def test_artwork_has_a_new_address_when_it_changes(tmp_path: Path, name: str, kind: str) -> None:
    """Apps keep a picture by its address and never look again."""
    addresses = set()
    for side in (1400, 3000):
        (tmp_path / name).write_bytes(picture(side, side, kind=kind))
        artwork = examine(tmp_path, name)
        assert isinstance(artwork, Artwork)
        assert artwork.side == side
        addresses.add(artwork.url)
        assert artwork == examine(tmp_path, name)
    assert len(addresses) == 2
    assert {address.rpartition(".")[2] for address in addresses} == {
        "png" if kind == "PNG" else "jpg"
    }


def test_a_picture_with_odd_metadata_is_a_picture(tmp_path: Path) -> None:
    """A warning about what a camera wrote is no fault of the picture, and no crash."""
    exif = Image.Exif()
    exif[0x010E] = "x" * 50
    buffer = io.BytesIO()
    Image.new("RGB", (1400, 1400)).save(buffer, "JPEG", exif=exif)
    broken = (
        buffer.getvalue()
        .replace(b"x" * 50, b"x" * 50)
        .replace(b"\x00\x00\x00\x33", b"\x00\xff\xff\xff")
    )
    (tmp_path / "a.jpg").write_bytes(broken)
    assert isinstance(examine(tmp_path, "a.jpg"), Artwork)


def test_only_what_lies_in_the_content_folders_is_within(tmp_path: Path) -> None:
    """Whatever links lead there, and whatever a name is made of."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "secret").write_text("x")
    (tmp_path / "docs" / "out").symlink_to("../secret")
    (tmp_path / "docs" / "loop").symlink_to("loop")
    (tmp_path / "docs" / "a.md").write_text("x")
    (tmp_path / "docs" / "in").symlink_to("a.md")
    inside = {
        name
        for name in ("a.md", "in", "out", "loop", "missing", "a\0b", "x" * 300)
        if within(tmp_path, tmp_path / "docs" / name)
    }
    assert inside == {"a.md", "in", "missing", "x" * 300}
    assert not is_file(tmp_path / ("x" * 300))
