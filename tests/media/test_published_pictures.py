"""What is published of a picture shows it as its author saw it, and says nothing beside it. Pillow
reads what we wrote."""

import io
import struct
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageOps
from PIL.PngImagePlugin import PngInfo
from podhub.media.artwork import examine, examine_moment_picture
from podhub.media.published_pictures import published_artwork
from podhub.model.media import Artwork, MomentPicture
from podhub.outputs.pictures import SIDES, small_copy
from podhub.read.picture_parts import without_notes
from podhub.read.picture_size import picture_facts, picture_size

PLACE = {1: "N", 2: (48.0, 12.0, 30.0), 3: "E", 4: (16.0, 22.0, 0.0)}
SECRET = b"Secret-of-the-author"
XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a exif:GPSLatitude="48,12N">'
    + SECRET
    + b"</a></x:xmpmeta>"
)
FORMS = ("JPEG", "PNG", "WEBP")


@cache
def scene(width: int = 40, height: int = 20, mode: str = "RGB") -> Image.Image:
    """A picture with four corners of its own."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste((200, 0, 0), (0, 0, width // 2, height // 2))
    picture.paste((0, 0, 200), (width // 2, height // 2, width, height))
    return picture.convert(mode)


def notes(turned: int = 1, **more: Any) -> Image.Exif:
    """What a camera says."""
    exif = Image.Exif()
    if turned != 1:
        exif[0x0112] = turned
    if more.get("place"):
        exif[0x8825] = PLACE
        exif[0x010F] = SECRET.decode()
    return exif


def saved(kind: str, picture: Image.Image | None = None, **options: Any) -> bytes:
    """A picture as Pillow saves it."""
    out = io.BytesIO()
    (picture or scene()).save(out, kind, **options)
    return out.getvalue()


def pixels(data: bytes) -> Image.Image:
    """What is seen, upright."""
    with Image.open(io.BytesIO(data)) as picture:
        return ImageOps.exif_transpose(picture).convert("RGBA")


def same(one: bytes, other: bytes) -> bool:
    """Whether two files show the same, to the pixel."""
    return ImageChops.difference(pixels(one), pixels(other)).getbbox() is None


def with_place(kind: str, turned: int) -> bytes:
    """A picture that says where it was taken, in every way that its form has."""
    extra: dict[str, Any] = {"exif": notes(turned, place=True)}
    if kind == "PNG":
        text = PngInfo()
        text.add_text("Comment", SECRET.decode())
        text.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=True)
        text.add_text("Author", SECRET.decode(), zip=True)
        extra["pnginfo"] = text
    else:
        extra["xmp"] = XMP
    if kind == "JPEG":
        extra["comment"] = SECRET
    return saved(kind, **extra) + SECRET


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("kind", FORMS)
def test_no_place_and_no_notes_are_published(kind: str, turned: int) -> None:
    """The pixels and how they are turned are as before; the size on the page is that of what is
    seen."""
    source = with_place(kind, turned)
    shown = without_notes(source)
    assert shown is not source
    assert SECRET not in shown
    assert b"GPS" not in shown
    with Image.open(io.BytesIO(shown)) as picture:
        exif = picture.getexif()
        assert dict(exif) == ({0x0112: turned} if turned != 1 else {})
        assert "xmp" not in picture.info
        picture.load()
        assert not {"Comment", "Author", "comment"} & picture.info.keys()
    assert same(source, shown)
    facts = picture_facts(source)
    assert not isinstance(facts, str)
    assert facts.shown == pixels(source).size
    assert without_notes(shown) is shown


@pytest.mark.parametrize("kind", [*FORMS, "GIF", "AVIF"])
@pytest.mark.parametrize("options", [{}, {"save_all": True, "append_images": [scene()]}])
def test_a_picture_that_says_nothing_is_published_as_it_lies_there(
    kind: str, options: dict[str, Any]
) -> None:
    """No copy is made of it."""
    source = saved(kind, **(options if kind != "JPEG" else {}))
    assert without_notes(source) is source


@pytest.mark.parametrize("kind", FORMS)
def test_a_mark_that_only_turns_is_left(kind: str) -> None:
    """As in pictures that were cleaned before."""
    source = saved(kind, exif=notes(6))
    assert without_notes(source) is source


def test_colours_stay_as_they_are() -> None:
    """A profile is no note: without it, a picture is shown in other colours."""
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in FORMS:
        shown = without_notes(saved(kind, icc_profile=profile, exif=notes(3, place=True)))
        with Image.open(io.BytesIO(shown)) as picture:
            assert picture.info["icc_profile"] == profile


def test_comments_in_a_gif_are_left_out() -> None:
    """Frame by frame it stays as it was, and so does how often it repeats."""
    moving = saved("GIF", save_all=True, append_images=[scene().rotate(180)], loop=3, duration=50)
    at = moving.index(b"\x21\xf9")
    comment = b"\x21\xfe" + bytes([len(SECRET)]) + SECRET + b"\0"
    program = b"\x21\xff\x0bXMP DataXMP" + bytes([len(SECRET)]) + SECRET + b"\0"
    shown = without_notes(moving[:at] + comment + program + moving[at:] + SECRET)
    assert shown == moving


def test_notes_in_an_avif_are_overwritten() -> None:
    """Nothing moves in the file, and the picture is the same."""
    source = saved("AVIF", exif=notes(place=True), xmp=XMP)
    assert SECRET in source
    shown = without_notes(source)
    assert SECRET not in shown
    assert len(shown) == len(source)
    assert same(source, shown)


def test_what_a_phone_hides_behind_a_picture_is_left_out(tmp_path: Path) -> None:
    """A JPEG with a second one behind it is the JPEG that it begins with."""
    two = saved("MPO", scene(1400, 1400), save_all=True, append_images=[scene(300, 300)])
    (tmp_path / "two.jpg").write_bytes(two)
    artwork = examine(tmp_path, "two.jpg")
    assert isinstance(artwork, Artwork)
    assert artwork.url.endswith(".jpg")
    shown = published_artwork(two)
    with Image.open(io.BytesIO(shown)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1400, 1400))
    assert shown.count(b"\xff\xd8\xff") == 1
    assert same(two, shown)


@pytest.mark.parametrize("turned", range(2, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_artwork_is_published_upright_without_the_mark(
    kind: str, turned: int, tmp_path: Path
) -> None:
    """Apps that cut it to size drop the mark and show it lying."""
    upright = scene(1400, 1400)
    ways = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    lying = upright.transpose(ways[turned])
    name = "turned.jpg" if kind == "JPEG" else "turned.png"
    (tmp_path / name).write_bytes(saved(kind, lying, exif=notes(turned, place=True)))
    artwork = examine(tmp_path, name)
    assert isinstance(artwork, Artwork)
    shown = published_artwork((tmp_path / name).read_bytes())
    with Image.open(io.BytesIO(shown)) as picture:
        assert not picture.getexif()
        corners = [picture.getpixel(at) for at in ((100, 100), (1300, 1300), (1300, 100))]
    for corner, wanted in zip(corners, ((200, 0, 0), (0, 0, 200), (255, 255, 255)), strict=True):
        assert isinstance(corner, tuple)
        assert all(abs(one - other) < 6 for one, other in zip(corner, wanted, strict=True))
    for side in SIDES:
        with Image.open(io.BytesIO(small_copy(tmp_path / name, side))) as small:
            red, _, blue = small.convert("RGB").getpixel((9, 9))  # type: ignore[misc]
            assert red > 150 > blue


INKS: dict[str, Callable[[], bytes]] = {
    "ink.jpg": lambda: saved("JPEG", scene(1400, 1400, "CMYK")),
    "grey.jpg": lambda: saved("JPEG", scene(1400, 1400, "L")),
    "grey.png": lambda: saved("PNG", scene(1400, 1400, "L")),
    "black.png": lambda: saved("PNG", scene(1400, 1400, "1")),
    "palette.png": lambda: saved("PNG", scene(1400, 1400).quantize(8)),
    "deep.png": lambda: saved(
        "PNG", scene(1400, 1400, "L").convert("I;16").point(lambda v: v * 257)
    ),
    "solid.png": lambda: saved("PNG", scene(1400, 1400, "RGBA")),
    "colours.png": lambda: deep_colours(1400),
}


def deep_colours(side: int) -> bytes:
    """A PNG of 16 bits a colour, which Pillow cannot write: red above left, white elsewhere."""
    red, white = struct.pack(">3H", 51_400, 0, 0), struct.pack(">3H", 65_535, 65_535, 65_535)
    above = b"\0" + red * (side // 2) + white * (side // 2)
    rows = above * (side // 2) + (b"\0" + white * side) * (side // 2)

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", side, side, 16, 2, 0, 0, 0)
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


@pytest.mark.parametrize("name", INKS)
def test_artwork_is_published_in_rgb(name: str, tmp_path: Path) -> None:
    """Whatever its author saved it in, in eight bits a colour; the author's file stays."""
    source = INKS[name]()
    (tmp_path / name).write_bytes(source)
    assert isinstance(examine(tmp_path, name), Artwork)
    shown = published_artwork(source)
    with Image.open(io.BytesIO(shown)) as picture:
        assert picture.mode == "RGB"
        light = picture.convert("L")
        dark, bright = light.getpixel((100, 100)), light.getpixel((1300, 100))
    assert isinstance(dark, int | float)
    assert isinstance(bright, int | float)
    assert dark < 90
    assert bright > 240
    if shown.startswith(b"\x89PNG"):
        assert shown[24] == 8
    assert published_artwork(shown) is shown
    assert (tmp_path / name).read_bytes() == source


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_artwork_that_something_shines_through_is_refused(mode: str, tmp_path: Path) -> None:
    """Some apps lay it on white, others on black."""
    picture = scene(1400, 1400, mode)
    picture.putpixel((3, 3), (0,) * len(picture.getbands()))
    (tmp_path / "a.png").write_bytes(saved("PNG", picture))
    assert examine(tmp_path, "a.png") == f"a picture in {mode} (save it without transparency)"


def bomb(name: bytes, head: bytes) -> bytes:
    """A picture of a few kilobytes that unpacks to 80 megabytes."""
    content = head + zlib.compress(bytes(80_000_000))
    chunk = struct.pack(">I", len(content)) + name + content
    chunk += struct.pack(">I", zlib.crc32(name + content))
    whole = saved("PNG", scene(1400, 1400))
    at = whole.index(b"IDAT") - 4
    return whole[:at] + chunk + whole[at:]


@pytest.mark.parametrize(
    ("name", "head"), [(b"zTXt", b"a\0\0"), (b"iTXt", b"a\0\1\0\0\0"), (b"iCCP", b"a\0\0")]
)
def test_a_picture_that_unpacks_to_more_than_it_weighs_is_no_traceback(
    name: bytes, head: bytes, tmp_path: Path
) -> None:
    """What is not shown is never unpacked; a profile is, and refused."""
    source = bomb(name, head)
    (tmp_path / "a.png").write_bytes(source)
    found = examine(tmp_path, "a.png"), examine_moment_picture(tmp_path, "a.png")
    if name == b"iCCP":
        why = "a picture whose colour profile is too much to read (save it without one)"
        assert found == (why, why)
        assert picture_size(tmp_path / "a.png") is None
    else:
        assert isinstance(found[0], Artwork)
        assert isinstance(found[1], MomentPicture)
        assert len(without_notes(source)) < len(source) - 50_000


def test_far_too_many_pixels_are_no_traceback(tmp_path: Path) -> None:
    """A header alone claims them."""
    whole = bytearray(saved("PNG"))
    whole[16:24] = struct.pack(">II", 60_000, 60_000)
    whole[29:33] = struct.pack(">I", zlib.crc32(bytes(whole[12:29])))
    (tmp_path / "a.png").write_bytes(whole)
    assert examine(tmp_path, "a.png") == "a picture of far more pixels than any screen has"
    assert picture_size(tmp_path / "a.png") is None


@pytest.mark.parametrize("kind", [*FORMS, "GIF", "AVIF", "MPO"])
def test_no_damage_is_a_crash_and_none_is_made(kind: str) -> None:
    """Cut anywhere, wrong at any byte: what can be shown is shown as before."""
    options: dict[str, Any] = {"exif": notes(6, place=True)} if kind not in ("GIF", "MPO") else {}
    if kind == "MPO":
        options = {"save_all": True, "append_images": [scene()]}
    whole = saved(kind, **options)
    for at in range(min(len(whole), 900)):
        for data in (whole[:at], whole[:at] + b"\xff" + whole[at + 1 :], whole[at:]):
            assert isinstance(without_notes(data), bytes)
            picture_facts(data)
    assert same(whole, without_notes(whole))
